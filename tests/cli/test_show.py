"""`jalon show`: how a record is named, and what is told of each kind."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

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


def test_by_a_path_from_here(
    small: str, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(small, "roadmap", "programmes"))
    assert "programme/portail" in say("show", "usagers/portail.yaml", *DAY)


def test_an_ambiguous_name_says_which(shipped: str, say: Say) -> None:
    said = say("-C", shipped, "show", "agentconnect", code=2)
    assert "programme/agentconnect, product/agentconnect" in said
    assert "for example programme/agentconnect" in said


def test_an_unknown_name_gets_a_suggestion(small: str, say: Say) -> None:
    said = say("-C", small, "show", "portal", code=2)
    assert "There is no record “portal”." in said
    assert "Did you mean portail" in said
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
    assert "Sens attendu : à la hausse" in french


def test_facts_later_than_the_day_asked_are_not_told(small: str, say: Say) -> None:
    said = say("-C", small, "show", "portail-usagers", "--as-of", "2026-01-15")
    assert "2026-03-31" not in said
    said = say("-C", small, "show", "checkpoint/orage/2026-05-04", "--as-of", "2026-01-15", code=2)
    assert "checkpoint/orage/2026-05-04 was not known yet on 2026-01-15." in said


def test_a_file_that_cannot_be_read_is_told_with_its_place(small: str, say: Say) -> None:
    Path(small, "roadmap", "missions", "usagers.yaml").write_text("id: [", "utf-8")
    said = say("-C", small, "show", "mission/usagers", code=3)
    assert "roadmap/missions/usagers.yaml:" in said
    assert "P002" in said


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("width", [80, 120])
def test_every_record_can_be_shown_and_fits(
    shipped: str, say: Say, width: int, lang: str
) -> None:
    keys: list[str] = []
    for kind in ("strategy", "axis", "mission", "product", "event", "lesson", "stake", "contributor"):
        keys += say("-C", shipped, "list", kind, "--format", "ids").split()[:3]
    for kind in ("programme", "indicator", "measurement", "checkpoint", "source"):
        keys += say("-C", shipped, "list", kind, "--format", "ids").split()[::25]
    for key in ["roadmap", *keys]:
        said = say("-C", shipped, "show", key, width=width, lang=lang)
        assert max(map(cell_len, said.splitlines())) <= width, key
        told = json.loads(say("-C", shipped, "show", key, "--format", "json", lang=lang))
        assert told["format"] == 1
        assert told["record"].endswith(key)


def test_the_installed_command(
    shipped: str, process: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    told = process("-C", shipped, "--lang", "fr", "show", "tchap-utilisateurs")
    assert told.returncode == 0, told.stderr
    assert "Tchap : agents utilisateurs" in told.stdout
    assert "▁▃▃█" in told.stdout
    missing = process("-C", shipped, "--lang", "fr", "show", "tchape")
    assert missing.returncode == 2
    assert "tchap" in missing.stderr
    assert "Traceback" not in missing.stderr
