"""The computed status of a programme."""

from __future__ import annotations

import pytest

from governance.measure.health import in_force, overdue_milestones, status


@pytest.mark.parametrize(
    ("counts", "missed", "expected"),
    [
        ({}, 0, "no_indicator"),
        ({"dropped": 2}, 0, "no_indicator"),
        ({"reached": 3}, 0, "reached"),
        ({"reached": 3, "on_track": 1}, 0, "on_track"),
        ({"reached": 3, "undetermined": 1}, 0, "undetermined"),
        ({"on_track": 3, "stale": 1, "undetermined": 2}, 0, "stale"),
        ({"reached": 3, "never_measured": 1, "stale": 1}, 0, "never_measured"),
        ({"reached": 3, "never_measured": 1, "late": 1}, 0, "late"),
        ({"reached": 3}, 1, "late"),
        ({}, 1, "late"),
    ],
)
def test_the_worst_wins(counts: dict[str, int], missed: int, expected: str) -> None:
    assert status(counts, missed) == expected


def test_dropped_indicators_do_not_count() -> None:
    assert in_force({"reached": 2, "dropped": 5, "late": 1}) == 3


def test_a_milestone_is_missed_after_its_forecast_else_its_baseline() -> None:
    milestones = [
        {"baseline": "2021-06-30"},
        {"baseline": "2021-01-01", "forecast": "2021-09-30"},
        {"baseline": "2021-01-01", "actual": "2021-03-01"},
        {"baseline": "2021-01-01", "forecast": "2021-05-31"},
        {"title": "no day"},
    ]
    assert overdue_milestones(milestones, "2021-06-30") == [3]
    assert overdue_milestones(milestones, "2021-07-01") == [0, 3]
