"""Proposals: branches that await a signature, what each says, what the gate says of it."""

from __future__ import annotations

from governance.errors import JalonError
from governance.hygiene import show
from governance.i18n import N_, _, plural
from governance.reporters import cells
from governance.reporters.cells import BOLD, DIM
from tui import draw
from tui.explaining import prevented
from tui.outside import outside
from tui.screens.view import View
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from governance.services.proposals import Proposal
    from governance.services.proposals import Proposals as Source
    from governance.vcs.branches import Branch
    from tui.session import Loaded, Session

    Known = dict[tuple[str, str, date], Proposal]
    """By the tip of the branch, the commit it is compared with, the day judged."""


def source(session: Session, *, fetch: bool = False) -> Source:
    """The proposals of the clone, on the day judged; ``fetch`` asks the server first.

    Raises :class:`JalonError` where they cannot be read.
    """
    from governance.services.proposals import Proposals as Source

    return Source(session.root, session.as_of, session.clock(), remote=None, fetch=fetch)


def told(source: Source, branch: Branch, known: Known) -> Proposal:
    """``branch`` told and judged; takes about a second, once."""
    key = (branch.tip, source.base, source.as_of)
    if key not in known:
        known[key] = source.tell(branch)
    return known[key]


def own_rows(count: int) -> list[Row]:
    """The line that leads to one's own change, of ``count`` files; none when there is none."""
    if not count:
        return []
    said = plural(N_("Your change: {count} file not proposed yet"),
                  N_("Your change: {count} files not proposed yet"), count)  # fmt: skip
    return [Row("own", draw.paint(f"→ {said}", cells.CYAN), target="change:")]


class Proposals(View):
    """What others propose."""

    scope = tab = "proposals"

    def __init__(self) -> None:
        super().__init__()
        self._known: Known = {}
        self._source: Source | None = None
        self._branches: list[Branch] = []
        self._fault: JalonError | None = None
        self._asked = -1

    def help_text(self) -> str:
        """What the view answers."""
        return _(
            "The branches, here and on the server as last fetched, that have what the roadmap has "
            "not: who made them, what they say in sentences, whether the gate accepts them. Opening "
            "one shows it whole, with the raw diff; there it is signed off, or changes are asked for."
        )

    def note(self) -> str:
        """How many there are."""
        if self._source is None:
            return ""
        count = len(self._branches)
        return plural(N_("{count} proposal"), N_("{count} proposals"), count)

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The proposals known; they are read and judged in a thread."""
        if self._asked != self.app.version:
            self._asked = self.app.version
            self.app.work(self._read, "proposals")
        if self._fault is not None:
            return prevented(self._fault, width)
        if self._source is None:
            return [Row("wait", _("Reading the branches…"), stop=False)]
        return self._rows(self._source, width)

    def _rows(self, source: Source, width: int) -> list[Row]:
        from governance.reporters import propose as reporter
        from governance.services.proposals import MOST

        found = own_rows(self.app.own)
        found += [Row("own under", "", stop=False)] if found else []
        for branch in self._branches[:MOST]:
            name = show(branch.shown, 200)
            head = draw.paint(cells.cut(name, width), BOLD)
            found.append(Row(name, head, target=f"proposal:{branch.shown}", subject=branch))
            one = self._known.get((branch.tip, source.base, source.as_of))
            waiting = [f"  {draw.paint(_('being judged…'), DIM)}"]
            lines = reporter.brief(one, width=width, colours=True) if one else waiting
            found += [Row(f"{name} {n}", line, stop=False) for n, line in enumerate((*lines, ""))]
        if len(self._branches) > MOST:
            found.append(Row("older", reporter.older(len(self._branches) - MOST), stop=False))
        if not self._branches:
            text = _("No proposal: every branch is in the roadmap already.")
            found += [Row(str(n), t, stop=False) for n, t in enumerate(cells.wrap(text, width))]
        return found

    def _read(self) -> None:
        from governance.services.proposals import MOST

        asked = self._asked
        try:
            here = source(self.app.session)
            branches = here.found()
        except JalonError as error:
            self.app.later(self._put, asked, None, [], error)
            return
        self.app.later(self._put, asked, here, branches, None)
        for branch in branches[:MOST]:
            if asked != self._asked:
                return
            told(here, branch, self._known)
            self.app.later(self._put, asked, here, branches, None)

    def _put(
        self, asked: int, here: Source | None, branches: list[Branch], fault: JalonError | None
    ) -> None:
        if asked == self._asked and self.is_mounted:
            self._source, self._branches, self._fault = here, branches, fault
            self.show_rows()

    def page(self, row: Row, loaded: Loaded, width: int) -> list[str]:
        """The proposal of the line, whole."""
        from tui.screens.proposal import proposal_rows

        here, branch = self._source, row.subject
        if here is None or branch is None:
            return []
        one = self._known.get((branch.tip, here.base, here.as_of))  # type: ignore[attr-defined]
        return [line.line(width) for line in proposal_rows(one, width)] if one else []

    async def do_open(self) -> None:
        """Show the proposal of the line."""
        from tui.screens.proposal import ProposalView

        row = self.lines.current
        if row is not None and row.key == "own":
            self.app.open_target(row.target)
        elif row is not None:
            self.app.push_screen(ProposalView(row.target.removeprefix("proposal:"), self._known))

    def do_fetch(self) -> None:
        """Ask the server what it has now."""
        fetch(self)


def fetch(view: View) -> None:
    """Ask the server what it has now, then read the proposals again."""
    app = view.app
    try:
        outside(app, _("Asking the server…"), lambda: source(app.session, fetch=True))
    except JalonError as error:
        app.trouble(error)
        return
    app.notify(_("The server has been asked."), timeout=5, markup=False)
    app.version += 1
    view.reload()
