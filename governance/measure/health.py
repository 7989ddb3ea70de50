"""Computed status of a programme: the worst of what its indicators and milestones say.

It stands beside the declared weather and is never mixed with it: one is computed, the other is
somebody's word.
"""

from __future__ import annotations

from governance.measure.indicator import (
    DROPPED,
    LATE,
    NEVER_MEASURED,
    ON_TRACK,
    REACHED,
    STALE,
    UNDETERMINED,
)
from governance.model.words import NO_INDICATOR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

WORST_FIRST = (LATE, NEVER_MEASURED, STALE, UNDETERMINED, ON_TRACK, REACHED)
"""The order in which states win: a known delay before ignorance, ignorance before progress."""


def status(counts: Mapping[str, int], overdue_milestones: int) -> str:
    """The status of a programme from its indicators by status and its missed milestones.

    The worst wins, because a mean would let one good number hide what is late or unknown; a missed
    milestone is *late* too.  Dropped indicators do not count, and without any other the status is
    *no indicator* (*late* if a milestone is missed).
    """
    if overdue_milestones:
        return LATE
    return next((state for state in WORST_FIRST if counts.get(state)), NO_INDICATOR)


def in_force(counts: Mapping[str, int]) -> int:
    """How many indicators still count."""
    return sum(count for state, count in counts.items() if state != DROPPED)


def overdue_milestones(milestones: Iterable[Mapping[str, Any]], clock: str) -> list[int]:
    """The places of the milestones whose forecast (baseline when there is none) lies before the day
    ``clock`` (``YYYY-MM-DD``) and that have not happened."""
    return [
        index
        for index, milestone in enumerate(milestones)
        if not milestone.get("actual")
        and (due := milestone.get("forecast") or milestone.get("baseline"))
        and due < clock
    ]
