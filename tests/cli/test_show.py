"""`jalon show`: how a record is named, and what is told of each kind."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len

from governance import i18n
from governance.reporters import cells
from governance.reporters import show as reporter
from governance.reporters.document import dump
from governance.services.check import check
from governance.services.neighbours import title_of
from governance.services.show import show
from governance.services.wording import Wording
from tests.cli.terminal import process

ROOT = Path(__file__).parents[2]
Say = Callable[..., str]
DAY = ("--as-of", "2026-06-01")


@pytest.mark.parametrize(
    "name",
    [
        "programme/portail", "programmes/portail", "programmes/usagers/portail", "portail",
        "roadmap/programmes/usagers/portail.yaml", "portail des demarches",
    ],
)  # fmt: skip
def test_a_record_by_any_name(small: str, say: Say, name: str) -> None:
    told = json.loads(say("-C", small, "show", name, *DAY, "--format", "json"))
    assert told["record"] == "programme/portail"


def test_by_a_path_from_here(small: str, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(small, "roadmap", "programmes"))
    assert "programme/portail" in say("show", "usagers/portail.yaml", *DAY)


def test_an_ambiguous_name_says_which(shipped: str, say: Say) -> None:
    said = say("-C", shipped, "show", "agentconnect", code=2)
    assert "programme/agentconnect, product/agentconnect" in said
    assert "for example programme/agentconnect" in said


def test_an_unknown_name_gets_a_suggestion(small: str, say: Say) -> None:
    said = say("-C", small, "show", "portal", code=2)
    assert "There is no record “portal”." in said
    assert "Did you mean programme/portail" in said
    assert "programme/portail" in say("-C", small, "show", "programme/portal", code=2)


def test_a_programme(small: str, say: Say) -> None:
    said = say("-C", small, "show", "portail", *DAY)
    assert "weather  ☀ sunny" in said
    assert "status   → on track · 0 of 1 indicator reached" in said
    assert "stage    delivery" in said
    assert "lead     Dominique Petit" in said
    assert "6,000 (2025-12) → 7,500 (2026-03) usagers · ▁█" in said
    assert "target 10,000 by 2026-12-31 · progress 69 %" in said
    assert "→ ahead" in said
    assert "in 213 days" in said
    assert "Needed by\n  programme/orage  Messagerie (technical)" in said
    assert "2026-05-20  ☀ sunny · delivery · decision: launch" in said
    assert "Purpose: Réunir les démarches en un seul lieu." in said
    assert "lead · organisation Direction du numérique · Dominique Petit" in said
    assert "[plan-2025] " in said
    assert said.rstrip().endswith("none")


def test_what_is_open_and_missed(small: str, say: Say) -> None:
    said = say("-C", small, "show", "orage", *DAY)
    assert "vacant for 62 days, since 2026-03-31" in said
    assert "1 milestone missed" in said
    assert "! missed" in said
    assert "93 days overdue" in said
    assert "decision · due 2026-06-20 · Choisir l'hébergement. · Alix Roy" in said
    assert "action · due 2026-05-15 · Chiffrer la reprise · Dominique Petit" in said
    assert "Écrire aux usagers" not in said
    assert "Depends on\n  programme/portail  Portail des démarches (technical)" in said
    assert "error D" in said or "error R" in said or "error T" in said


def test_an_indicator(small: str, say: Say) -> None:
    said = say("-C", small, "show", "portail-usagers", *DAY)
    assert "value         7,500 usagers · on 2026-03-31" in said
    assert "target        10,000 by 2026-12-31 · progress 69 %" in said
    assert "next measure  2026-07-31" in said
    assert "2025-12-31  6,000  [plan-2025]" in said
    assert "Direction: increase" in said
    french = say("-C", small, "show", "portail-usagers", *DAY, lang="fr")
    assert "7\u00a0500 usagers" in french
    assert "Sens attendu\u00a0: à la hausse" in french


def test_facts_later_than_the_day_asked_are_not_told(small: str, say: Say) -> None:
    said = say("-C", small, "show", "portail-usagers", "--as-of", "2026-01-15")
    assert "2026-03-31" not in said
    said = say("-C", small, "show", "checkpoint/orage/2026-05-04", "--as-of", "2026-01-15", code=2)
    assert "checkpoint/orage/2026-05-04 was not known yet on 2026-01-15." in said


def test_an_amount_is_told_from_the_day_it_was_stated(shipped: str, say: Say) -> None:
    """What it costs to run was published five years after the opening."""
    early = say("-C", shipped, "show", "product/tchap", "--as-of", "2021-06-30")
    assert "1,000,000" in early and "5,600,000" not in early and "1,850,000" not in early
    assert "2024" not in early.partition("\nSources\n")[0] and "missing-run-cost" in early
    late = say("-C", shipped, "show", "product/tchap", "--as-of", "2024-07-31")
    assert "5,600,000" in late and "1,850,000" in late and "missing-run-cost" not in late


def test_what_a_period_cost_is_not_told_before_it_is_over(small: str) -> None:
    """Nothing says when these amounts were stated; on a past day only the plan was known."""
    lines = "costs:\n" + "".join(
        f"  - {{nature: {nature}, from: 2025-01-01, to: 2026-12-31, {said}, source: [plan-2025]}}\n"
        for nature, said in (("build", "baseline: 5000000, actual: 5600000"), ("run", "actual: 77"))
    )
    path = Path(small, "roadmap", "programmes", "usagers", "portail.yaml")
    path.write_text(path.read_text("utf-8") + lines, "utf-8")

    def costs(day: str, today: str) -> list[tuple[str, int | None]]:
        report = check(small, date.fromisoformat(day), date.fromisoformat(today))
        told = show(report, small, "portail").shown["data"]["costs"]
        return [(line["nature"], line.get("actual")) for line in told]

    assert costs("2026-06-01", "2026-09-01") == [("build", None)]
    known = [("build", 5_600_000), ("run", 77)]
    assert costs("2026-12-31", "2027-02-01") == known
    assert costs("2026-06-01", "2026-06-01") == known, "so far, on the present day"


def test_a_file_that_cannot_be_read_is_told_with_its_place(small: str, say: Say) -> None:
    Path(small, "roadmap", "missions", "usagers.yaml").write_text("id: [", "utf-8")
    said = say("-C", small, "show", "mission/usagers", code=3)
    assert "roadmap/missions/usagers.yaml:" in said
    assert "P002" in said


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_record_can_be_shown_and_fits(lang: str) -> None:
    report = check(str(ROOT), date(2026, 11, 22), date(2026, 11, 22), use_cache=False)
    roadmap = report.judgement.roadmap
    wording = Wording(lang, partial(title_of, roadmap), cells.number, "yes", "no")
    i18n.use(lang)
    for kind, ids in roadmap.paths.items():
        for id in list(ids)[::3]:
            found = show(report, str(ROOT), f"{kind}/{id}")
            fields = wording.fields(kind, found.shown["data"])
            for width in (80, 120):
                said = reporter.render(found.shown, fields, found.findings, lang, width=width)
                assert max(map(cell_len, said.splitlines())) <= width, (kind, id)
            assert json.loads(dump(found.shown))["record"] == f"{kind}/{id}"


def test_the_installed_command(shipped: str) -> None:
    told = process("-C", shipped, "--lang", "fr", "show", "tchap-utilisateurs")
    assert told.returncode == 0, told.stderr
    assert "Tchap : agents utilisateurs" in told.stdout
    assert "▁▃▃█" in told.stdout
    missing = process("-C", shipped, "--lang", "fr", "show", "tchape")
    assert missing.returncode == 2
    assert "tchap" in missing.stderr
    assert "Traceback" not in missing.stderr
