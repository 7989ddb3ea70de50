"""Reviews of one subject at a day: stage, weather, when the next one is due, pause, decisions."""

from __future__ import annotations

from datetime import date

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


_CONTENT = frozenset(
    {"stage", "answers", "weather", "measures", "no_measures_reason", "forecasts", "decision",
     "actions", "minutes"}
)  # fmt: skip
"""What a review can say: any of these, beyond who held it and when."""


class ReviewState:
    """What the checkpoints tell.

    ``stage``     the latest declared, else framing; ended after an ending decision
    ``weather``   the latest declared, or ``None``: not stated, which is never "on track"
    ``last``      day of the latest review, or ``None``
    ``due``       day the next review is due (a working day), ``None`` when none is expected
    ``critical``  the earlier day it is due while the programme is on the critical path, else ``None``
    ``decision``  the latest decision recorded, with the checkpoint it stands in
    ``paused``    whether the latest decision is a pause that has not ended
    ``resumed``   last day of the pause, when the latest decision is one that has ended
    """

    __slots__ = (
        "critical", "decision", "due", "last", "paused", "resumed", "source", "stage", "weather",
    )  # fmt: skip

    def __init__(self) -> None:
        self.stage = FRAMING
        self.weather: str | None = None
        self.last: date | None = None
        self.due: date | None = None
        self.critical: date | None = None
        self.decision: dict[str, Any] | None = None
        self.source: Record | None = None
        self.paused = False
        self.resumed: date | None = None

    @property
    def covered(self) -> date | None:
        """The day up to which nothing is owed: that of the latest review, or the end of a pause, so
        that no review falls overdue for the time of the pause."""
        return max(filter(None, (self.last, self.resumed)), default=None)


def is_empty(checkpoint: Record) -> bool:
    """Whether the checkpoint says nothing beyond who held it and when."""
    return not (_CONTENT & checkpoint.data.keys())


def read_checkpoints(checkpoints: list[Record], clock: date) -> ReviewState:
    """The state that ``checkpoints`` (oldest first) leave; ``due`` is not set here.

    A file that only says that a review took place moves nothing: a review is an event with content.
    """
    found = ReviewState()
    for checkpoint in checkpoints:
        data = checkpoint.data
        if is_empty(checkpoint):
            continue
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
        found.resumed = None if found.paused else until
    return found


def decided_on(checkpoint: Record) -> date | None:
    """The day of the decision of ``checkpoint``: its own when stated, else that of the review."""
    return day(checkpoint.part("decision").get("date")) or day(checkpoint.data.get("date"))


def next_due(
    anchor: date, cadence: Duration, last: date | None, first: Duration, early_days: int
) -> date:
    """The day the next review is due, before any shift to a working day.

    Due days are ``anchor + n * cadence``, so a late review does not shift the calendar (as Apache
    board reports); a review up to ``early_days`` before a due day counts for it, though never more
    than a quarter of the cadence before (Operately: 7 days for a monthly check-in, 1 for a weekly
    one), else a weekly review would count for two weeks.  Without any review the first is due at
    ``anchor + first``.
    """
    if last is None or last < anchor:
        return first.after(anchor)
    if cadence.length <= 0:
        return date.max
    covered = Duration(days=min(early_days, int(cadence.length // 4))).after(last)
    # A month is at most three days off its mean, so one step back is enough not to skip a due day.
    times = max(1, int((covered - anchor).days // cadence.length) - 1)
    while (due := cadence.after(anchor, times)) <= covered and due < date.max:
        times += 1
    return due
