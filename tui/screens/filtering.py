"""Filtering a view while typing, in the language of ``jalon list --where``."""

from __future__ import annotations

from abc import abstractmethod

from textual.screen import Screen
from textual.widgets import Input

from governance.errors import JalonError
from governance.i18n import _, current, tell
from governance.reporters.cells import clean
from tui import actions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual import events

    from governance.services.filter import Values
    from tui.app import JalonApp
    from tui.session import Loaded
    from tui.widgets.lines import LineList


def said(error: JalonError) -> tuple[str, str]:
    """An error and its hint in the language in use."""
    shown = {
        name: value if isinstance(value, int | float) else clean(value)  # figures agree with words
        for name, value in error.params.items()
    }
    hint = tell(error.hint, shown, current()) if error.hint else ""
    return tell(error.message, shown, current()), hint


class Filtering(Screen[None]):
    """The part of a view that filters.

    ``filter``    as typed;  ``matching`` the keys for which it holds, ``None`` without a filter
    ``misread``   what is wrong with it, in words
    """

    app: JalonApp

    def __init__(self) -> None:
        super().__init__()
        self.filter = ""
        self.matching: set[str] | None = None
        self.misread = ""

    def subjects(self, loaded: Loaded) -> Iterable[tuple[str, Callable[[str], Values]]]:
        """What a filter chooses among: key, and the values of a field."""
        return ()

    def fields(self, loaded: Loaded) -> set[str]:
        """The fields a filter may name."""
        return set()

    @property
    @abstractmethod
    def lines(self) -> LineList:
        """The list."""

    @abstractmethod
    def show_rows(self, key: str = "") -> None:
        """Make the lines again."""

    @abstractmethod
    def show_bars(self) -> None:
        """Make the title, the note and the footer again."""

    async def do_filter(self) -> None:
        """Type a filter on a line above the note, which counts what it finds."""
        if not self.query("#filter"):
            typed = FilterInput(self.filter, id="filter", compact=True)
            typed.placeholder = _("for example: {example}", example=self.example())
            await self.mount(typed, before="#note")
        self.query_one("#filter").focus()
        self.show_bars()

    def example(self) -> str:
        """A filter that means something here."""
        return ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """The list follows what is typed."""
        self.filter = event.value.strip()
        self.search()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Back to the list, filtered."""
        self.app.soon(self.do_keep)

    async def do_keep(self) -> None:
        """Keep the filter."""
        await self.query("#filter").remove()
        self.lines.focus()
        self.show_bars()

    async def do_clear(self) -> None:
        """Forget the filter."""
        self.filter = ""
        self.search()
        await self.do_keep()

    def search(self) -> None:
        """Find what the filter holds for, in a thread."""
        loaded, text = self.app.session.loaded, self.filter
        if loaded is None:
            return

        def find() -> None:
            found, trouble = self._found(loaded, text)
            self.app.later(self._matched, text, found, trouble)

        self.app.work(find, "filter", first=True)

    def _found(self, loaded: Loaded, text: str) -> tuple[set[str] | None, str]:
        from governance.services.filter import Filter, parse

        if not text:
            return None, ""
        wanted = parse(text)
        complete = Filter([term for term in wanted.terms if term.complete])
        try:
            complete.check(self.fields(loaded))
        except JalonError as error:
            return self.matching, " ".join(said(error))
        return {key for key, get in self.subjects(loaded) if complete.holds(get)}, ""

    def _matched(self, text: str, found: set[str] | None, trouble: str) -> None:
        if text == self.filter and self.is_mounted:
            self.matching, self.misread = found, trouble
            self.show_rows()
            now = self.lines.current
            if found and (now is None or now.key not in found):
                first = next((i for i, r in enumerate(self.lines.rows) if r.key in found), -1)
                self.lines.go(first)


class FilterInput(Input):
    """The line a filter is typed on."""

    def on_key(self, event: events.Key) -> None:
        """Escape forgets the filter; the arrows move the list."""
        view = self.screen
        if not isinstance(view, Filtering):
            return
        if event.key == "escape":
            event.stop()
            view.app.soon(view.do_clear)
        elif event.key in ("up", "down", "pageup", "pagedown"):
            event.stop()
            action = actions.by_key(event.key, actions.MOVE)
            if action is not None:
                view.lines.action_move(action.name)
