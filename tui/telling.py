"""What is said at the edge of the screen for a moment: one sentence stands there once."""

from __future__ import annotations

from time import monotonic

from textual.app import App

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.notifications import SeverityLevel


class Telling(App[int]):
    """The part of the application that says things; a key pressed again and again would cover the
    page with what it says."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[str, float] = {}

    def notify(
        self, message: str, *, title: str = "", severity: SeverityLevel = "information",
        timeout: float | None = None, markup: bool = True,
    ) -> None:  # fmt: skip
        """Say ``message`` for ``timeout`` seconds, unless it stands there already."""
        now = monotonic()
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self._said = {text: until for text, until in self._said.items() if until > now}
        if message not in self._said:
            self._said[message] = now + seconds
            super().notify(message, title=title, severity=severity, timeout=seconds, markup=markup)
