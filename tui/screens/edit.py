"""Editing a record: every field that its schema gives it, judged while typed, saved after asking."""

from __future__ import annotations

from governance.errors import JalonError
from governance.i18n import _
from governance.model.finding import pointer_text
from governance.model.kinds import DATED
from governance.model.words import KINDS
from governance.reporters import cells
from governance.reporters.cells import YELLOW, clean
from governance.services.neighbours import subject_of
from tui import draw
from tui.explaining import prevented
from tui.record_form import RecordForm
from tui.screens.fields import Fields, line_of
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.model.finding import Finding
    from governance.services.against import Committed
    from governance.services.edit import Conflict
    from governance.services.revising import Revising
    from tui.judging import Fillable, Judged
    from tui.session import Loaded


class Edit(Fields):
    """The record ``key``, the cursor on the field ``at`` (a JSON Pointer); ``form`` is one that was
    begun elsewhere: a new record."""

    scope = "edit"

    def __init__(self, key: str, at: str = "", form: Revising | None = None) -> None:
        super().__init__()
        self.key = key
        self._goto = at
        self._new = form
        self._made_for = -1
        self._fault: JalonError | None = None
        self._committed: Committed | None = None

    def help_text(self) -> str:
        """What the view answers."""
        return _(
            "Every field that a record of this kind may have; * marks those it must have. Opening a "
            "group or a list (+) shows what it holds; + adds an item, J and K move it. A record is "
            "named by typing a part of its title. A day may be reckoned from the day judged: +13w, "
            "+10d, +3m, +1y. What the rules have against a field stands under it, as in a check of a "
            "pull request: also what they say of the change itself, against what was committed. What "
            "is typed is kept within two seconds, and offered again on the first page until it is "
            "saved or discarded."
        )

    def called(self) -> str:
        """Which record."""
        kind, _slash, id = self.key.partition("/")
        name = clean(self._holding.at(("title",)) or id) if self._holding else clean(id)
        return _("{kind} “{title}”", kind=_(KINDS[kind][0]), title=name)

    # -- reading

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The form."""
        if self._made_for != self.app.version:
            self._made_for = self.app.version
            if self._is_read_again():
                self.app.work(lambda: self._read(loaded), f"edit-{id(self)}")
            else:
                self._judging.ask()
        if self._fault is not None:
            return prevented(self._fault, width)
        if self._holding is None:
            return self.early_rows()
        form = RecordForm(self._holding, loaded.report.judgement.roadmap, self._opened)
        found = [Row(f"top {n}", line, stop=False) for n, line in enumerate(self._top(width))]
        if self._holding.kind == "measurement" and self._is_settled():
            found.append(
                Row("correct", f"  → {_('Enter the measure that corrects it.')}", target="correct")
            )
        fields = self.slot_rows(form.slots(), width)
        for number, line in enumerate(self._whole(width)):
            found.append(Row(f"whole {number}", line, stop=False))
        found += [*fields, Row("end", "", stop=False)]
        if not self.has_class("-beside"):
            found += [Row(f"does {n}", line) for n, line in enumerate(self._effects(width))]
        return found

    def _is_read_again(self) -> bool:
        """Whether nothing would be lost by reading the file: it may say something else by now."""
        form = self._holding
        return form is None or not (form.changed or self._typed)

    def _read(self, loaded: Loaded) -> None:
        from governance.services.against import Committed
        from governance.services.edit import edit_record
        from governance.services.find import nothing
        from governance.services.resuming import resumed
        from governance.services.revising import Revising

        session, form, committed, fault = self.app.session, self._new, None, None
        kind, _slash, id = self.key.partition("/")
        again = resumed(session.root, self.key, session.as_of)
        try:
            if form is None and again is None:
                roadmap = loaded.report.judgement.roadmap
                paths = roadmap.paths.get(kind, {}).get(id)
                if not paths:
                    raise nothing(roadmap, self.key)
                editing = edit_record(session.root, kind, id, paths[0], tolerant=True)
                form = Revising.of(editing, session.as_of)
            form = again or form
            if form is not None:
                committed = Committed(session.root, form.path)
        except JalonError as error:
            fault = error
        self.app.later(self._ready, form, committed, fault, again is not None)

    def _ready(
        self, form: Revising | None, committed: Committed | None, fault: JalonError | None,
        again: bool,
    ) -> None:  # fmt: skip
        if not self.is_mounted or not self._is_read_again():
            return
        first = self._holding is None
        self._holding, self._committed, self._fault = form, committed, fault
        self._kept = again
        if again:
            self.app.notify(
                _("This goes on with what was typed before and not saved; D discards it."),
                markup=False, timeout=6,
            )  # fmt: skip
        if form is not None and first:
            self.go_to(self._goto or self._first(form))
            self._judging.ask()
        else:
            self.show_rows()

    def _first(self, form: Revising) -> str:
        """Where to begin: at the first field of a new record that it must have and has not."""
        node, _root = form.node(())
        needed = [name for name in node.get("required", ()) if form.at((name,)) is None]
        return f"/{needed[0]}" if needed and form.base is None else ""

    # -- lines

    def _top(self, width: int) -> list[str]:
        """What must be known before anything is typed."""
        if not self._is_settled():
            return []
        told = _(
            "It is part of what was committed, and what happened is only ever added: a value that "
            "was written is not rewritten. Sources, sign-offs and the day an action was done may "
            "still be added."
        )
        return [draw.paint(line, YELLOW) for line in [*cells.wrap(told, width, "  "), ""]]

    def _is_settled(self) -> bool:
        """Whether it tells of what happened, and has been committed."""
        form, committed = self._holding, self._committed
        return bool(
            form and form.kind in DATED and form.base is not None and committed
            and (committed.data is not None or not committed.known)
        )  # fmt: skip

    # -- judging

    def judge(self, form: Fillable, loaded: Loaded) -> Judged:
        """What the rules say, those on changes too."""
        from governance.services.against import against

        found = super().judge(form, loaded)
        if self._committed is not None and form.changed:
            for editing in found.made.editings:
                told = against(loaded.report, editing, self._committed)
                found.preview.new += told
                found.preview.report.findings += told
        return found

    def judged(self, result: Judged) -> None:
        """Show what the rules say; on the first line, also what stands above it."""
        super().judged(result)
        if not any(row.stop for row in self.lines.rows[: self.lines.cursor]):
            self.lines.scroll_to(y=0, animate=False)

    def warned(self) -> str:
        """The comments that go with what is removed."""
        editings = self._result.made.editings if self._result else []
        gone = [comment for editing in editings for comment in editing.comments]
        if not gone:
            return ""
        return " " + _("These comments go: {comments}", comments=clean(" ".join(gone)))

    # -- filling in

    async def do_open(self) -> None:
        """What the line is for; the measure that corrects this one."""
        row = self.lines.current
        if row is not None and row.target == "correct":
            from tui.screens.new import correct

            correct(self.app, self.key.partition("/")[2])
        else:
            await super().do_open()

    def _owed(self) -> Finding | None:
        """The finding under the line that a rebaseline would settle."""
        from governance.services.rebaseline import rebaseline

        row, result = self.lines.current, self._result
        if row is None or result is None:
            return None
        names = {one.key for one in self.lines.rows}
        for finding in result.preview.report.findings:
            name = result.made.field_of(finding)
            on_it = name is not None and line_of(name, names) == row.key
            if on_it and rebaseline(finding, self.app.session.as_of):
                return finding
        return None

    def do_rebaseline(self) -> None:
        """Add the rebaseline that the change of the line asks for; why, and by whom, is typed."""
        from governance.services.rebaseline import LIST as WHERE
        from governance.services.rebaseline import rebaseline

        owed, form = self._owed(), self._holding
        entry = rebaseline(owed, self.app.session.as_of) if owed else None
        if form is not None and entry is not None:
            at = form.add(WHERE, entry)
            self._touched()
            self.go_to(pointer_text((*at, "reason")))

    # -- ending

    def conflict(self, conflict: Conflict) -> None:
        """The file says something else than when it was read: which of the two is wanted is asked."""
        from tui.screens.choose import Choose

        form = self._holding
        if form is None:
            return
        try:
            moved, both = form.onto(conflict)
            kept, _both = form.onto(conflict, theirs=True)
        except JalonError as error:
            self.app.trouble(error)
            self.app.read()
            return
        places = ", ".join(clean(pointer_text(at)) for at in both) or "–"
        choices = [
            ("mine", _("Both; where they meet, what I typed")),
            ("theirs", _("Both; where they meet, what they saved")),
            ("back", _("Back to the form; nothing is written")),
        ]

        def chosen(answer: str | None) -> None:
            if answer in ("mine", "theirs"):
                self._holding = moved if answer == "mine" else kept
                self.app.notify(_("Look at the form, then save once more."), markup=False)
                self.app.read()
                self._touched()

        told = _("{path} was changed by somebody else meanwhile; the same places: {places}",
                 path=clean(conflict.path), places=places)  # fmt: skip
        self.app.notify(told, markup=False, timeout=12, severity="warning")
        self.app.push_screen(Choose(self, choices), chosen)

    # -- what may be done

    def edited(self) -> str:
        """The record, and the field of the line."""
        field = self._field()
        return f"{self.key}#{field.name.removesuffix('/+') if field else ''}"

    def reviewed(self) -> str:
        """The programme or strategy that the record is, or is about."""
        loaded = self.app.session.loaded
        return subject_of(loaded.report.judgement.roadmap, self.key) if loaded else ""

    def why_not(self, name: str) -> str:
        """Why not."""
        if name == "rebaseline" and self._owed() is None:
            return _("Nothing on this line asks for a rebaseline.")
        if name == "editor" and self.unsaved():
            return _("Save or discard first: the editor opens the file.")
        return super().why_not(name)
