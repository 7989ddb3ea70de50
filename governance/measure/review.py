"""Reviews of one subject at a day: stage, weather, when the next one is due, pause, decisions."""

from __future__ import annotations

from datetime import date, timedelta

from governance.model.duration import Duration, day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from governance.model.record import Record

FRAMING = "framing"
ENDED = "ended"
STAGES = (FRAMING, "validation", "delivery", "operation", ENDED)
WEATHERS = ("sunny", "overcast", "cloudy", "stormy")
"""Declared health, best first: objectives secured, attainable, in need of support, compromised."""
ENDING = frozenset({"complete", "merge", "stop", "transfer"})
"""Decisions after which a programme is no longer reviewed."""
RED = frozenset({"stormy"})


class ReviewState:
    """What the checkpoints tell.

    ``stage``     the latest declared, else framing; ended after an ending decision
    ``weather``   the latest declared, or ``None``: not stated, which is never "on track"
    ``last``      day of the latest review, or ``None``
    ``due``       day the next review is due (a working day), ``None`` when none is expected
    ``decision``  the latest decision recorded, with the checkpoint it stands in
    ``paused``    whether the latest decision is a pause that has not ended
    """

    __slots__ = ("decision", "due", "last", "paused", "source", "stage", "weather")

    def __init__(self) -> None:
        self.stage = FRAMING
        self.weather: str | None = None
        self.last: date | None = None
        self.due: date | None = None
        self.decision: dict[str, Any] | None = None
        self.source: Record | None = None
        self.paused = False


def read_checkpoints(checkpoints: list[Record], clock: date) -> ReviewState:
    """The state that ``checkpoints`` (oldest first) leave; ``due`` is not set here."""
    found = ReviewState()
    for checkpoint in checkpoints:
        data = checkpoint.data
        found.last = day(data.get("date")) or found.last
        found.stage = data.get("stage", found.stage)
        found.weather = data.get("weather", found.weather)
        decision = data.get("decision")
        if isinstance(decision, dict):
            found.decision, found.source = decision, checkpoint
            if decision.get("kind") in ENDING:
                found.stage = ENDED
    if found.decision is not None and found.decision.get("kind") == "pause":
        until = day(found.decision.get("until"))
        found.paused = until is None or until >= clock
    return found


def next_due(
    anchor: date, cadence: Duration, last: date | None, first: Duration, early_days: int
) -> date:
    """The day the next review is due, before any shift to a working day.

    Due days are ``anchor + n * cadence``, so a late review does not shift the calendar (as Apache
    board reports); a review up to ``early_days`` before a due day counts for it (Operately's
    rule).  Without any review the first is due at ``anchor + first``.
    """
    if last is None or last < anchor:
        return first.after(anchor)
    if cadence.length <= 0:
        return date.max
    covered = last + timedelta(days=early_days)
    times = max(1, (covered - anchor).days // cadence.length - 1)
    while (due := cadence.after(anchor, times)) <= covered:
        times += 1
    return due
