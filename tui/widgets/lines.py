"""A virtual list: only the lines on the screen are ever drawn, whatever their number."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.binding import Binding
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui import actions, draw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.geometry import Region

_MARK = "▸"
_MARGIN = 2
"""Cells before the text: the mark of the cursor and a space."""
_LEAST = 40


class Row:
    """One line of a list.

    ``key``     what the cursor follows when the lines change
    ``text``    painted, or a function of the width that gives it
    ``target``  what opening it opens; ``stop`` whether the cursor rests on it
    ``subject`` what the line is made from, for the view
    """

    __slots__ = ("_text", "key", "stop", "subject", "target")

    def __init__(
        self,
        key: str,
        text: str | Callable[[int], str],
        *,
        target: str = "",
        stop: bool = True,
        subject: object = None,
    ) -> None:
        self.key = key
        self.target = target
        self.stop = stop
        self.subject = subject
        self._text = text

    def line(self, width: int) -> str:
        """The painted text for that many cells."""
        return self._text if isinstance(self._text, str) else self._text(width)


class LineList(ScrollView, can_focus=True, inherit_bindings=False):
    """A list of :class:`Row`, one line each, with a cursor that follows its row by key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"move('{action.name}')", show=False)
        for action in actions.of(actions.MOVE)
        for key in action.keys
    ]

    class Opened(Message):
        """A row was opened, by a double click."""

    class Moved(Message):
        """The cursor rests on another row."""

    class Sized(Message):
        """The list has another width, to which rows may be laid out."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self.rows: Sequence[Row] = ()
        self.cursor = -1
        self._base = Style()
        self._strips: LRUCache[tuple[int, int, bool], Strip] = LRUCache(512)
        self._wanted = ""
        self._laid_out = 0

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    @property
    def room(self) -> int:
        """Cells a row may fill; before the list has a size, and
        in the narrowest window, as many as words can be laid out in."""
        return max(_LEAST, self.size.width - _MARGIN - 1)

    def put(self, rows: Sequence[Row], *, key: str = "") -> None:
        """Show ``rows``; the cursor goes to ``key``, else stays on its row, else near its place."""
        now = self.current
        self._wanted = key or (now.key if now else self._wanted)
        place = max(0, self.cursor)
        offset = place - self.scroll_offset.y
        self.rows = rows
        self._strips.clear()
        self.virtual_size = Size(self.size.width, len(rows))
        found = next((i for i, r in enumerate(rows) if r.stop and r.key == self._wanted), -1)
        if found < 0:
            found = self._stop(min(place, len(rows) - 1), 1)
        moved = found != self.cursor or (now is None) != (found < 0)
        self.cursor = found
        if found >= 0 and now is not None and not key:
            # The line stays where the eye left it.
            self.scroll_to(y=max(0, found - offset), animate=False)
        self._show_cursor()
        self.refresh()
        after = self.current
        if moved or (now.key if now else "") != (after.key if after else ""):
            self.post_message(self.Moved())

    def go(self, index: int) -> None:
        """Put the cursor on the row ``index``, or the nearest one it can rest on."""
        before = self.cursor
        self.cursor = self._stop(max(0, min(index, len(self.rows) - 1)), 1)
        if self.cursor == before:
            return
        for changed in (before, self.cursor):
            self.refresh_line(changed)
        self._show_cursor()
        self.post_message(self.Moved())

    def action_move(self, how: str) -> None:
        """Move as the action ``how`` says."""
        page = max(1, self.size.height - 1)
        here = self.cursor
        if not self.rows:
            return
        if here < 0:  # nothing to rest on: the lines themselves move
            step = {"up": -1, "down": 1, "page_up": -page, "page_down": page}.get(how)
            top = len(self.rows) if how == "last" else 0
            self.scroll_to(y=self.scroll_offset.y + step if step else top, animate=False)
        elif how == "first":
            self.go(self._stop(0, 1))
            self.scroll_to(y=0, animate=False)
        elif how == "last":
            self.go(self._stop(len(self.rows) - 1, -1))
        else:
            step = {"up": -1, "down": 1, "page_up": -page, "page_down": page}[how]
            there = max(0, min(len(self.rows) - 1, here + step))
            found = self._stop(there, 1 if step > 0 else -1)
            if found == here and step < 0:
                self.scroll_to(y=0, animate=False)  # what stands above the first row
            self.go(found)

    def _stop(self, index: int, way: int) -> int:
        """The row nearest to ``index`` where the cursor may rest, first looking ``way``."""
        for step in (way, -way):
            at = index
            while 0 <= at < len(self.rows):
                if self.rows[at].stop:
                    return at
                at += step
        return -1

    def _show_cursor(self) -> None:
        height, top = self.size.height, self.scroll_offset.y
        if self.cursor < 0 or not height:
            return
        if self.cursor < top:
            above = self.cursor
            while above > 0 and not self.rows[above - 1].stop and self.cursor - above < height - 1:
                above -= 1  # with the headings over it
            self.scroll_to(y=above, animate=False)
            return
        below = self.cursor
        own = f"{self.rows[self.cursor].key} "
        while below + 1 < len(self.rows) and self.rows[below + 1].key.startswith(own):
            below += 1  # with what is said of it
        below = min(below, self.cursor + height - 1)
        if below >= top + height:
            self.scroll_to(y=below - height + 1, animate=False)

    # -- what Textual asks

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of ``crop``."""
        self._base = self.rich_style  # slow to find, and one for all of them
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """The strip of the screen line ``y``."""
        index = y + self.scroll_offset.y
        width = self.size.width
        base = self._base
        if index >= len(self.rows):
            return Strip.blank(width, base)
        on = index == self.cursor
        marked = on and self.has_focus
        key = (index, width, marked if on else on)
        strip = self._strips.get(key) if not on else None
        if strip is None:
            text = self.rows[index].line(self.room)
            if on:
                base += Style(reverse=True, bold=True) if marked else Style(bold=True)
                text = f"{_MARK} {draw.plain(text) if marked else text}"
            else:
                text = f"  {text}"
            strip = draw.strip(text, width, self.app.tones, base)  # type: ignore[attr-defined]
            if not on:
                self._strips[key] = strip
        return strip.crop_extend(0, width, base)

    def notify_style_update(self) -> None:
        """Colours have changed."""
        self._strips.clear()
        super().notify_style_update()

    def on_resize(self, event: events.Resize) -> None:
        """Columns follow the width."""
        self._strips.clear()
        self.virtual_size = Size(self.size.width, len(self.rows))
        self._show_cursor()
        if self.size.width != self._laid_out:
            self._laid_out = self.size.width
            self.post_message(self.Sized())

    def on_focus(self) -> None:
        """The cursor line is drawn as that of the list in use."""
        self.refresh()

    on_blur = on_focus

    def on_click(self, event: events.Click) -> None:
        """One click puts the cursor, two open."""
        index = event.y + self.scroll_offset.y
        if index < len(self.rows) and self.rows[index].stop:
            self.go(index)
            if event.chain == 2:
                self.post_message(self.Opened())
