"""The working days of a country, with the years once looked up kept from one run to the next: its
public holidays take long to load."""

from __future__ import annotations

from governance.measure.calendar import WorkingDays
from governance.source import cache

_NAME = "holidays"


class Holidays:
    """The calendar of ``country``; nothing is kept unless told to ``remember``."""

    def __init__(self, country: str, *, remember: bool) -> None:
        self._remember = remember
        self._key = [country, cache.library_signature("holidays")]
        kept = cache.load(_NAME) if remember else None
        years = None
        if isinstance(kept, dict) and kept.get("key") == self._key:
            years = kept["years"]
        self.calendar = WorkingDays(country, years)
        self._years = len(self.calendar.known)

    def keep(self) -> None:
        """Keep the years known by now, if more were looked up."""
        if self._remember and len(self.calendar.known) > self._years:
            cache.store(_NAME, {"key": self._key, "years": self.calendar.known})
