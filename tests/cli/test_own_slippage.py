"""jalon slippage --roadmap: against the first baselines of a real git history."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Say
from tests.cli.terminal import copy_of_base, widest
from tests.vcs.git import Git

OLD = "roadmap/programmes/usagers/portail.yaml"
NEW = "roadmap/programmes/portail.yaml"


def programme(milestones: str, costs: str) -> str:
    return f"""\
id: portail
strategy: plan
mission: usagers
title: Portail des démarches
entered: {{date: 2026-01-01, source: [plan-2025]}}
milestones:
{milestones}
costs:
{costs}
provenance: {{grade: official}}
source: [plan-2025]
"""


def milestone(id: str, **days: str) -> str:
    stated = "".join(f", {name}: {day}" for name, day in days.items())
    return f"  - {{id: {id}, title: {id.title()}{stated}, source: [plan-2025]}}\n"


def cost(nature: str, **amounts: int) -> str:
    stated = "".join(f", {name}: {amount}" for name, amount in amounts.items())
    return (
        f"  - {{nature: {nature}, authority: cp, from: 2026-01-01, to: 2026-12-31{stated}, "
        "source: [plan-2025]}\n"
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four commits: a plan, a plan rewritten, a file moved, a milestone dropped."""
    found = copy_of_base(tmp_path_factory.mktemp("own") / "base")
    git = Git(found)
    first = milestone("essai", baseline="2026-04-11") + milestone("ancien", baseline="2026-02-01")
    git.commit({OLD: programme(first, cost("build", baseline=100))}, when="2026-01-05T09:00:00Z")
    second = (
        milestone("essai", baseline="2026-05-01", forecast="2026-07-20")
        + milestone("ancien", baseline="2026-02-01")
        + milestone("libre", forecast="2026-09-01")
    )
    lines = cost("build", baseline=150, forecast=160) + cost("run", baseline=10, forecast=5)
    git.commit({OLD: programme(second, lines)}, when="2026-02-05T09:00:00Z")
    git.commit({OLD: None, NEW: programme(second, lines)}, when="2026-03-05T09:00:00Z")
    third = milestone("essai", baseline="2026-05-01", forecast="2026-07-20") + milestone(
        "libre", forecast="2026-09-01"
    )
    git.commit({NEW: programme(third, lines)}, when="2026-04-05T09:00:00Z")
    return found


def own(say: Say, root: Path, day: str = "2026-05-10") -> Any:
    return json.loads(
        say("-C", str(root), "slippage", "--roadmap", "--as-of", day, "--format", "json")
    )


def test_a_rewritten_baseline_and_a_moved_file_do_not_hide_the_first_one(
    root: Path, say: Say
) -> None:
    found = own(say, root)
    assert found["milestones"] == [
        {
            "programme": "portail", "id": "essai", "title": "Essai", "original": "2026-04-11",
            "promised": "2026-01-05", "baseline": "2026-05-01", "current": "2026-07-20",
            "basis": "forecast", "days": 100, "percent": 100.0,
        }
    ]  # fmt: skip
    assert found["entrants"] == ["portail/libre"] and found["leavers"] == ["portail/ancien"]


def test_costs_are_compared_line_by_line_and_both_formulas_are_named(root: Path, say: Say) -> None:
    found = own(say, root)
    costs = found["costs"]
    assert [(c["nature"], c["original"], c["baseline"], c["current"], c["percent"]) for c in costs] == [
        ("build", 100, 150, 160, 60.0), ("run", 10, 10, 5, -50.0),
    ]  # fmt: skip
    rates = found["rates"]
    told = {(r["measure"], r["formula"]): (r["percent"], r["projects"]) for r in rates}
    assert told["cost", "mean-of-ratios/1"] == (pytest.approx(5), 2)
    assert told["cost", "ratio-of-sums/1"] == (pytest.approx(50), 2)
    assert told["calendar", "ratio-of-sums/1"] == (pytest.approx(100), 1)


def test_what_is_late_counts_as_the_day_judged(root: Path, say: Say) -> None:
    (late,) = own(say, root, "2026-08-09")["milestones"]
    assert (late["basis"], late["current"], late["days"]) == ("today", "2026-08-09", 120)


def test_a_baseline_committed_after_the_day_judged_is_not_yet_a_promise(
    root: Path, say: Say
) -> None:
    (one,) = own(say, root, "2026-01-04")["milestones"]
    assert (one["promised"], one["original"]) == (None, "2026-05-01")


def test_text_and_csv_tell_the_same(root: Path, say: Say) -> None:
    at = ("-C", str(root), "slippage", "--roadmap", "--as-of", "2026-05-10")
    for lang in ("en", "fr"):
        assert widest(say(*at, lang=lang)) <= 80
    told = say(*at)
    assert "portail/essai *" in told and "+100.0" in told and "mean-of-ratios/1" in told
    lines = list(csv.DictReader(io.StringIO(say(*at, "--format", "csv"))))
    assert [(line["what"], line["name"].split()[0]) for line in lines] == [
        ("milestone", "essai"), ("cost", "build"), ("cost", "run"),
    ]  # fmt: skip


def test_without_a_history_or_with_options_of_the_panorama_it_is_refused(
    root: Path, tmp_path: Path, say: Say
) -> None:
    alone = copy_of_base(tmp_path / "alone")
    assert "git" in say("-C", str(alone), "slippage", "--roadmap", code=3)
    said = say("-C", str(root), "slippage", "--roadmap", "--from", "2018-03-27", code=2)
    assert "leave out --roadmap" in said
    assert "--as-of goes with --roadmap" in say("slippage", "--as-of", "2020-01-01", code=2)
