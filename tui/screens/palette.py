"""The palette: every action and every record, found by typing."""

from __future__ import annotations

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from governance.i18n import _
from governance.model.words import KINDS
from governance.reporters import cells
from governance.reporters.cells import BOLD, DIM, clean
from governance.services.filter import fold
from tui import actions, draw
from tui.widgets.lines import LineList, Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.app import ComposeResult

    from tui.app import JalonApp
    from tui.screens.view import View

_TITLE = 20
"""Cells that a title keeps beside the longest id."""
_MOST = 200
"""Lines beyond which more words should be typed."""


class Palette(ModalScreen["str | None"]):
    """What to do or where to go; the answer is ``action:name`` or ``kind/id``."""

    app: JalonApp

    def __init__(self, over: View) -> None:
        super().__init__()
        self._over = over
        self._records: list[tuple[str, str, str]] = []
        self._sought: str | None = None

    @property
    def ready(self) -> bool:
        """Whether there is something to choose from."""
        return self._sought is not None

    def compose(self) -> ComposeResult:
        """The line to type on, and what is found."""
        with Vertical(classes="box"):
            yield PaletteInput(placeholder=_("an action or a record"), compact=True)
            yield LineList("found")

    def on_mount(self) -> None:
        """Start with the actions."""
        loaded = self.app.session.loaded
        if loaded is not None:
            rows = loaded.report.judgement.roadmap.rows
            for key, row in rows.items():
                self._records.append((fold(f"{row['title']} {row['id']}"), key, row["title"]))
            if len(rows) <= _MOST:
                for row in rows.values():
                    for state in row["indicators"]:
                        key = f"indicator/{state['id']}"
                        self._records.append((fold(f"{state['title']} {key}"), key, state["title"]))
        self.call_after_refresh(self.follow)

    def on_input_changed(self, event: Input.Changed) -> None:
        """The list follows what is typed."""
        self.follow()

    def follow(self) -> None:
        """Show what is found for what stands on the line now: keys may come faster than the list."""
        if not self.is_running or not self.query(PaletteInput):
            return  # answered before it was shown
        text = self.query_one(PaletteInput).value
        if text != self._sought:
            self._sought = text
            self.find(text)

    def find(self, text: str) -> None:
        """Show what holds every word of ``text``: what begins with it first."""
        words = fold(text).split()
        rows = list(self._actions(words))
        found = [one for one in self._records if all(word in one[0] for word in words)]
        if words:
            found.sort(key=lambda one: (not one[0].startswith(words[0]), one[0]))
        rows += [_record(key, title) for _text, key, title in found[:_MOST]]
        lines = self.query_one(LineList)
        lines.cursor = -1
        lines.put(rows or [Row("none", _("Nothing matches."), stop=False)])

    def _actions(self, words: list[str]) -> Iterator[Row]:
        for action in actions.of(self._over.scope, actions.ANY):
            text = fold(f"{_(action.label)} {_(action.about)} {action.name}")
            if all(word in text for word in words):
                yield Row(
                    f"action:{action.name}", self._line(action), target=f"action:{action.name}"
                )

    def _line(self, action: actions.Action) -> str:
        key = cells.pad(_(actions.key_name(action.keys[0])), 8)
        why = self._over.why_not(action.name)
        about = draw.paint(why or _(action.about), DIM if why else "")
        return f"{draw.paint(key, BOLD)} {about}"

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do or go."""
        self.follow()
        self.choose()

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """A double click chooses."""
        self.choose()

    def choose(self) -> None:
        """The row under the cursor is the answer."""
        row = self.query_one(LineList).current
        if row is not None:
            self.dismiss(row.target)


def _record(key: str, title: str) -> Row:
    kind, _slash, id = key.partition("/")
    about = f"{_(KINDS[kind][0])} {clean(id)}"

    def line(width: int) -> str:
        # The id tells two records of one title apart: a long title gives way.
        room = max(_TITLE, width - cells.width(about) - 2)
        return f"{cells.cut(clean(title), room)}  {draw.paint(about, DIM)}"

    return Row(key, line, target=key)


class PaletteInput(Input):
    """The line of the palette; the arrows move the list."""

    def on_key(self, event: events.Key) -> None:
        """Escape leaves, the arrows move."""
        palette = self.screen
        if not isinstance(palette, Palette):
            return
        if event.key == "escape":
            event.stop()
            palette.dismiss(None)
        elif event.key in ("up", "down", "pageup", "pagedown"):
            event.stop()
            action = actions.by_key(event.key, actions.MOVE)
            if action is not None:
                palette.query_one(LineList).action_move(action.name)
