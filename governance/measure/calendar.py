"""Working days: weekends and the public holidays of the roadmap's country."""

from __future__ import annotations

import sys
from datetime import date, timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_ONE = timedelta(days=1)
_COUNTRIES = "holidays.countries"


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
            self.known[key] = sorted(day.isoformat() for day in _public(self.country, year))
        return self.known[key]


def _public(country: str, year: int) -> Iterable[date]:
    """The public holidays of ``country`` in ``year``; none of a country the library does not know.

    The library imports two hundred countries with the package that any one is in, which takes more
    than half of the time it takes to load: that package stays unopened for as long as one is.
    """
    from importlib.util import find_spec, module_from_spec

    from holidays import country_holidays

    spec = find_spec(_COUNTRIES) if _COUNTRIES not in sys.modules else None
    if spec is not None:
        sys.modules[_COUNTRIES] = module_from_spec(spec)
    try:
        return country_holidays(country, years=year)
    except NotImplementedError:
        return ()
    finally:
        if spec is not None:
            sys.modules.pop(_COUNTRIES, None)
