"""State of one indicator at a day: progress, status, trend, next measure due."""

from __future__ import annotations

from governance.model.duration import Duration, day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from governance.model.record import Record

REACHED = "reached"
ON_TRACK = "on_track"
LATE = "late"
NEVER_MEASURED = "never_measured"
STALE = "stale"
DROPPED = "dropped"
UNTARGETED = "untargeted"
STATUSES = (REACHED, ON_TRACK, LATE, UNTARGETED, STALE, NEVER_MEASURED, DROPPED)
"""Every indicator is in exactly one of these, so their counts add up to the indicators.

``untargeted`` is measured, freshly, but has no target: calling it on track would be a claim that
nobody made."""


class IndicatorState:
    """What can be computed of an indicator.

    ``status``        one of :data:`STATUSES`
    ``last``          its latest measurement that has a value, or ``None``
    ``target``        the target it is judged against: the first one still ahead, else the last past
    ``progress``      percent of the way from baseline to target, unbounded (107, -12); ``None``
                      when baseline, target or measure is missing
    ``bounded``       the same within 0 and 100
    ``next_due``      the day by which the next measure is due
    ``trend``         last value minus the one before, in the direction wanted; ``None`` below two
    ``falling``       how many of the latest steps went against the direction, in a row
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
        return 100.0 if abs(value - target) <= tolerance else 0.0
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


def proves_reached(value: float, bound: str, target: float, direction: str, tolerance: float) -> bool:
    """Whether a measure with its bound proves that the target is met.

    "More than 15 million" proves a target of 15, never one of 20; "at most 16 %" proves nothing
    about a target to be exceeded.  ``about`` counts as the number itself.
    """
    if direction == "hold":
        return bound in ("exact", "about") and abs(value - target) <= tolerance
    if direction == "increase":
        return value >= target and bound != "at_most"
    return value <= target and bound != "at_least"


def state(
    indicator: Record, measures: list[Record], clock: date, frequency: Duration, delay: Duration
) -> IndicatorState:
    """The state of ``indicator`` on the day ``clock``.

    ``measures`` oldest first.  ``frequency`` and ``delay`` stand in where the indicator states none;
    the next measure is due at last measure + frequency + availability delay (PILOTE's
    ``prochaine_date_maj``).  Status: *dropped* when it says so; *never measured* without a value;
    *reached* when the value proves the target in force; *stale* when the next measure is overdue;
    *late* when the target's day has passed, or when progress is behind the straight line from the
    baseline's day to the target's day; *untargeted* without any target; else *on track*.
    """
    data = indicator.data
    found = IndicatorState()
    valued = [m for m in measures if number(m.data.get("value")) is not None]
    direction = data.get("direction", "increase")
    tolerance = number(data.get("tolerance")) or 0
    found.target = target_at(indicator, clock)
    if valued:
        found.last = valued[-1]
        values = [float(m.data["value"]) for m in valued]
        sign = -1 if direction == "decrease" else 1
        if len(values) > 1 and direction != "hold":
            found.trend = sign * (values[-1] - values[-2])
            for before, after in zip(values[-2::-1], values[:0:-1], strict=False):
                if sign * (after - before) >= 0:
                    break
                found.falling += 1
        taken = day(valued[-1].data.get("date"))
        if taken is not None:
            every = Duration.parse(data.get("frequency")) or frequency
            ready = Duration.parse(data.get("availability_delay")) or delay
            found.next_due = ready.after(every.after(taken))
        if found.target is not None:
            found.progress = progress(
                _baseline(data), found.target["value"], values[-1], direction, tolerance
            )
            if found.progress is not None:
                found.bounded = min(100.0, max(0.0, found.progress))
    found.status = _status(data, found, clock, direction, tolerance)
    return found


def target_at(indicator: Record, clock: date) -> dict[str, Any] | None:
    """The target in force on ``clock``: the nearest dated one ahead, else the latest past, else an
    undated one."""
    dated: list[tuple[date, dict[str, Any]]] = []
    undated: dict[str, Any] | None = None
    for target in indicator.items("targets"):
        if number(target.get("value")) is None:
            continue
        when = day(target.get("date"))
        if when is None:
            undated = target
        else:
            dated.append((when, target))
    ahead = [pair for pair in dated if pair[0] >= clock]
    if ahead:
        return min(ahead, key=lambda pair: pair[0])[1]
    if dated:
        return max(dated, key=lambda pair: pair[0])[1]
    return undated


def _baseline(data: dict[str, Any]) -> float | None:
    baseline = data.get("baseline")
    return number(baseline.get("value")) if isinstance(baseline, dict) else None


def _status(
    data: dict[str, Any], found: IndicatorState, clock: date, direction: str, tolerance: float
) -> str:
    dropped = data.get("dropped")
    if isinstance(dropped, dict):
        return DROPPED
    if found.last is None:
        return NEVER_MEASURED
    target = found.target
    if target is not None and proves_reached(
        float(found.last.data["value"]),
        found.last.data.get("bound", "exact"),
        target["value"],
        direction,
        tolerance,
    ):
        return REACHED
    if found.next_due is not None and found.next_due < clock:
        return STALE
    if target is None:
        return UNTARGETED
    due = day(target.get("date"))
    if due is None:
        return ON_TRACK
    if due < clock:
        return LATE
    return LATE if _behind(data, found, due) else ON_TRACK


def _behind(data: dict[str, Any], found: IndicatorState, due: date) -> bool:
    baseline = data.get("baseline")
    start = day(baseline.get("date")) if isinstance(baseline, dict) else None
    taken = day(found.last.data.get("date")) if found.last is not None else None
    if start is None or taken is None or found.progress is None or due <= start:
        return False
    expected = 100 * (taken - start).days / (due - start).days
    return found.progress < min(expected, 100)
