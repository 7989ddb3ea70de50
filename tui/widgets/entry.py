"""The place where one field is typed: one line, or a few for a text."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import TextArea

from tui import actions, draw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual import events


class Entry(TextArea):
    """Text being typed into the field ``name``; several lines where it is ``long``."""

    class Ended(Message):
        """It was left by the action ``how``."""

        def __init__(self, how: str) -> None:
            super().__init__()
            self.how = how

    def __init__(self, name: str, text: str, *, long: bool) -> None:
        super().__init__(
            text, id="entry", name=name, soft_wrap=True, tab_behavior="focus", compact=True
        )
        self.styles.height = 4 if long else 1
        self._long = long
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        """The keys that leave it; all others are typed."""
        action = actions.by_key(event.key, actions.WRITING)
        if action is None:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        self.post_message(self.Ended(action.name))

    async def _on_paste(self, event: events.Paste) -> None:
        """What is pasted loses what no record may hold, before any of it reaches the screen."""
        event.stop()
        event.prevent_default()
        text = draw.harmless(event.text)
        self.insert(text if self._long else " ".join(text.split("\n")))
