"""When the next review is due, what checkpoints leave behind, and working days."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.gate.context import Context
from governance.gate.policy import PACKAGED, Policy
from governance.measure.calendar import WorkingDays
from governance.measure.review import (
    ENDED,
    ENDING,
    FRAMING,
    decided_on,
    next_due,
    read_checkpoints,
)
from governance.model.dossier import Dossier
from governance.model.duration import Duration
from governance.model.record import Record

ANCHOR = date(2025, 1, 6)
FOUR_WEEKS = Duration(days=28)
FIRST = Duration(months=3)
EARLY = 7

ANCHORS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
CADENCES = st.one_of(
    st.integers(1, 26).map(lambda weeks: Duration(days=7 * weeks)),
    st.integers(1, 24).map(Duration),
    st.builds(Duration, st.integers(0, 12), st.integers(1, 40)),
)
ELAPSED = st.integers(0, 20_000)


def due(last: str | None, cadence: Duration = FOUR_WEEKS, anchor: date = ANCHOR) -> str:
    held = date.fromisoformat(last) if last else None
    return next_due(anchor, cadence, held, FIRST, EARLY).isoformat()


# -- the calendar of reviews


def test_the_first_review_has_its_own_delay() -> None:
    assert due(None) == "2025-04-06"


def test_a_review_before_the_entry_is_not_the_first() -> None:
    assert due("2025-01-05") == "2025-04-06"
    assert due("2025-01-06") == "2025-02-03"


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2025-02-03", "2025-03-03"),  # on the day
        ("2025-01-27", "2025-03-03"),  # seven days early
        ("2025-01-26", "2025-02-03"),  # eight
        ("2025-02-10", "2025-03-03"),  # a week late
        ("2025-02-23", "2025-03-03"),  # three weeks late
        ("2025-02-24", "2025-03-31"),  # so late that it counts, early, for the next one
        ("2025-07-01", "2025-07-21"),  # months late
    ],
)
def test_a_late_review_does_not_shift_the_calendar(last: str, expected: str) -> None:
    assert due(last) == expected


@pytest.mark.parametrize(
    ("cadence", "early"), [("P1W", 1), ("P2W", 3), ("P4W", 7), ("P13W", 7), ("P6M", 7), ("P1D", 0)]
)
def test_early_is_never_more_than_a_quarter_of_the_cadence(cadence: str, early: int) -> None:
    every = Duration.parse(cadence)
    assert every is not None
    second, third = every.after(ANCHOR, 2), every.after(ANCHOR, 3)
    in_time, too_soon = (second - timedelta(days=days) for days in (early, early + 1))
    assert next_due(ANCHOR, every, in_time, FIRST, EARLY) == third
    assert next_due(ANCHOR, every, too_soon, FIRST, EARLY) == second


def test_month_ends_are_clamped_and_come_back() -> None:
    monthly = Duration(months=1)
    anchor = date(2025, 1, 31)
    held = ["2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30"]
    found = [due(last, monthly, anchor) for last in held]
    assert found == ["2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31"]


def test_a_cadence_of_nothing_is_never_due() -> None:
    assert next_due(ANCHOR, Duration(), ANCHOR, FIRST, EARLY) == date.max


def test_the_end_of_the_calendar_is_reached() -> None:
    end = date(9999, 12, 30)
    assert next_due(date(2025, 1, 6), Duration(months=1), end, FIRST, EARLY) == date.max


@given(ANCHORS, CADENCES, ELAPSED)
def test_the_due_day_is_the_next_one_of_the_anchored_calendar(
    anchor: date, cadence: Duration, elapsed: int
) -> None:
    last = anchor + timedelta(days=elapsed)
    found = next_due(anchor, cadence, last, FIRST, EARLY)
    assert found > last
    numbers = range(1, elapsed + 50)
    number = numbers[bisect_left(numbers, found, key=lambda n: cadence.after(anchor, n))]
    assert cadence.after(anchor, number) == found
    early = min(EARLY, int(cadence.length // 4))
    assert found - last > timedelta(days=early)
    if number > 1:
        assert cadence.after(anchor, number - 1) - last <= timedelta(days=early)


@given(ANCHORS, CADENCES, ELAPSED, st.integers(0, 400))
def test_a_later_review_never_brings_the_next_one_forward(
    anchor: date, cadence: Duration, elapsed: int, late: int
) -> None:
    last = anchor + timedelta(days=elapsed)
    sooner = next_due(anchor, cadence, last, FIRST, EARLY)
    later = next_due(anchor, cadence, last + timedelta(days=late), FIRST, EARLY)
    assert sooner <= later
    if last + timedelta(days=late + EARLY) < sooner:
        assert sooner == later


# -- what checkpoints tell


def review(day: str, **fields: Any) -> Record:
    data = {"date": day, "minutes": "Compte rendu.", **fields}
    return Record("checkpoint", f"portail/{day}", f"{day}.yaml", data)


def test_nothing_is_known_without_a_review() -> None:
    found = read_checkpoints([], ANCHOR)
    assert (found.stage, found.weather, found.last, found.decision) == (FRAMING, None, None, None)
    assert (found.covered, found.paused) == (None, False)


def test_the_latest_stated_stage_and_weather_hold() -> None:
    found = read_checkpoints(
        [
            review("2025-02-03", stage="delivery", weather="stormy"),
            review("2025-03-03", minutes="Le calendrier est tenu."),
        ],
        ANCHOR,
    )
    assert (found.stage, found.weather) == ("delivery", "stormy")
    assert found.last == found.covered == date(2025, 3, 3)


def test_a_file_that_holds_nothing_but_a_date_is_no_review() -> None:
    bare = Record("checkpoint", "portail/2025-03-03", "2025-03-03.yaml", {"date": "2025-03-03"})
    assert read_checkpoints([review("2025-02-03"), bare], ANCHOR).last == date(2025, 2, 3)


@pytest.mark.parametrize("kind", sorted(ENDING))
def test_an_ending_decision_ends_whatever_the_stage_says(kind: str) -> None:
    ended = review("2025-02-03", stage="delivery", decision={"kind": kind})
    found = read_checkpoints([ended, review("2025-03-03")], ANCHOR)
    assert found.stage == ENDED
    assert found.source is ended


def test_a_programme_that_states_a_stage_after_its_end_has_resumed() -> None:
    ended = review("2025-02-03", decision={"kind": "stop"})
    assert read_checkpoints([ended, review("2025-03-03", stage="delivery")], ANCHOR).stage != ENDED


@pytest.mark.parametrize(
    ("until", "clock", "paused", "covered"),
    [
        ("2025-06-30", "2025-06-30", True, "2025-02-03"),
        ("2025-06-30", "2025-07-01", False, "2025-06-30"),
        (None, "2035-01-01", True, "2025-02-03"),
        ("2025-01-31", "2025-07-01", False, "2025-02-03"),
    ],
)
def test_a_pause_lasts_until_its_last_day(
    until: str | None, clock: str, paused: bool, covered: str
) -> None:
    decision = {"kind": "pause", **({"until": until} if until else {})}
    found = read_checkpoints([review("2025-02-03", decision=decision)], date.fromisoformat(clock))
    assert found.paused == paused
    assert found.covered == date.fromisoformat(covered)


def test_a_decision_after_a_pause_ends_it() -> None:
    found = read_checkpoints(
        [
            review("2025-02-03", decision={"kind": "pause", "until": "2025-12-31"}),
            review("2025-03-03", decision={"kind": "continue"}),
        ],
        date(2025, 4, 1),
    )
    assert (found.paused, found.resumed, found.covered) == (False, None, date(2025, 3, 3))


def test_a_decision_has_its_own_day_or_that_of_the_review() -> None:
    assert decided_on(review("2025-02-03")) == date(2025, 2, 3)
    assert decided_on(review("2025-02-03", decision={"kind": "stop"})) == date(2025, 2, 3)
    dated = review("2025-02-03", decision={"kind": "stop", "date": "2025-02-10"})
    assert decided_on(dated) == date(2025, 2, 10)


# -- in the world of the rules


def context(as_of: str) -> Context:
    policy = Policy.load(Path(PACKAGED).read_bytes(), "policy.yaml")
    day = date.fromisoformat(as_of)
    return Context(policy, day, day, WorkingDays("FR"), {})


def dossier(*checkpoints: Record) -> Dossier:
    data = {"id": "portail", "entered": {"date": ANCHOR.isoformat()}}
    return Dossier(Record("programme", "portail", "portail.yaml", data), [], {}, list(checkpoints))


def test_no_review_falls_due_for_the_time_of_a_pause() -> None:
    paused = review("2025-03-03", decision={"kind": "pause", "until": "2025-06-27"})
    assert context("2025-06-27").review(dossier(paused)).due is None
    assert context("2025-06-30").review(dossier(paused)).due == date(2025, 7, 21)


def test_a_storm_shortens_the_cadence_but_never_lengthens_it() -> None:
    calm = review("2025-03-03", stage="operation", weather="sunny")
    stormy = review("2025-03-03", stage="operation", weather="stormy")
    assert context("2025-03-04").review(dossier(calm)).due == date(2025, 4, 7)
    assert context("2025-03-04").review(dossier(stormy)).due == date(2025, 3, 17)


def test_a_review_due_on_a_holiday_moves_to_the_next_working_day() -> None:
    held = review("2026-05-04", weather="stormy")
    assert context("2026-05-05").review(dossier(held)).due == date(2026, 5, 11)
    whitsun = review("2026-05-11", weather="stormy")
    assert context("2026-05-12").review(dossier(whitsun)).due == date(2026, 5, 26)


# -- working days


def easter(year: int) -> date:
    """Anonymous Gregorian computus (Butcher), to hold the library against something else."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", range(2019, 2031))
def test_the_eleven_french_public_holidays(year: int) -> None:
    sunday = easter(year)
    movable = {sunday + timedelta(days=days) for days in (1, 39, 50)}
    fixed = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
    expected = movable | {date(year, month, day) for month, day in fixed}
    days = WorkingDays("FR")
    first = date(year, 1, 1)
    whole = [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
    assert [d for d in whole if not days.is_working(d)] == [
        d for d in whole if d.weekday() >= 5 or d in expected
    ]


@pytest.mark.parametrize(
    ("due_day", "last_day"),
    [
        ("2026-04-27", "2026-05-05"),  # over 1 May, a Friday
        ("2026-05-04", "2026-05-12"),  # over 8 May, a Friday
        ("2024-04-29", "2024-05-07"),  # over Wednesday 1 May
        ("2024-05-03", "2024-05-14"),  # over Wednesday 8 May and Ascension Day, the 9th
        ("2026-05-08", "2026-05-19"),  # due on 8 May itself: from the 11th, over the 14th
        ("2025-07-10", "2025-07-18"),  # over Monday 14 July
        ("2025-12-22", "2025-12-30"),  # over Christmas
        ("2025-12-25", "2026-01-05"),  # due on Christmas day: from the 26th, over 1 January
        ("2026-06-20", "2026-06-29"),  # due on a Saturday: from Monday
    ],
)
def test_five_working_days_of_grace(due_day: str, last_day: str) -> None:
    world = context("2026-06-01")
    last = date.fromisoformat(last_day)
    assert not world.is_past(date.fromisoformat(due_day), last)
    assert world.is_past(date.fromisoformat(due_day), last + timedelta(days=1))


def test_a_country_the_library_does_not_know_has_weekends() -> None:
    days = WorkingDays("XX")
    assert days.is_working(date(2026, 5, 1))
    assert not days.is_working(date(2026, 5, 2))


def test_holidays_are_looked_up_once_per_year() -> None:
    known: dict[str, list[str]] = {"2026": ["2026-05-04"]}
    days = WorkingDays("FR", known)
    assert not days.is_working(date(2026, 5, 4))
    assert days.is_working(date(2026, 5, 1))
    assert set(known) == {"2026"}
    assert not days.is_working(date(2025, 5, 1))
    assert set(known) == {"2025", "2026"}


def test_the_end_of_the_calendar_is_no_crash() -> None:
    days = WorkingDays("FR")
    assert days.later(date(9999, 12, 30), 5) == date.max
    assert days.shift(date.max) == date.max
    assert not context("9999-12-31").is_past(date.max, date.max)


@settings(deadline=None)  # the first call loads the library of holidays
@given(st.dates(date(2019, 1, 1), date(2030, 12, 31)), st.integers(0, 60))
def test_counting_working_days(start: date, count: int) -> None:
    days = WorkingDays("FR", KNOWN)
    end = days.later(start, count)
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(map(days.is_working, between)) == count
    assert not between or days.is_working(end)
    moved = days.shift(start)
    assert days.is_working(moved)
    assert (moved == start) == days.is_working(start)


KNOWN: dict[str, list[str]] = {}
