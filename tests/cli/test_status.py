"""`jalon status` and `jalon` alone: the portfolio in text and JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from tests.cli.terminal import process

Say = Callable[..., str]
DAY = ("--as-of", "2026-06-01")


def test_the_totals_stand_on_top_and_add_up(small: str, say: Say) -> None:
    document = json.loads(say("-C", small, "status", *DAY, "--format", "json"))
    assert document["format"] == 1
    totals = document["totals"]
    assert totals["programmes"] == 5 == totals["measured"] + totals["never_measured"]
    assert sum(totals["status"].values()) == totals["indicators"] == 2
    assert totals["paused"] == 1
    assert totals["ended"] == 1
    active = totals["programmes"] - totals["paused"] - totals["ended"]
    assert sum(totals["weather"].values()) == active == 3
    assert totals["weather"]["cloudy"] == 0, "the paused are counted apart"
    assert totals["vacant"] == 2
    said = say("-C", small, "status", *DAY)
    assert "programmes  5 · 1 measured · 4 never measured · 1 has ended" in said
    assert "‖ paused 1" in said
    assert said.index("programmes  5") < said.index("Plan précédent (avant)")


def test_declared_weather_and_computed_status_stand_side_by_side(small: str, say: Say) -> None:
    lines = say("-C", small, "status", *DAY).splitlines()
    row = next(i for i, line in enumerate(lines) if line.startswith("  Messagerie"))
    assert re.search(r"↯ stormy +! late +0/1$", lines[row])
    assert lines[row + 1].split()[0] == "orage"
    assert "last 2026-05-04, 21 days overdue" in lines[row + 1]
    portail = next(line for line in lines if line.startswith("  Portail des démarches"))
    assert "☀ sunny" in portail
    assert "→ on track" in portail
    assert any("‖ paused" in line for line in lines if "Coffre-fort" in line)
    assert any("■ completed" in line for line in lines if "Annuaire" in line)


def test_programmes_without_a_mission_and_without_a_lead(small: str, say: Say) -> None:
    said = say("-C", small, "status", *DAY, "--strategy", "plan")
    below = said[said.index("Mission not stated") :]
    assert "Messagerie" in below
    assert "no lead" in below
    assert "Portail" not in below
    assert "Plan précédent" not in said


def test_a_strategy_that_stopped_is_said_to_have(small: str, say: Say) -> None:
    said = say("-C", small, "status", *DAY)
    assert "interrupted de facto since 2024-06-30" in said
    assert "never evaluated" in said
    assert "followed by plan" in said
    assert "Shown as it stood on 2024-06-30; its programmes owe nothing since." in said
    assert "programmes: 3 declared on 2020-02-01, 1 recorded" in said
    assert said.index("Plan précédent (avant)") < said.index("Plan numérique (plan)")
    states = {
        s["id"]: s["state"]
        for s in json.loads(say("-C", small, "status", *DAY, "--format", "json"))["strategies"]
    }
    assert states["avant"]["name"] == "interrupted"
    assert states["plan"] == states["plan"] | {"name": "running", "predecessor": "avant"}


@pytest.mark.parametrize(("day", "vacant"), [("2022-01-31", None), ("2022-10-31", 273)])
def test_the_vacancy_of_the_direction_is_told_with_its_length(
    shipped: str, say: Say, day: str, vacant: int | None
) -> None:
    told = json.loads(say("-C", shipped, "status", "--as-of", day, "--format", "json"))
    assert told["strategies"][0]["director"]["vacant_days"] == vacant
    assert told["strategies"][0]["state"]["de_facto"] is True
    said = say("-C", shipped, "status", "--as-of", day)
    assert ("vacant for 273 days, since 2022-01-31" in said) == (vacant is not None)
    assert "interrupted de facto since 2022-01-31" in said


def test_before_any_strategy_there_is_nothing_to_show(shipped: str, say: Say) -> None:
    said = say("-C", shipped, "status", "--as-of", "2019-01-01")
    assert "No strategy had started by then." in said


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_every_line_fits(shipped: str, say: Say, lang: str, width: int) -> None:
    for day in ("2021-06-30", "2026-11-22"):
        said = say("-C", shipped, "status", "--as-of", day, width=width, lang=lang)
        assert max(map(cell_len, said.splitlines())) <= width


def test_what_is_not_known_is_said_in_french(shipped: str, say: Say) -> None:
    said = say("-C", shipped, "status", "--as-of", "2021-06-30", lang="fr")
    assert "non renseigné" in said
    assert "Mission non renseignée" in said
    assert not re.search(r"never|overdue|stated|since", said)


def test_one_mission(shipped: str, say: Say) -> None:
    said = say("-C", shipped, "status", "--as-of", "2021-06-30", "--mission", "idnum")
    assert "programmes  5 " in said
    assert "    franceconnect " in said
    assert "INFRA" not in said


def test_an_unknown_mission_or_strategy_gets_a_suggestion(shipped: str, say: Say) -> None:
    said = say("-C", shipped, "status", "--mission", "infr", code=2)
    assert "“infr”" in said
    assert "infra" in said.splitlines()[-1]
    assert "tech-gouv" in say("-C", shipped, "status", "--strategy", "techgouv", code=2)


def test_jalon_alone_is_the_portfolio(small: str, say: Say) -> None:
    assert say("-C", small) == say("-C", small, "status")


def test_colours_only_when_asked_for(small: str, say: Say) -> None:
    plain = say("-C", small, "status", *DAY)
    painted = say("-C", small, "status", *DAY, "--color", "always")
    assert "\033" not in plain
    assert "\033[31m" in painted
    assert re.sub(r"\033\[[0-9;]*m", "", painted) == plain


def test_the_installed_command(shipped: str) -> None:
    told = process("-C", shipped, "--lang", "fr", "status", "--as-of", "2021-06-30")
    assert told.returncode == 0, told.stderr
    assert told.stderr == ""
    assert "points d’étape  30 en retard" in told.stdout
    assert "\033" not in told.stdout
    wide = process("-C", shipped, "status", "--as-of", "2021-06-30", COLUMNS="120")
    assert 80 < max(map(len, wide.stdout.splitlines())) <= 120
