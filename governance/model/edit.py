"""One edit of a record: a value set, an item added to a list, a field or an item removed."""

from __future__ import annotations

import copy
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from governance.model.finding import Pointer

SET = "set"
ADD = "add"
REMOVE = "remove"


class Edit(NamedTuple):
    """What a person wants changed.

    ``op``       ``set`` (a field that is missing is made, and those above it), ``add`` (an item, to
                 the list at ``pointer``, or before the item that ``pointer`` ends with), ``remove``
    ``pointer``  steps from the root of the record; places in a list count from 0
    ``value``    of the types a record holds: text, number, truth, list, mapping

    A list or mapping that loses its last entry goes with it: no record keeps an empty one.
    """

    op: str
    pointer: Pointer
    value: Any = None


class Misplaced(Exception):
    """An edit names a place that the record does not have; ``pointer`` says which."""

    def __init__(self, pointer: Pointer) -> None:
        super().__init__(pointer)
        self.pointer = pointer


def applied(data: dict[str, Any], edits: Iterable[Edit]) -> dict[str, Any]:
    """A copy of ``data`` with ``edits`` made in their order.

    Raises :class:`Misplaced`.
    """
    found = copy.deepcopy(data)
    for edit in edits:
        if not edit.pointer:
            raise Misplaced(edit.pointer)
        if edit.op == REMOVE:
            _remove(found, edit.pointer)
        else:
            value = copy.deepcopy(edit.value)
            held = look(found, edit.pointer)
            if edit.op == ADD and isinstance(held, list) and not isinstance(edit.pointer[-1], int):
                held.append(value)
            elif edit.op == ADD and not isinstance(edit.pointer[-1], int):
                if held is not None:
                    raise Misplaced(edit.pointer)
                _set(found, edit.pointer, [value], insert=False)
            else:
                _set(found, edit.pointer, value, insert=edit.op == ADD)
    return found


def latest(edits: Iterable[Edit]) -> list[Edit]:
    """``edits`` without the values of a field that a later one replaces anyway."""
    found: list[Edit] = []
    seen: set[Pointer] = set()
    for edit in reversed(list(edits)):
        if edit.op != SET:
            seen.clear()  # from here back, places in lists may be others
        elif edit.pointer in seen:
            continue
        else:
            seen.add(edit.pointer)
        found.append(edit)
    return found[::-1]


def look(data: Any, pointer: Pointer) -> Any:
    """What stands at ``pointer`` in ``data``; ``None`` when nothing does."""
    for step in pointer:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
            data = data[step]
        else:
            return None
    return data


def _set(data: dict[str, Any], pointer: Pointer, value: Any, *, insert: bool) -> None:
    holder: Any = data
    for place, step in enumerate(pointer[:-1]):
        held = look(holder, (step,))
        if held is None:
            held = {} if isinstance(pointer[place + 1], str) else []
            _put(holder, step, held, pointer, insert=False)
        holder = held
    _put(holder, pointer[-1], value, pointer, insert=insert)


def _put(holder: Any, step: str | int, value: Any, pointer: Pointer, *, insert: bool) -> None:
    if isinstance(holder, dict) and isinstance(step, str) and not insert:
        holder[step] = value
    elif isinstance(holder, list) and isinstance(step, int) and 0 <= step <= len(holder):
        holder[step : step if insert else step + 1] = [value]
    else:
        raise Misplaced(pointer)


def _remove(data: dict[str, Any], pointer: Pointer) -> None:
    while True:
        holder, last = look(data, pointer[:-1]), pointer[-1]
        if isinstance(holder, list):
            known = isinstance(last, int) and 0 <= last < len(holder)
        else:
            known = isinstance(holder, dict) and last in holder
        if not known:
            raise Misplaced(pointer)
        del holder[last]
        if holder or len(pointer) == 1:
            return
        pointer = pointer[:-1]
