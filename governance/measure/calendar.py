"""Working days: weekends and the public holidays of the roadmap's country."""

from __future__ import annotations

from datetime import date, timedelta

_ONE = timedelta(days=1)


class WorkingDays:
    """Working days of one country (ISO 3166 code); public holidays from the ``holidays`` library.

    ``known`` holds the holidays already looked up, by year, as ``YYYY-MM-DD``: the library takes a
    tenth of a second to load, so a caller may keep them.  A country the library does not know has
    weekends only.
    """

    def __init__(self, country: str, known: dict[str, list[str]] | None = None) -> None:
        self.country = country
        self.known: dict[str, list[str]] = known if known is not None else {}
        self._days: dict[int, frozenset[str]] = {}

    def is_working(self, day: date) -> bool:
        """Whether ``day`` is neither a weekend day nor a public holiday."""
        return day.weekday() < 5 and day.isoformat() not in self._of(day.year)

    def shift(self, day: date) -> date:
        """``day``, or the next working day when it is none."""
        while not self.is_working(day) and day < date.max:
            day += _ONE
        return day

    def later(self, start: date, count: int) -> date:
        """The day ``count`` working days after ``start``; the calendar ends on its last day."""
        day = start
        while count > 0 and day < date.max:
            day += _ONE
            if self.is_working(day):
                count -= 1
        return day

    def _of(self, year: int) -> frozenset[str]:
        if year not in self._days:
            self._days[year] = frozenset(self._holidays(year))
        return self._days[year]

    def _holidays(self, year: int) -> list[str]:
        key = str(year)
        if key not in self.known:
            from holidays import country_holidays

            try:
                found = country_holidays(self.country, years=year)
            except NotImplementedError:
                self.known[key] = []
            else:
                self.known[key] = sorted(day.isoformat() for day in found)
        return self.known[key]
