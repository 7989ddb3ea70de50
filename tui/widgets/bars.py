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

    from tui.app import JalonApp


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


def title(app: JalonApp, current: str) -> tuple[list[tuple[str, str]], str]:
    """The views that one can switch to, the ``current`` one marked, and the day judged.  Where they
    do not fit, the name of the program goes, then the words of the day, then the ends of the labels,
    all cut to one length."""
    iso = app.session.as_of.isoformat()
    labels = {name: _(actions.BY_NAME[name].label) for name in app.tabs}
    name = [(draw.paint("Jalon", BOLD), "")]
    # A key and a space each, two between them, a space around the current one.
    needed = 4 * len(labels) + sum(map(cells.width, labels.values()))
    for first, day in (
        (name, _("as of {day}", day=iso)),
        ([], _("as of {day}", day=iso)),
        ([], iso),
    ):
        chosen = f" {day} " if app.session.chosen is not None else day
        room = app.size.width - 2 - cells.width(chosen) - 1 - (7 if first else 0)
        if needed <= room:
            break
    most = max(map(len, labels.values()))
    while most > _SHORTEST and needed > room:
        most -= 1
        needed = 4 * len(labels) + sum(
            len(label) if one == current else min(len(label), most)
            for one, label in labels.items()
        )  # fmt: skip
    words = []
    for one, label in labels.items():
        shown = label if one == current else cells.cut(label, most)
        told = f"{actions.BY_NAME[one].keys[0]} {shown[:1].upper()}{shown[1:]}"
        marked = draw.paint(f" {told} ", draw.REVERSE) if one == current else draw.paint(told, DIM)
        words.append((marked, one))
    right = draw.paint(chosen, draw.REVERSE) if app.session.chosen is not None else day
    return first + words, right
