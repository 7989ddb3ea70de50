"""Reference classes: observations, classes, order statistics, and the back-test."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.measure.forecast import (
    ALL,
    NARROWEST,
    SLIP_PER_TIME,
    WHOLE_SLIP,
    Calibration,
    Observation,
    Setting,
    candidates,
    narrowest,
    observations,
    quantile,
    trial,
    uplift,
)
from governance.measure.slippage import CALENDAR, COST
from governance.model.edition import YEAR_DAYS, Edition, Names, Project

NAMES = Names([])
SETTING = Setting([("small", 9), ("medium", 50), ("large", None)], 3, 31)
DAYS = (date(2018, 1, 1), date(2019, 1, 1), date(2020, 1, 1))


def project(name: str, cost: float, years: float, phase: str = "build") -> Project:
    return Project(name, start=date(2015, 1, 1), cost=cost, duration=years, phase=phase)


def test_one_observation_per_project_from_its_first_figure_to_its_last() -> None:
    editions = [
        Edition(DAYS[0], [project("a", 10, 5), project("gone", 1, 1)]),
        Edition(DAYS[1], [project("a", 11, 5), project("b", 4, 2)]),
        Edition(DAYS[2], [project("a", 12, 6), project("b", 4, 2), project("new", 3, 3)]),
    ]
    cost = {o.name: o for o in observations(editions, NAMES, COST, 31)}
    assert set(cost) == {"a", "b"}
    assert cost["a"].slip == pytest.approx(0.2)
    assert cost["a"].years == pytest.approx(730 / YEAR_DAYS)
    assert cost["a"].rate(SLIP_PER_TIME) == pytest.approx(0.2 / (730 / YEAR_DAYS))
    assert cost["a"].rate(WHOLE_SLIP) == pytest.approx(0.2)
    ends = {o.name: o.slip for o in observations(editions, NAMES, CALENDAR, 31)}
    assert ends["a"] == pytest.approx(1, abs=0.01) and ends["b"] == 0


def test_ends_a_month_apart_are_the_same_end_and_a_moved_start_counts_by_the_end() -> None:
    old = [project("month", 1, 3.0), project("more", 1, 3.0), project("moved", 1, 8.0)]
    moved = Project("moved", start=date(2018, 1, 1), duration=5.0)
    new = [project("month", 1, 3.0 + 1 / 12), project("more", 1, 3.2), moved]
    found = observations([Edition(DAYS[0], old), Edition(DAYS[1], new)], NAMES, CALENDAR, 31)
    slips = {o.name: o.slip for o in found}
    assert slips["month"] == 0 and slips["moved"] == 0
    assert slips["more"] == pytest.approx(0.2, abs=0.01)


def test_the_narrowest_class_that_is_large_enough_is_taken_or_none() -> None:
    found = [Observation(project("a", 5, 1, "build"), 0.1, 1) for _ in range(2)]
    found += [Observation(project("a", 20, 1, "build"), 0.1, 1) for _ in range(2)]
    found += [Observation(project("a", 5, 1, "trial"), 0.1, 1)]
    classes = candidates(found, ("build",), "small", SETTING)
    assert [(c.phases, c.size, len(c.members)) for c in classes] == [
        (("build",), "small", 2), (("build",), None, 4), (None, "small", 3), (None, None, 5),
    ]  # fmt: skip
    chosen = narrowest(classes, 3)
    assert chosen is not None and (chosen.phases, chosen.size) == (("build",), None)
    assert narrowest(classes, 6) is None
    assert len(candidates(found, None, None, SETTING)) == 1


def test_sizes_end_below_their_limit() -> None:
    assert [SETTING.size(cost) for cost in (8.99, 9, 49.9, 50, None)] == [
        "small", "medium", "medium", "large", None,
    ]  # fmt: skip


def test_a_quantile_is_an_order_statistic_and_refuses_what_few_cannot_tell() -> None:
    assert quantile([1, 2, 3, 4], 80) == 4
    assert quantile([1, 2, 3], 80) is None
    assert quantile([1, 2, 3], 50) == 2
    assert quantile([], 50) is None
    assert quantile(list(range(1, 12)), 80) == 10


@given(st.lists(st.integers(0, 5), min_size=1, max_size=40), st.sampled_from([50, 80]))
def test_whatever_is_left_out_lies_under_the_level_as_often_as_announced(
    values: list[int], level: int
) -> None:
    """The law of Wilks: leave each value out in turn; at least `level` percent are covered."""
    covered = 0
    for index in range(len(values)):
        rest = sorted(values[:index] + values[index + 1 :])
        limit = quantile(rest, level)
        covered += limit is None or values[index] <= limit
    assert 100 * covered >= level * len(values)


def test_the_minimum_shipped_is_the_first_that_wilks_allows() -> None:
    from governance.services.panorama import settings

    first = next(n for n in range(1, 100) if 1 - 0.8**n >= 0.9)
    assert settings("classes.yaml")["minimum"] == first == 11


def test_an_uplift_grows_with_the_time_to_go() -> None:
    assert uplift(0.1, 2) == pytest.approx(0.2)
    assert uplift(0.1, 2, WHOLE_SLIP) == 0.1


@given(st.integers(1, 400), st.data())
def test_the_interval_holds_the_share_and_stays_a_percentage(
    judged: int, data: st.DataObject
) -> None:
    under = data.draw(st.integers(0, judged))
    found = Calibration(80, judged, under)
    low, high = found.interval
    assert found.share is not None and 0 <= low < high <= 100
    assert low - 1e-9 <= found.share <= high + 1e-9


def test_the_interval_is_that_of_wilson() -> None:
    # Newcombe (1998), table I: 81 of 263.
    low, high = Calibration(80, 263, 81).interval
    assert (round(low, 2), round(high, 2)) == (25.53, 36.62)
    assert Calibration(80, 0, 0).interval == (0, 100)
    assert Calibration(80, 0, 0).share is None


def test_a_back_test_knows_nothing_later_than_its_cut() -> None:
    before = [project(f"p{n}", 10, 5) for n in range(8)]
    cut = [project(f"p{n}", 10 + n, 5) for n in range(8)]
    later = [project(f"p{n}", (10 + n) * 1.5, 5) for n in range(8)]
    calm = [project(f"p{n}", 10 + n, 5) for n in range(8)]
    judged = []
    for last in (later, calm):
        editions = [Edition(day, of) for day, of in zip(DAYS, (before, cut, last), strict=True)]
        found = trial(editions, 1, NAMES, COST, SLIP_PER_TIME, ALL, SETTING)
        assert found.fitted == 8 and found.cut == DAYS[1]
        judged.append([(one.judged, one.under) for one in found.levels])
    # Fitted slips are 0 to 70 %: P50 is 40 %, P80 70 %.  What follows is 50 % for all, or nothing.
    assert judged == [[(8, 0), (8, 8)], [(8, 8), (8, 8)]]


def test_a_back_test_skips_what_no_class_is_large_enough_for() -> None:
    editions = [Edition(day, [project("a", 10, 5), project("b", 9, 5)]) for day in DAYS]
    found = trial(editions, 1, NAMES, CALENDAR, SLIP_PER_TIME, NARROWEST, SETTING)
    assert found.skipped == 2 and [one.judged for one in found.levels] == [0, 0]


def test_a_forecast_that_draws_from_the_truth_is_calibrated() -> None:
    """Slips drawn alike before and after the cut: the P80 holds for 80 % give or take the sample."""
    steps = [math.sin(9 * n) ** 2 for n in range(200)]
    editions = [
        Edition(DAYS[0], [project(f"p{n}", 10, 5) for n in range(100)]),
        Edition(DAYS[1], [project(f"p{n}", 10 * (1 + steps[n]), 5) for n in range(100)]),
        Edition(
            DAYS[1] + (DAYS[1] - DAYS[0]),
            [project(f"p{n}", 10 * (1 + steps[n]) * (1 + steps[100 + n]), 5) for n in range(100)],
        ),
    ]
    found = trial(editions, 1, NAMES, COST, SLIP_PER_TIME, ALL, SETTING)
    shares = {one.level: one.share or 0 for one in found.levels}
    assert shares[80] == pytest.approx(80, abs=8) and shares[50] == pytest.approx(50, abs=10)


def test_the_end_is_the_start_and_the_duration() -> None:
    assert project("a", 1, 1).end == date(2015, 1, 1) + timedelta(days=365)
    assert Project("a", start=date(2015, 1, 1)).end is None
