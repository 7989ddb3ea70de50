"""My change: what is saved here and not in the roadmap yet; what goes of it, its submission."""

from __future__ import annotations

from governance.errors import OK, JalonError
from governance.hygiene import show
from governance.i18n import N_, _, current, plural
from governance.reporters import cells, diff
from governance.reporters import propose as reporter
from governance.reporters.cells import CYAN, DIM, GREEN, RED
from governance.services.propose import REFUSED
from tui import draw
from tui.explaining import explained
from tui.outside import outside
from tui.screens.proposal import gate_rows, plain
from tui.screens.questions import AskLine, Sure
from tui.screens.view import View
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from governance.services.differing import Differing, Plan
    from tui.session import Loaded

_HOW = {"added": N_("added"), "modified": N_("changed"), "removed": N_("removed")}
_BELOW = "roadmap/"


class Looked:
    """What a look at the folder found: what is ``differing``, the ``plan`` for what was chosen of it,
    and the ``fault`` that prevents either."""

    def __init__(
        self, differing: Differing | None, plan: Plan | None, fault: JalonError | None
    ) -> None:
        self.differing = differing
        self.plan = plan
        self.fault = fault


class ChangeView(View):
    """What this folder would propose."""

    scope = "change"
    tab = "proposals"
    has_page = False

    def __init__(self) -> None:
        super().__init__()
        self._looked: Looked | None = None
        self._chosen: set[str] | None = None
        self._title = ""
        self._raw: list[str] | None = None
        self._top: list[str] = []
        self._asked = self._seen = -1

    def help_text(self) -> str:
        """What the view answers."""
        return _(
            "What is saved here and not in the roadmap yet: which files go, what they say in "
            "sentences (! where a promise shrinks or a fact goes), what the gate finds. Submitting "
            "asks the server what it has now, judges once more, asks for a title, then sends these "
            "files and nothing else under your name. Your files stay as they are, also when the "
            "server refuses: what it says stands here, whole."
        )

    def note(self) -> str:
        """Where it would go, and how it is shown."""
        plan = self._looked.plan if self._looked else None
        parts = [_("raw diff") if self._raw is not None else _("in sentences")]
        if plan is not None:
            parts.insert(0, _where(plan))
        if unsaved := self.app.unsaved():
            parts.append(_("not saved, so not in it: {what}", what=", ".join(unsaved)))
        return " · ".join(parts)

    # -- lines

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The change, looked at in a thread."""
        if self._asked != self.app.version:
            self._asked = self.app.version
            self._look_again()
        looked = self._looked
        top = [*plain("top", [*self._top, ""], width)] if self._top else []
        if looked is None:
            return [*top, Row("wait", _("Looking at what differs…"), stop=False)]
        rows = [*top, *self._files(looked, width)]
        if looked.fault is not None:
            lines = [draw.paint(line, RED) for line in explained(looked.fault)]
            return [*rows, *plain("fault", lines, width)]
        if looked.plan is None:
            return [*rows, *plain("none", [_nothing(looked.differing)], width)]
        if self._raw is not None:
            return [*rows, *plain("raw", self._raw, width)]
        told = diff.text(looked.plan.story, current(), width=width, colours=True)
        rows += plain("story", told.split("\n"), width)
        return [*rows, *gate_rows(looked.plan.report, width)]

    def _files(self, looked: Looked, width: int) -> Iterator[Row]:
        differing = looked.differing
        if differing is None or not differing.touched:
            return
        chosen = self._goes(differing)
        yield Row("head", draw.heading(_("What goes")), stop=False)
        for path, how in differing.touched.items():
            if path in chosen:
                state = draw.paint(f"✓ {cells.pad(_('goes'), 9)}", GREEN)
            else:
                state = draw.paint(f"· {cells.pad(_('stays'), 9)}", DIM)
            line = f"{state} {cells.pad(_(_HOW[how]), 8)} {show(path.removeprefix(_BELOW), 300)}"
            if path in differing.awaiting:
                branch = show(differing.awaiting[path], 200)
                line += " · " + draw.paint(_("proposed already, on {branch}", branch=branch), CYAN)
            target = "" if how == "removed" else f"file:{path}:1"
            for number, text in enumerate(cells.wrap(line, width, "", "    ")):
                key = path if number == 0 else f"{path} {number}"
                yield Row(key, text, target=target, stop=number == 0, subject=path)
        yield Row("under", "", stop=False)

    def _goes(self, differing: Differing) -> set[str]:
        """The paths chosen; what is usual until something else is."""
        return set(differing.usual()) if self._chosen is None else self._chosen

    # -- looking

    def _look_again(self) -> None:
        asked, chosen = self._asked, self._chosen
        known = self._looked.differing if self._looked and asked == self._seen else None

        def look() -> None:
            self.app.later(self._put, asked, chosen, self._find(chosen, known))

        self.app.work(look, f"change-{id(self)}")

    def _find(
        self, chosen: set[str] | None, differing: Differing | None = None, *, fetch: bool = False
    ) -> Looked:
        """What would be proposed of what is ``differing``, looked at now when that is ``None``."""
        from governance.services.differing import Differing

        session, plan = self.app.session, None
        try:
            if differing is None:
                differing = Differing(session.root, session.as_of, session.clock(), fetch=fetch)
            what = differing.usual() if chosen is None else chosen & differing.touched.keys()
            if what:
                plan = differing.plan(sorted(what))
        except JalonError as fault:
            return Looked(differing, None, fault)
        return Looked(differing, plan, None)

    def _put(self, asked: int, chosen: set[str] | None, looked: Looked) -> None:
        if asked == self._asked and chosen == self._chosen and self.is_mounted:
            self._looked, self._seen, self._raw = looked, asked, None
            self.show_rows()

    # -- actions

    def why_not(self, name: str) -> str:
        """Why not."""
        row, looked = self.lines.current, self._looked
        if name in ("submit", "diff") and looked is None:
            return _("The change has not been read yet.")
        if name in ("submit", "diff") and looked and looked.plan is None and not looked.fault:
            return _nothing(looked.differing)
        if name == "diff" and looked and looked.plan is None:
            return _("There is nothing to show.")
        if name == "pick" and (row is None or not isinstance(row.subject, str)):
            return _("There is no file on this line.")
        return super().why_not(name)

    def do_pick(self) -> None:
        """Let the file of the line go, or stay."""
        row, looked = self.lines.current, self._looked
        if row is None or looked is None or looked.differing is None:
            return
        self._chosen, self._top = self._goes(looked.differing) ^ {str(row.subject)}, []
        self.show_rows()
        self._look_again()

    def do_diff(self) -> None:
        """The raw diff, or the sentences."""
        plan = self._looked.plan if self._looked else None
        if self._raw is not None or plan is None:
            self._show(None)
            return
        chosen = plan

        def find() -> None:
            self.app.later(self._show, reporter.raw(chosen.diff(), colours=True).split("\n"))

        self.app.work(find, f"diff-{id(self)}")

    def _show(self, raw: list[str] | None) -> None:
        if self.is_mounted:
            self._raw = raw
            self.show_rows()

    def do_fetch(self) -> None:
        """Ask the server what it has now."""
        self._fresh()

    def _fresh(self) -> Plan | None:
        """What would be proposed to the server as it is now; ``None`` when nothing can be."""
        looked = outside(
            self.app, _("Asking the server…"), lambda: self._find(self._chosen, fetch=True)
        )
        self._looked, self._seen, self._raw, self._top = looked, self._asked, None, []
        self.show_rows()
        return looked.plan

    def do_submit(self) -> None:
        """Send it: judged against the server as it is now, named, and after asking."""
        plan = self._fresh()
        if plan is None:
            return
        first = self._title or reporter.words(plan.story, current())[0]

        def named(title: str | None) -> None:
            if title:
                self._title = title
                self.app.push_screen(
                    Sure(_question(plan)), lambda sure: self._send(plan, title) if sure else None
                )

        self.app.push_screen(AskLine(_("A title for whoever reads it:"), first), named)

    def _send(self, plan: Plan, title: str) -> None:
        from governance.services.propose import submit

        words = reporter.words(plan.story, current(), title=title)
        try:
            done = outside(self.app, _("Submitting…"), lambda: submit(plan, *words))
        except JalonError as fault:
            self._say([draw.paint(line, RED) for line in explained(fault)])
            return
        colour = RED if done.state == REFUSED else GREEN
        told = reporter.outcome(done, plan, width=self.lines.room).strip("\n").split("\n")
        if done.state != REFUSED:
            self._chosen, self._title = None, ""
        self._say([draw.paint(line, colour) for line in told])
        self.app.version += 1
        self.app.count_own()
        self.reload()

    def _say(self, lines: list[str]) -> None:
        """Show ``lines`` above the change; they stay until something else is done."""
        self._top = lines
        self.show_rows()
        self.lines.scroll_to(y=0, animate=False)


def _nothing(differing: Differing | None) -> str:
    """Why there is nothing to submit."""
    if differing is None or not differing.touched:
        return _("Nothing differs from the roadmap as it is, so there is nothing to submit.")
    if differing.touched.keys() <= differing.awaiting.keys():
        return _("All of it is proposed already: 5 shows what becomes of it.")
    return _("Nothing is chosen: the space bar lets a file go.")


def _where(plan: Plan) -> str:
    server = plan.server
    if server is None:
        return _("to a patch file, as there is no server")
    name = show(f"{server.remote} ({server.host})" if server.host else server.remote, 80)
    return _("to {server}", server=name)


def _question(plan: Plan) -> str:
    count = len(plan.files)
    said = plural(N_("Submit {count} file {where}?"), N_("Submit {count} files {where}?"),
                  count, where=_where(plan))  # fmt: skip
    if plan.report.exit_code("error") == OK:
        return said
    ruling = " ".join(reporter.ruling(plan.report, width=400, colours=False))
    return f"{ruling} {_('It can still be sent, to be discussed there.')} {said}"
