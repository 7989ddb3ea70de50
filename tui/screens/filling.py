"""Filling in a form: typing, choosing, undoing, what is kept meanwhile."""

from __future__ import annotations

from governance.errors import JalonError
from governance.i18n import _
from governance.services.holding import is_day, when
from tui.judging import Judged, Judging
from tui.review_form import CHOICE, PERSON, RECORDS, TEXT, Field
from tui.screens.questions import away
from tui.screens.view import View
from tui.widgets.entry import Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widgets import TextArea

    from tui.judging import Fillable
    from tui.session import Loaded

_KEEP = 1.0
"""Seconds after a key, at most, before what is typed is kept outside of the records."""


class Filling(View):
    """The part of a form that is filled in."""

    def __init__(self) -> None:
        super().__init__()
        self._holding: Fillable | None = None
        self._typed: tuple[str, str] | None = None
        self._judging = Judging(self)
        self._result: Judged | None = None
        self._keeping = False
        self._kept = False

    def _field(self) -> Field | None:
        row = self.lines.current
        return row.subject if row and isinstance(row.subject, Field) else None

    def _sentences(self, name: str) -> list[str]:
        return self._result.sentences(name) if self._result else []

    def _live(self, field: Field) -> str:
        """One sentence on what is being typed."""
        found = self._sentences(field.name)[:1]
        _name, text = self._typed or ("", "")
        if self.is_day(field) and self._holding:
            meant = when(text, self._holding.held)
            if meant:
                told = _(
                    "{day}: {away}",
                    day=meant.isoformat(), away=away(meant, self.app.session.as_of),
                )  # fmt: skip
                return " · ".join([told, *found])
        return found[0] if found else f"{field.label} · {field.about}"

    def is_day(self, field: Field) -> bool:
        """Whether ``field`` holds a day."""
        return is_day(field.name)

    # -- judging and keeping

    def current(self) -> Fillable | None:
        """The form with what is being typed."""
        if self._holding is None:
            return None
        return self._holding.typing(*self._typed) if self._typed else self._holding.copied()

    def judge(self, form: Fillable, loaded: Loaded) -> Judged:
        """What the rules say of ``form``; slow."""
        from governance.services.preview import preview

        ctx = loaded.report.judgement.ctx
        made = form.make(loaded.report.judgement.roadmap)
        seen = preview(loaded.report, made.editings, ctx.as_of, ctx.today)
        if any(made.field_of(one) is not None and one.code[0] in "PS" for one in seen.new):
            # Rules that need every record say nothing while one is misread: that settles nothing.
            seen.gone = [one for one in seen.gone if made.field_of(one) is not None]
        return Judged(made, seen)

    def judged(self, result: Judged) -> None:
        """Show what the rules say."""
        self._result = result
        self.show_rows()

    def _touched(self, key: str = "") -> None:
        self.show_rows(key)
        self._judging.ask()
        if not self._keeping:
            self._keeping = True
            self.app.after(_KEEP, self._keep_aside)

    def _keep_aside(self) -> None:
        self._keeping = False
        self.set_aside()

    def set_aside(self) -> None:
        """Keep what is unsaved where the next start finds it; nothing that was given up."""
        form = self.current()
        if form is None:
            return
        try:
            if self.unsaved():
                form.set_aside()
                self._kept = True
            elif self._kept:
                form.forget()
        except JalonError as error:
            self.app.trouble(error)

    # -- typing

    async def do_open(self) -> None:
        """Fill in the field of the line."""
        await self._fill()

    async def _fill(self) -> None:
        await self._end(keep=True)
        field = self._field()
        if field is None or self._holding is None:
            return
        held = self._holding.get(field.name)
        if field.kind in (CHOICE, RECORDS) or (field.kind == PERSON and not held):
            self._choose(field, held)
            return
        entry = Entry(field.name, held, long=field.kind == TEXT)
        if self.is_day(field):
            entry.select_all()
        self._typed = (field.name, held)
        await self.mount(entry, before="#note")
        entry.focus()
        self.show_bars()

    def _choose(self, field: Field, held: str) -> None:
        from tui.screens.choose import Choose

        def chosen(answer: str | None) -> None:
            if answer is None or self._holding is None:
                return
            if field.kind == RECORDS:
                ids = [one.strip() for one in held.split(",") if one.strip()]
                ids = [one for one in ids if one != answer] if answer in ids else [*ids, answer]
                answer = ", ".join(ids)
            self._holding.put(field.name, answer)
            self._touched(field.name)

        choices = self.choices(field)
        self.app.push_screen(Choose(self, choices, now=held, free=field.kind == PERSON), chosen)

    def choices(self, field: Field) -> Sequence[tuple[str, str]]:
        """What ``field`` may hold, each with its painted words."""
        from tui.screens.choose import records

        kinds = {RECORDS: "source", PERSON: "contributor"}
        return records(self, kinds[field.kind]) if field.kind in kinds else field.choices

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Every letter is judged."""
        name = event.text_area.name
        if self._typed and name == self._typed[0] and event.text_area.text != self._typed[1]:
            self._typed = (name, event.text_area.text)
            self._touched()

    async def on_entry_ended(self, event: Entry.Ended) -> None:
        """A key left the field."""
        await self.app.do(getattr(self, f"do_{event.how}"))

    async def do_keep_text(self) -> None:
        """Keep what is typed."""
        await self._end(keep=True)

    async def do_drop_text(self) -> None:
        """Leave the field as it was."""
        await self._end(keep=False)

    async def do_next_field(self) -> None:
        """Keep what is typed, and go on with the next field."""
        await self._end(keep=True)
        self.advance()
        # A choice opens too, so that what is typed on is never taken for the keys of the form.
        await self._fill()

    def advance(self) -> None:
        """To the next field."""
        self.lines.action_move("down")

    async def _end(self, *, keep: bool) -> None:
        typed, self._typed = self._typed, None
        if typed is None or self._holding is None:
            return
        await self.query("#entry").remove()
        if keep:
            self._holding.put(*typed)
        self.lines.focus()
        self._touched(typed[0])

    def do_empty(self) -> None:
        """Empty the field."""
        field = self._field()
        if field and self._holding:
            self._holding.put(field.name, "")
            self._touched(field.name)

    def do_undo(self) -> None:
        """Take the last change back."""
        if self._holding and self._holding.undo():
            self._touched()

    def do_redo(self) -> None:
        """Make it again."""
        if self._holding and self._holding.redo():
            self._touched()
