"""Edits in words: the field by its name in the file, what it said, what it says."""

from __future__ import annotations

from governance.hygiene import show
from governance.model.edit import ADD, REMOVE, applied, look
from governance.source.emit import flow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypedDict

    from governance.model.finding import Pointer
    from governance.services.edit import Editing

    class Told(TypedDict):
        """One edit; ``before`` and ``after`` as YAML on one line, ``None`` where nothing stood or
        stands."""

        field: str
        pointer: Pointer
        before: str | None
        after: str | None


def told(editing: Editing) -> list[Told]:
    """The edits of ``editing``, in their order; of a new record, its fields."""
    if editing.base is None:
        return [_told(editing.value, (name,), None, value) for name, value in editing.value.items()]
    found: list[Told] = []
    for count, edit in enumerate(editing.edits):
        before = applied(editing.before, editing.edits[:count])
        held = look(before, edit.pointer)
        if edit.op == REMOVE:
            found.append(_told(before, edit.pointer, held, None))
        elif edit.op == ADD:
            found.append(_told(before, edit.pointer, None, edit.value))
        else:
            found.append(_told(before, edit.pointer, held, edit.value))
    return found


def field_name(data: dict[str, Any], pointer: Pointer) -> str:
    """``roles.1.person``: items by their id, where they have one, else by their rank from 1."""
    steps: list[str] = []
    for place, step in enumerate(pointer):
        item = look(data, pointer[: place + 1])
        if isinstance(step, int):
            id = item.get("id") if isinstance(item, dict) else None
            steps.append(id if isinstance(id, str) else str(step + 1))
        else:
            steps.append(step)
    return show(".".join(steps))


def _told(data: dict[str, Any], pointer: Pointer, before: Any, after: Any) -> Told:
    return {
        "field": field_name(data, pointer),
        "pointer": pointer,
        "before": None if before is None else _value(before),
        "after": None if after is None else _value(after),
    }


def _value(value: Any) -> str:
    return value if isinstance(value, str) else flow(value)
