"""The portfolio as a structure: what the terminal UI and the replay table are made of."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from governance.measure.indicator import STATUSES
from governance.services.check import Report, check
from governance.services.portfolio import portfolio, summary

ROOT = str(Path(__file__).parents[2])
TODAY = date(2026, 11, 22)
DAYS = [
    date(2019, 10, 2), date(2020, 8, 27), date(2021, 6, 30), date(2022, 1, 31), date(2022, 10, 31),
]  # fmt: skip


@cache
def judged(day: date) -> Report:
    """The shipped roadmap as of ``day``, for every test that asks."""
    return check(ROOT, day, TODAY)


@pytest.mark.parametrize("day", [*DAYS, TODAY], ids=str)
def test_totals_are_those_of_what_is_shown(day: date) -> None:
    found = portfolio(judged(day))
    for view in [*found["strategies"]]:
        listed = [p for a in view["axes"] for m in a["missions"] for p in m["programmes"]]
        listed += view["unassigned"]
        totals = view["totals"]
        assert len({p["id"] for p in listed}) == len(listed) == totals["programmes"]
        assert totals["measured"] + totals["never_measured"] == totals["programmes"]
        assert tuple(totals["status"]) == STATUSES
        assert sum(totals["status"].values()) == totals["indicators"]
        assert sum(view["own"].values()) + sum(
            sum(p["counts"].values()) for p in listed
        ) == totals["indicators"]  # fmt: skip
        assert totals["reviews_overdue"] == sum(p["overdue_days"] is not None for p in listed)
        assert totals["first_overdue"] <= totals["never_reviewed"]
        for p in listed:
            assert 0 <= p["reached"] <= p["indicators"]
            assert p["weather"] is None, "no source tells a weather: it must not be made up"
    for key in ("programmes", "indicators", "vacant", "reviews_overdue"):
        assert found["totals"][key] == sum(v["totals"][key] for v in found["strategies"])


def test_a_summary_says_the_same_without_a_cache() -> None:
    day = DAYS[2]
    view = portfolio(judged(day), strategy="tech-gouv")["strategies"][0]
    told = summary(ROOT, day, TODAY, "tech-gouv")
    assert told["totals"] == view["totals"]
    assert told["director"]["holders"][0]["name"] == "Nadi Bou Hanna"
    assert told["state"]["name"] == "running"
    assert {d["what"]: d["declared"] for d in told["declared"]} == {
        "programmes": 38, "achieved": 5, "indicators": 45, "indicators_reached": 14,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "days", "lapsed"),
    [
        (date(2022, 1, 31), None, None),
        (date(2022, 2, 1), 1, None),
        (date(2022, 10, 31), 273, None),
        (date(2023, 3, 8), 401, None),
        (date(2023, 3, 9), 402, "2023-03-09"),
        (TODAY, 402, "2023-03-09"),
    ],
)
def test_a_direction_is_owed_until_the_successor_starts(
    day: date, days: int | None, lapsed: str | None
) -> None:
    view = portfolio(judged(day), strategy="tech-gouv")["strategies"][0]
    assert view["director"]["vacant_days"] == days
    assert view["director"]["lapsed"] == lapsed
    vacant = view["totals"]["vacant"]
    leads = sum(
        p["lead"]["vacant_since"] is not None
        for p in [
            *view["unassigned"],
            *(p for a in view["axes"] for m in a["missions"] for p in m["programmes"]),
        ]
    )
    assert vacant - leads == (1 if days and not lapsed else 0)


def test_titles_of_missions_are_those_of_the_day() -> None:
    def titles(day: date) -> dict[str | None, tuple[str, str]]:
        view = portfolio(judged(day), strategy="tech-gouv")["strategies"][0]
        return {m["id"]: (m["code"], m["title"]) for a in view["axes"] for m in a["missions"]}

    assert titles(DAYS[0])["beta"][0] == "FABRIQUE"
    assert titles(TODAY)["beta"][0] == "BETA"


def test_one_mission_counts_its_programmes_only() -> None:
    found = portfolio(judged(DAYS[2]), mission="idnum")
    assert [view["id"] for view in found["strategies"]] == ["tech-gouv"]
    assert found["totals"]["programmes"] == 5
    assert found["strategies"][0]["unassigned"] == []
    assert found["strategies"][0]["declared"] == []
