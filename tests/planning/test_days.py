"""Durations on days: there and back, months, working days, public holidays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.measure.calendar import WorkingDays
from governance.planning.days import FIRST, LAST, WorkingIndex, earlier, later, length

FRANCE = WorkingDays("FR")
INDEX = WorkingIndex(FRANCE.is_working)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31)).map(date.toordinal)
TEXTS = st.sampled_from(
    ["P1D", "P10D", "P2W", "P1M", "P3M", "P1Y", "P1M10D", "P40D", "-P5D", "-P1M"]
)


def add(day: str, text: str, *, working: bool = False) -> str:
    span = length(text, INDEX if working else None)
    assert span is not None
    return date.fromordinal(later(date.fromisoformat(day).toordinal(), span)).isoformat()


@pytest.mark.parametrize(
    ("day", "text", "working", "expected"),
    [
        ("2026-01-31", "P1M", False, "2026-02-28"),
        ("2026-03-02", "P2W", False, "2026-03-16"),
        ("2026-03-02", "-P5D", False, "2026-02-25"),
        ("2026-04-30", "P1D", True, "2026-05-04"),  # the first of May is a holiday, then a weekend
        ("2026-05-04", "P2W", True, "2026-05-20"),  # ten working days, with 8 and 14 May off
        ("2026-05-04", "-P1D", True, "2026-04-30"),
        ("2026-01-01", "P1M5D", True, "2026-02-06"),
    ],
)
def test_a_duration_after_a_day(day: str, text: str, working: bool, expected: str) -> None:
    assert add(day, text, working=working) == expected


def test_what_is_no_duration_has_no_length() -> None:
    assert length(None) is None
    assert length("soon") is None
    assert length("P5D") == 5


@given(DAYS, st.integers(0, 400))
def test_working_days_are_those_of_the_calendar(day: int, count: int) -> None:
    assert INDEX.add(day, count) == FRANCE.later(date.fromordinal(day), count).toordinal()


@given(DAYS, st.integers(1, 60))
def test_working_days_back_are_counted_one_by_one(day: int, count: int) -> None:
    at, left = date.fromordinal(day), count
    while left:
        at -= timedelta(days=1)
        left -= FRANCE.is_working(at)
    assert INDEX.add(day, -count) == at.toordinal()


@given(DAYS, TEXTS, st.booleans())
@settings(max_examples=50)
def test_the_way_back_is_the_latest_start(day: int, text: str, working: bool) -> None:
    span = length(text, INDEX if working else None)
    assert span is not None
    start = earlier(day, span)
    assert later(start, span) <= day < later(start + 1, span)


@given(
    st.sampled_from(["P9999Y", "P9999M", "P1M"]),
    st.sampled_from([FIRST, FIRST + 20, LAST - 20, LAST]),
)
def test_the_calendar_ends_and_nothing_breaks(text: str, day: int) -> None:
    span = length(text)
    assert span is not None
    assert FIRST <= later(day, span) <= LAST
    assert FIRST <= earlier(day, span) <= LAST
