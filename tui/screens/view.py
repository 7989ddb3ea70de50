"""What every view is: a title, a note, a virtual list, a page beside it when there is room, a footer."""

from __future__ import annotations

from abc import abstractmethod

from textual.containers import Horizontal

from governance.errors import JalonError
from governance.i18n import N_, _, plural
from governance.model.finding import pointer_text
from governance.reporters.cells import DIM, RED, clean
from tui import actions, draw
from tui.explaining import prevented
from tui.screens.beside import Beside
from tui.widgets.bars import Bar, footer_words, title
from tui.widgets.lines import LineList, Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from governance.model.finding import Finding
    from tui.app import JalonApp
    from tui.session import Loaded

_OF_ROADMAP = frozenset(
    ("open", "filter", "file", "fold", "review", "edit", "editor", "new", "waive")
)
"""Actions that are about the roadmap: there is none before it has been read."""


class View(Beside):
    """One view.

    ``scope``  what its actions are listed under;  ``tab`` the one marked in the title
    """

    scope = ""
    tab = ""
    app: JalonApp

    def __init__(self) -> None:
        super().__init__()
        self._version = -1

    def compose(self) -> ComposeResult:
        """The parts."""
        self.place()  # now, so that the first layout is the only one
        yield Bar("title")
        yield Bar("note")
        with Horizontal():
            yield LineList("list")
            if self.has_page:
                yield LineList("page")
        yield Bar("footer")

    # -- what a view says of itself

    @abstractmethod
    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """Its lines, once the roadmap has been judged."""

    def early_rows(self) -> Sequence[Row]:
        """Its lines before that."""
        return [Row("", _("Reading the roadmap…"), stop=False)]

    def note(self) -> str:
        """The line under the title."""
        return ""

    def help_text(self) -> str:
        """One paragraph: what the view answers."""
        return ""

    def unsaved(self) -> str:
        """What would be lost by leaving, in words; empty when nothing would."""
        return ""

    def set_aside(self) -> None:
        """Keep what is unsaved where the next start finds it: the program ends now."""

    def reviewed(self) -> str:
        """The programme or strategy whose checkpoint would be held from here; empty when there is
        none."""
        row, loaded = self.lines.current, self.app.session.loaded
        from governance.services.neighbours import subject_of

        return subject_of(loaded.report.judgement.roadmap, row.target) if row and loaded else ""

    def edited(self) -> str:
        """The record, as ``kind/id``, that would be edited from here, and the JSON Pointer of the
        field after a ``#``; empty when there is none."""
        row, loaded = self.lines.current, self.app.session.loaded
        target = row.target.removeprefix("edit:") if row else ""
        kind, _slash, id = target.partition("/")
        known = loaded.report.judgement.roadmap.paths.get(kind, {}) if loaded else {}
        return target if id in known else ""

    def finding(self) -> Finding | None:
        """The finding that the line tells; ``None`` when it tells none."""
        return None

    def field_at(self, path: str, line: int) -> str:
        """The record of the file ``path`` and the field on its ``line``, as :meth:`edited` says."""
        from governance.services.text import pointer_at

        session = self.app.session
        paths = session.loaded.report.judgement.roadmap.paths if session.loaded else {}
        key = next(
            (f"{k}/{id}" for k, ids in paths.items() for id, at in ids.items() if path in at), ""
        )
        try:
            at = pointer_at(session.root, path, line) if key else ()
        except JalonError:
            return ""  # it is gone since it was judged
        return f"{key}#{pointer_text(at)}" if key else ""

    def why_not(self, name: str) -> str:
        """Why the action ``name`` cannot be done now; empty when it can."""
        row = self.lines.current
        if self.app.session.loaded is None and name in _OF_ROADMAP:
            return _("The roadmap has not been read yet.")
        if name == "open" and (row is None or not row.target):
            return _("There is nothing to open on this line.")
        if name == "review" and not self.reviewed():
            return _(
                "This line is about no programme and no strategy, so there is no review to hold."
            )
        if name in ("edit", "editor") and not self.edited():
            return _("This line is about no record that can be edited.")
        if name == "waive" and self.finding() is None:
            return _("Go to a finding.")
        if name == "file" and not (row and self.path_of(row)):
            return _("This line has no file.")
        return ""

    def path_of(self, row: Row) -> str:
        """The file of the record that ``row`` is about."""
        return ""

    # -- showing

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
        if not self.ready:
            return
        session, room = self.app.session, self.lines.room
        if session.error is not None:
            rows: Sequence[Row] = prevented(session.error, room)
        elif session.loaded is None:
            rows = self.early_rows()
        else:
            rows = self.rows(session.loaded, room)
            if not any(row.stop for row in rows) and self.matching is not None:
                rows = [Row("none", _("Nothing matches."), stop=False)]
        self.lines.put(rows, key=key)
        self.show_bars()
        self.turn(again=True)

    def show_bars(self) -> None:
        """Make the title, the note and the footer again."""
        self.query_one("#title", Bar).put(*title(self.app, self.tab))
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

    def on_line_list_sized(self, event: LineList.Sized) -> None:
        """Lines are as wide as the list."""
        self.show_rows()

    # -- actions of every view

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        """A double click opens."""
        self.app.perform("open")

    def on_bar_chosen(self, event: Bar.Chosen) -> None:
        """A word of a bar was clicked."""
        if event.name in ("keep", "clear"):
            self.app.soon(getattr(self, f"do_{event.name}"))
        else:
            self.app.perform(event.name)

    async def do_open(self) -> None:
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
