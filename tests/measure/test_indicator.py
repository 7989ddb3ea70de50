"""Progress, status and rhythm of indicators, on made-up cases, at random, and on the real roadmap."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.gate.judge import Judge
from governance.gate.policy import PACKAGED, Policy
from governance.measure.indicator import (
    DROPPED,
    LATE,
    NEVER_MEASURED,
    ON_TRACK,
    REACHED,
    STALE,
    STATUSES,
    UNDETERMINED,
    IndicatorState,
    measure_due,
    number,
    progress,
    proves_reached,
    state,
    target_at,
)
from governance.model.duration import Duration
from governance.model.record import Record
from governance.source.tree import Folder

REPOSITORY = Path(__file__).parent.parent.parent
CLOCK = date(2026, 6, 1)
HALF_YEAR, MONTH = Duration(months=6), Duration(months=1)
DIRECTIONS = ("increase", "decrease", "hold")
BOUNDS = ("exact", "about", "at_least", "at_most")
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


# -- progress


def pilote(initial: float, aim: float, value: float, direction: str) -> float:
    """The rate of progress as PILOTE computes it, bounded."""
    if direction == "increase" and initial >= aim:
        return 100.0 if value >= aim else 0.0
    if direction == "decrease" and initial <= aim:
        return 100.0 if value <= aim else 0.0
    return min(100.0, max(0.0, 100 * (value - initial) / (aim - initial)))


@pytest.mark.parametrize(
    ("initial", "aim", "value", "direction", "expected"),
    [
        (10, 20, 15, "increase", 50),
        (10, 20, 20, "increase", 100),
        (10, 20, 10, "increase", 0),
        (10, 20, 20.7, "increase", 107),
        (10, 20, 8.8, "increase", -12),
        (20, 20, 20, "increase", 100),
        (20, 20, 19, "increase", 0),
        (25, 20, 22, "increase", 100),
        (25, 20, 19, "increase", 0),
        (40, 20, 30, "decrease", 50),
        (40, 20, 20, "decrease", 100),
        (40, 20, 15, "decrease", 125),
        (40, 20, 45, "decrease", -25),
        (20, 20, 20, "decrease", 100),
        (15, 20, 19, "decrease", 100),
        (15, 20, 21, "decrease", 0),
        (7.5, 20, 17, "increase", 76),
        (-10, 10, 0, "increase", 50),
    ],
)
def test_progress(
    initial: float, aim: float, value: float, direction: str, expected: float
) -> None:
    assert progress(initial, aim, value, direction) == pytest.approx(expected)


def test_without_a_baseline_only_reached_can_be_told() -> None:
    assert progress(None, 20, 20, "increase") == 100
    assert progress(None, 20, 19, "increase") is None
    assert progress(None, 20, 20, "decrease") == 100
    assert progress(None, 20, 21, "decrease") is None


@pytest.mark.parametrize(
    ("value", "tolerance", "expected"),
    [(50, 0, 100), (50.1, 0, 0), (51, 1, 100), (49, 1, 100), (51.5, 1, 0), (48.5, 1, 0)],
)
def test_a_value_to_hold_is_within_the_tolerance_or_not(
    value: float, tolerance: float, expected: float
) -> None:
    assert progress(10, 50, value, "hold", tolerance) == expected


def test_a_tolerance_is_not_missed_by_the_last_bit() -> None:
    assert abs(6.1 - 6.2) > 0.1
    assert progress(None, 6.2, 6.1, "hold", 0.1) == 100
    assert proves_reached(6.1, "exact", 6.2, "hold", 0.1)


VALUES = st.integers(-(10**6), 10**6)


@given(VALUES, VALUES, VALUES, st.sampled_from(("increase", "decrease")))
def test_bounded_progress_is_that_of_pilote(b: int, aim: int, value: int, direction: str) -> None:
    found = progress(b, aim, value, direction)
    assert found is not None
    assert min(100.0, max(0.0, found)) == pilote(b, aim, value, direction)


@given(VALUES, VALUES, VALUES)
def test_falling_is_rising_upside_down(b: int, aim: int, value: int) -> None:
    assert progress(b, aim, value, "increase") == progress(-b, -aim, -value, "decrease")


@given(VALUES, VALUES, VALUES, VALUES)
def test_more_is_never_less_progress(b: int, aim: int, one: int, other: int) -> None:
    less, more = (
        progress(b, aim, min(one, other), "increase"),
        progress(b, aim, max(one, other), "increase"),
    )
    assert less is not None
    assert more is not None
    assert less <= more


@given(VALUES, VALUES, VALUES, st.sampled_from(DIRECTIONS), st.integers(0, 1000))
def test_a_hundred_percent_is_reached_and_nothing_less_is(
    b: int, aim: int, value: int, direction: str, tolerance: int
) -> None:
    found = progress(b, aim, value, direction, tolerance)
    assert found is not None
    assert (found >= 100) == proves_reached(value, "exact", aim, direction, tolerance)


def test_a_number_is_no_boolean_and_no_text() -> None:
    assert [number(x) for x in (0, 1.5, True, "3", None)] == [0, 1.5, None, None, None]


# -- what a bound proves


@pytest.mark.parametrize(
    ("direction", "bound", "proved"),
    [  # values just below, at and just above a target of 20
        ("increase", "exact", (False, True, True)),
        ("increase", "about", (False, True, True)),
        ("increase", "at_least", (False, True, True)),
        ("increase", "at_most", (False, False, False)),
        ("decrease", "exact", (True, True, False)),
        ("decrease", "about", (True, True, False)),
        ("decrease", "at_least", (False, False, False)),
        ("decrease", "at_most", (True, True, False)),
        ("hold", "exact", (False, True, False)),
        ("hold", "about", (False, True, False)),
        ("hold", "at_least", (False, False, False)),
        ("hold", "at_most", (False, False, False)),
    ],
)
def test_what_a_bound_proves(direction: str, bound: str, proved: tuple[bool, ...]) -> None:
    assert tuple(proves_reached(v, bound, 20, direction, 0) for v in (19, 20, 21)) == proved


@given(VALUES, VALUES, st.sampled_from(DIRECTIONS), st.sampled_from(BOUNDS), st.integers(0, 1000))
def test_a_bound_never_proves_more_than_the_number(
    value: int, aim: int, direction: str, bound: str, tolerance: int
) -> None:
    if proves_reached(value, bound, aim, direction, tolerance):
        assert proves_reached(value, "exact", aim, direction, tolerance)


# -- the target in force


def test_the_nearest_target_ahead_is_in_force_then_the_last_past_then_an_undated_one() -> None:
    record = indicator(
        targets=[target(3, "2027-12-31"), target(1, "2025-12-31"), target(2, "2026-12-31")]
    )
    assert [
        (target_at(record, date(year, 6, 1)) or {})["value"] for year in (2025, 2026, 2027, 2028)
    ] == [1, 2, 3, 3]
    assert target_at(indicator(targets=[target(9), target(1, "2025-12-31")]), CLOCK) == target(
        1, "2025-12-31"
    )
    assert target_at(indicator(targets=[target(9)]), CLOCK) == target(9)
    assert target_at(indicator(), CLOCK) is None


def test_a_target_is_ahead_on_its_own_day() -> None:
    record = indicator(targets=[target(1, "2026-06-01"), target(2, "2027-06-01")])
    assert target_at(record, CLOCK) == target(1, "2026-06-01")


@pytest.mark.parametrize("day", ["2026-12-31", None])
def test_of_two_targets_for_one_day_the_one_stated_last_is_in_force(day: str | None) -> None:
    new, old = target(200, day, "2025-11-30"), target(550, day, "2025-06-30")
    assert target_at(indicator(targets=[new, old]), CLOCK) == new
    assert target_at(indicator(targets=[old, new]), CLOCK) == new
    assert target_at(indicator(targets=[old, new]), date(2025, 7, 1)) == old


def test_a_target_without_a_value_is_none() -> None:
    assert target_at(indicator(targets=[{"date": "2026-12-31"}]), CLOCK) is None


# -- status


def test_without_any_measure() -> None:
    found = at(indicator(targets=[AIM], baseline=START))
    assert (found.status, found.last, found.progress, found.next_due) == (
        NEVER_MEASURED, None, None, None,
    )  # fmt: skip


def test_a_file_that_says_nothing_is_no_measure() -> None:
    assert at(indicator(targets=[AIM]), measure("2026-05-01")).status == NEVER_MEASURED


@pytest.mark.parametrize(
    ("value", "bound", "status"),
    [
        (100, "exact", REACHED),
        (130, "exact", REACHED),
        (100, "at_least", REACHED),
        (100, "at_most", LATE),
        (46, "exact", ON_TRACK),
        (46, "about", ON_TRACK),
        (46, "at_least", ON_TRACK),
        (46, "at_most", LATE),
        (45, "exact", LATE),
        (45, "at_least", LATE),
        (-5, "exact", LATE),
    ],
)
def test_on_the_way_to_the_target(value: float, bound: str, status: str) -> None:
    """On 1 May 2026 the straight line from 0 to 100 stands at 45.75."""
    record = indicator(targets=[AIM], baseline=START)
    assert at(record, measure("2026-05-01", value, bound=bound)).status == status


def test_the_line_is_read_on_the_day_of_the_measure() -> None:
    record = indicator(targets=[AIM], baseline=START, frequency="P1Y")
    assert at(record, measure("2025-09-01", 13)).status == ON_TRACK
    assert at(record, measure("2026-05-01", 13)).status == LATE


def test_downwards_the_line_is_the_same_upside_down() -> None:
    record = indicator(
        direction="decrease",
        targets=[target(0, "2027-06-01")],
        baseline={"value": 100, "date": "2025-06-01"},
    )
    assert at(record, measure("2026-05-01", 54)).status == ON_TRACK
    assert at(record, measure("2026-05-01", 55)).status == LATE
    assert at(record, measure("2026-05-01", 54, bound="at_least")).status == LATE


def test_without_a_dated_baseline_the_line_starts_at_the_first_measure() -> None:
    first = measure("2025-06-01", 0)
    for baseline in ({"value": 90}, {"date": "2024-06-01"}, None):
        record = indicator(targets=[AIM], **({"baseline": baseline} if baseline else {}))
        assert at(record, first, measure("2026-05-01", 46)).status == ON_TRACK
        assert at(record, first, measure("2026-05-01", 45)).status == LATE
        assert at(record, measure("2026-05-01", 45)).status == UNDETERMINED


def test_a_baseline_of_after_the_measure_draws_no_line() -> None:
    record = indicator(targets=[AIM], baseline={"value": 0, "date": "2026-05-20"})
    assert at(record, measure("2026-05-01", 1)).status == UNDETERMINED


def test_without_a_target_nothing_can_be_told() -> None:
    assert at(indicator(baseline=START), measure("2026-05-01", 5)).status == UNDETERMINED


def test_without_a_day_a_target_is_reached_or_undetermined() -> None:
    """One hundred thousand users for two million, some day, is not on track."""
    record = indicator(targets=[target(2_000_000)], baseline=START)
    assert at(record, measure("2026-05-01", 100_000)).status == UNDETERMINED
    assert at(record, measure("2026-05-01", 2_000_000)).status == REACHED


@pytest.mark.parametrize(("value", "status"), [(100, REACHED), (99, LATE)])
def test_the_day_after_the_target_only_the_proof_counts(value: float, status: str) -> None:
    record = indicator(targets=[target(100, "2026-05-31")], baseline=START)
    assert at(record, measure("2026-05-01", value)).status == status
    assert at(record, measure("2026-05-01", value), clock=date(2029, 1, 1)).status == status


def test_on_the_day_of_the_target_it_is_not_late_yet() -> None:
    record = indicator(targets=[target(100, "2026-06-01")], baseline=START)
    assert at(record, measure("2026-05-31", 99.9)).status == ON_TRACK


def test_late_is_not_hidden_by_measuring_no_more() -> None:
    """A target that passed unproved stays late; before its day, an old value is only old."""
    missed = indicator(targets=[target(100, "2025-12-31")], baseline=START)
    ahead = indicator(targets=[AIM], baseline=START)
    assert at(missed, measure("2025-09-01", 1)).status == LATE
    assert at(ahead, measure("2025-09-01", 1)).status == STALE


def test_reached_early_holds_while_it_is_fresh() -> None:
    record = indicator(targets=[AIM], baseline=START)
    early = measure("2025-10-01", 120)
    assert at(record, early, clock=date(2026, 5, 1)).status == REACHED
    assert at(record, early, clock=date(2026, 5, 2)).status == STALE
    assert at(record, early, clock=date(2027, 6, 1)).status == STALE
    assert at(record, early, clock=date(2027, 6, 2)).status == REACHED


def test_an_earlier_target_that_passed_unproved_is_late_until_it_is_proved() -> None:
    steps = [target(20, "2025-12-31"), target(30, "2027-12-31")]
    record = indicator(targets=steps, baseline=START)
    assert at(record, measure("2026-05-01", 19)).status == LATE
    assert at(record, measure("2026-05-01", 20)).status == ON_TRACK
    assert at(record, measure("2025-09-01", 19)).status == LATE
    assert at(record, measure("2026-05-01", 30)).status == REACHED


def test_pushing_the_day_of_a_target_does_not_undo_the_delay() -> None:
    steps = [target(100, "2025-12-31"), target(100, "2028-12-31")]
    assert at(indicator(targets=steps, baseline=START), measure("2026-05-01", 90)).status == LATE


def test_an_easier_target_has_replaced_the_harder_one_before_it() -> None:
    steps = [target(500, "2025-12-31"), target(100, "2027-06-01")]
    assert (
        at(indicator(targets=steps, baseline=START), measure("2026-05-01", 60)).status == ON_TRACK
    )


def test_a_value_to_hold_is_on_track_until_the_day_and_reached_after_it() -> None:
    record = indicator(direction="hold", tolerance=1, targets=[target(99, "2026-12-31")])
    near, far = measure("2026-05-01", 98.5), measure("2026-05-01", 97)
    assert at(record, near).status == ON_TRACK
    assert at(record, far).status == LATE
    assert at(record, near, clock=date(2027, 1, 1)).status == REACHED
    assert at(record, far, clock=date(2027, 1, 1)).status == LATE


def test_a_value_to_hold_is_not_late_for_an_earlier_level() -> None:
    steps = [target(50, "2025-12-31"), target(80, "2026-12-31")]
    record = indicator(direction="hold", tolerance=1, targets=steps)
    assert at(record, measure("2026-05-01", 80)).status == ON_TRACK


def test_a_value_to_hold_without_a_day_is_reached_where_it_should_be() -> None:
    record = indicator(direction="hold", tolerance=1, targets=[target(99)])
    assert at(record, measure("2026-05-01", 98.5)).status == REACHED
    assert at(record, measure("2026-05-01", 97)).status == UNDETERMINED


def test_dropped_wins_over_everything_and_owes_nothing() -> None:
    record = indicator(dropped={"date": "2026-01-05", "reason": "Remplacé."}, targets=[AIM])
    assert at(record).status == DROPPED
    found = at(record, measure("2024-05-01", 120))
    assert (found.status, found.next_due) == (DROPPED, None)


def test_what_was_stated_after_the_day_judged_is_not_known() -> None:
    record = indicator(
        targets=[target(50, stated="2026-06-02")],
        baseline={"value": 1, "date": "2026-06-02"},
        dropped={"date": "2026-06-02", "reason": "Remplacé."},
    )
    found = at(record, measure("2026-05-01", 60))
    assert (found.status, found.target, found.progress) == (UNDETERMINED, None, None)
    later = at(record, measure("2026-05-01", 60), clock=date(2026, 6, 2))
    assert (later.status, later.target) == (DROPPED, record.data["targets"][0])


def test_a_baseline_of_after_the_day_judged_is_not_known() -> None:
    record = indicator(targets=[AIM], baseline={"value": 90, "date": "2026-06-02"})
    found = at(record, measure("2025-06-01", 0), measure("2026-05-01", 46))
    assert (found.status, found.progress) == (ON_TRACK, None)


def test_a_breakdown_dates_only_a_series_of_breakdowns() -> None:
    parts = [{"of": "A", "value": 60}]
    record = indicator(targets=[AIM], baseline=START)
    alone = at(record, measure("2026-05-01", breakdown=parts))
    assert (alone.status, alone.next_due) == (UNDETERMINED, date(2026, 12, 1))
    assert alone.last is not None
    assert alone.last.text("date") == "2026-05-01"
    beside = at(record, measure("2025-09-01", 30), measure("2026-05-01", breakdown=parts))
    assert beside.status == STALE
    assert beside.last is not None
    assert beside.last.text("date") == "2025-09-01"


def test_progress_is_kept_unbounded_and_bounded() -> None:
    record = indicator(targets=[AIM], baseline=START)
    found = at(record, measure("2026-05-01", 107))
    assert (found.progress, found.bounded) == (107, 100)
    found = at(record, measure("2026-05-01", -12))
    assert (found.progress, found.bounded) == (-12, 0)


# -- rhythm


@pytest.mark.parametrize(
    ("taken", "frequency", "delay", "due"),
    [
        ((2026, 3, 31), "P3M", "P1M", (2026, 7, 31)),
        ((2025, 11, 30), "P3M", "P1M", (2026, 3, 31)),
        ((2026, 2, 28), "P2M", "P1M", (2026, 5, 31)),
        ((2024, 2, 29), "P1Y", "P0D", (2025, 2, 28)),
        ((2023, 2, 28), "P1Y", "P0D", (2024, 2, 29)),
        ((2026, 1, 15), "P1M", "P1M", (2026, 3, 15)),
        ((2026, 1, 30), "P1M", "P0D", (2026, 2, 28)),
        ((2026, 3, 31), "P1M", "P10D", (2026, 5, 10)),
        ((2026, 3, 31), "P4W", "P0D", (2026, 4, 28)),
    ],
)
def test_when_the_next_measure_is_due(
    taken: tuple[int, int, int], frequency: str, delay: str, due: tuple[int, int, int]
) -> None:
    every, ready = Duration.parse(frequency), Duration.parse(delay)
    assert every is not None
    assert ready is not None
    assert measure_due(date(*taken), every, ready) == date(*due)


def test_the_indicator_sets_its_own_rhythm() -> None:
    record = indicator(frequency="P1Y", availability_delay="P2M")
    assert at(record, measure("2026-05-01", 1)).next_due == date(2027, 7, 1)
    assert at(indicator(), measure("2026-05-01", 1)).next_due == date(2026, 12, 1)


def test_stale_the_day_after_the_measure_was_due() -> None:
    record = indicator(baseline=START)
    assert at(record, measure("2025-11-01", 1)).status == UNDETERMINED
    assert at(record, measure("2025-11-01", 1), clock=date(2026, 6, 2)).status == STALE


# -- falling


def run(direction: str, *steps: tuple[float, str]) -> IndicatorState:
    first = date(2026, 1, 1)
    return at(
        indicator(direction=direction),
        *(
            measure((first + timedelta(days=n)).isoformat(), value, bound=bound)
            for n, (value, bound) in enumerate(steps)
        ),
    )


@pytest.mark.parametrize(
    ("values", "falling", "trend"),
    [
        ((5,), 0, None),
        ((5, 4), 1, -1),
        ((5, 4, 3, 2), 3, -1),
        ((5, 4, 4, 3), 1, -1),
        ((5, 4, 3, 4), 0, 1),
        ((1, 9, 8, 7), 2, -1),
        ((5, 5), 0, 0),
    ],
)
def test_falling_counts_the_latest_steps_against_the_direction(
    values: tuple[float, ...], falling: int, trend: float | None
) -> None:
    up = run("increase", *((v, "exact") for v in values))
    down = run("decrease", *((-v, "exact") for v in values))
    assert (up.falling, up.trend) == (down.falling, down.trend) == (falling, trend)
    held = run("hold", *((v, "exact") for v in values))
    assert (held.falling, held.trend) == (0, None)


@pytest.mark.parametrize(
    ("direction", "before", "after", "falling"),
    [
        ("increase", (32, "at_least"), (31, "exact"), 1),
        ("increase", (32, "exact"), (31, "at_least"), 0),
        ("increase", (32, "at_most"), (31, "exact"), 0),
        ("increase", (32, "exact"), (31, "at_most"), 1),
        ("increase", (32, "about"), (31, "about"), 1),
        ("decrease", (31, "at_most"), (32, "exact"), 1),
        ("decrease", (31, "exact"), (32, "at_most"), 0),
        ("decrease", (31, "at_least"), (32, "exact"), 0),
        ("decrease", (31, "exact"), (32, "at_least"), 1),
    ],
)
def test_a_fall_is_counted_only_beyond_doubt(
    direction: str, before: tuple[float, str], after: tuple[float, str], falling: int
) -> None:
    assert run(direction, before, after).falling == falling


# -- whatever the records say

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31)).map(date.isoformat)
NUMBERS = st.one_of(st.integers(-50, 150), st.sampled_from((0.1, 6.2, 72.8)))
PARTS = st.just([{"of": "A", "value": 1}])


def facts(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


INDICATORS = facts(
    {"id": st.just("usagers")},
    {
        "direction": st.sampled_from(DIRECTIONS),
        "tolerance": st.integers(0, 20),
        "baseline": facts({}, {"value": NUMBERS, "date": DAYS}),
        "targets": st.lists(
            facts({}, {"value": NUMBERS, "date": DAYS, "stated": DAYS}), max_size=4
        ),
        "frequency": st.sampled_from(("P1M", "P3M", "P1Y", "P4W")),
        "availability_delay": st.sampled_from(("P0D", "P1M", "P10D")),
        "dropped": facts({}, {"date": DAYS, "reason": st.just("Remplacé.")}),
    },
).map(lambda data: Record("indicator", "usagers", "usagers.yaml", data))
MEASURES = st.lists(
    st.tuples(
        DAYS, facts({}, {"value": NUMBERS, "bound": st.sampled_from(BOUNDS), "breakdown": PARTS})
    ),
    max_size=6,
).map(lambda found: [measure(day, **data) for day, data in sorted(found, key=lambda pair: pair[0])])


def known(measures: list[Record], clock: date) -> list[Record]:
    return [record for record in measures if record.text("date") <= clock.isoformat()]


@given(
    st.lists(st.tuples(INDICATORS, MEASURES), max_size=8),
    st.dates(date(2024, 6, 1), date(2029, 6, 1)),
)
def test_every_indicator_is_counted_once(
    records: list[tuple[Record, list[Record]]], clock: date
) -> None:
    states = [at(record, *known(measures, clock), clock=clock) for record, measures in records]
    counts = Counter(found.status for found in states)
    assert set(counts) <= set(STATUSES)
    assert sum(counts[status] for status in STATUSES) == len(records)


@given(INDICATORS, MEASURES, st.dates(date(2024, 6, 1), date(2029, 6, 1)))
def test_a_status_says_what_it_says(record: Record, measures: list[Record], clock: date) -> None:
    seen = known(measures, clock)
    found = at(record, *seen, clock=clock)
    told = [m for m in seen if "value" in m.data or "breakdown" in m.data]
    due = (found.target or {}).get("date")
    assert (found.last is None) == (not told)
    if found.status == NEVER_MEASURED:
        assert not told
    if found.status == STALE:
        assert found.next_due is not None
        assert found.next_due < clock
    if found.status in (ON_TRACK, UNDETERMINED):
        assert found.next_due is not None
        assert found.next_due >= clock
    if found.status in (ON_TRACK, LATE):
        assert due is not None
    if found.status == REACHED:
        assert found.target is not None
        assert found.last is not None
        assert found.progress is None or found.progress >= 100
    if found.bounded is not None:
        assert 0 <= found.bounded <= 100
    assert found.falling < max(1, len([m for m in told if "value" in m.data]))


@given(INDICATORS, MEASURES, st.dates(date(2024, 6, 1), date(2028, 6, 1)))
def test_what_is_stated_later_changes_nothing(
    record: Record, measures: list[Record], clock: date
) -> None:
    seen = known(measures, clock)
    before = at(record, *seen, clock=clock)
    later = (clock + timedelta(days=1)).isoformat()
    more = Record(
        "indicator",
        "usagers",
        "usagers.yaml",
        {**record.data, "targets": [*record.items("targets"), target(1, "2026-12-31", later)]},
    )
    after = at(more, *seen, clock=clock)
    assert (before.status, before.target, before.progress) == (
        after.status, after.target, after.progress,
    )  # fmt: skip


# -- the real roadmap


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2020-09-30", {"franceconnect-utilisateurs": LATE, "tchap-messages": NEVER_MEASURED}),
        ("2021-06-30", {"franceconnect-utilisateurs": ON_TRACK, "tchap-utilisateurs": LATE}),
        (
            "2022-10-31",
            {
                "franceconnect-utilisateurs": REACHED,
                "tchap-utilisateurs": LATE,
                "tchap-utilisateurs-actifs": UNDETERMINED,
                "demarches-phares-dematerialisees": STALE,
                "agentconnect-utilisateurs": NEVER_MEASURED,
            },
        ),
    ],
)
def test_the_indicators_of_tech_gouv(as_of: str, expected: dict[str, str]) -> None:
    """Six months before its day, 235,000 users for 500,000 were not on track; what was measured
    after the strategy had stopped does not improve the state in which it stopped."""
    policy = Policy.load(Path(PACKAGED).read_bytes(), "policy.yaml")
    day = date.fromisoformat(as_of)
    rows = Judge(Folder(str(REPOSITORY)), policy, day, day).run().roadmap.rows.values()
    for row in rows:
        assert sum(row["counts"].values()) == len(row["indicators"])
        assert row["counts"] == {
            status: sum(found["status"] == status for found in row["indicators"])
            for status in STATUSES
        }
    told = {found["id"]: found["status"] for row in rows for found in row["indicators"]}
    assert {id_: told[id_] for id_ in expected} == expected
