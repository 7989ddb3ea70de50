"""`jalon todo`: what is due, for whom, until when."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.cli.terminal import jalon

Say = Callable[..., str]
DAY = ("--as-of", "2026-06-01")


def items(say: Say, root: str, *options: str) -> list[dict[str, Any]]:
    told = json.loads(say("-C", root, "todo", *DAY, *options, "--format", "json"))
    found: list[dict[str, Any]] = told["items"]
    return found


def brief(found: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(item["due"], item["kind"], item["record"]) for item in found]


def test_everything_due_by_date(small: str, say: Say) -> None:
    assert brief(items(say, small)) == [
        ("2024-12-30", "evaluation", "strategy/avant"),
        ("2025-01-06", "lesson", "lesson/tenir"),
        ("2025-07-06", "measure", "indicator/orage-messages"),
        ("2026-04-30", "vacancy", "programme/orage"),
        ("2026-05-11", "review", "programme/orage"),
        ("2026-05-15", "action", "programme/orage"),
        ("2026-06-20", "decision", "programme/orage"),
        ("2026-06-22", "review", "programme/portail"),
        ("2026-07-06", "steering", "strategy/plan"),
        ("2026-07-31", "measure", "indicator/portail-usagers"),
    ]


def test_groups_and_words(small: str, say: Say) -> None:
    said = say("-C", small, "todo", *DAY)
    assert said.index("Overdue (") < said.index("This month (") < said.index("Later (")
    assert "name a lead: Messagerie" in said
    assert "Il faut tenir des points" in said
    assert "Chiffrer la reprise (Messagerie)" in say("-C", small, "todo", *DAY, width=120)
    assert "Écrire aux usagers" not in said
    assert (
        "Plan précédent, interrupted de facto since 2024-06-30: its programme owes nothing"
        in " ".join(said.split())
    )
    assert "vieux" not in said
    assert "pause" not in said
    assert "fini" not in said


def test_who_answers(small: str, say: Say) -> None:
    who = {i["record"] + i["kind"]: [w["name"] for w in i["who"]] for i in items(say, small)}
    assert who["indicator/orage-messagesmeasure"] == ["Ministère pilote"]
    assert who["programme/orageaction"] == ["Dominique Petit"]
    assert who["programme/oragereview"] == ["Camille Martin"], "nobody leads: the director answers"
    assert who["strategy/avantevaluation"] == ["Camille Martin"], "the successor's director"
    assert who["programme/portailreview"] == ["Dominique Petit", "Claude Durand"]


def test_until_a_day_or_for_a_time(small: str, say: Say) -> None:
    assert {i["due"] for i in items(say, small, "--until", "2026-06-20")} <= {
        i["due"] for i in items(say, small)
    }
    assert max(i["due"] for i in items(say, small, "--until", "2026-06-20")) == "2026-06-20"
    assert items(say, small, "--until", "P1M") == items(say, small, "--until", "2026-07-01")
    said = say("-C", small, "todo", *DAY, "--until", "soon", code=2)
    assert "neither a day" in said


def test_by_person_organisation_and_mission(small: str, say: Say) -> None:
    mine = items(say, small, "--person", "petit")
    assert {i["record"] for i in mine} == {
        "programme/orage",
        "programme/portail",
        "indicator/portail-usagers",
    }
    assert [i["kind"] for i in items(say, small, "--organisation", "ministere")] == ["measure"]
    assert items(say, small, "--ministry", "ministère pilote") == items(
        say, small, "--organisation", "ministere"
    )
    only = items(say, small, "--mission", "usagers")
    assert {i["record"] for i in only} == {"programme/portail", "indicator/portail-usagers"}


def test_an_organisation_answers_for_those_below_it(small: str, say: Say) -> None:
    path = Path(small, "roadmap", "contributors", "dnum.yaml")
    path.write_text(path.read_text("utf-8") + "parent: ministere\n", "utf-8")
    found = items(say, small, "--organisation", "ministere")
    assert {"measure", "review"} <= {i["kind"] for i in found}


def test_nothing_is_said(small: str, say: Say) -> None:
    said = say("-C", small, "todo", *DAY, "--mission", "usagers", "--until", "2026-06-02")
    assert said.startswith("Nothing to do by 2026-06-02.")


def test_mistakes_get_a_suggestion(small: str, say: Say) -> None:
    assert "Dominique Petit" in say("-C", small, "todo", "--person", "Dominique Peti t", code=2)
    assert "There is no organisation" in say("-C", small, "todo", "--organisation", "zzz", code=2)
    assert "usagers" in say("-C", small, "todo", "--mission", "usager", code=2)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_line_fits(shipped: str, say: Say, lang: str, width: int) -> None:
    for day in ("2021-06-30", "2026-11-22"):
        said = say("-C", shipped, "todo", "--as-of", day, width=width, lang=lang)
        assert max(map(cell_len, said.splitlines())) <= width


def test_the_dead_strategy_owes_nothing_the_living_one_does(shipped: str) -> None:
    told = jalon("-C", shipped, "--lang", "fr", "todo", "--as-of", "2026-11-22")
    assert told.returncode == 0, told.stderr
    said = " ".join(told.stdout.split())
    assert (
        "interrompue de fait depuis le 2022-01-31 : ses 35 programmes ne doivent plus rien." in said
    )
    assert "franceconnect" not in said
    assert "enseignement" in said
