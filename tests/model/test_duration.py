"""Civil days and durations: what is parsed, and arithmetic that never loses its anchor."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.model.duration import Duration, day, day_meant, earliest

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
MONTHS = st.integers(0, 600)


@pytest.mark.parametrize(
    "text",
    ["2026-02-29", "2021-13-45", "2026-00-10", "0000-01-01", "2026-1-1", "20260101", "2026-W01-1",
     "2026-01-01T00:00", "2026-01-01\n", " 2026-01-01", "٢٠٢٦-01-01", "", "today"],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize("value", [None, 20260101, date(2026, 1, 1), ["2026-01-01"]])
def test_a_day_is_text(value: object) -> None:
    assert day(value) is None


@given(st.dates())
def test_every_civil_day_is_read(when: date) -> None:
    assert day(when.isoformat()) == when


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [("P3M", 3, 0), ("P4W", 0, 28), ("P1Y6M", 18, 0), ("P1Y2M3W4D", 14, 25), ("-P5D", 0, -5),
     ("-P1M2D", -1, -2), ("P0D", 0, 0), ("P007D", 0, 7)],
)  # fmt: skip
def test_durations(text: str, months: int, days: int) -> None:
    assert Duration.parse(text) == Duration(months, days)


@pytest.mark.parametrize(
    "text",
    ["P", "-P", "", "3M", "P3", "PM", "P1.5M", "P1D1M", "PT1H", "P1DT1H", "P-1M", "+P1M", "p1m",
     "P1M\n", " P1M", "P10000D", "P" + "9" * 5000 + "D", "P٣M"],
)  # fmt: skip
def test_what_is_no_duration(text: str) -> None:
    assert Duration.parse(text) is None


@pytest.mark.parametrize("value", [None, 3, timedelta(days=3), {"months": 3}])
def test_a_duration_is_text(value: object) -> None:
    assert Duration.parse(value) is None


@given(st.booleans(), *[st.integers(0, 9999)] * 4)
def test_parts_add_up(minus: bool, years: int, months: int, weeks: int, days: int) -> None:
    sign = -1 if minus else 1
    text = f"{'-' if minus else ''}P{years}Y{months}M{weeks}W{days}D"
    assert Duration.parse(text) == Duration(sign * (12 * years + months), sign * (7 * weeks + days))


def test_a_month_end_is_clamped_and_its_anchor_kept() -> None:
    monthly = Duration(months=1)
    found = [monthly.after(date(2024, 1, 31), times).isoformat() for times in range(1, 5)]
    assert found == ["2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31"]


def test_a_leap_day_comes_back() -> None:
    yearly = Duration(months=12)
    assert yearly.after(date(2024, 2, 29)) == date(2025, 2, 28)
    assert yearly.after(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_months_come_before_days() -> None:
    assert Duration(months=1, days=1).after(date(2026, 1, 31)) == date(2026, 3, 1)


@given(DAYS, MONTHS, st.integers(1, 12))
def test_months_land_in_the_right_month_on_the_anchor_day_or_the_last(
    start: date, months: int, times: int
) -> None:
    found = Duration(months=months).after(start, times)
    month = start.year * 12 + start.month - 1 + months * times
    assert (found.year, found.month - 1) == divmod(month, 12)
    assert found.day == min(start.day, monthrange(found.year, found.month)[1])


@given(DAYS, st.integers(-5000, 5000), st.integers(0, 12))
def test_days_are_days(start: date, days: int, times: int) -> None:
    assert Duration(days=days).after(start, times) == start + timedelta(days=days * times)


@given(DAYS, MONTHS, st.integers(0, 400), st.integers(0, 20))
def test_due_days_only_go_forward(start: date, months: int, days: int, times: int) -> None:
    cadence = Duration(months, days)
    step = cadence.after(start, times + 1) > cadence.after(start, times)
    assert step == bool(months or days)


@given(st.dates(), st.integers(-200_000, 200_000), st.integers(-10_000_000, 10_000_000))
def test_the_calendar_saturates_at_its_ends(start: date, months: int, days: int) -> None:
    found = Duration(months, days).after(start)
    if months >= 0 and days >= 0:
        assert found >= start
    if months <= 0 and days <= 0:
        assert found <= start


@pytest.mark.parametrize("times", [1, 4, 10_000])
def test_no_duration_that_can_be_written_overflows(times: int) -> None:
    longest = Duration.parse("P9999Y9999M9999W9999D")
    assert longest is not None
    assert longest.after(date(2026, 1, 1), times) == date.max
    assert longest.after(date(2026, 1, 1), -times) == date.min
    assert Duration(days=9999).after(date(9999, 12, 1)) == date.max


def test_the_first_and_the_last_year_are_reached() -> None:
    assert Duration(months=12).after(date(9998, 6, 1)) == date(9999, 6, 1)
    assert Duration(months=-12).after(date(2, 6, 1)) == date(1, 6, 1)


def test_lengths_compare() -> None:
    assert Duration(days=28).length < Duration(months=1).length < Duration(days=31).length
    assert Duration(months=12).length == pytest.approx(365.2425)


@given(st.integers(-9, 9), st.integers(-9, 9), st.integers(-9, 9), st.integers(-9, 9))
def test_equality_and_hash(months: int, days: int, more: int, others: int) -> None:
    one, other = Duration(months, days), Duration(more, others)
    assert (one == other) == ((months, days) == (more, others))
    assert one != (months, days)
    assert hash(one) == hash(Duration(months, days))


@pytest.mark.parametrize(
    ("last", "precision", "first"),
    [("2020-06-30", "month", "2020-06-01"), ("2020-06-30", "quarter", "2020-04-01"),
     ("2020-06-30", "half", "2020-01-01"), ("2020-12-31", "half", "2020-07-01"),
     ("2020-12-31", "year", "2020-01-01"), ("2020-06-30", "by", "2020-06-30"),
     ("2020-06-30", "day", "2020-06-30"), ("2020-06-30", None, "2020-06-30"),
     ("2020-06-30", ["month"], "2020-06-30")],
)  # fmt: skip
def test_the_first_day_of_a_period(last: str, precision: object, first: str) -> None:
    assert earliest(date.fromisoformat(last), precision) == date.fromisoformat(first)


@given(st.dates(), st.sampled_from(["month", "quarter", "half", "year", "by", "day"]))
def test_a_period_begins_before_it_ends(last: date, precision: str) -> None:
    assert earliest(last, precision) <= last


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("30/06/2021", "2021-06-30"),
        ("06/30/2021", "2021-06-30"),
        ("30.6.2021", "2021-06-30"),
        ("30-06-2021", "2021-06-30"),
        ("2021/6/30", "2021-06-30"),
        (" 2021 06 30", "2021-06-30"),
        ("05/05/2021", "2021-05-05"),
        ("03/04/2021", None),
        ("31/02/2021", None),
        ("2021-13-45", None),
        ("30/06-2021", None),
        ("30/06/21", None),
        ("juin 2021", None),
    ],
)
def test_a_day_written_otherwise_is_proposed_when_it_is_sure(text: str, meant: str | None) -> None:
    found = day_meant(text)
    assert (found.isoformat() if found else None) == meant
