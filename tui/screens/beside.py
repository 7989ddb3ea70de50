"""The page beside the list, which follows the cursor once it rests, when there is room for it."""

from __future__ import annotations

from tui.screens.filtering import Filtering
from tui.widgets.lines import LineList, Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual import events

    from tui.session import Loaded

_BESIDE = 110
"""From this width on, a page stands beside the list."""
_REST = 0.12
"""Seconds the cursor rests on a row before its page is made."""


class Beside(Filtering):
    """The part of a view that shows a page beside its list, where it ``has_page``."""

    has_page = True

    def __init__(self) -> None:
        super().__init__()
        self._shown_page = ""
        self._turning = False

    def page(self, row: Row, loaded: Loaded, width: int) -> list[str]:
        """The painted lines of the page beside the list; may be slow."""
        return []

    @property
    def lines(self) -> LineList:
        """The list."""
        return self.query_one("#list", LineList)

    @property
    def ready(self) -> bool:
        """Whether the list is there and laid out."""
        return any(found.size.width for found in self.query("#list"))

    def on_resize(self, event: events.Resize) -> None:
        """The page is there or not."""
        self.place()

    def place(self) -> None:
        """Let the page be there or not."""
        self.set_class(self.app.size.width >= _BESIDE, "-beside")

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """The page follows the cursor once it rests."""
        if self._has_room() and not self._turning:
            self._turning = True
            self.app.pending += 1
            self.app.after(_REST, self._rested)

    def _has_room(self) -> bool:
        return self.has_page and self.has_class("-beside")

    def _rested(self) -> None:
        self._turning = False
        self.app.pending -= 1
        if self.ready:
            self.turn()

    def turn(self, *, again: bool = False) -> None:
        """Show the page of the row under the cursor, made ``again`` or not yet shown."""
        if again:
            self._shown_page = ""
        row, loaded = self.lines.current, self.app.session.loaded
        if not self._has_room() or row is None or loaded is None or row.key == self._shown_page:
            return
        self._shown_page = row.key
        pane = self.query_one("#page", LineList)
        width = pane.room

        def make() -> None:
            lines = self.page(row, loaded, width)
            found = [Row(str(number), line, stop=False) for number, line in enumerate(lines)]
            self.app.later(self._put_page, row.key, found)

        self.app.work(make, "page")

    def _put_page(self, key: str, rows: list[Row]) -> None:
        if key == self._shown_page and self.is_mounted:
            pane = self.query_one("#page", LineList)
            pane.put(rows)
            pane.scroll_to(y=0, animate=False)
