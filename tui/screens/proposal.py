"""One proposal: who made it, what it says, what the gate says, the raw diff; signing it off."""

from __future__ import annotations

from governance.errors import JalonError
from governance.hygiene import show
from governance.i18n import _, current
from governance.reporters import cells, diff
from governance.reporters import propose as reporter
from governance.reporters.cells import CYAN, RED, clean
from governance.reporters.text import line as finding_line
from tui import draw
from tui.explaining import explained, pieces, prevented
from tui.outside import outside
from tui.screens.proposals import fetch, source, told
from tui.screens.questions import AskLine, Sure
from tui.screens.view import View
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeVar

    from governance.services.gate import ChangeReport
    from governance.services.proposals import Proposal
    from governance.services.proposals import Proposals as Source
    from tui.screens.proposals import Known
    from tui.session import Loaded

    Result = TypeVar("Result")


class ProposalView(View):
    """The proposal on the branch ``name``; ``known`` holds those told already."""

    scope = "proposal"
    tab = "proposals"
    has_page = False

    def __init__(self, name: str, known: Known) -> None:
        super().__init__()
        self._branch = name
        self._known = known
        self._source: Source | None = None
        self._one: Proposal | None = None
        self._fault: JalonError | None = None
        self._raw: list[str] | None = None
        self._top: list[str] = []
        self._asked = -1

    def help_text(self) -> str:
        """What the view answers."""
        return _(
            "A proposal: its commits, what it changes in sentences (! where a promise shrinks or a "
            "fact goes), what the gate finds and whether it accepts it. Signing off adds a commit of "
            "your own to its branch, with your name on its reviews; nobody signs what they wrote."
        )

    def note(self) -> str:
        """Which one, and how it is shown."""
        shown = _("raw diff") if self._raw is not None else _("in sentences")
        return f"{show(self._branch, 200)} · {shown}"

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The proposal, read and judged in a thread."""
        if self._asked != self.app.version:
            self._asked = self.app.version
            self.app.work(self._read, f"proposal-{id(self)}")
        if self._fault is not None:
            return prevented(self._fault, width)
        if self._one is None:
            return [Row("wait", _("Reading the branches…"), stop=False)]
        top = [*plain("top", [*self._top, ""], width)] if self._top else []
        if self._raw is not None:
            return [*top, *plain("raw", self._raw, width)]
        return [*top, *proposal_rows(self._one, width)]

    def _read(self) -> None:
        asked, here, one, fault = self._asked, None, None, None
        try:
            here = source(self.app.session)
            one = told(here, here.named(self._branch), self._known)
        except JalonError as error:
            fault = error
        self.app.later(self._put, asked, here, one, fault)

    def _put(
        self, asked: int, here: Source | None, one: Proposal | None, fault: JalonError | None
    ) -> None:
        if asked == self._asked and self.is_mounted:
            if self._one is None or one is None or one.branch.tip != self._one.branch.tip:
                self._raw = None
            self._source, self._one, self._fault = here, one, fault
            self.show_rows()

    def why_not(self, name: str) -> str:
        """Why not."""
        if name in ("diff", "approve", "ask") and self._one is None:
            return _("The proposal has not been read yet.")
        if name == "approve" and self._one is not None and self._one.fault is not None:
            return _("It cannot be judged, so it cannot be signed.")
        return super().why_not(name)

    # -- actions

    def do_fetch(self) -> None:
        """Ask the server what it has now."""
        fetch(self)

    def do_diff(self) -> None:
        """The raw diff, or the sentences."""
        if self._raw is not None:
            self._show(None)
            return
        here, one = self._source, self._one
        if here is None or one is None:
            return

        def find() -> None:
            lines = reporter.raw(here.diff(one.branch), colours=True).split("\n")
            self.app.later(self._show, lines)

        self.app.work(find, f"diff-{id(self)}")

    def _show(self, raw: list[str] | None) -> None:
        if self.is_mounted:
            self._raw = raw
            self.show_rows()
            self.lines.scroll_to(y=0, animate=False)

    def do_approve(self) -> None:
        """Sign its reviews off: who signs is asked, then whether that is sure."""
        from governance.services.identity import name_of

        here, one = self._source, self._one
        if here is None or one is None:
            return

        def named(who: str | None) -> None:
            if who:
                question = _(
                    "Sign the reviews of {branch} off as {who}? A commit in your name is added to "
                    "it and sent where it came from.",
                    branch=show(self._branch, 200), who=show(who, 80),
                )  # fmt: skip
                self.app.push_screen(Sure(question), lambda sure: self._sign(who) if sure else None)

        asking = _("Who signs? A published name, or the id of an organisation.")
        self.app.push_screen(AskLine(asking, name_of(here.root)), named)

    def _sign(self, who: str) -> None:
        here, one = self._source, self._one
        if here is None or one is None:
            return
        message = _("Signed off by {who}", who=" ".join(who.split())) + "\n"
        paths = self._outside(_("Signing…"), lambda: here.approve(one, who, message))
        if paths is None:
            return
        self.app.notify("\n".join(reporter.signed(one, who, paths)), timeout=10, markup=False)
        self.app.version += 1
        self.reload()

    def do_ask(self) -> None:
        """Ask its authors for changes."""
        self.app.push_screen(
            AskLine(_("What should be changed, or what is the question?"), ""), self._ask
        )

    def _ask(self, text: str | None) -> None:
        here, one = self._source, self._one
        if not text or here is None or one is None:
            return
        address = self._outside(_("Asking…"), lambda: here.ask(one, text))
        if address:
            self.app.notify(
                _("Asked there: {address}", address=clean(address)), timeout=10, markup=False
            )
        elif address is not None:
            self._say([draw.paint(line, CYAN) for line in reporter.request(one, text)])

    def _outside(self, saying: str, what: Callable[[], Result]) -> Result | None:
        """What ``what`` returns; ``None`` when it failed, which has been told then."""
        try:
            return outside(self.app, saying, what)
        except JalonError as error:
            self._say([draw.paint(line, RED) for line in explained(error)])
            return None

    def _say(self, lines: list[str]) -> None:
        """Show ``lines`` above the proposal; they stay until it is left."""
        self._top = lines
        self.show_rows()
        self.lines.scroll_to(y=0, animate=False)


def proposal_rows(one: Proposal, width: int) -> Iterator[Row]:
    """The lines of a proposal; a finding leads to its rule."""
    yield from plain("head", [*reporter.header(one, width=width, colours=True), ""], width)
    if one.story is None or one.report is None:
        yield from plain("fault", [reporter.fault(one)], width)
        return
    story = diff.text(one.story, current(), width=width, colours=True)
    yield from plain("story", story.split("\n"), width)
    yield from gate_rows(one.report, width)


def gate_rows(report: ChangeReport, width: int) -> Iterator[Row]:
    """What the gate says; a finding leads to its rule."""
    for finding in report.open:
        text = finding_line(finding, current(), colours=True)
        for number, line in enumerate(cells.wrap(text, width, "", "  ")):
            key = f"{finding.fingerprint} {finding.line} {number}"
            yield Row(key, line, target=f"rule:{finding.code}", stop=number == 0)
    yield from plain("gate", reporter.ruling(report, width=width, colours=True), width)


def plain(name: str, lines: Iterable[str], width: int) -> Iterator[Row]:
    """Lines that lead nowhere, wrapped to ``width``."""
    number = 0
    for line in lines:
        for piece in pieces(line, width):
            yield Row(f"{name} {number}", piece, stop=False)
            number += 1
