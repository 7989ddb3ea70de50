"""Stop criteria: which are met on a day, since when, and what a bound proves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.measure.criteria import meets, met
from governance.model.dossier import Dossier
from governance.model.duration import Duration
from governance.model.record import Record

NO_DELAY = Duration()
QUARTERS = ["2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31", "2026-03-31"]


def measure(day: str, value: float | None, **fields: Any) -> Record:
    data = {"date": day, **fields}
    if value is not None:
        data["value"] = value
    return Record("measurement", f"usagers/{day}", f"{day}.yaml", data)


def dossier(values: list[float | None], watched: dict[str, Any], **criterion: Any) -> Dossier:
    rule = {"indicator": "usagers", "operator": "lt", "threshold": 1000, **criterion}
    subject = Record("programme", "portail", "portail.yaml", {"stop_criteria": [rule]})
    measures = [measure(day, value) for day, value in zip(QUARTERS, values, strict=False)]
    own = Record("indicator", "usagers", "usagers.yaml", watched)
    return Dossier(subject, [own], {"usagers": measures}, [])


def since(values: list[float | None], on: str = "2026-06-01", **criterion: Any) -> str | None:
    found = list(met(dossier(values, {}, **criterion), date.fromisoformat(on), NO_DELAY))
    return found[0].since.isoformat() if found else None


@pytest.mark.parametrize(
    ("values", "periods", "expected"),
    [
        ([900], 1, "2025-03-31"),
        ([1100, 900, 800], 1, "2025-06-30"),
        ([1100, 900, 800], 2, "2025-09-30"),
        ([1100, 900, 800], 3, None),
        ([900, 900, 1100], 2, None),
        ([900, 900, 1100, 900, 900], 2, "2026-03-31"),
        ([900, 1100, 900], 2, None),
        ([900, None, 900], 2, "2025-09-30"),
        ([], 1, None),
    ],
)
def test_measures_in_a_row(values: list[float | None], periods: int, expected: str | None) -> None:
    assert since(values, periods=periods) == expected


def test_measures_before_the_first_day_do_not_count() -> None:
    assert since([900, 900, 900], **{"from": "2025-06-30"}) == "2025-06-30"
    assert since([900, 900, 900], **{"from": "2025-07-01"}) == "2025-09-30"
    assert since([900, 900, 900], **{"from": "2025-10-01"}) is None


def test_later_measures_are_not_known_yet() -> None:
    assert since([900, 1100], on="2025-06-29") == "2025-03-31"
    assert since([900, 1100], on="2025-06-30") is None


@pytest.mark.parametrize(("own", "known"), [(None, "2025-04-30"), ("P2M", "2025-05-31")])
def test_a_value_counts_from_the_day_it_is_available(own: str | None, known: str) -> None:
    indicator = {"availability_delay": own} if own else {}
    told, day = dossier([900], indicator), date.fromisoformat(known)
    (found,) = met(told, day, Duration(months=1))
    assert (found.known, found.since) == (day, date(2025, 3, 31))
    assert not list(met(told, day - timedelta(days=1), Duration(months=1)))


def test_an_indicator_of_somebody_else_is_never_met() -> None:
    assert since([900], indicator="annuaire") is None


@pytest.mark.parametrize("periods", [None, "two", True])
def test_a_wrong_number_of_periods_is_one(periods: object) -> None:
    assert since([900], periods=periods) == "2025-03-31"


@pytest.mark.parametrize(
    "wrong",
    [{"operator": "eq"}, {"operator": None}, {"threshold": "1000"}, {"threshold": True}],
)
def test_a_criterion_that_cannot_be_read_is_not_met(wrong: dict[str, Any]) -> None:
    assert since([900], **wrong) is None


@pytest.mark.parametrize(
    ("operator", "bound", "below", "at", "above"),
    [
        ("lt", "exact", True, False, False),
        ("lt", "at_most", True, False, False),
        ("lt", "at_least", False, False, False),
        ("le", "about", True, True, False),
        ("le", "at_least", False, False, False),
        ("gt", "exact", False, False, True),
        ("gt", "at_least", False, False, True),
        ("gt", "at_most", False, False, False),
        ("ge", "at_least", False, True, True),
        ("ge", "at_most", False, False, False),
    ],
)
def test_what_a_value_and_its_bound_prove(
    operator: str, bound: str, below: bool, at: bool, above: bool
) -> None:
    rule = {"operator": operator, "threshold": 1000}
    found = [meets(rule, measure("2025-03-31", v, bound=bound)) for v in (999, 1000, 1001)]
    assert found == [below, at, above]


@given(st.lists(st.booleans(), max_size=5), st.integers(1, 4))
def test_the_row_is_the_unbroken_end_of_the_series(reds: list[bool], periods: int) -> None:
    values: list[float | None] = [900 if red else 1100 for red in reds]
    row = 0
    for red in reds:
        row = row + 1 if red else 0
    expected = QUARTERS[len(reds) - row + periods - 1] if row >= periods else None
    assert since(values, periods=periods) == expected
