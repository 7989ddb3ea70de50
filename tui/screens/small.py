"""The one line of a window that is too small to show anything else."""

from __future__ import annotations

from textual.screen import Screen
from textual.widgets import Static

from governance.i18n import _
from tui import draw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size

LEAST = (60, 15)


def too_small(size: Size) -> bool:
    """Whether a window of that size shows too little to act on."""
    return size.width < LEAST[0] or size.height < LEAST[1]


class Small(Screen[None]):
    """Nothing but what is the matter; every key except the one that leaves is ignored."""

    def __init__(self) -> None:
        super().__init__()
        self._leaving = False

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static(draw.content(_told(), {}), markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Give way once there is room."""
        if self.is_current and not self._leaving and not too_small(event.size):
            self._leaving = True
            self.app.pop_screen()


def _told() -> str:
    columns, rows = LEAST
    return _("Window too small: Jalon needs {columns}×{rows}.", columns=columns, rows=rows)
