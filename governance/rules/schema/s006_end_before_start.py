"""An end that comes before its start.

What it checks
    Wherever a record states a period, its last day is not before its first one: ``from`` and
    ``to``, ``start`` and ``end``, ``entered`` and ``left``, ``first_day`` and ``last_day``, the
    notice and the last day of a wind-down, an endorsement and its withdrawal, a decision and its
    ``due`` or ``until``. A start known to the month, quarter or year is taken at its earliest day.

Why it matters
    A term that ends before it begins is held by nobody on any day: the role counts as vacant, the
    cost is in no period, and the true date is lost.

Example
    A lead with ``from: 2022-03-01`` and ``to: 2021-03-01``: the year was typed wrong.

How to fix
    Correct the wrong one of the two dates; state the ``precision`` when the day is not known.

Parameters
    None.

Source
    TaskJuggler and beta.gouv.fr, which refuse an end before its start.
"""

from __future__ import annotations

from governance.gate.registry import RECORD, Rule
from governance.i18n import N_
from governance.model.duration import day, earliest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from governance.gate.context import Context
    from governance.model.finding import Finding, Pointer
    from governance.model.record import Record

RULE = Rule(
    "S006",
    "end-before-start",
    RECORD,
    N_("In “{title}” ({id}), “{last}” ({end}) comes before “{first}” ({start})."),
    N_("Correct the wrong one of the two dates."),
)

PERIODS = (
    ("from", "to"),
    ("start", "end"),
    ("entered", "left"),
    ("first_day", "last_day"),
    ("notice", "last_day"),
    ("date", "withdrawn"),
    ("date", "due"),
    ("date", "until"),
)
"""Fields that start and end something when they stand side by side."""

STARTS = frozenset(first for first, _ in PERIODS)


def check(record: Record, ctx: Context) -> Iterator[Finding]:
    """One finding per period that is inverted, at its end."""
    waiting: list[tuple[Any, Pointer]] = [(record.data, ())]
    for value, at in waiting:
        is_mapping = type(value) is dict
        if is_mapping and not STARTS.isdisjoint(value):
            yield from _inverted(record, value, at)
        for step, item in value.items() if is_mapping else enumerate(value):
            if type(item) is dict or type(item) is list:
                waiting.append((item, (*at, step)))


def _inverted(record: Record, value: dict[str, Any], at: Pointer) -> Iterator[Finding]:
    for first, last in PERIODS:
        if first not in value or last not in value or _in_order(value[first], value[last]):
            continue
        start, end = _day(value, first), _day(value, last)
        if start and end and start > end:
            date = ("date",) if isinstance(value[last], dict) else ()
            yield RULE.at(record, *at, last, *date, first=first, last=last, start=start, end=end)


def _in_order(start: object, end: object) -> bool:
    """Whether two days, as they are written, leave nothing to look at: a precision could only move
    the start to an earlier day."""
    return type(start) is str and type(end) is str and start <= end


def _day(holder: dict[str, Any], name: str) -> str:
    """The day written under ``name``; a start that is not known to the day, at its earliest."""
    value: Any = holder.get(name)
    # Of a cost it is the day on which it was stated that has a precision, not its period.
    precision = holder.get("precision") if "stated" not in holder else None
    if isinstance(value, dict):
        value, precision = value.get("date"), value.get("precision")
    found = day(value)
    if found is None:
        return ""
    if name not in STARTS:
        return found.isoformat()
    # "By that day at the latest" bounds nothing from below.
    return "" if precision == "by" else earliest(found, precision).isoformat()
