"""Indicators and measures made up for the tests, and the day that they are judged on."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from governance.measure.indicator import IndicatorState, state
from governance.model.duration import Duration
from governance.model.record import Record

CLOCK = date(2026, 6, 1)
HALF_YEAR, MONTH = Duration(months=6), Duration(months=1)
DIRECTIONS = ("increase", "decrease", "hold")
BOUNDS = ("exact", "about", "at_least", "at_most")
VALUES = st.integers(-(10**6), 10**6)
SOURCE = ["s1"]


def indicator(**fields: Any) -> Record:
    data = {"id": "usagers", "direction": "increase", **fields}
    return Record("indicator", "usagers", "roadmap/indicators/usagers.yaml", data)


def target(value: float, day: str | None = None, stated: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"value": value, "source": SOURCE}
    if day:
        found["date"] = day
    if stated:
        found["stated"] = stated
    return found


def measure(day: str, value: float | None = None, **fields: Any) -> Record:
    data: dict[str, Any] = {"indicator": "usagers", "date": day, "source": SOURCE, **fields}
    if value is not None:
        data["value"] = value
    return Record("measurement", f"usagers/{day}", f"roadmap/measurements/usagers/{day}.yaml", data)


def at(record: Record, *measures: Record, clock: date = CLOCK) -> IndicatorState:
    return state(record, list(measures), clock, HALF_YEAR, MONTH)


START = {"value": 0, "date": "2025-06-01"}
"""A baseline one year before the day judged, for a target one year after it: half-way is due."""
AIM = target(100, "2027-06-01")
