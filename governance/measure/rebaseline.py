"""Rebaselines: what was promised may change, when a record says what, from what to what and why.

The list ``rebaselines`` of a record is where a ministry writes them; entries are only ever added.
"""

from __future__ import annotations

from governance.measure.fingerprint import canonical
from governance.measure.indicator import number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from governance.model.record import Record

FIELD = "rebaselines"

TARGET, DEADLINE, TOLERANCE = "target", "deadline", "tolerance"
DEFINITION, POPULATION, BASELINE = "definition", "population", "baseline"
FREQUENCY = "frequency"
PROGRAMME, MILESTONE, COST, CRITERION = "programme", "milestone", "cost", "criterion"


def added(before: Record | None, after: Record) -> Iterator[tuple[int, dict[str, Any]]]:
    """The entries of ``after`` that ``before`` does not hold, with their places: an entry covers
    the change that brings it and no later one."""
    known = [canonical(entry) for entry in before.items(FIELD)] if before is not None else []
    for index, entry in enumerate(after.data.get(FIELD) or []):
        if not isinstance(entry, dict):
            continue
        text = canonical(entry)
        if text in known:
            known.remove(text)
        else:
            yield index, entry


def explained(before: Record, after: Record, what: str, old: Any, new: Any, of: str = "") -> bool:
    """Whether ``after`` brings a rebaseline of ``what`` that says ``old`` and ``new``.

    Figures are compared as numbers, days and words as text with single spaces; ``None`` stands for
    nothing there, which an entry leaves out.  An entry that says of which (``of``) must name
    ``of``: the day of a target, a milestone, the nature of a cost, the indicator of a criterion.
    """
    return any(
        entry.get("what") == what
        and entry.get("of", of) == of
        and _says(entry, "old", old)
        and _says(entry, "new", new)
        for _, entry in added(before, after)
    )


def _says(entry: dict[str, Any], side: str, value: Any) -> bool:
    figure, words = entry.get(f"{side}_value"), entry.get(side)
    if value is None:
        return figure is None and words is None
    if number(value) is not None:
        return number(figure) is not None and figure == value
    return canonical(words) == canonical(value)
