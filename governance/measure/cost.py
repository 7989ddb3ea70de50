"""What things cost: cost variance, whole cost of a project, yearly cost, cost per active user.

Amounts are whole euros.  Commitment authorisations (AE) and payment credits (CP) are two accounts
of the same money, so nothing here adds one to the other.  A ``line`` is one entry of ``costs``.
"""

from __future__ import annotations

from datetime import timedelta

from governance.model.duration import Duration, day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from typing import Any

    from governance.model.finding import Pointer

GREEN, YELLOW, RED = "green", "yellow", "red"
AUTHORITIES = ("cp", "unspecified", "ae")
"""Which line a ratio takes when one period has several: money paid before money committed."""
_YEAR = 365.2425
_ONE = timedelta(days=1)


def euros(amount: float) -> str:
    """``amount`` in whole euros, thousands apart by a no-break space."""
    return f"{round(amount):,}".replace(",", "\u00a0")


def authority(line: Mapping[str, Any]) -> str:
    """``ae``, ``cp`` or ``unspecified``: lines of two authorities are never added."""
    return str(line.get("authority", "unspecified"))


def amount(line: Mapping[str, Any], field: str) -> int | None:
    """The whole euros that ``field`` of ``line`` states, if any."""
    value = line.get(field)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def told(line: Mapping[str, Any], clock: date) -> tuple[str, int] | None:
    """What ``line`` comes to on the day ``clock``, after the field that says so.

    What was spent once the period is over (or when its end is not known), the forecast before that:
    half a year of spending is no result, and on a past day it was not known.
    """
    last = day(line.get("to"))
    over = last is None or last <= clock
    for field in ("actual", "forecast") if over else ("forecast",):
        value = amount(line, field)
        if value is not None:
            return field, value
    return None


def known(lines: Iterable[dict[str, Any]], clock: date) -> list[dict[str, Any]]:
    """``lines`` as an observer of the past day ``clock`` knew them, if they do not say when they were
    stated: without what was spent over a period that was not over, and without a line that says no
    amount then."""
    found = []
    for line in lines:
        last = day(line.get("to"))
        if last is not None and last > clock and "actual" in line:
            line = {name: value for name, value in line.items() if name != "actual"}
            if all(amount(line, field) is None for field in ("baseline", "forecast")):
                continue
        found.append(line)
    return found


def variance(baseline: int, current: int) -> float | None:
    """Percent by which ``current`` departs from ``baseline``, positive when it costs more.

    ``100 * (current - baseline) / baseline``, the *écart* of the French panorama of large digital
    projects; the US IT Dashboard computes the same number with the other sign (planned minus actual
    or projected, over planned).  ``None`` without a planned amount to compare with.
    """
    return 100 * (current - baseline) / baseline if baseline > 0 else None


def band(percent: float, yellow: float, red: float) -> str:
    """The band of a variance, whatever its sign, as the US IT Dashboard draws them: under 10 %
    green, from 10 % yellow, from 30 % red (the policy holds the two limits)."""
    size = abs(percent)
    return GREEN if size < yellow else YELLOW if size < red else RED


def years(first: date, last: date) -> float:
    """How long the period from ``first`` to ``last``, both included, lasts in years.

    Whole months count a twelfth each, so that a leap year is a year; any other period counts its
    days over 365.2425.  Zero when it ends before it starts.
    """
    apart = (last.year - first.year) * 12 + last.month - first.month
    for months in (apart, apart + 1):
        if months > 0 and Duration(months).after(first) - _ONE == last:
            return months / 12
    return max(0.0, ((last - first).days + 1) / _YEAR)


def annual(line: Mapping[str, Any], value: float) -> float | None:
    """``value`` brought back to one year of the period of ``line``; ``None`` without its days."""
    first, last = day(line.get("from")), day(line.get("to"))
    length = years(first, last) if first and last else 0
    return value / length if length > 0 else None


def project(lines: Iterable[Mapping[str, Any]]) -> tuple[str, int] | None:
    """The whole cost of a project, after its authority: what the threshold is compared with.

    Counted as the arrêté of 5 June 2020 does, and that of 14 November 2014 before it: everything
    from the start of construction, and the first 24 months of running.  So, within one authority,
    the ``build`` lines and twice the yearly cost of the earliest ``run`` line; or one ``total``
    line when that is more, for a total already holds the rest.  Several amounts for one nature and
    period are rival statements: the largest counts.  Of two authorities, the larger amount counts.
    """
    build: dict[str, dict[tuple[object, object], int]] = {}
    run: dict[str, tuple[str, float]] = {}
    found: dict[str, int] = {}
    for line in lines:
        value, of, nature = _largest(line), authority(line), line.get("nature")
        if value is None:
            continue
        if nature == "build":
            period = (line.get("from"), line.get("to"))
            known = build.setdefault(of, {})
            known[period] = max(value, known.get(period, 0))
        elif nature == "total":
            found[of] = max(value, found.get(of, 0))
        elif (yearly := annual(line, value)) is not None:
            run[of] = min(run.get(of, ("9999", 0.0)), (str(line["from"]), yearly))
    for of, periods in build.items():
        running = round(2 * run[of][1]) if of in run else 0
        found[of] = max(sum(periods.values()) + running, found.get(of, 0))
    return max(found.items(), key=lambda pair: pair[1], default=None)


def _largest(line: Mapping[str, Any]) -> int | None:
    """What a line is known or expected to come to, the plan when neither is written; nothing when
    it is only an upper bound, which proves no amount."""
    if line.get("bound") == "at_most":
        return None
    stated = (amount(line, "forecast"), amount(line, "actual"))
    known = [value for value in stated if value is not None]
    return max(known) if known else amount(line, "baseline")


class Term:
    """One term of a ratio: ``value``, ``bound``, the last ``day`` it speaks of, where it is written
    (``pointer``), and ``name``: the period of a cost, the id of an indicator."""

    __slots__ = ("bound", "day", "name", "pointer", "value")

    def __init__(self, value: float, bound: str, day: date, pointer: Pointer, name: str) -> None:
        self.value = value
        self.bound = bound
        self.day = day
        self.pointer = pointer
        self.name = name


def run_term(lines: list[dict[str, Any]], clock: date) -> Term | None:
    """The yearly running cost of the latest period begun by ``clock``: of one line, never a sum."""
    best: tuple[tuple[date, int], Term] | None = None
    for index, line in enumerate(lines):
        first, last, stated = day(line.get("from")), day(line.get("to")), told(line, clock)
        if line.get("nature") != "run" or not first or not last or not stated or first > clock:
            continue
        yearly = annual(line, stated[1])
        order = (last, -AUTHORITIES.index(authority(line)))
        if yearly is not None and (best is None or order > best[0]):
            name = f"{first.isoformat()}/{last.isoformat()}"
            at = ("costs", index, stated[0])
            best = order, Term(yearly, str(line.get("bound", "exact")), last, at, name)
    return best[1] if best else None


def per_user(cost: Term, users: Term) -> float:
    """Yearly cost per active user, as the Cour des comptes computed it for the State's tools (15 M€
    for under 200 000 agents: 75 € each).  Nobody counts as one: a tool without users has a cost."""
    return cost.value / max(users.value, 1)
