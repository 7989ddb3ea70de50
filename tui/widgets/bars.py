"""The lines above and below a view: where one is, what is being typed, which keys there are."""

from __future__ import annotations

from textual.message import Message
from textual.widget import Widget

from governance.i18n import _
from governance.reporters import cells
from governance.reporters.cells import BOLD, DIM
from tui import actions, draw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual import events
    from textual.content import Content


_SHORTEST = 3
"""Letters that the label of a tab keeps."""


class Bar(Widget):
    """One line of words, some of which do something when clicked."""

    class Chosen(Message):
        """The word of an action was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._line = ""
        self._places: list[tuple[int, int, str]] = []

    def put(self, words: list[tuple[str, str]], right: str = "") -> None:
        """Show painted ``words``, each with its action or none; ``right`` at the other end, for as
        far as there is room."""
        width = max(0, self.app.size.width - 2)
        line, self._places, at = "", [], 0
        room = width - (cells.width(right) + 1 if right else 0)
        for index, (text, name) in enumerate(words):
            gap = 2 if index else 0
            size = cells.width(text)
            if at + gap + size > room:
                if not index:
                    line, at = cells.cut(draw.plain(text), max(0, room)), max(0, room)
                    at = cells.width(line)
                break
            line += " " * gap + text
            at += gap
            if name:
                self._places.append((at, at + size, name))
            at += size
        if right and at < width:
            shown = right if cells.width(right) <= width - at - 1 else ""
            line += " " * (width - at - cells.width(shown)) + shown
        self._line = line
        self.refresh()

    def render(self) -> Content:
        """The line as last put."""
        return draw.content(self._line, self.app.tones)  # type: ignore[attr-defined]

    def on_click(self, event: events.Click) -> None:
        """Do what the word under the pointer says."""
        place = event.get_content_offset(self)
        x = place.x if place else -1
        for start, end, name in self._places:
            if start <= x < end:
                self.post_message(self.Chosen(name))


def hint(action: actions.Action) -> str:
    """What the footer says of an action: its key and its label."""
    key = actions.key_name(action.keys[0])
    return f"{draw.paint(_(key), BOLD)} {_(action.label)}"


def footer_words(*scopes: str) -> list[tuple[str, str]]:
    """The words of the footer for the views ``scopes``."""
    return [(hint(action), action.name) for action in actions.hints(*scopes)]


def tabs(current: str, names: tuple[str, ...], room: int) -> list[tuple[str, str]]:
    """The views that one can switch to, the ``current`` one marked, on about ``room`` cells: where
    they do not fit, the labels of the others are cut, all to one length."""
    labels = {name: _(actions.BY_NAME[name].label) for name in names}
    gaps = 4 * len(
        names
    )  # a key and a space each, two between them, a space around the current one
    most = max(map(len, labels.values()))
    while (
        most > _SHORTEST
        and gaps
        + sum(
            len(label) if name == current else min(len(label), most)
            for name, label in labels.items()
        )
        > room
    ):
        most -= 1
    found = []
    for name, label in labels.items():
        shown = label if name == current else cells.cut(label, most)
        told = f"{actions.BY_NAME[name].keys[0]} {shown[:1].upper()}{shown[1:]}"
        marked = draw.paint(f" {told} ", draw.REVERSE) if name == current else draw.paint(told, DIM)
        found.append((marked, name))
    return found
