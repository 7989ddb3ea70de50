"""Durations laid on days: calendar days, months, working days, and the way back.

A day is its proleptic Gregorian ordinal (``date.toordinal``), so that a schedule is plain numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date

from governance.model.duration import Duration

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

FIRST, LAST = date.min.toordinal(), date.max.toordinal()
_WEEKS = re.compile("([0-9]+)W")
_REACH = 40
"""Days around a guess: months and public holidays move a day by less than that."""


class WorkingIndex:
    """The working days told by ``is_working``, numbered in order, looked up by bisection; years are
    asked once, when a schedule reaches them."""

    def __init__(self, is_working: Callable[[date], bool]) -> None:
        self._is_working = is_working
        self._days: list[int] = []
        self._from = self._to = 0

    def add(self, day: int, count: int) -> int:
        """The ``count``-th working day after ``day`` (before it when negative; ``day`` for none)."""
        if not count:
            return day
        year = date.fromordinal(day).year
        self._reach(year, year)
        while True:
            if count > 0:
                place = bisect_right(self._days, day) + count - 1
                if place < len(self._days):
                    return self._days[place]
                if self._to > date.max.year:
                    return LAST
                self._reach(self._from, self._to)
            else:
                place = bisect_left(self._days, day) + count
                if place >= 0:
                    return self._days[place]
                if self._from <= date.min.year:
                    return FIRST
                self._reach(self._from - 1, self._to - 1)

    def _reach(self, first: int, last: int) -> None:
        """Know the years from ``first`` to ``last``; those known are from ``_from`` to ``_to - 1``."""
        if not self._days:
            self._from = self._to = first
        while self._from > first:
            self._from -= 1
            self._days[:0] = self._of(self._from)
        while self._to <= last:
            self._days += self._of(self._to)
            self._to += 1

    def _of(self, year: int) -> list[int]:
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        return [d for d in range(first, last + 1) if self._is_working(date.fromordinal(d))]


class Span:
    """A duration that is not a plain number of days: months first, then days or working days."""

    __slots__ = ("_days", "_months", "_working")

    def __init__(self, months: int, days: int, working: WorkingIndex | None = None) -> None:
        self._months = Duration(months) if months else None
        self._days = days
        self._working = working

    def after(self, start: int) -> int:
        """The day this long after ``start``; never falls when ``start`` rises."""
        day = min(max(start, FIRST), LAST)
        if self._months is not None:
            day = self._months.after(date.fromordinal(day)).toordinal()
        day = self._working.add(day, self._days) if self._working else day + self._days
        return min(max(day, FIRST), LAST)

    def before(self, finish: int) -> int:
        """The latest day from which this duration is over by ``finish``."""
        if self.after(FIRST) > finish:
            return FIRST
        guess = min(max(2 * finish - self.after(finish), FIRST), LAST)
        low, high = max(guess - _REACH, FIRST), min(guess + _REACH, LAST)
        if self.after(low) > finish or (high < LAST and self.after(high) <= finish):
            low, high = FIRST, LAST
        while low < high:
            middle = (low + high + 1) // 2
            if self.after(middle) <= finish:
                low = middle
            else:
                high = middle - 1
        return low


Length = int | Span
"""Calendar days, or anything else."""


def length(text: object, working: WorkingIndex | None = None) -> Length | None:
    """The duration written in ``text`` (ISO 8601); ``None`` when there is none.

    With ``working``, its days are working days and a week is five of them; months stay months.
    """
    found = Duration.parse(text)
    if found is None:
        return None
    if working is None:
        return Span(found.months, found.days) if found.months else found.days
    weeks = _WEEKS.search(str(text))
    less = 2 * int(weeks[1]) if weeks else 0
    return Span(found.months, found.days + (less if str(text)[0] == "-" else -less), working)


def later(day: int, by: Length) -> int:
    """``day`` plus ``by``."""
    return day + by if isinstance(by, int) else by.after(day)


def earlier(day: int, by: Length) -> int:
    """The latest day that ``by`` later is no later than ``day``."""
    return day - by if isinstance(by, int) else by.before(day)
