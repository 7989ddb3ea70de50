"""A record changed through a form: what is typed in each field, as edits of its file."""

from __future__ import annotations

from governance.errors import JalonError
from governance.model.edit import ADD, REMOVE, SET, Edit, applied, latest
from governance.model.finding import pointer_text
from governance.services.drafts import drop_draft, save_draft
from governance.services.edit import Changing, Editing, rebased
from governance.services.form import Form
from governance.services.holding import Made, when
from governance.services.place import node_of, pointer_of
from governance.services.values import as_typed, clean, value_of
from governance.source.revise import same
from governance.source.schemas import resolve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding, Pointer
    from governance.services.edit import Conflict, Original

    Edits = tuple[Edit, ...]

DRAFT = "edit/"
"""What the drafts of such forms are kept under, before ``kind/id``."""


class Revised(Made):
    """The record as the form makes it; a finding is about the place it points to."""

    def field_of(self, finding: Finding) -> str | None:
        """The JSON Pointer of the place in the record that ``finding`` is about."""
        mine = any(editing.path == finding.path for editing in self.editings)
        return pointer_text(finding.pointer) if mine else None


class Revising(Changing, Form["Edits"]):
    """The record ``kind/id`` being changed; fields are named by their JSON Pointer.

    ``held``    the day that others are reckoned from
    """

    def __init__(self, original: Original, held: date, edits: Edits = ()) -> None:
        Changing.__init__(self, original)
        Form.__init__(self)
        self.held = held
        self._show(edits)

    @classmethod
    def of(cls, editing: Editing, held: date) -> Revising:
        """The record that ``editing`` reads, or makes."""
        return cls(editing.original, held)

    @property
    def key(self) -> str:
        """``kind/id``."""
        return f"{self.kind}/{self.id}"

    # -- places

    def node(self, pointer: Pointer) -> tuple[dict[str, Any], str]:
        """The schema of the place ``pointer``, and the kind that it stands in."""
        return node_of(self.kind, pointer)

    def get(self, name: str) -> str:
        """The same as text; empty where there are fields or items."""
        return as_typed(self.at(pointer_of(self.kind, name)))

    # -- changing

    def put(self, name: str, text: str) -> None:
        """Let the field hold ``text``; a day reckoned from another becomes that day, and nothing
        takes the field away."""
        pointer = pointer_of(self.kind, name)
        edit = self._meant(pointer, text)
        if edit is not None:
            self._do(edit)

    def add(self, pointer: Pointer, value: Any = None) -> Pointer:
        """Add ``value``, or an item with what its schema asks for still empty, to the list
        ``pointer``; where it is then."""
        if value is None:
            node, root = self.node(pointer)
            item, _root = resolve(node["items"], root)
            needed = item.get("required", ()) or list(item["properties"])[:1]
            value = dict.fromkeys(needed, "")
        held = self.at(pointer)
        self._do(Edit(ADD, pointer, value))
        return (*pointer, len(held) if isinstance(held, list) else 0)

    def remove(self, pointer: Pointer) -> None:
        """Take a field, a group or an item away, if it is there."""
        if self.at(pointer) is not None:
            self._do(Edit(REMOVE, pointer))

    def move(self, pointer: Pointer, step: int) -> Pointer:
        """Move the item of a list ``step`` places on; where it is then."""
        holder, rank = self.at(pointer[:-1]), int(pointer[-1])
        there = rank + step
        if not isinstance(holder, list) or not 0 <= there < len(holder):
            return pointer
        item = holder[rank]
        last = there == len(holder) - 1
        to = pointer[:-1] if last else (*pointer[:-1], there)
        self._do(Edit(REMOVE, pointer), Edit(ADD, to, item))
        return (*pointer[:-1], there)

    def typing(self, name: str, text: str) -> Revising:
        """The same record with ``text``, which is being typed, in the field ``name``; what becomes
        of either says nothing to the other."""
        found = self.copied()
        found.put(name, text)
        return found

    def copied(self) -> Revising:
        """The same form, on its own."""
        return Revising(self.original, self.held, self.edits)

    def _meant(self, pointer: Pointer, text: str) -> Edit | None:
        node, root = self.node(pointer)
        held, text = self.at(pointer), text.strip()
        if not text:
            if held is None or held == "":
                return None
            kept = self._needed(pointer)
            return Edit(SET, pointer, "") if kept else Edit(REMOVE, pointer)
        value: Any = text
        if node.get("format") == "date":
            found = when(text, self.held)
            value = found.isoformat() if found else text
        elif node["type"] != "string":
            try:
                value = value_of(str(pointer[-1]), node, root, text)
            except JalonError:
                value = text  # told by :meth:`make`, and never saved
        return None if held is not None and same(held, value) else Edit(SET, pointer, value)

    def _needed(self, pointer: Pointer) -> bool:
        """Whether an item stands there only with that field."""
        if len(pointer) < 2 or not isinstance(pointer[-2], int):
            return False
        holder = self.at(pointer[:-1])
        return isinstance(holder, dict) and len(holder) == 1

    def _do(self, *edits: Edit) -> None:
        self._step((*self.edits, *edits))

    def _state(self) -> Edits:
        return self.edits

    def _show(self, state: Edits) -> None:
        self.value = applied(self.before, state)
        self.edits = state

    # -- judging and saving

    def make(self, roadmap: Roadmap) -> Revised:
        """The record as it stands; what cannot be written is left out of it, and told."""
        made = Revised()
        edits: list[Edit] = []
        for edit in latest(self.edits):
            error = self._unwritable(edit)
            if error is None:
                edits.append(edit)
            else:
                made.troubles[pointer_text(edit.pointer)] = error
        try:
            editing = Editing(self.original, tolerant=True)
            if edits:
                editing.make(*edits)
            made.editings.append(editing)
        except JalonError as error:
            made.troubles.setdefault("", error)
        return made

    def _unwritable(self, edit: Edit) -> JalonError | None:
        """Why a text that was typed cannot be the value of its field."""
        if edit.op != SET or not isinstance(edit.value, str) or not edit.value:
            return None
        node, root = self.node(edit.pointer)
        name = str(edit.pointer[-1])
        try:
            if node["type"] == "string":
                clean(name, edit.value)
            else:
                value_of(name, node, root, edit.value)
        except JalonError as error:
            return error
        return None

    def onto(self, conflict: Conflict, *, theirs: bool = False) -> tuple[Revising, list[Pointer]]:
        """The same changes made on what somebody else has saved meanwhile, and the places that both
        have changed: there, mine is what would be saved, or ``theirs``.

        Raises :class:`JalonError` when they have no place in what is there now.
        """
        mine = Editing(self.original, tolerant=True)
        mine.make(*latest(self.edits))
        moved, both = rebased(mine, conflict)
        edits = [e for e in moved.edits if not (theirs and e.pointer in both)]
        return Revising(moved.original, self.held, tuple(edits)), both

    # -- kept for another time

    def set_aside(self) -> None:
        """Keep what is typed for another time, outside of the records.

        Raises :class:`JalonError` when it cannot be kept.
        """
        base = None if self.base is None else self.base.decode("utf-8", "surrogateescape")
        save_draft(
            self.root,
            f"{DRAFT}{self.key}",
            {"path": self.path, "base": base, "before": self.before, "edits": list(self.edits)},
        )

    def forget(self) -> None:
        """Keep nothing for another time."""
        drop_draft(self.root, f"{DRAFT}{self.key}")
