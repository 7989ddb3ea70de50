"""Costs: variance and its bands, years of a period, whole cost of a project, cost per user."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.measure.cost import (
    GREEN,
    RED,
    YELLOW,
    Term,
    annual,
    band,
    euros,
    per_user,
    project,
    run_term,
    told,
    variance,
    years,
)
from governance.measure.product import closed, latest, opened, terms
from governance.model.record import Record

CLOCK = date(2026, 6, 1)
MONEY = st.integers(0, 10**15)
LINE = st.fixed_dictionaries(
    {"nature": st.sampled_from(["build", "run", "total"])},
    optional={
        "authority": st.sampled_from(["ae", "cp", "unspecified"]),
        "from": st.dates().map(str),
        "to": st.dates().map(str),
        "baseline": MONEY,
        "forecast": MONEY,
        "actual": MONEY,
        "bound": st.sampled_from(["exact", "at_least", "at_most", "about"]),
    },
)


def term(value: float, day: date = CLOCK) -> Term:
    return Term(value, "exact", day, (), "")


def run(amount: int, first: str, last: str, **fields: Any) -> dict[str, Any]:
    return {"nature": "run", "from": first, "to": last, "actual": amount, **fields}


# -- variance


@pytest.mark.parametrize(
    ("baseline", "current", "percent", "colour"),
    [
        (1000, 1000, 0, GREEN),
        (1000, 1099, 9.9, GREEN),
        (1000, 1100, 10, YELLOW),
        (1000, 900, -10, YELLOW),
        (1000, 1299, 29.9, YELLOW),
        (1000, 1300, 30, RED),
        (1000, 700, -30, RED),
        (1000, 0, -100, RED),
        # A messaging service announced at 1 M€ that had cost 5.6 M€ four years later.
        (1_000_000, 5_600_000, 460, RED),
    ],
)
def test_the_bands_of_the_it_dashboard(
    baseline: int, current: int, percent: float, colour: str
) -> None:
    found = variance(baseline, current)
    assert found == pytest.approx(percent)
    assert band(found or 0, 10, 30) == colour


def test_nothing_departs_from_a_plan_of_zero() -> None:
    assert variance(0, 5_000_000) is None


@given(baseline=st.integers(1, 10**15), current=MONEY)
def test_the_sign_is_that_of_the_overrun(baseline: int, current: int) -> None:
    found = variance(baseline, current)
    assert found is not None
    assert (found > 0) == (current > baseline)
    assert (found < 0) == (current < baseline)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2026-06-01", ("actual", 300)),  # the period ends on the day judged
        ("2026-06-02", ("forecast", 200)),
        (None, ("actual", 300)),
    ],
)
def test_spending_counts_once_the_period_is_over(
    last: str | None, expected: tuple[str, int]
) -> None:
    line: dict[str, Any] = {"baseline": 100, "forecast": 200, "actual": 300}
    if last:
        line["to"] = last
    assert told(line, CLOCK) == expected


def test_a_plan_alone_tells_nothing_of_what_is_spent() -> None:
    assert told({"baseline": 100}, CLOCK) is None
    assert told({"actual": 100, "to": "2026-12-31"}, CLOCK) is None
    assert told({"actual": 0}, CLOCK) == ("actual", 0)
    assert told({"actual": True}, CLOCK) is None


# -- periods


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2023-01-01", "2023-12-31", 1),
        ("2024-01-01", "2024-12-31", 1),  # a leap year is a year
        ("2021-01-01", "2023-12-31", 3),
        ("2025-07-01", "2025-12-31", 0.5),
        ("2025-02-01", "2025-02-28", 1 / 12),
        ("2024-02-29", "2024-03-28", 1 / 12),
        ("2025-03-15", "2026-03-14", 1),
        ("2025-01-06", "2025-12-31", 360 / 365.2425),
        ("2025-01-01", "2025-01-01", 1 / 365.2425),
        ("2025-12-31", "2025-01-01", 0),
        ("2025-03-01", "2025-01-31", 0),
        ("0001-01-01", "9999-12-31", 9999),
    ],
)
def test_the_length_of_a_period(first: str, last: str, expected: float) -> None:
    found = years(date.fromisoformat(first), date.fromisoformat(last))
    assert found == pytest.approx(expected, rel=1e-3 if last == "9999-12-31" else 1e-9)


@given(first=st.dates(), last=st.dates())
def test_a_period_lasts_about_its_days(first: date, last: date) -> None:
    found = years(first, last)
    assert found >= 0
    assert abs(found - max(0, (last - first).days + 1) / 365.2425) < 0.02


def test_a_cost_is_brought_back_to_a_year() -> None:
    assert annual(run(240_000, "2025-07-01", "2025-12-31"), 240_000) == 480_000
    assert annual(run(5_600_000, "2021-01-01", "2023-12-31"), 5_600_000) == pytest.approx(
        1_866_666.67
    )
    assert annual({"from": "2025-01-01"}, 1) is None
    assert annual({"to": "2025-01-01"}, 1) is None
    assert annual(run(1, "2025-12-31", "2025-01-01"), 1) is None


# -- the whole cost of a project


def test_construction_and_two_years_of_running() -> None:
    lines = [
        {"nature": "build", "from": "2024-01-01", "to": "2024-12-31", "actual": 4_000_000},
        {"nature": "build", "from": "2025-01-01", "to": "2025-12-31", "forecast": 4_500_000},
        run(900_000, "2028-01-01", "2028-12-31"),
        run(400_000, "2026-01-01", "2026-12-31"),  # the first years of running count
    ]
    assert project(lines) == ("unspecified", 9_300_000)


def test_the_larger_of_forecast_and_spending_else_the_plan() -> None:
    line = {"nature": "total", "baseline": 9, "forecast": 5, "actual": 7}
    assert project([line]) == ("unspecified", 7)
    assert project([{"nature": "total", "baseline": 9}]) == ("unspecified", 9)


def test_commitments_and_payments_are_never_added() -> None:
    period = {"nature": "build", "from": "2025-01-01", "to": "2025-12-31"}
    lines = [
        {**period, "authority": "ae", "forecast": 6_000_000},
        {**period, "authority": "cp", "forecast": 5_000_000},
        {**run(400_000, "2026-01-01", "2026-12-31"), "authority": "cp"},
    ]
    assert project(lines) == ("ae", 6_000_000)


def test_rival_amounts_of_one_period_are_not_added() -> None:
    lines = [{"nature": "total", "forecast": amount} for amount in (32, 76, 52)]
    assert project(lines) == ("unspecified", 76)
    lines = [{"nature": "build", "to": "2025-12-31", "forecast": amount} for amount in (3, 4)]
    assert project(lines) == ("unspecified", 4)


def test_a_total_holds_the_rest() -> None:
    build = {"nature": "build", "forecast": 4}
    assert project([build, {"nature": "total", "forecast": 10}]) == ("unspecified", 10)
    assert project([build, {"nature": "total", "forecast": 3}]) == ("unspecified", 4)


def test_nothing_is_proved_by_an_upper_bound_or_by_running_alone() -> None:
    assert project([{"nature": "total", "forecast": 10, "bound": "at_most"}]) is None
    assert project([run(10_000_000, "2025-01-01", "2025-12-31")]) is None
    assert project([]) is None


@given(st.lists(LINE))
def test_a_project_never_costs_more_than_all_its_lines(lines: list[dict[str, Any]]) -> None:
    found = project(lines)
    stated = [line.get(f, 0) for line in lines for f in ("baseline", "forecast", "actual")]
    runs = [line for line in lines if line["nature"] == "run"]
    if found is not None and not runs:
        assert 0 <= found[1] <= sum(stated)


# -- cost per active user


def test_the_benchmark_case() -> None:
    """Just under 15 M€ for fewer than 200 000 agents: 75 € each."""
    assert per_user(term(15_000_000), term(200_000)) == 75


def test_a_tool_without_users_still_costs() -> None:
    assert per_user(term(1000), term(0)) == 1000


def test_the_latest_running_period_begun_is_taken() -> None:
    lines = [
        run(900, "2024-01-01", "2024-12-31"),
        run(600, "2025-07-01", "2025-12-31"),
        run(5000, "2026-07-01", "2026-12-31"),  # not begun
        {"nature": "build", "from": "2026-01-01", "to": "2026-03-31", "actual": 9},
        {"nature": "run", "actual": 7},  # of which year?
    ]
    found = run_term(lines, CLOCK)
    assert found is not None
    assert (found.value, found.day, found.pointer) == (
        1200,
        date(2025, 12, 31),
        ("costs", 1, "actual"),
    )
    assert found.name == "2025-07-01/2025-12-31"


def test_payments_come_before_commitments_and_are_not_added() -> None:
    period = ("2025-01-01", "2025-12-31")
    lines = [run(3, *period, authority="ae"), run(2, *period, authority="cp"), run(1, *period)]
    found = run_term(lines, CLOCK)
    assert found is not None
    assert found.value == 2


def test_of_rival_amounts_the_first_is_taken() -> None:
    lines = [run(amount, "2025-01-01", "2025-12-31") for amount in (2, 3, 1)]
    found = run_term(lines, CLOCK)
    assert found is not None
    assert found.value == 2


def test_a_running_year_counts_by_its_forecast() -> None:
    line = run(500, "2026-01-01", "2026-12-31")
    assert run_term([line], CLOCK) is None
    found = run_term([{**line, "forecast": 1200}], CLOCK)
    assert found is not None
    assert (found.value, found.pointer) == (1200, ("costs", 0, "forecast"))


def test_a_period_counts_from_its_first_day() -> None:
    line = {"nature": "run", "from": "2026-06-01", "to": "2027-05-31", "forecast": 1200}
    assert run_term([line], CLOCK) is not None
    assert run_term([line], date(2026, 5, 31)) is None


@given(st.lists(LINE), st.dates())
def test_any_lines_give_a_positive_cost_or_none(lines: list[dict[str, Any]], day: date) -> None:
    found = run_term(lines, day)
    assert found is None or found.value >= 0


def test_thousands_are_apart() -> None:
    assert euros(9_000_000) == "9\u00a0000\u00a0000"
    assert euros(74.6) == "75"
    assert euros(0) == "0"


# -- products


def product(**data: Any) -> Record:
    return Record("product", "portail", "roadmap/products/portail.yaml", data)


def measure(stem: str, value: object, **data: Any) -> Record:
    fields = {"indicator": "usagers", "date": stem[:10], "value": value, **data}
    return Record("measurement", f"usagers/{stem}", f"roadmap/{stem}.yaml", fields)


def test_a_product_is_open_on_its_first_day_and_closed_on_its_last() -> None:
    service = product(first_day={"date": "2026-06-01"}, last_day={"date": "2026-06-02"})
    assert opened(service, CLOCK)
    assert not closed(service, CLOCK)
    assert closed(service, date(2026, 6, 2))
    assert not opened(service, date(2026, 5, 31))
    assert not opened(product(), CLOCK)


def test_the_latest_measure_that_stands() -> None:
    records = [
        measure("2026-01-31", 5),
        measure("2026-02-28", 6),
        measure("2026-02-28-9", 7),
        measure("2026-02-28-10", 8),
        measure("2026-02-28-11", 11),
        measure("2026-02-28-12", None, supersedes="2026-02-28-11"),
        measure("2026-03-31", None),
        measure("2026-04-30", 9),
        measure("2026-05-01", None, supersedes="2026-04-30"),
        Record("checkpoint", "usagers/2026-05-31", "", {"date": "2026-05-31", "value": 99}),
    ]
    found = latest(records, "usagers")
    assert found is not None
    assert (found.value, found.day) == (8, date(2026, 2, 28))
    assert latest(records, "autre") is None


def row(clock: str, **indicator: Any) -> dict[str, Any]:
    fields = {"id": "usagers", "counts": "active", "value": 10, "date": "2026-03-31", **indicator}
    active = {fields["id"]: fields} if fields["counts"] == "active" else {}
    return {"clock": clock, "active": active}


SERVICE = product(
    indicators={"active": "usagers"}, costs=[run(1200, "2025-01-01", "2025-12-31")]
)  # fmt: skip


def test_both_terms_of_a_product_in_service() -> None:
    def never(key: str) -> list[Record]:
        raise AssertionError(f"{key} was read again")

    rows = {"programme/portail": row("2026-06-01")}
    ((found, cost, users),) = terms([SERVICE, product()], rows, never, CLOCK)
    assert found is SERVICE
    assert (cost.value, users.value, users.day) == (1200, 10, date(2026, 3, 31))
    assert users.pointer == ("indicators", "active")


def test_a_product_outlives_its_strategy() -> None:
    rows = {"programme/portail": row("2022-01-31", value=None, date=None)}
    ((_, _, users),) = terms([SERVICE], rows, lambda key: [measure("2026-04-30", 12)], CLOCK)
    assert users.value == 12
    assert list(terms([SERVICE], rows, lambda key: [], CLOCK)) == []


@pytest.mark.parametrize(
    ("service", "indicator"),
    [
        (SERVICE, {"counts": "registered"}),
        (SERVICE, {"value": None}),
        (SERVICE, {"id": "autre"}),
        (product(**SERVICE.data, last_day={"date": "2026-06-01"}), {}),
        (product(indicators={"active": "usagers"}), {}),
        (product(indicators={"registered": "usagers"}, costs=SERVICE.data["costs"]), {}),
    ],
)
def test_a_missing_term_gives_no_ratio(service: Record, indicator: dict[str, Any]) -> None:
    rows = {"programme/portail": row("2026-06-01", **indicator)}
    assert list(terms([service], rows, lambda key: [], CLOCK)) == []
