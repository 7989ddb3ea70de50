"""Slippage: two formulas that differ, one same cohort, starts that moved."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.measure.slippage import (
    CALENDAR,
    COST,
    FORMULAS,
    MEAN_OF_RATIOS,
    RATIO_OF_SUMS,
    between,
    mean_of_ratios,
    ratio_of_sums,
    since_first,
)
from governance.model.edition import Cohort, Edition, Names, Project

VALUES = st.floats(0.1, 1000)
PAIRS = st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=30)
NAMES = Names([])


def edition(year: int, **projects: tuple[float | None, float | None]) -> Edition:
    start = date(2015, 1, 1)
    return Edition(
        date(year, 1, 1),
        [Project(n, start=start, cost=c, duration=d) for n, (c, d) in projects.items()],
    )


def test_the_two_formulas_answer_two_questions() -> None:
    pairs = [(10.0, 20.0), (100.0, 100.0)]
    assert mean_of_ratios(pairs) == pytest.approx(50)
    assert ratio_of_sums(pairs) == pytest.approx(100 / 11)
    assert mean_of_ratios([]) is None
    assert ratio_of_sums([]) is None


@given(PAIRS)
def test_both_lie_between_the_least_and_the_greatest_slip(pairs: list[tuple[float, float]]) -> None:
    slips = [100 * (later / earlier - 1) for earlier, later in pairs]
    for formula in FORMULAS.values():
        found = formula(pairs)
        assert found is not None and min(slips) - 1e-6 <= found <= max(slips) + 1e-6


@given(PAIRS, VALUES)
def test_the_unit_does_not_matter(pairs: list[tuple[float, float]], unit: float) -> None:
    for formula in FORMULAS.values():
        scaled = formula([(a * unit, b * unit) for a, b in pairs])
        assert scaled == pytest.approx(formula(pairs), rel=1e-6, abs=1e-6)


def test_every_formula_has_its_version() -> None:
    assert set(FORMULAS) == {MEAN_OF_RATIOS, RATIO_OF_SUMS}
    assert all(name.rpartition("/")[2].isdigit() for name in FORMULAS)


def test_only_projects_with_both_figures_count() -> None:
    old = edition(2018, a=(10, 2), b=(None, 4), gone=(50, 5))
    new = edition(2019, a=(12, 3), b=(7, 5), fresh=(900, 9))
    gap = between(Cohort(old, new, NAMES))
    assert gap.pairs(COST) == [(10, 12)]
    assert gap.pairs(CALENDAR) == [(2, 3), (4, 5)]


def test_a_start_that_moved_is_told() -> None:
    old = Edition(date(2018, 1, 1), [Project("a", start=date(2015, 1, 1), duration=8)])
    new = Edition(date(2019, 1, 1), [Project("a", start=date(2018, 1, 1), duration=5)])
    gap = between(Cohort(old, new, NAMES))
    assert [slip.later.name for slip in gap.restarted()] == ["a"]


def test_since_first_counts_from_the_first_figure_of_each() -> None:
    editions = [
        edition(2017, a=(10, 2), late=(None, 3)),
        edition(2018, a=(11, 2), late=(20, 3), only=(5, 1)),
        edition(2019, a=(15, 3), late=(30, 6), fresh=(1, 1)),
    ]
    assert since_first(editions, NAMES, COST).pairs(COST) == [(10, 15), (20, 30)]
    assert since_first(editions, NAMES, CALENDAR).pairs(CALENDAR) == [(2, 3), (3, 6)]
