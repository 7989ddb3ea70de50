"""The lines of a form made from a schema: groups and lists that open, items that come, go and move."""

from __future__ import annotations

from governance.i18n import _
from governance.model.finding import pointer_text
from governance.services.place import pointer_of
from tui.judging import sentence
from tui.record_form import FIXED, GROUP, LIST, NEXT, VALUE, Slot, group_line, refs_of
from tui.referred import referred
from tui.screens.filtering import said
from tui.screens.writing import Writing
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from governance.model.finding import Pointer
    from governance.services.revising import Revising
    from tui.review_form import Field


class Fields(Writing):
    """A form whose fields are places in a record, named by their JSON Pointer."""

    _holding: Revising | None

    def __init__(self) -> None:
        super().__init__()
        self._opened: set[str] = set()
        self._told: dict[str, list[str]] = {}

    # -- lines

    def slot_rows(self, slots: Iterable[Slot], width: int) -> list[Row]:
        """The lines of ``slots``, what the rules say under the one that it is about."""
        shown = list(slots)
        self._told = self._sort_out({slot.field.name for slot in shown})
        return [row for slot in shown for row in self._rows_of(slot, width)]

    def _rows_of(self, slot: Slot, width: int) -> list[Row]:
        name = slot.field.name
        if slot.shape in (GROUP, LIST, NEXT):
            text = group_line(slot, width, opened=name in self._opened)
            found = [Row(name, text, target=name, subject=slot)]
            said_ = self._said(name, width)
            return found + [Row(f"{name} {n}", line, stop=False) for n, line in enumerate(said_)]
        return self._field_rows(slot.field, width, before="  " * slot.depth, subject=slot)

    def _slot(self) -> Slot | None:
        row = self.lines.current
        return row.subject if row and isinstance(row.subject, Slot) else None

    def _field(self) -> Field | None:
        slot = self._slot()
        return slot.field if slot else None

    def _sort_out(self, names: set[str]) -> dict[str, list[str]]:
        """What the rules say, by the line of the form that it is about."""
        found: dict[str, list[str]] = {}
        if self._result is None:
            return found
        made = self._result.made
        for name, error in made.troubles.items():
            found.setdefault(line_of(name, names), []).append(f"✗ {' '.join(said(error))}")
        for finding in self._result.preview.report.findings:
            name_ = None if finding.debt else made.field_of(finding)
            if name_ is not None:
                found.setdefault(line_of(name_, names), []).append(sentence(finding))
        return found

    def _sentences(self, name: str) -> list[str]:
        return self._told.get(name, [])

    def _whole(self, width: int) -> list[str]:
        return self._said("", width)

    def go_to(self, at: str) -> None:
        """Show the field ``at`` (a JSON Pointer), or the nearest that holds it."""
        steps = at.split("/")
        above = ["/".join(steps[:count]) for count in range(2, len(steps) + 1)]
        self._opened |= set(above)
        self.show_rows(at)
        names = {row.key for row in self.lines.rows}
        self.show_rows(next((name for name in reversed(above) if name in names), ""))

    # -- filling in

    def is_day(self, field: Field) -> bool:
        """Whether ``field`` holds a day."""
        slot = self._slot()
        return slot is not None and slot.node.get("format") == "date"

    def choices(self, field: Field) -> Sequence[tuple[str, str]]:
        """What ``field`` may hold: records by their titles."""
        slot, loaded = self._slot(), self.app.session.loaded
        if slot is None or not slot.refs or loaded is None or self._holding is None:
            return field.choices
        return referred(slot.refs, self._holding, loaded.report.judgement.roadmap)

    async def do_open(self) -> None:
        """Fill in the field of the line, open or fold its group, add an item."""
        slot = self._slot()
        if slot is None:
            return
        if slot.shape == NEXT:
            await self.do_add()
        elif slot.shape in (GROUP, LIST):
            self._opened ^= {slot.field.name}
            self.show_rows(slot.field.name)
        elif slot.shape == VALUE:
            await super().do_open()
        else:
            self.app.notify(slot.field.about, markup=False, timeout=4)

    async def _fill(self) -> None:
        slot = self._slot()
        if slot is not None and slot.shape == VALUE:
            await super()._fill()
        else:
            await self._end(keep=True)

    async def _end(self, *, keep: bool) -> None:
        typed = self._typed
        await super()._end(keep=keep)
        form = self._holding
        if typed is None or form is None:
            return
        at = pointer_of(form.kind, typed[0])
        if isinstance(at[-1], int) and form.at(at) == "":
            form.undo()  # an item that was added, and left without a word
            self._touched()

    def advance(self) -> None:
        """To the next value; groups stay folded."""
        rows, here = self.lines.rows, self.lines.cursor
        for index in range(here + 1, len(rows)):
            subject = rows[index].subject
            if isinstance(subject, Slot) and subject.shape == VALUE:
                self.lines.go(index)
                return
        self.lines.action_move("down")

    # -- items

    async def do_add(self) -> None:
        """Add an item to the list of the line."""
        slot, form = self._slot(), self._holding
        at = self._list_of(slot)
        if slot is None or form is None or at is None:
            return
        node, _root = form.node((*at, 0))
        if node.get("x-ref"):
            self._choose_item(at, slot)
            return
        made = form.add(at, None if node["type"] == "object" else "")
        name = pointer_text(made)
        self._opened |= {pointer_text(at), name}
        self._touched(name)
        if node["type"] == "object":
            self.lines.action_move("down")
        await self._fill()

    def _choose_item(self, at: Pointer, slot: Slot) -> None:
        from tui.screens.choose import Choose

        form, loaded = self._holding, self.app.session.loaded
        if form is None or loaded is None:
            return
        node, _root = form.node((*at, 0))

        def chosen(answer: str | None) -> None:
            if answer is not None and self._holding is not None:
                name = pointer_text(self._holding.add(at, answer))
                self._opened.add(pointer_text(at))
                self._touched(name)

        found = referred(refs_of(node), form, loaded.report.judgement.roadmap)
        self.app.push_screen(Choose(self, found), chosen)

    def _list_of(self, slot: Slot | None) -> Pointer | None:
        """The list that the line is, or is in."""
        if slot is None:
            return None
        if slot.shape in (LIST, NEXT):
            return slot.pointer
        at = slot.pointer
        while at and not isinstance(at[-1], int):
            at = at[:-1]
        return at[:-1] or None

    def do_empty(self) -> None:
        """Empty the field, or take the group or the item away."""
        slot, form = self._slot(), self._holding
        if slot is None or form is None or slot.shape in (NEXT, FIXED):
            return
        if slot.shape == VALUE and not slot.is_item:
            super().do_empty()
        else:
            form.remove(slot.pointer)
            self._opened.discard(slot.field.name)
            self._touched()

    def _move(self, step: int) -> None:
        slot, form = self._slot(), self._holding
        if slot is not None and form is not None:
            there = pointer_text(form.move(slot.pointer, step))
            holder = pointer_text(slot.pointer[:-1])
            self._opened = {one for one in self._opened if not one.startswith(f"{holder}/")}
            self._touched(there)

    def do_move_down(self) -> None:
        """The item after the next."""
        self._move(1)

    def do_move_up(self) -> None:
        """The item before the one above."""
        self._move(-1)

    def why_not(self, name: str) -> str:
        """Why not."""
        slot = self._slot()
        if name == "empty" and slot is not None and slot.shape == FIXED:
            return slot.field.about
        if name == "add" and self._list_of(slot) is None:
            return _("There is no list on this line.")
        if name in ("move_up", "move_down") and not (slot and slot.is_item):
            return _("There is no item of a list on this line.")
        return super().why_not(name)


def line_of(name: str, names: set[str]) -> str:
    """The line that shows what stands at ``name``: itself, else what it is folded into."""
    while name and name not in names:
        name = name.rpartition("/")[0]
    return name
