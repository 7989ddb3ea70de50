"""What every form is: its fields with what the rules say under each, what it does, saving, leaving."""

from __future__ import annotations

from abc import abstractmethod

from governance.errors import JalonError
from governance.i18n import N_, _, plural
from governance.reporters import cells
from governance.reporters.cells import DIM, GREEN, RED, YELLOW, clean
from governance.services.edit import Conflict
from governance.services.taking_back import Saved
from tui import actions, draw
from tui.review_form import Field, value_text
from tui.screens.filling import Filling
from tui.screens.filtering import said
from tui.screens.questions import Sure
from tui.widgets.bars import Bar, footer_words
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tui.judging import Judged
    from tui.session import Loaded
    from tui.widgets.lines import LineList

_LABEL = 26
_MOST = 4
"""Lines of a long text that are shown while it is not being typed."""


class Writing(Filling):
    """A form that is judged while it is filled in, saved after asking, and kept aside when left."""

    def __init__(self) -> None:
        super().__init__()
        self._save_asked = False

    @abstractmethod
    def called(self) -> str:
        """What is being written, in words."""

    def heading(self) -> str:
        """The same, as a title."""
        return self.called()

    def unsaved(self) -> str:
        """What would be lost."""
        changed = self._holding is not None and (self._holding.changed or self._typed)
        return self.called() if changed else ""

    def note(self) -> str:
        """How it stands, and what the field asks for."""
        head = [self._counts()]
        field = self._field()
        if self._typed and field:
            head = [self._live(field)]
        elif field:
            head += [field.about]
        else:
            head += [self.heading()]
        return " · ".join(part for part in head if part)

    def _counts(self) -> str:
        seen = self._result and self._result.preview
        if not seen:
            return ""
        told = [draw.paint(f"✗ {len(seen.new)}", RED if seen.blocking else YELLOW) if seen.new else "",
                draw.paint(f"✓ {len(seen.gone)}", GREEN) if seen.gone else ""]  # fmt: skip
        return " ".join(part for part in told if part)

    # -- lines

    def _field_rows(
        self, field: Field, width: int, *, before: str = "", subject: object = None
    ) -> list[Row]:
        """A field, the painted text ``before`` its label; what is said of it below."""
        held = self._holding.get(field.name) if self._holding else ""
        if self._typed and self._typed[0] == field.name:
            held = self._typed[1]
        lead = f"  {before}"
        label = cells.pad(field.label, min(_LABEL, width // 3) - cells.width(before))
        indent = cells.width(lead) + cells.width(label) + 2
        if not held.strip():
            lines = [draw.paint(field.empty, YELLOW if field.needed else DIM)]
        elif field.choices:
            lines = [value_text(field, held)]
        else:
            lines = cells.wrap(value_text(field, held), width - indent)[:_MOST]
        first = f"{lead}{draw.paint(label, DIM)}  {lines[0]}"
        found = [Row(field.name, first, target=field.name, subject=subject or field)]
        more = [" " * indent + line for line in lines[1:]] + self._said(field.name, width)
        return found + [Row(f"{field.name} {n}", line, stop=False) for n, line in enumerate(more)]

    def _said(self, name: str, width: int) -> list[str]:
        """What stands against the field ``name``, on painted lines."""
        return [
            draw.paint(line, RED)
            for sentence in self._sentences(name)
            for line in cells.wrap(sentence, width, "    ")
        ]

    def _whole(self, width: int) -> list[str]:
        """Why all of it cannot be entered."""
        error = self._result.made.troubles.get("") if self._result else None
        told = cells.wrap(" ".join(said(error)), width, "  ✗ ", "    ") if error else []
        return [draw.paint(line, RED) for line in told]

    def _effects(self, width: int) -> list[str]:
        lines = self._result.effects(width) if self._result else []
        return [draw.heading(_("What this does")), *(lines or ["", f"  {_('Nothing yet.')}"])]

    def page(self, row: Row, loaded: Loaded, width: int) -> list[str]:
        """What it changes in the roadmap."""
        return self._effects(width)

    def show_bars(self) -> None:
        """The footer is that of the field while one is filled in."""
        super().show_bars()
        if self.query("#entry"):
            self.query_one("#footer", Bar).put(footer_words(actions.WRITING))

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """The note says what the field asks for."""
        super().on_line_list_moved(event)
        self.show_bars()

    # -- ending

    def judged(self, result: Judged) -> None:
        """Show what the rules say, and go on with what waited for it."""
        super().judged(result)
        if self._save_asked:
            self._ask_save()

    async def do_save(self) -> None:
        """Save, once the whole has been judged as it stands, and after asking."""
        await self._end(keep=True)
        self._save_asked = True
        self._judging.ask()

    def _ask_save(self) -> None:
        self._save_asked = False
        made, seen = (self._result.made, self._result.preview) if self._result else (None, None)
        if made is None or seen is None or made.troubles:
            name = next(iter(made.troubles), "") if made else ""
            self.lines.put(self.lines.rows, key=name)
            said_ = self._sentences(name)
            self.app.notify(said_[0] if said_ else _("It cannot be saved yet."), markup=False)
            return
        paths = ", ".join(editing.path.partition("/")[2] for editing in made.editings)
        question = plural(N_("Write {count} file: {paths}?"), N_("Write {count} files: {paths}?"),
                          len(made.editings), paths=clean(paths))  # fmt: skip
        if seen.blocking:
            question += " " + plural(
                N_("A pull request would be refused for {count} finding."),
                N_("A pull request would be refused for {count} findings."),
                len(seen.blocking),
            )
        self.app.push_screen(Sure(question + self.warned()), self._write)

    def warned(self) -> str:
        """What else is to be known before saving; begins with a space."""
        return ""

    def _write(self, sure: bool | None) -> None:
        if not sure or self._holding is None or self._result is None:
            return
        try:
            written = self._holding.save(self._result.made)
        except Conflict as conflict:
            self.conflict(conflict)
            return
        except JalonError as error:
            self.app.trouble(error)
            return
        self.app.saves.append(Saved(self.app.session.root, self._result.made.editings))
        self._close(
            plural(N_("{count} file is written."), N_("{count} files are written."), len(written))
        )
        self.app.read()

    def conflict(self, conflict: Conflict) -> None:
        """A file is there, or is another one, since the form was opened."""
        self.app.trouble(JalonError(
            N_("{path} has been made by somebody else meanwhile; nothing is written."),
            hint=N_("The roadmap is read again: look at the form, then save once more."),
            path=conflict.path,
        ))  # fmt: skip
        self.app.read()

    def _close(self, told: str) -> None:
        self._holding, self._typed = None, None
        self.app.notify(told, markup=False, timeout=5)
        self.app.leave(self)

    def do_discard(self) -> None:
        """Forget what is typed, after asking."""

        def answered(sure: bool | None) -> None:
            if sure and self._holding is not None:
                self._holding.forget()
                self._close(_("What was typed is forgotten."))

        self.app.push_screen(Sure(_("Forget everything typed here?")), answered)

    async def do_back(self) -> None:
        """Leave; what is typed is kept aside."""
        await self._end(keep=True)
        self.set_aside()
        if self.unsaved():
            self.app.notify(
                _("Kept aside: the first page offers to go on with it."), markup=False, timeout=5
            )
        self._holding = None  # another sitting may go on with it: this one keeps nothing more
        self.app.leave(self)

    def why_not(self, name: str) -> str:
        """Why not."""
        if name in ("save", "discard") and not self.unsaved():
            return _("Nothing has been typed yet.")
        if name == "empty" and self._field() is None:
            return _("There is no field on this line.")
        if name in ("undo", "redo") and not (self._holding and self._holding.can(name)):
            return (
                _("There is nothing to undo.")
                if name == "undo"
                else _("There is nothing to make again.")
            )
        return super().why_not(name)
