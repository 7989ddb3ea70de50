"""When the next measure of an indicator is due, and how many times in a row it fell."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from governance.measure.indicator import STALE, UNDETERMINED, IndicatorState, measure_due
from governance.model.duration import Duration
from tests.measure.indicators import START, at, indicator, measure


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
