"""One record: a programme with everything around it, or any other."""

from __future__ import annotations

from governance.errors import JalonError
from governance.i18n import _
from governance.model.words import KINDS
from governance.reporters.cells import RED, clean
from governance.services.neighbours import subject_of
from tui import draw
from tui.screens.filtering import said
from tui.screens.slip import Slipping
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.pages import Page
    from tui.session import Loaded


class RecordView(Slipping):
    """The page of the record ``key``, opened from anywhere."""

    scope = "record"
    has_page = False

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self._page: Page | None = None
        self._trouble_lines: list[str] = []
        self._made_for: tuple[int, int] | None = None

    def help_text(self) -> str:
        """What the view answers."""
        return _(
            "A record with what is derived from it: its state on the day judged, its indicators "
            "with their measures and the line of their target, its milestones, its checkpoints, "
            "what it depends on and what depends on it, who contributes, its money, its sources "
            "and its findings. Lines about another record lead to it."
        )

    def note(self) -> str:
        """What it is."""
        kind, _slash, id = self._key.partition("/")
        word = KINDS[kind][0] if kind in KINDS else kind
        title = clean(self._page.shown["title"]) if self._page else ""
        return f"{_(word)} · {title or clean(id)}"

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The lines made last; they are made again when the roadmap or the width has changed."""
        wanted = (self.app.version, width)
        if self._made_for != wanted:
            self._made_for = wanted
            self.app.work(lambda: self._make(loaded, width), f"record-{id(self)}")
        if self._trouble_lines:
            return [Row(str(n), line, stop=False) for n, line in enumerate(self._trouble_lines)]
        return self._page.rows if self._page else self.early_rows()

    def _make(self, loaded: Loaded, width: int) -> None:
        from tui.pages import record_page

        page, trouble = None, []
        try:
            page = record_page(self._key, loaded, self.app.session.root, width)
        except JalonError as error:
            message, hint = said(error)
            trouble = [draw.paint(f"✗ {message}", RED), f"  {hint}"]
        self.app.later(self._made, width, page, trouble)

    def _made(self, width: int, page: Page | None, trouble: list[str]) -> None:
        if self._made_for == (self.app.version, width) and self.is_mounted:
            self._page, self._trouble_lines = page, trouble
            self.show_rows()

    def edited(self) -> str:
        """The record; the field of the finding on the line."""
        row, page = self.lines.current, self._page
        target = row.target if row is not None else ""
        if page is not None and target.startswith(f"file:{page.shown['path']}:"):
            return self.field_at(page.shown["path"], int(target.rpartition(":")[2]))
        return self._key

    def reviewed(self) -> str:
        """The programme or strategy that the record is, or is about."""
        loaded = self.app.session.loaded
        return subject_of(loaded.report.judgement.roadmap, self._key) if loaded else ""

    def slipping(self) -> str:
        """The record."""
        return self._key

    def path_of(self, row: Row) -> str:
        """The file of the record."""
        return self._page.shown["path"] if self._page else ""

    def why_not(self, name: str) -> str:
        """Why not."""
        row = self.lines.current
        if name == "open" and row is not None and row.target == self._key:
            return _("This is that record.")
        return super().why_not(name)
