"""The minutes of a review meeting on the screen, and written to a file of one's choice."""

from __future__ import annotations

from governance.errors import JalonError
from governance.i18n import _
from governance.reporters import cells
from governance.reporters.cells import clean
from tui import draw
from tui.explaining import prevented
from tui.screens.view import View
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from governance.services.meeting_minutes import Minutes
    from tui.session import Loaded


class MinutesView(View):
    """The minutes of the checkpoints ``records`` (keys) of the meeting held ``on`` that day, in which
    the reviews ``postponed`` were put off, each with why."""

    scope = "minutes"
    tab = "meeting"
    has_page = False

    def __init__(self, records: Sequence[str], postponed: Mapping[str, str], on: date) -> None:
        super().__init__()
        self._records = records
        self._postponed = postponed
        self._on = on
        self._minutes: Minutes | None = None
        self._fault: JalonError | None = None
        self._asked = -1

    def help_text(self) -> str:
        """What the view answers."""
        return _(
            "What the meeting decided, made from the records that it saved and from nothing else: who "
            "took part, and for each review the weather, the decision, the measures, the forecasts, "
            "the actions; then what was postponed. It is written to a file as Markdown, in the "
            "language shown. `jalon meeting --minutes` tells the same."
        )

    def note(self) -> str:
        """Whose minutes."""
        return _("Minutes of the review meeting of {day}", day=self._on.isoformat())

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The minutes; they are made in a thread, once what was saved has been read."""
        if self._asked != self.app.version and not self.app.session.busy:
            self._asked = self.app.version
            self.app.work(lambda: self._make(loaded), "minutes")
        if self._fault is not None:
            return prevented(self._fault, width)
        if self._minutes is None:
            return self.early_rows()
        from governance.reporters.meeting_minutes import lines

        found = [*lines(self._minutes, width, colours=True), "", draw.heading(_("To send them"))]
        subjects = [one["subject"] for one in self._minutes["reviewed"]]
        if subjects:
            command = clean(f"jalon propose {' '.join(subjects)}")
            told = _("p shows what is saved and submits it as one proposal; so does: {command}",
                     command=command)  # fmt: skip
            found += cells.wrap(told, width, "  ")
        found += cells.wrap(_("w writes these minutes to a file; D ends the meeting."), width, "  ")
        return [Row(str(number), line, stop=bool(line)) for number, line in enumerate(found)]

    def _make(self, loaded: Loaded) -> None:
        from governance.services.meeting_minutes import minutes

        found, fault = None, None
        try:
            found = minutes(loaded.report, self.app.session.root, self._records, self._postponed)
        except JalonError as error:
            fault = error
        self.app.later(self._made, found, fault)

    def _made(self, found: Minutes | None, fault: JalonError | None) -> None:
        if self.is_mounted:
            self._minutes, self._fault = found, fault
            self.show_rows()

    def why_not(self, name: str) -> str:
        """Why not."""
        if name == "write" and self._minutes is None:
            return _("The minutes are not made yet.")
        return super().why_not(name)

    def do_write(self) -> None:
        """Write them to a new file."""
        self._ask(_("minutes-{day}.md", day=self._on.isoformat()))

    def _ask(self, first: str) -> None:
        from tui.screens.questions import AskLine

        question = _("Write the minutes to which new file?")
        self.app.push_screen(AskLine(question, first), self._write)

    def _write(self, path: str | None) -> None:
        from governance.reporters.meeting_minutes import markdown
        from governance.services.meeting_minutes import write

        if not path or self._minutes is None:
            return
        try:
            written = write(path, markdown(self._minutes))
        except JalonError as error:
            self.app.trouble(error)
            self._ask(path)
            return
        self.app.notify(_("Written: {path}", path=clean(written)), timeout=8, markup=False)

    def do_end(self) -> None:
        """End the meeting, after asking, and go back to the agenda."""
        self.app.leave(self)
        self.app.perform("end")
