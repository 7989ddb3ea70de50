"""A measurement that measures nothing.

What it checks
    A measurement holds a ``value``, or a ``breakdown`` of values, or both.

Why it matters
    The file counts as a measure that was made: reminders stop, and the curve has a hole that looks
    like a date.

Example
    ``indicator``, ``date`` and a ``note`` that says “not available yet”.

How to fix
    Add the value, or delete the file: never measured stays empty, never zero.

Parameters
    None.

Source
    PILOTE, where a missing value gives no rate of progress instead of zero.
"""

from __future__ import annotations

from governance.gate.registry import RECORD, Rule
from governance.i18n import N_
from governance.model.finding import KEY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "S011",
    "measure-without-value",
    RECORD,
    N_("The measurement {id} has neither a value nor a breakdown."),
    N_("Add `value:` with the number that was measured, or delete the file."),
)


def check(record: Record, ctx: Context) -> Iterator[Finding]:
    """At most one finding per measurement."""
    if record.kind == "measurement" and not record.data.keys() & {"value", "breakdown"}:
        yield RULE.at(record, "value", on=KEY)
