"""What became of each target of an indicator between two versions of its record."""

from __future__ import annotations

from datetime import date

from governance.measure.indicator import targets_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from governance.model.record import Record

    Target = dict[str, Any]
    Move = tuple[Target | None, Target | None]


def moves(before: Record, after: Record) -> list[Move]:
    """Every target of ``before`` with the one of ``after`` that it became, or ``None``; then each
    new one, after ``None``; by day.

    For each day the target in force counts (of several, the one stated last).  One whose day is no
    longer there became the first new one of a later day, else the last new one of an earlier day.
    """
    old, new = targets_at(before, date.max), targets_at(after, date.max)
    found: list[Move] = [(old[when], new[when]) for when in old if when in new]
    fresh = sorted((when for when in new if when not in old), key=_order)
    for when in sorted((when for when in old if when not in new), key=_order):
        if not fresh:
            found.append((old[when], None))
            continue
        later = [other for other in fresh if _order(other) > _order(when)]
        became = later[0] if later else fresh[-1]
        fresh.remove(became)
        found.append((old[when], new[became]))
    found += [(None, new[when]) for when in fresh]
    return sorted(found, key=lambda move: str((move[0] or move[1] or {}).get("date", "9")))


def eased(old: float, new: float, direction: str) -> bool:
    """Whether ``new`` asks for less than ``old``; of a value to hold, any other asks for less."""
    if direction == "hold":
        return new != old
    return new < old if direction == "increase" else new > old


def place(record: Record, target: Target) -> int:
    """Where ``target``, one of those that :func:`moves` gave, stands in ``record.targets``."""
    return next(
        (index for index, item in enumerate(record.data["targets"]) if item is target), 0
    )  # fmt: skip


def _order(when: date | None) -> date:
    return when or date.max
