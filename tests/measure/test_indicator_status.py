"""The status of an indicator: its measures against the target in force on the day judged."""

from __future__ import annotations

from datetime import date

import pytest

from governance.measure.indicator import (
    DROPPED,
    LATE,
    NEVER_MEASURED,
    ON_TRACK,
    REACHED,
    STALE,
    UNDETERMINED,
    target_at,
)
from tests.measure.indicators import AIM, CLOCK, START, at, indicator, measure, target


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
