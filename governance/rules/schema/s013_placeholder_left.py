"""A field that still holds what a new record came with.

What it checks
    No field of a record still says “À compléter”, “To be completed”, ``a-completer`` or
    ``to-complete``, as ``jalon new`` wrote it.

Why it matters
    A record made in a hurry looks complete: it has a title, a source, an owner. Whoever reads it
    takes the words of the form for an answer.

Example
    ``title: À compléter`` in a programme created in May and still there in June.

How to fix
    Write what the lines that start with ``##`` above the field ask for; for an id, that of a record
    which exists (``jalon list`` finds it). A field that may be absent can be deleted.

Parameters
    None.

Source
    The skeletons that ``jalon new`` writes.
"""

from __future__ import annotations

from governance.gate.registry import RECORD, Rule
from governance.i18n import N_
from governance.model.placeholder import LEFT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from governance.gate.context import Context
    from governance.model.finding import Finding, Pointer
    from governance.model.record import Record

RULE = Rule(
    "S013",
    "placeholder-left",
    RECORD,
    N_("The field “{field}” still says “{value}”: it waits for somebody to complete it."),
    N_("Write its value (the lines with ## above it say which), or delete the field if it may go."),
)


def check(record: Record, ctx: Context) -> Iterator[Finding]:
    """One finding per value that is still to be written."""
    if not _is_any_left(record.data):
        return
    for pointer, value in _left(record.data, ()):
        field = ".".join(str(step + 1) if isinstance(step, int) else step for step in pointer)
        yield RULE.at(record, *pointer, field=field, value=value)


def _is_any_left(data: dict[str, Any]) -> bool:
    """Every text of every record is looked at, so nothing is built here."""
    waiting: list[Any] = [data]
    while waiting:
        value = waiting.pop()
        for item in value.values() if type(value) is dict else value:
            if type(item) is str:
                if item in LEFT:
                    return True
            elif type(item) is dict or type(item) is list:
                waiting.append(item)
    return False


def _left(value: object, at: Pointer) -> Iterator[tuple[Pointer, str]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _left(item, (*at, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _left(item, (*at, index))
    elif isinstance(value, str) and value in LEFT:
        yield at, value
