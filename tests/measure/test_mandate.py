"""Who holds a post on a day, since when nobody does, and when a strategy needs no director."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from governance.gate.context import Context
from governance.gate.policy import Policy
from governance.gate.registry import rules
from governance.i18n import tell
from governance.measure.calendar import WorkingDays
from governance.measure.mandate import (
    held,
    holder,
    interim_since,
    is_over,
    last_held,
    months_between,
    posts,
)
from governance.model.dossier import Dossier
from governance.model.record import Record

CLOCK = date(2026, 6, 1)


def role(
    person: str | None, first: str | None = None, last: str | None = None, **fields: Any
) -> dict[str, Any]:
    found: dict[str, Any] = {"role": "lead", **fields}
    found |= {"person": person} if person else {}
    found |= {"from": first} if first else {}
    return found | ({"to": last} if last else {})


def programme(*roles: dict[str, Any]) -> Record:
    return Record("programme", "portail", "portail.yaml", {"id": "portail", "roles": list(roles)})


def strategy(id_: str = "plan", **fields: Any) -> Record:
    return Record("strategy", id_, f"{id_}.yaml", {"id": id_, "start": "2025-01-06", **fields})


@pytest.mark.parametrize(
    ("first", "last", "is_holder"),
    [
        (None, None, True),
        ("2026-06-01", None, True),
        ("2026-06-02", None, False),
        (None, "2026-06-01", True),
        (None, "2026-05-31", False),
    ],
)
def test_first_and_last_day_belong_to_the_mandate(
    first: str | None, last: str | None, is_holder: bool
) -> None:
    assert bool(held(programme(role("A", first, last)), "lead", CLOCK)) == is_holder


def test_a_post_that_names_nobody_is_vacant() -> None:
    record = programme(role(None), role("A", role="deputy"), role(None, organisation="dnum"))
    assert [index for index, _ in posts(record, "lead")] == [2]
    assert holder(record.data["roles"][2]) == "dnum"
    assert holder(role("A", organisation="dnum")) == "A"


@pytest.mark.parametrize("roles", [None, "nobody", [1, "x", {}]])
def test_roles_that_are_none(roles: object) -> None:
    record = Record("programme", "portail", "portail.yaml", {"roles": roles})
    assert posts(record, "lead") == []


def test_the_vacancy_starts_with_the_mandate_that_ended_last() -> None:
    record = programme(
        role("A", last="2025-12-31"), role("B", last="2026-03-31"), role("C", first="2026-09-01")
    )
    assert last_held(record, "lead", CLOCK) == (1, date(2026, 3, 31))
    assert last_held(record, "lead", date(2025, 12, 31)) is None
    assert last_held(programme(), "lead", CLOCK) is None


def test_interims_in_a_row_are_one() -> None:
    first = role("B", "2026-02-02", "2026-04-15", interim=True)
    second = role("C", "2026-04-16", interim=True)
    before = role("A", last="2026-01-30")
    assert interim_since(programme(before, first, second), "lead", CLOCK) == date(2026, 2, 2)
    between = role("D", "2026-04-16", "2026-04-20")
    later = role("E", "2026-04-21", interim=True)
    assert interim_since(programme(before, first, between, later), "lead", CLOCK) == date(
        2026, 4, 21
    )


def test_an_undated_interim_starts_where_the_holder_went() -> None:
    record = programme(role("A", last="2026-01-30"), role("B", interim=True))
    assert interim_since(record, "lead", CLOCK) == date(2026, 1, 30)
    assert interim_since(programme(role("B", interim=True)), "lead", CLOCK) is None


@pytest.mark.parametrize(
    ("event", "over"),
    [
        ({"event": "closed"}, True),
        ({"event": "interrupted"}, True),
        ({"event": "interrupted", "de_facto": True}, False),
        ({"event": "updated"}, False),
    ],
)
def test_only_a_decision_ends_a_strategy(event: dict[str, Any], over: bool) -> None:
    record = strategy(life=[{"date": "2026-01-30", **event}])
    assert is_over(record, [record]) == over


def test_the_start_of_the_successor_ends_a_strategy() -> None:
    record = strategy()
    assert not is_over(record, [record, strategy("other"), strategy("next", predecessor="before")])
    assert is_over(record, [record, strategy("next", predecessor="plan")])
    undated = strategy("next", predecessor="plan")
    del undated.data["start"]
    assert not is_over(record, [record, undated])


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ((2022, 1, 31), (2022, 10, 31), 9),
        ((2022, 1, 31), (2022, 10, 30), 8),
        ((2022, 1, 31), (2022, 2, 27), 0),
        ((2022, 1, 31), (2022, 2, 28), 1),
        ((2022, 1, 31), (2023, 3, 8), 13),
        ((2022, 1, 31), (2022, 1, 31), 0),
    ],
)
def test_whole_months(start: tuple[int, int, int], end: tuple[int, int, int], months: int) -> None:
    assert months_between(date(*start), date(*end)) == months


# A strategy that stopped de facto breaks other rules too, so these are told here and not as cases.


def told(code: str, subject: Record, as_of: date, *others: Record) -> list[dict[str, Any]]:
    known = {record.id: record for record in (subject, *others)}
    spans = {
        "O402": {"notice": "P60D"},
        "O404": {"limit": "P90D"},
        "O407": {"allowed": "P1M"},
    }
    policy = Policy({"rules": {name: {"parameters": told} for name, told in spans.items()}})
    ctx = Context(policy, as_of, as_of, WorkingDays("FR", {}), known)
    check = rules()[code].check
    assert check is not None
    return [finding.params for finding in check(Dossier(subject, [], {}, []), ctx)]


STOPPED = [{"date": "2022-01-31", "event": "interrupted", "de_facto": True}]
DIRECTOR = role("Ada Martin", "2018-12-10", "2022-01-31", role="director")


def test_the_vacancy_goes_on_after_a_strategy_stopped_de_facto() -> None:
    record = strategy(start="2019-04-11", roles=[DIRECTOR], life=STOPPED)
    (found,) = told("O407", record, date(2022, 10, 31))
    assert (found["days"], found["months"], found["since"]) == (273, 9, "2022-01-31")
    said = tell(rules()["O407"].rule.message, found, "en")
    assert "vacant for 273 days (9 months) since 2022-01-31" in said
    assert told("O407", record, date(2022, 2, 28)) == []
    assert len(told("O407", record, date(2022, 3, 1))) == 1
    successor = strategy("next", start="2023-03-09", predecessor="plan")
    assert told("O407", record, date(2023, 3, 9), successor) == []


def test_a_strategy_that_was_closed_needs_no_director() -> None:
    closed = [{"date": "2022-03-31", "event": "closed"}]
    record = strategy(start="2019-04-11", roles=[DIRECTOR], life=[*STOPPED, *closed])
    for code in ("O402", "O404", "O407"):
        assert told(code, record, date(2022, 10, 31)) == []


def test_an_interim_director_is_told_after_a_strategy_stopped_de_facto() -> None:
    stand_in = role("Bo Petit", "2022-02-01", role="director", interim=True)
    record = strategy(start="2019-04-11", roles=[DIRECTOR, stand_in], life=STOPPED)
    assert told("O407", record, date(2022, 10, 31)) == []
    (found,) = told("O404", record, date(2022, 10, 31))
    assert (found["days"], found["since"], found["holder"]) == (272, "2022-02-01", "Bo Petit")


def test_the_departure_of_a_director_is_told_before_it_happens() -> None:
    record = strategy(start="2019-04-11", roles=[DIRECTOR])
    (found,) = told("O402", record, date(2021, 12, 15))
    assert (found["days"], found["role"], found["holder"]) == (47, "director", "Ada Martin")
    assert told("O402", record, date(2021, 12, 1)) == []
