"""Public holidays: the library is asked for one country, and tells the same as when it is whole."""

from __future__ import annotations

import subprocess
import sys

_SCRIPT = """
import sys
from datetime import date
from governance.measure.calendar import WorkingDays

found = {}
for country in ("FR", "AX", "QQ"):
    days = WorkingDays(country)
    found[country] = [days.is_working(date(2026, 7, 14)), days.known["2026"]]
print(*(m.rpartition(".")[2] for m in sys.modules if m.startswith("holidays.countries")))

import holidays.countries
for country in ("FR", "AX"):
    whole = holidays.country_holidays(country, years=2026)
    assert found[country][1] == sorted(day.isoformat() for day in whole) != [], country
assert holidays.countries.Germany(years=2026)
print(*(told for told, _ in found.values()))
"""


def test_a_country_is_imported_without_the_others() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=True
    )
    imported, told = done.stdout.splitlines()
    # The holidays of Åland are defined from those of Finland; nobody knows a country QQ.
    assert sorted(imported.split()) == ["aland_islands", "finland", "france"]
    assert told == "False True True"
