"""State of one indicator at a day: progress, status, trend, next measure due."""

from __future__ import annotations

from governance.model.duration import Duration, day, days_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from governance.model.record import Record

REACHED = "reached"
ON_TRACK = "on_track"
LATE = "late"
UNDETERMINED = "undetermined"
STALE = "stale"
NEVER_MEASURED = "never_measured"
DROPPED = "dropped"
STATUSES = (REACHED, ON_TRACK, LATE, UNDETERMINED, STALE, NEVER_MEASURED, DROPPED)
"""Every indicator is in exactly one of these, so their counts add up to the indicators.

``undetermined`` is measured, freshly, but nothing says whether the value is good enough: there is
no target, no day to reach it by, or no second point to draw a line through.  Calling it on track
would be a claim that nobody made."""

_DECIMALS = 9
"""Kept when a distance is compared with a tolerance: 6.2 - 6.1 is 0.1, not a hair more."""


class IndicatorState:
    """What can be computed of an indicator.

    ``status``        one of :data:`STATUSES`
    ``last``          its latest measurement that has a value; the latest one where all are
                      breakdowns; ``None`` without any
    ``target``        the target it is judged against: the first one still ahead, else the last past
    ``progress``      percent of the way from baseline to target, unbounded (107, -12); ``None``
                      when baseline, target or measure is missing
    ``bounded``       the same within 0 and 100
    ``next_due``      the day by which the next measure is due; ``None`` when none is owed
    ``trend``         last value minus the one before, in the direction wanted; ``None`` below two
    ``falling``       how many of the latest steps went against the direction, in a row and beyond
                      doubt: "at least 30" after 31 proves no fall
    """

    __slots__ = (
        "bounded", "falling", "last", "next_due", "progress", "status", "target", "trend",
    )  # fmt: skip

    def __init__(self) -> None:
        self.status = NEVER_MEASURED
        self.last: Record | None = None
        self.target: dict[str, Any] | None = None
        self.progress: float | None = None
        self.bounded: float | None = None
        self.next_due: date | None = None
        self.trend: float | None = None
        self.falling = 0


def progress(
    baseline: float | None, target: float, value: float, direction: str, tolerance: float = 0
) -> float | None:
    """Percent of the way from ``baseline`` to ``target``, unbounded.

    ``100 * (value - baseline) / (target - baseline)``, as PILOTE, the State's steering tool,
    computes its *taux d'avancement* (macros ``compute_ta_helpers``), with two changes: ``hold`` has
    its own rule (100 within the tolerance, 0 outside) and the unbounded value is kept.  When the
    baseline is already at or beyond the target, or unknown, only reached (100) or not can be told:
    without a baseline "not" is ``None``, for nothing says how far.
    """
    if direction == "hold":
        return 100.0 if _within(value, target, tolerance) else 0.0
    reached = value >= target if direction == "increase" else value <= target
    if baseline is None:
        return 100.0 if reached else None
    already = baseline >= target if direction == "increase" else baseline <= target
    if already:
        return 100.0 if reached else 0.0
    return 100 * (value - baseline) / (target - baseline)


def number(value: object) -> float | None:
    """``value`` when it is a number (a boolean is none)."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def proves_reached(
    value: float, bound: str, target: float, direction: str, tolerance: float
) -> bool:
    """Whether a measure with its bound proves that the target is met.

    "More than 15 million" proves a target of 15, never one of 20; "at most 16 %" proves nothing
    about a target to be exceeded.  ``about`` counts as the number itself.
    """
    if direction == "hold":
        return bound in ("exact", "about") and _within(value, target, tolerance)
    if direction == "increase":
        return value >= target and bound != "at_most"
    return value <= target and bound != "at_least"


def state(
    indicator: Record, measures: list[Record], clock: date, frequency: Duration, delay: Duration
) -> IndicatorState:
    """The state of ``indicator`` on the day ``clock``.

    ``measures`` oldest first, none later than ``clock``; targets, baseline and dropping that were
    stated later are not known yet either.  ``frequency`` and ``delay`` stand in where the indicator
    states none.  A breakdown without a value dates only a series that has nothing else.

    Status, the first that holds: *dropped* when it says so; *never measured*; once the target's day
    has passed, *reached* when the last value proves it and *late* otherwise, however old the value
    is (else measuring no more would turn late into stale); *late* when an earlier target, no harder
    than this one, has passed unproved; *stale* when the next measure is overdue; *reached* before
    the day (a value to hold is only *on track* until then); *on track* or *late* by the straight
    line to the target, drawn from the baseline or, without a dated one, from the first measure;
    *undetermined* where no line can be drawn.
    """
    data = indicator.data
    found = IndicatorState()
    valued = [m for m in measures if number(m.data.get("value")) is not None]
    series = valued or [m for m in measures if m.items("breakdown")]
    direction, tolerance = data.get("direction", "increase"), number(data.get("tolerance")) or 0
    found.target = target_at(indicator, clock)
    if valued and found.target is not None:
        base = _baseline(data, clock)
        found.progress = progress(
            number(base.get("value")), found.target["value"], valued[-1].data["value"],
            direction, tolerance,
        )  # fmt: skip
        if found.progress is not None:
            found.bounded = min(100.0, max(0.0, found.progress))
    if len(valued) > 1 and direction != "hold":
        sign = -1 if direction == "decrease" else 1
        found.trend = sign * (valued[-1].data["value"] - valued[-2].data["value"])
        found.falling = _falls(valued, direction)
    if series:
        found.last = series[-1]
        taken = day(found.last.data.get("date"))
        if taken is not None:
            every = Duration.parse(data.get("frequency")) or frequency
            ready = Duration.parse(data.get("availability_delay")) or delay
            found.next_due = measure_due(taken, every, ready)
    found.status = _status(indicator, found, valued, clock, direction, tolerance)
    if found.status == DROPPED:
        found.next_due = None
    return found


def measure_due(taken: date, frequency: Duration, delay: Duration) -> date:
    """The day by which the measure after the one of ``taken`` is due: one period later, plus the
    time its value takes to be available (PILOTE's ``prochaine_date_maj``).

    Both are added at once, so that no month end is lost on the way; the last day of a month stands
    for that month, so the measure after 28 February is due at the end of a month too.
    """
    span = Duration(frequency.months + delay.months, frequency.days + delay.days)
    due = span.after(taken)
    if not span.days and taken.day == _month_end(taken):
        due = due.replace(day=_month_end(due))
    return due


def targets_at(indicator: Record, clock: date) -> dict[date | None, dict[str, Any]]:
    """The targets known on ``clock``, by their day (``None`` for none); of several for one day, the
    one stated last."""
    known = [
        target
        for target in indicator.items("targets")
        if number(target.get("value")) is not None and _is_known(target, "stated", clock)
    ]
    known.sort(key=lambda target: str(target.get("stated", "")))
    return {day(target.get("date")): target for target in known}


def target_at(indicator: Record, clock: date) -> dict[str, Any] | None:
    """The target in force on ``clock``: the nearest dated one ahead, else the latest past, else an
    undated one."""
    targets = targets_at(indicator, clock)
    days = sorted(when for when in targets if when is not None)
    ahead = [when for when in days if when >= clock]
    return targets.get(ahead[0] if ahead else days[-1] if days else None)


def _status(
    indicator: Record,
    found: IndicatorState,
    valued: list[Record],
    clock: date,
    direction: str,
    tolerance: float,
) -> str:
    dropped = indicator.data.get("dropped")
    if isinstance(dropped, dict) and _is_known(dropped, "date", clock):
        return DROPPED
    if found.last is None:
        return NEVER_MEASURED

    def proved(aim: float) -> bool:
        if not valued:
            return False
        last = valued[-1].data
        bound = last.get("bound", "exact")
        return proves_reached(last["value"], bound, aim, direction, tolerance)

    target = found.target
    due = day(target.get("date")) if target is not None else None
    met = target is not None and proved(target["value"])
    if due is not None and due < clock:
        return REACHED if met else LATE
    if target is not None:
        for when, earlier in targets_at(indicator, clock).items():
            covered = proves_reached(target["value"], "exact", earlier["value"], direction, 0)
            if when is not None and when < clock and covered and not proved(earlier["value"]):
                return LATE
    if found.next_due is not None and found.next_due < clock:
        return STALE
    if met:
        return ON_TRACK if direction == "hold" and due is not None else REACHED
    if target is None or due is None or not valued:
        return UNDETERMINED
    line = target["value"] if direction == "hold" else _line(indicator, valued, target, due, clock)
    if line is None:
        return UNDETERMINED
    return ON_TRACK if proved(line) else LATE


def _line(
    indicator: Record, valued: list[Record], target: dict[str, Any], due: date, clock: date
) -> float | None:
    """Where a straight line to the target stands on the day of the last value."""
    base = _baseline(indicator.data, clock)
    if day(base.get("date")) is None or number(base.get("value")) is None:
        base = valued[0].data
    start, taken = day(base.get("date")), day(valued[-1].data.get("date"))
    value = number(base.get("value"))
    if start is None or taken is None or value is None or not start < min(taken, due):
        return None
    share = (taken - start).days / (due - start).days
    return value + share * (float(target["value"]) - value)


def _falls(valued: list[Record], direction: str) -> int:
    sign = -1 if direction == "decrease" else 1
    loose_before, loose_after = ("at_most", "at_least")[::sign]
    count = 0
    for before, after in zip(valued[-2::-1], valued[:0:-1], strict=True):
        if (
            sign * (after.data["value"] - before.data["value"]) >= 0
            or before.data.get("bound") == loose_before
            or after.data.get("bound") == loose_after
        ):
            break
        count += 1
    return count


def _baseline(data: dict[str, Any], clock: date) -> dict[str, Any]:
    baseline = data.get("baseline")
    return baseline if isinstance(baseline, dict) and _is_known(baseline, "date", clock) else {}


def _is_known(fact: dict[str, Any], field: str, clock: date) -> bool:
    """Whether ``fact`` was stated by ``clock``; one without a day always was."""
    stated = day(fact.get(field))
    return stated is None or stated <= clock


def _within(value: float, target: float, tolerance: float) -> bool:
    return round(abs(value - target), _DECIMALS) <= tolerance


def _month_end(when: date) -> int:
    return days_in(when.year, when.month)
