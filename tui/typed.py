"""Keys are acted on in the order they are typed, each once what the one before did is there."""

from __future__ import annotations

import asyncio
import inspect
from collections import deque

from textual import events
from textual.widget import Widget

from tui import draw
from tui.telling import Telling

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK = 0.001
"""Seconds between two looks at whether the last key has been acted on."""
_QUIET = 2
"""Looks in a row that must find nothing left to do: one thing may be about to ask for the next."""
_PATIENCE = 3.0
"""Seconds after which the next key goes on whatever the last one still does."""


class Typed(Telling):
    """The part of the application that keys come through.

    Textual gives a key to what has the focus when it arrives: where keys come faster than a field
    or a question opens (a slow line, a practised hand), the next ones would go to the list below
    and be taken for its commands.

    ``acting``  whether a key is being acted on;  ``doing`` how many things keys wait for
    """

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[events.Event] = deque()
        self._let: events.Event | None = None
        self.acting = False
        self.doing = 0
        self._quiet = 0
        self._until = 0.0

    def soon(self, what: Callable[[], object]) -> None:
        """Do ``what`` after what is under way."""
        self.call_later(self.do, what)

    async def do(self, what: Callable[[], object]) -> None:
        """Do ``what``, before which no other key is acted on; for what has to wait for widgets."""
        self.doing += 1
        try:
            result = what()
            if inspect.isawaitable(result):
                await result
        finally:
            self.doing -= 1

    async def on_event(self, event: events.Event) -> None:
        """Whatever field it goes to, what is typed or pasted comes in turn and without what no
        record may hold: a field shows what it is given."""
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if not typed or (isinstance(event, events.Key) and event.key == "ctrl+q"):
            await super().on_event(event)
            return
        if self.acting and event is not self._let:
            self._held.append(event)
            return
        self._let, self.acting = None, True
        if isinstance(event, events.Paste):
            event.text = draw.harmless(event.text)
        elif isinstance(event, events.Key) and event.is_printable and event.character:
            event.character = draw.harmless(event.character)
        await super().on_event(event)
        self._until = asyncio.get_running_loop().time() + _PATIENCE
        self._look_soon()

    def _look_soon(self) -> None:
        asyncio.get_running_loop().call_later(_LOOK, self._look_at_rest)

    def _look_at_rest(self) -> None:
        if not self.is_running:
            return
        self._quiet = self._quiet + 1 if self.resting else 0
        late = asyncio.get_running_loop().time() > self._until
        if self._quiet < _QUIET and not late:
            self._look_soon()
            return
        self._quiet = 0
        if self._held:
            self._let = self._held.popleft()
            self.post_message(self._let)
        else:
            self.acting = False

    @property
    def resting(self) -> bool:
        """Whether every widget on the screen is there and has nothing left to act on."""
        screen = self.screen
        return (
            not self.doing
            and not self.message_queue_size
            and getattr(screen, "ready", True)
            and all(
                node.is_mounted and not node.message_queue_size
                for node in (screen, *screen.walk_children(Widget))
            )
        )
