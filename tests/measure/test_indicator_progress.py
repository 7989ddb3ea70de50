"""How far an indicator has come towards a target, and what a bound proves of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.measure.indicator import number, progress, proves_reached
from tests.measure.indicators import BOUNDS, DIRECTIONS, VALUES


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
