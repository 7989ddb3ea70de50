"""Holding a checkpoint: the form of a review, each field judged while it is typed, and what it does."""

from __future__ import annotations

from governance.errors import JalonError
from governance.i18n import N_, _, plural
from governance.reporters import cells
from governance.reporters.cells import DIM, GREEN, RED, YELLOW, clean
from governance.services.edit import Conflict
from governance.services.holding import Holding
from tui import actions, draw
from tui.review_form import Field, Form, value_text
from tui.screens.filling import Filling
from tui.screens.filtering import said
from tui.screens.questions import Sure
from tui.widgets.bars import Bar, footer_words
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.services.show import Shown
    from tui.judging import Judged
    from tui.session import Loaded
    from tui.widgets.lines import LineList

_LABEL = 26
_MOST = 4
"""Lines of a long text that are shown while it is not being typed."""


class Checkpoint(Filling):
    """The checkpoint of ``programme`` (its id)."""

    scope = "checkpoint"

    def __init__(self, programme: str) -> None:
        super().__init__()
        self.programme = programme
        self._shown: Shown | None = None
        self._made_for = -1
        self._trouble_lines: list[str] = []
        self._save_asked = False

    def help_text(self) -> str:
        """What the view answers."""
        return _(
            "The form of a review. First what was promised last time, then the fixed questions, the "
            "measures, the milestones with their float, the weather and the decision. What the "
            "rules have against a field stands under it, as in a check of a pull request; what the "
            "review would change in the roadmap stands beside the form, or after it. A day may be "
            "reckoned from that of the review: +13w, +10d, +3m, +1y. What is typed is kept within two "
            "seconds, and offered again on the first page until it is saved or discarded."
        )

    def note(self) -> str:
        """What it is, how it stands, or what the field asks for."""
        head = [self._counts()]
        field = self._field()
        if self._typed and field:
            head = [self._live(field)]
        elif field:
            head += [field.about]
        else:
            head += [_("Checkpoint of {title}", title=self._title())]
        return " · ".join(part for part in head if part)

    def _counts(self) -> str:
        seen = self._result and self._result.preview
        if not seen:
            return ""
        told = [draw.paint(f"✗ {len(seen.new)}", RED if seen.blocking else YELLOW) if seen.new else "",
                draw.paint(f"✓ {len(seen.gone)}", GREEN) if seen.gone else ""]  # fmt: skip
        return " ".join(part for part in told if part)

    def unsaved(self) -> str:
        """What would be lost."""
        changed = self._holding is not None and (self._holding.changed or self._typed)
        return _("the checkpoint of {title}", title=self._title()) if changed else ""

    def _title(self) -> str:
        return clean(self._shown["title"] if self._shown else self.programme)

    # -- lines

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The form."""
        if self._made_for != self.app.version:
            self._made_for = self.app.version
            self.app.work(lambda: self._read(loaded), f"checkpoint-{id(self)}")
        if self._trouble_lines:
            return [Row(str(n), line, stop=False) for n, line in enumerate(self._trouble_lines)]
        if self._shown is None or self._holding is None:
            return self.early_rows()
        found: list[Row] = []
        for number, part in enumerate(Form(self._shown, loaded, self._holding, width).parts()):
            if isinstance(part, str):
                found.append(Row(f"line {number}", part, stop=False))
            else:
                found += self._field_rows(part, width)
        for number, line in enumerate(["", *self._whole(width)]):
            found.append(Row(f"whole {number}", line, stop=False))
        if not self.has_class("-beside"):
            found += [Row(f"does {n}", line) for n, line in enumerate(self._effects(width))]
        return found

    def _read(self, loaded: Loaded) -> None:
        from governance.services.show import show

        shown, trouble = None, []
        try:
            shown = show(loaded.report, self.app.session.root, f"programme/{self.programme}").shown
        except JalonError as error:
            message, hint = said(error)
            trouble = [draw.paint(f"✗ {message}", RED), f"  {hint}"]
        self.app.later(self._ready, shown, trouble)

    def _ready(self, shown: Shown | None, trouble: list[str]) -> None:
        if not self.is_mounted:
            return
        self._shown, self._trouble_lines = shown, trouble
        if self._holding is None and shown is not None:
            session = self.app.session
            self._holding = Holding(session.root, self.programme, session.as_of)
            if self._holding.resume():
                self.app.notify(
                    _("This goes on with what was typed before and not saved; D discards it."),
                    markup=False, timeout=6,
                )  # fmt: skip
        self.show_rows()
        self._judging.ask()

    def _field_rows(self, field: Field, width: int) -> list[Row]:
        held = self._holding.get(field.name) if self._holding else ""
        if self._typed and self._typed[0] == field.name:
            held = self._typed[1]
        label = cells.pad(field.label, min(_LABEL, width // 3))
        indent = cells.width(label) + 4
        if not held.strip():
            lines = [draw.paint(field.empty, YELLOW if field.needed else DIM)]
        elif field.choices:
            lines = [value_text(field, held)]
        else:
            lines = cells.wrap(value_text(field, held), width - indent)[:_MOST]
        first = f"  {draw.paint(label, DIM)}  {lines[0]}"
        found = [Row(field.name, first, target=field.name, subject=field)]
        more = [" " * indent + line for line in lines[1:]]
        for sentence in self._sentences(field.name):
            more += [draw.paint(line, RED) for line in cells.wrap(sentence, width, "    ")]
        found += [Row(f"{field.name} {n}", line, stop=False) for n, line in enumerate(more)]
        return found

    def _whole(self, width: int) -> list[str]:
        """Why the review as a whole cannot be entered."""
        error = self._result.made.troubles.get("") if self._result else None
        told = cells.wrap(" ".join(said(error)), width, "  ✗ ", "    ") if error else []
        return [draw.paint(line, RED) for line in told]

    def _effects(self, width: int) -> list[str]:
        lines = self._result.effects(width) if self._result else []
        told = lines or ["", f"  {_('Nothing yet.')}"]
        as_of = self.app.session.as_of
        if self._holding and self._holding.held > as_of:
            said_ = _(
                "The review is held later than the day judged, {day}: nothing of it counts by then.",
                day=as_of.isoformat(),
            )
            told = ["", *cells.wrap(said_, width, "  ")]
        return [draw.heading(_("What this does")), *told]

    def page(self, row: Row, loaded: Loaded, width: int) -> list[str]:
        """What the review changes in the roadmap."""
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
        self.app.push_screen(Sure(question), self._write)

    def _write(self, sure: bool | None) -> None:
        if not sure or self._holding is None or self._result is None:
            return
        try:
            written = self._holding.save(self._result.made)
        except Conflict as conflict:
            self.app.trouble(JalonError(
                N_("{path} has been made by somebody else meanwhile; nothing is written."),
                hint=N_("The roadmap is read again: look at the form, then save once more."),
                path=conflict.path,
            ))  # fmt: skip
            self.app.read()
            return
        except JalonError as error:
            self.app.trouble(error)
            return
        self._close(
            plural(N_("{count} file is written."), N_("{count} files are written."), len(written))
        )
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

        self.app.push_screen(Sure(_("Forget everything typed in this checkpoint?")), answered)

    async def do_back(self) -> None:
        """Leave; what is typed is kept aside."""
        await self._end(keep=True)
        if self.unsaved():
            self.set_aside()
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
