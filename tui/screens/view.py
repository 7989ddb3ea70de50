"""What every view is: a title, a note, a virtual list, a page beside it when there is room, a footer."""

from __future__ import annotations

from textual.containers import Horizontal

from governance.i18n import N_, _, plural
from governance.reporters import cells
from governance.reporters.cells import BOLD, DIM, RED, clean
from tui import actions, draw
from tui.screens.filtering import Filtering, said
from tui.widgets.bars import Bar, footer_words, tabs
from tui.widgets.lines import LineList, Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from governance.errors import JalonError
    from tui.app import JalonApp
    from tui.session import Loaded

BESIDE = 110
"""From this width on, a page stands beside the list."""
_REST = 0.12
"""Seconds the cursor rests on a row before its page is made."""


def prevented(error: JalonError, width: int) -> list[Row]:
    """What prevents an answer, whole, on lines of at most ``width`` cells: the reason, what to do."""
    message, hint = said(error)
    return [
        *(
            Row(f"error {number}", draw.paint(line, RED), stop=False)
            for number, line in enumerate(cells.wrap(message, width, "✗ ", "  "))
        ),
        *(
            Row(f"hint {number}", line, stop=False)
            for number, line in enumerate(cells.wrap(hint, width, "  ") if hint else [])
        ),
    ]


class View(Filtering):
    """One view.

    ``scope``  what its actions are listed under;  ``tab`` the one marked in the title
    """

    scope = ""
    tab = ""
    has_page = True
    app: JalonApp

    def __init__(self) -> None:
        super().__init__()
        self._version = -1
        self._shown_page = ""

    def compose(self) -> ComposeResult:
        """The parts."""
        yield Bar("title")
        yield Bar("note")
        with Horizontal():
            yield LineList("list")
            if self.has_page:
                yield LineList("page")
        yield Bar("footer")

    # -- what a view says of itself

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """Its lines, once the roadmap has been judged."""
        raise NotImplementedError

    def early_rows(self) -> Sequence[Row]:
        """Its lines before that."""
        return [Row("", _("Reading the roadmap…"), stop=False)]

    def note(self) -> str:
        """The line under the title."""
        return ""

    def page(self, row: Row, loaded: Loaded, width: int) -> list[str]:
        """The painted lines of the page beside the list; may be slow."""
        return []

    def help_text(self) -> str:
        """One paragraph: what the view answers."""
        return ""

    def unsaved(self) -> str:
        """What would be lost by leaving, in words; empty when nothing would."""
        return ""

    def set_aside(self) -> None:
        """Keep what is unsaved where the next start finds it: the program ends now."""

    def reviewed(self) -> str:
        """The programme whose checkpoint would be held from here; empty when there is none."""
        row, loaded = self.lines.current, self.app.session.loaded
        return programme_of(row.target, loaded) if row and loaded else ""

    def why_not(self, name: str) -> str:
        """Why the action ``name`` cannot be done now; empty when it can."""
        row = self.lines.current
        if self.app.session.loaded is None and name in ("open", "filter", "file", "fold", "review"):
            return _("The roadmap has not been read yet.")
        if name == "open" and (row is None or not row.target):
            return _("There is nothing to open on this line.")
        if name == "review" and not self.reviewed():
            return _("This line is about no programme: `jalon checkpoint` holds other reviews.")
        if name == "file" and not (row and self.path_of(row)):
            return _("This line has no file.")
        return ""

    def path_of(self, row: Row) -> str:
        """The file of the record that ``row`` is about."""
        return ""

    # -- showing

    @property
    def lines(self) -> LineList:
        """The list."""
        return self.query_one("#list", LineList)

    def on_mount(self) -> None:
        """Show what is known."""
        self.lines.focus()

    def on_screen_resume(self) -> None:
        """What has changed while another view was shown is shown now."""
        self.reload()

    def reload(self) -> None:
        """Show the session as it is now."""
        if self._version == self.app.version:
            self.show_bars()
            return
        self._version = self.app.version
        if self.filter and self.app.session.loaded:
            self.search()
        self.show_rows()

    def show_rows(self, key: str = "") -> None:
        """Make the lines again; the cursor goes to ``key`` or stays on its row."""
        session, room = self.app.session, self.lines.room
        if not self.lines.size.width:
            return  # not laid out yet
        if session.error is not None:
            rows: Sequence[Row] = prevented(session.error, room)
        elif session.loaded is None:
            rows = self.early_rows()
        else:
            rows = self.rows(session.loaded, room)
            if not any(row.stop for row in rows) and self.matching is not None:
                rows = [Row("none", _("Nothing matches."), stop=False)]
        self.lines.put(rows, key=key)
        self._shown_page = ""
        self.show_bars()
        self._turn()

    def show_bars(self) -> None:
        """Make the title, the note and the footer again."""
        session = self.app.session
        day = _("as of {day}", day=session.as_of.isoformat())
        if session.chosen is not None:
            day = draw.paint(f" {day} ", draw.REVERSE)
        name = draw.paint("Jalon", BOLD)
        room = self.app.size.width - 2 - cells.width(name) - 2 - cells.width(day) - 1
        words = [(name, ""), *tabs(self.tab, self.app.tabs, room)]
        self.query_one("#title", Bar).put(words, right=day)
        typing = bool(self.query("#filter"))
        scopes = (actions.TYPING,) if typing else (self.scope, actions.ANY)
        self.query_one("#footer", Bar).put(footer_words(*scopes))
        self.query_one("#note", Bar).put([(self._note(), "")])

    def _note(self) -> str:
        session = self.app.session
        if self.misread:
            return draw.paint(self.misread, RED)
        parts = []
        if self.filter and self.matching is not None:
            parts.append(plural(
                N_("{count} line matches “{filter}”"), N_("{count} lines match “{filter}”"),
                len(self.matching), filter=clean(self.filter),
            ))  # fmt: skip
        elif session.loaded:
            parts.append(self.note())
        if session.busy:
            parts.append(draw.paint(_("reading the roadmap…"), DIM))
        return " · ".join(part for part in parts if part)

    def on_resize(self, event: events.Resize) -> None:
        """The page beside the list is there or not."""
        self.set_class(event.size.width >= BESIDE, "-beside")

    def on_line_list_sized(self, event: LineList.Sized) -> None:
        """Lines are as wide as the list."""
        self.show_rows()

    # -- the page beside the list

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """The page follows the cursor once it rests."""
        self.set_timer(_REST, self._turn)

    def _turn(self) -> None:
        row, loaded = self.lines.current, self.app.session.loaded
        if not self.has_page or not self.has_class("-beside") or loaded is None:
            return
        if row is None or row.key == self._shown_page:
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

    # -- actions of every view

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """A double click opens."""
        self.app.perform("open")

    def on_bar_chosen(self, event: Bar.Chosen) -> None:
        """A word of a bar was clicked."""
        if event.name in ("keep", "clear"):
            self.call_later(getattr(self, f"do_{event.name}"))
        else:
            self.app.perform(event.name)

    def do_open(self) -> None:
        """Open what the line is about."""
        row = self.lines.current
        if row is not None:
            self.app.open_target(row.target)

    def do_file(self) -> None:
        """Open the file of the record the line is about."""
        row = self.lines.current
        if row is not None:
            self.app.open_target(f"file:{self.path_of(row)}")

    async def do_back(self) -> None:
        """Leave the filter, then the page."""
        if self.filter:
            await self.do_clear()
        else:
            self.app.leave(self)


def programme_of(target: str, loaded: Loaded) -> str:
    """The id of the programme that the record ``target`` is, or is about."""
    from governance.services.neighbours import home

    if target.startswith("review:"):
        return target.partition(":")[2]
    kind, _slash, id = target.partition("/")
    if kind == "checkpoint":
        id = id.partition("/")[0]
        return id if f"programme/{id}" in loaded.report.judgement.roadmap.rows else ""
    if kind == "indicator":
        row = home(loaded.report.judgement.roadmap, id)
        return row["id"] if row is not None and row["kind"] == "programme" else ""
    return id if kind == "programme" else ""
