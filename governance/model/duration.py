"""Civil days and ISO 8601 durations: parsing, and arithmetic that is anchored and clamps month ends."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_OTHERWISE = re.compile(
    r"([0-9]{4}(?=.[0-9]{1,2}.[0-9]{1,2}\Z)|[0-9]{1,2}(?=.[0-9]{1,2}.[0-9]{4}\Z))"
    r"([-/. ])([0-9]{1,2})\2([0-9]{1,4})\Z"
)
_DURATION = re.compile(
    r"(-?)P(?:([0-9]{1,4})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,4})W)?(?:([0-9]{1,4})D)?\Z"
)
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_PERIODS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def day(text: object) -> date | None:
    """The civil day written ``YYYY-MM-DD``; ``None`` for anything else (2021-13-45, 2026-02-29…)."""
    return _day(text) if isinstance(text, str) else None


@lru_cache(maxsize=10_000)
def _day(text: str) -> date | None:
    if not _DAY.match(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def day_meant(text: str) -> date | None:
    """The day that somebody wrote otherwise: ``30/06/2021``, ``2021/6/30``, ``30.6.2021``.

    ``None`` when there is no such day, or two (3/4/2021 is in March for some, in April for others).
    """
    match = _OTHERWISE.match(text.strip())
    if match is None:
        return None
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4:
        orders = {(first, second, third)}
    else:
        orders = {(third, second, first), (third, first, second)}
    found = {day(f"{year:04}-{month:02}-{of_month:02}") for year, month, of_month in orders}
    days = [one for one in found if one is not None]
    return days[0] if len(days) == 1 else None


def earliest(last: date, precision: object) -> date:
    """The first day of the period of which ``last`` is the last day.

    A date known to the month is written as the last day of that month, with its precision beside it
    (``month``, ``quarter``, ``half``, ``year``); the fact itself may have happened on any day since
    the first.  Nothing bounds ``by`` from below: as for ``day``, the day itself is returned.
    """
    months = _PERIODS.get(precision, 0) if isinstance(precision, str) else 0
    if not months:
        return last
    return date(last.year, (last.month - 1) // months * months + 1, 1)


class Duration:
    """An ISO 8601 duration of whole years, months, weeks and days, e.g. ``P3M``, ``P4W``, ``-P5D``."""

    __slots__ = ("days", "months")

    def __init__(self, months: int = 0, days: int = 0) -> None:
        self.months = months
        self.days = days

    @classmethod
    def parse(cls, text: object) -> Duration | None:
        """The duration written in ``text``; ``None`` when it is none, or an empty one."""
        return _duration(text) if isinstance(text, str) else None

    def after(self, start: date, times: int = 1) -> date:
        """``start`` plus ``times`` this duration, counted from ``start`` each time.

        Anchored: the n-th month after 31 January is the n-th month's last day at most, never the
        month after a clamped date, so the anchor day is not lost.  Months first, then days
        (RFC 3339 profile of ISO 8601).  Saturates at the ends of the calendar.
        """
        month = start.year * 12 + start.month - 1 + self.months * times
        year, index = divmod(month, 12)
        if not MINYEAR <= year <= MAXYEAR:
            return date.max if year > MAXYEAR else date.min
        moved = date(year, index + 1, min(start.day, days_in(year, index + 1)))
        ordinal = moved.toordinal() + self.days * times
        return date.fromordinal(min(max(ordinal, _FIRST), _LAST))

    @property
    def length(self) -> float:
        """Mean length in days, to compare two durations: a month counts the twelfth of a year of
        365.2425 days."""
        return self.months * 30.436875 + self.days

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Duration) and (self.months, self.days) == (
            other.months,
            other.days,
        )

    def __hash__(self) -> int:
        return hash((self.months, self.days))

    def __repr__(self) -> str:
        return f"Duration(months={self.months}, days={self.days})"


@lru_cache(maxsize=1_000)
def _duration(text: str) -> Duration | None:
    match = _DURATION.match(text)
    if match is None or not any(match.groups()[1:]):
        return None
    sign = -1 if match[1] else 1
    years, months, weeks, days = (int(part or 0) for part in match.groups()[1:])
    return Duration(sign * (12 * years + months), sign * (7 * weeks + days))


def days_in(year: int, month: int) -> int:
    """How many days a month has; the module calendar takes long to import."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _DAYS[month - 1] + leap
