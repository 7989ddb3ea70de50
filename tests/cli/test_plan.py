"""`jalon plan`, `jalon impact` and `jalon graph` on a small plan and on the shipped roadmap."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.cli.conftest import BASE, ROOT, write
from tests.cli.terminal import jalon, process

Say = Callable[..., str]
DAY = ("--as-of", "2026-06-01")
THEN = ("--as-of", "2021-06-30")
PORTAL = BASE / "roadmap" / "programmes" / "usagers" / "portail.yaml"
MILESTONES = """\
milestones:
  - {id: cadrage, title: Cadrage, baseline: 2026-02-27, actual: 2026-03-31, source: [plan-2025]}
  - id: marche
    title: Marché notifié
    baseline: 2026-05-15
    after: [{milestone: cadrage}]
    source: [plan-2025]
  - id: ouverture
    title: Ouverture
    duration: P3M
    deadline: 2026-08-15
    after: [{milestone: marche}, {milestone: essai, basis: inferred}]
    source: [plan-2025]
  - {id: essai, title: Essai, duration: P2M, not_before: 2026-06-15, source: [plan-2025]}
  - {id: bilan, title: Bilan, source: [plan-2025]}
"""
OTHER = """\
id: annuaire
strategy: plan
mission: usagers
title: Annuaire
entered: {date: 2025-01-06, source: [plan-2025]}
milestones:
  - id: service
    title: =Service
    baseline: 2026-12-15
    after: [{milestone: portail/ouverture}]
    source: [plan-2025]
dependencies:
  - {needs: portail, kind: data, basis: inferred, source: [plan-2025]}
provenance: {grade: official}
source: [plan-2025]
"""


@pytest.fixture
def planned(tmp_path: Path) -> str:
    """Two programmes, one after the other, with a deadline that cannot be kept."""
    root = tmp_path / "planned"
    shutil.copytree(BASE, root)
    text = PORTAL.read_text("utf-8")
    start, end = text.index("milestones:"), text.index("stop_criteria:")
    portal = root / "roadmap" / PORTAL.relative_to(BASE / "roadmap")
    portal.write_text(text[:start] + MILESTONES + text[end:], "utf-8")
    write(root, "programmes/usagers/annuaire", OTHER)
    return str(root)


def plan(say: Say, root: str, *options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(say("-C", root, "plan", *options, "--format", "json"))
    return found


def entries(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {entry["key"].removeprefix("milestone/"): entry for entry in found["entries"]}


def test_dates_float_and_paths(planned: str, say: Say) -> None:
    found = plan(say, planned, *DAY)
    told = entries(found)
    days = {key: (e["state"], e["finish"], e["total_float"]) for key, e in told.items()}
    assert days == {
        "portail/cadrage": ("done", "2026-03-31", None),
        "portail/marche": ("missed", "2026-06-01", -17),
        "portail/essai": ("ahead", "2026-08-15", -92),
        "portail/ouverture": ("ahead", "2026-11-15", -92),
        "programme/portail": ("end", "2026-11-15", 30),
        "annuaire/service": ("ahead", "2026-12-15", 0),
        "programme/annuaire": ("end", "2026-12-15", 0),
        "portail/bilan": ("undated", None, None),
    }
    assert [path["keys"][0] for path in found["paths"]][:1] == ["milestone/portail/essai"]
    assert told["portail/ouverture"]["driver"] == "milestone/portail/essai"
    assert told["portail/ouverture"]["start"] == "2026-08-15"
    assert told["portail/cadrage"]["slip"] == 32
    assert told["programme/annuaire"]["uncertain"], "the portal holds a milestone that nobody dated"
    assert [w["basis"] for w in told["portail/ouverture"]["waits_for"]] == ["stated", "inferred"]


def test_the_rules_name_the_milestones_that_hold_it_up(planned: str) -> None:
    said = jalon("check", *DAY, "--no-cache", "--format", "json", "--lang", "en", cwd=Path(planned))
    found = json.loads(said.stdout)["findings"]
    told = {f["code"]: f["message"] for f in found if f["code"][0] == "T"}
    assert set(told) == {"T502", "T504", "T506"}
    assert "portail/essai" in told["T506"] and "92 days" in told["T506"]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_text_fits_the_terminal(
    planned: str, shipped: str, say: Say, lang: str, width: int
) -> None:
    for root, day in ((planned, DAY), (shipped, THEN)):
        record = "portail" if root == planned else "franceconnect"
        for command in (
            ["plan"], ["plan", "--gantt"], ["plan", "--critical"], ["graph"], ["graph", record],
            ["impact", record, "--slip", "P90D"],
        ):  # fmt: skip
            said = say("-C", root, *command, *day, lang=lang, width=width)
            assert max(map(cell_len, said.splitlines())) <= width, command
            assert "\033" not in said


def test_the_chart_shows_today_baseline_forecast_actual_and_critical(
    planned: str, say: Say
) -> None:
    said = say("-C", planned, "plan", "--gantt", *DAY)
    lines = {
        line[2:].split("  ")[0].strip(): line
        for line in said.splitlines()
        if line[:2] in ("◆ ", "◇ ", "  ")
    }
    assert "●" in lines["Cadrage"] and "◇" in lines["Cadrage"]
    assert "═" in lines["Essai"] and lines["Essai"].startswith("◆") and "│" in lines["Cadrage"]
    assert "bilan" in said.partition("Without a date")[2]
    painted = say("-C", planned, "plan", "--gantt", "--color", "always", *DAY)
    assert "\033[31m◆" in painted
    axis = next(line for line in said.splitlines() if line.strip().startswith("2026"))
    assert axis.index("2026") == lines["Cadrage"].index("◇"), "the year in which the chart begins"
    columns = {line.index("│") for line in said.splitlines() if "│" in line and "today" not in line}
    assert len(columns) == 1, "the line of today is straight"


def test_a_spreadsheet_computes_nothing(planned: str, say: Say) -> None:
    rows = list(csv.DictReader(io.StringIO(say("-C", planned, "plan", *DAY, "--format", "csv"))))
    titles = {row["key"]: row["title"] for row in rows}
    assert titles["milestone/annuaire/service"] == "'=Service"
    floats = {row["key"]: row["total_float"] for row in rows}
    assert floats["milestone/portail/ouverture"] == "-92"


def test_diagrams_mark_what_is_critical_and_what_is_inferred(planned: str, say: Say) -> None:
    chart = say("-C", planned, "plan", *DAY, "--format", "mermaid")
    assert "Essai :crit, portail--essai, 2026-06-15, 2026-08-15" in chart
    assert "Cadrage :done, milestone, portail--cadrage, 2026-03-31, 0d" in chart
    network = say("-C", planned, "plan", *DAY, "--format", "dot")
    assert '"milestone/portail/essai" -> "milestone/portail/ouverture" [style=dashed];' in network
    flow = say("-C", planned, "graph", "annuaire", *DAY, "--format", "mermaid")
    assert " -.-> " in flow and " --> " in flow and "#61;Service" in flow


def test_an_impact_names_what_moves_whom_and_which_review(planned: str, say: Say) -> None:
    found = json.loads(
        say("-C", planned, "impact", "portail/essai", "--slip", "P60D", *DAY, "--format", "json")
    )
    moves = {m["key"].removeprefix("milestone/"): (m["before"], m["after"]) for m in found["moves"]}
    assert moves == {
        "portail/essai": ("2026-08-15", "2026-10-14"),
        "portail/ouverture": ("2026-11-15", "2027-01-14"),
        "programme/portail": ("2026-11-15", "2027-01-14"),
        "annuaire/service": ("2026-12-15", "2027-01-14"),
        "programme/annuaire": ("2026-12-15", "2027-01-14"),
    }
    assert [one["id"] for one in found["ministries"]] == ["dnum", "ministere"]
    assert [one["indicator"] for one in found["late_targets"]] == ["portail-usagers"]
    assert [(d["key"], d["days"]) for d in found["deadlines"]] == [
        ("milestone/portail/ouverture", 152)
    ]
    said = say("-C", planned, "impact", "portail/essai", "--slip", "P60D", *DAY)
    assert " ".join(said.split()).startswith(
        "If “Essai” slips by 60 days, 1 other programme or product moves, the last day to 2027-01-14 (30 days later)."
    )
    assert "Nothing to tell" not in said, "every section has something"
    by = {(one["by"], one["due"], one["reason"]) for one in found["reviews"]}
    assert by == {("2026-06-01", "2026-06-22", "critical")}, "no review is asked for in the past"


def test_an_impact_says_what_it_finds_nothing_under(planned: str, say: Say) -> None:
    said = say("-C", planned, "impact", "portail/marche", "--slip", "P1Y1M1D", *DAY)
    assert said.startswith("If “Marché notifié” slips by 13 months 1 day, ")
    found = say("-C", planned, "impact", "annuaire", "--slip", "P1D", *DAY)
    assert found.partition("\n")[0].startswith(
        "If “Annuaire” slips by 1 day, it moves to 2026-12-16"
    )
    told = "Nothing to tell under: Deadlines missed, Targets that become late, Reviews to hold earlier."
    assert told in " ".join(found.split())


def test_float_absorbs_a_slip(planned: str, say: Say) -> None:
    found = json.loads(
        say("-C", planned, "impact", "portail/marche", "--slip", "P30D", *DAY, "--format", "json")
    )
    assert [m["key"] for m in found["moves"]] == ["milestone/portail/marche"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["impact", "portail/cadrage", "--slip", "P1M"], "was reached on 2026-03-31"),
        (["impact", "portail/bilan", "--slip", "P1M"], "has no known day ahead"),
        (
            ["impact", "portail/rien", "--slip", "P1M"],
            "It has: bilan, cadrage, essai, marche, ouverture.",
        ),
        (["impact", "mission/usagers", "--slip", "P1M"], "cannot slip"),
        (["impact", "portail", "--slip", "-P1M"], "no time by which something can slip"),
        (["impact", "portail", "--slip", "soon"], "P90D, P6W or P3M"),
        (["impact", "portial", "--slip", "P1M"], "portail"),
        (["graph", "mission/usagers"], "waits for nothing"),
        (["plan", "--mission", "usager"], "usagers"),
        (["plan", "--gantt", "--format", "csv"], "for text"),
    ],
)
def test_what_cannot_be_answered_is_said(
    planned: str, say: Say, arguments: list[str], said: str
) -> None:
    assert said in say("-C", planned, *arguments, *DAY, code=2)


def test_a_circle_is_named_step_by_step_once(planned: str, say: Say) -> None:
    path = Path(planned, "roadmap/programmes/usagers/portail.yaml")
    text = path.read_text("utf-8")
    path.write_text(text.replace("milestone: cadrage", "milestone: annuaire/service"), "utf-8")
    said = " ".join(say("-C", planned, "plan", *DAY).split())
    circle = "annuaire/service → portail/ouverture → portail/marche → annuaire/service"
    assert said.count(f"These wait for one another in a circle: {circle}.") == 1
    assert entries(plan(say, planned, *DAY))["portail/marche"]["state"] == "circular"


def test_a_programme_on_a_shared_path_is_reviewed_sooner(planned: str, say: Say) -> None:
    path = Path(planned, "roadmap/programmes/usagers/portail.yaml")
    text = path.read_text("utf-8").replace("    deadline: 2026-08-15\n", "")
    other = Path(planned, "roadmap/programmes/usagers/annuaire.yaml")
    path.write_text(text.replace("basis: inferred", "basis: stated"), "utf-8")

    def due() -> str:
        told = json.loads(say("-C", planned, "show", "programme/portail", *DAY, "--format", "json"))
        return str(told["programme"]["next_review"])

    assert due() == "2026-06-22", "the directory has a month of float: every four weeks"
    slipped = say(
        "-C", planned, "impact", "portail/essai", "--slip", "P40D", *DAY, "--format", "json"
    )
    sooner = {one["programme"]: one for one in json.loads(slipped)["reviews"]}
    assert (sooner["portail"]["due"], sooner["portail"]["by"], sooner["portail"]["reason"]) == (
        "2026-06-22", "2026-06-01", "critical",
    )  # fmt: skip
    plain = other.read_text("utf-8").replace("2026-12-15", "2026-11-15")
    other.write_text(plain, "utf-8")
    assert plan(say, planned, *DAY)["shared"] == ["programme/annuaire", "programme/portail"]
    assert due() == "2026-05-26", "every two weeks, moved to a working day"


def test_the_critical_path_of_the_shipped_roadmap(shipped: str, say: Say) -> None:
    found = plan(say, shipped, *THEN)
    assert found["paths"][0]["keys"][:4] == [
        "milestone/franceconnect/deploiement-grande-echelle", "programme/franceconnect",
        "programme/agentconnect", "product/agentconnect",
    ]  # fmt: skip
    assert found["shared"] == [], "too few dates are known for a cadence to follow from them"
    assert sorted(key for key, e in entries(found).items() if e["state"] == "undated") == [
        "barometre-numerique-agent/edition-2022", "sac-a-dos-numerique/lancement",
    ]  # fmt: skip
    today = plan(say, shipped, "--as-of", "2026-11-22")
    assert today["chain"] == [
        "programme/franceconnect", "programme/agentconnect", "product/agentconnect",
        "product/proconnect-2024", "product/la-suite",
    ]  # fmt: skip
    said = " ".join(say("-C", shipped, "impact", "franceconnect", "--slip", "P90D", *THEN).split())
    assert (
        "10 other programmes and products move, the last day to 2021-09-28 (90 days later)." in said
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_name_is_cut_in_eighty_columns(shipped: str, say: Say, lang: str) -> None:
    for command in (["plan"], ["impact", "franceconnect", "--slip", "P90D"], ["graph"]):
        assert "…" not in say("-C", shipped, *command, *THEN, lang=lang, width=80), command
    said = say("-C", shipped, "plan", *THEN, width=60)
    assert "dites-le-nous-une-fois/\n" in said, "an id is broken after its slash"


def test_what_stands_still_since_its_strategy_ended_is_said(shipped: str, say: Say) -> None:
    day = ("--as-of", "2026-11-22")
    for option in ((), ("--gantt",)):
        told = " ".join(say("-C", shipped, "plan", *option, *day).split())
        assert "6 of them were not passed when their strategy ended (2022-01-31)" in told
    assert "when their strategy ended" not in say("-C", shipped, "plan", *THEN)
    said = say("-C", shipped, "impact", "franceconnect", "--slip", "P90D", *day)
    assert "Days before 2026-11-22 are those of a strategy that ended" in said
    chain = " ".join(say("-C", shipped, "plan", *day).partition("Longest chain")[2].split())
    assert "AgentConnect (programme) → AgentConnect (product) →" in chain


def test_the_tree_opens_every_record_once(shipped: str, say: Say) -> None:
    said = say("-C", shipped, "graph", "agentconnect", "--as-of", "2026-11-22")
    needs, _, needed_by = said.partition("Needed by")
    assert "[franceconnect/deploiement-grande-echelle]" in needs
    assert "is built by it, inferred" in needed_by and "[product la-suite]" in needed_by


def test_a_check_without_links_loads_no_graph_library(tmp_path: Path) -> None:
    root = tmp_path / "base"
    shutil.copytree(BASE, root)
    found = process("-C", str(root), "check", *DAY, "--no-cache", PYTHONPROFILEIMPORTTIME="1")
    assert found.returncode == 0
    assert "networkx" not in found.stderr and "governance.planning.schedule" not in found.stderr
    shipped = process("-C", str(ROOT), "status", PYTHONPROFILEIMPORTTIME="1")
    assert "networkx" not in shipped.stderr
