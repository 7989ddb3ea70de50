"""`jalon meeting`: the agenda of a review meeting and its minutes, in words made from the records."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from governance.services.drafts import save_draft
from tests.cli.conftest import write

Say = Callable[..., str]
DAY = ("--as-of", "2026-06-01")
HELD = """\
programme: orage
date: 2026-06-01
title: Comité de juin
author: Zoé
participants:
  - {organisation: ministere, person: Alix Roy}
weather: cloudy
measures: [orage-messages/2026-05-31]
forecasts:
  - {milestone: essai, forecast: 2026-09-30, reason: Marché infructueux}
decision: {kind: pause, until: 2026-12-31, reason: Faute de moyens, decider: Comité}
"""


def points(say: Say, root: str, *options: str) -> list[dict[str, Any]]:
    told = json.loads(say("-C", root, "meeting", *DAY, *options, "--format", "json"))
    found: list[dict[str, Any]] = told["points"]
    return found


def names(say: Say, root: str, *options: str) -> list[str]:
    return [point["subject"] for point in points(say, root, *options)]


def test_programmes_by_mission_then_due_day_then_strategies(small: str, say: Say) -> None:
    found = points(say, small)
    assert [(p["record"], p["mission"], p["due"]) for p in found] == [
        ("programme/portail", "usagers", "2026-06-22"),
        ("programme/orage", None, "2026-05-11"),
        ("strategy/plan", None, "2026-07-06"),
    ]
    assert found[1]["days"] == 21 and found[1]["weather"] == "stormy" and found[1]["awaited"] == 1
    assert found[1]["findings"] > 3, "those of its indicators and reviews as well"
    said = say("-C", small, "meeting", *DAY)
    assert said.startswith("3 reviews to hold on 2026-06-01, of those due by 2026-08-30.\n")
    assert "  2  Messagerie (orage)\n     ↯ stormy · due 2026-05-11, 21 days ago · " in said
    assert "Services aux usagers\n  1  Portail" in said and "\nWithout a mission\n" in said


def test_who_is_on_it(small: str, say: Say) -> None:
    assert names(say, small, "--until", "2026-06-02") == ["orage"]
    assert names(say, small, "--mission", "usagers") == ["portail"]
    assert names(say, small, "--person", "petit") == ["portail"]
    assert names(say, small, "--ministry", "dnum") == ["portail", "orage", "plan"]
    assert names(say, small, "--organisation", "ministere") == []
    assert names(say, small, "--where", "weather:stormy") == ["orage"]
    assert names(say, small, "--where", "mission:none -orage") == ["plan"]
    assert "No review is due by 2026-05-01" in say(
        "-C", small, "meeting", *DAY, "--until", "2026-05-01"
    )
    assert "There is no mission" in say("-C", small, "meeting", "--mission", "usager", code=2)
    assert "There is no field" in say("-C", small, "meeting", "--where", "zzz:1", code=2)


def test_what_is_begun_and_what_is_held(small: str, say: Say) -> None:
    save_draft(small, "checkpoint/portail", {"minutes": "Rien encore."})
    write(Path(small), "checkpoints/orage/2026-06-01", HELD)
    found = {point["subject"]: point for point in points(say, small)}
    assert found["portail"]["draft"] and found["portail"]["held"] is None
    assert found["orage"]["held"] == "checkpoint/orage/2026-06-01"
    assert found["orage"]["due"] is None, "a pause sets no day; it was reviewed in this meeting"
    said = say("-C", small, "meeting", *DAY, lang="fr")
    assert "✓ tenu · ‖ en pause" in said and "→ commencé" in said
    assert "1 point d’étape est tenu." in " ".join(said.split())
    assert "orage" not in names(say, small, "--on", "2026-05-31")


def test_minutes_are_made_from_the_records(small: str, say: Say) -> None:
    write(Path(small), "checkpoints/orage/2026-06-01", HELD)
    write(
        Path(small), "measurements/orage-messages/2026-05-31",
        "indicator: orage-messages\ndate: 2026-05-31\nvalue: 1500\nbound: at_least\nsource: [plan-2025]\n",
    )  # fmt: skip
    said = say("-C", small, "meeting", "--minutes", *DAY)
    assert (
        said
        == """\
Minutes: Comité de juin, 2026-06-01
Took part: Alix Roy (Ministère pilote).
Written by: Zoé.
1 checkpoint was held.

Messagerie
  - Weather: ↯ stormy → ☁ cloudy
  - Decision: pause, until 2026-12-31, decided by Comité. Faute de moyens.
  - Measures:
      - Messages par jour: ≥ 1,500 messages on 2026-05-31
  - Forecasts:
      - Essai: 2026-02-28 → 2026-09-30, 214 days later. Marché infructueux.
  - Record: checkpoint/orage/2026-06-01
"""
    )
    french = say("-C", small, "meeting", "--minutes", *DAY, "--format", "markdown", lang="fr")
    assert french.startswith(
        "# Compte rendu\u00a0: Comité de juin, 2026-06-01\n\n"
        "Ont participé\u00a0: Alix Roy (Ministère pilote)."
    )
    late = "  - Essai\u00a0: 2026-02-28 → 2026-09-30, 214 jours plus tard. Marché infructueux."
    assert late in french
    told = json.loads(say("-C", small, "meeting", "--minutes", *DAY, "--format", "json"))
    assert told["reviewed"][0]["forecasts"][0]["days"] == 214 and told["postponed"] == []


def test_minutes_of_named_checkpoints_and_of_a_day(small: str, say: Say) -> None:
    two = say(
        "-C",
        small,
        "meeting",
        "--minutes",
        "orage/2026-05-04",
        "checkpoint/portail/2026-05-20",
        *DAY,
    )
    assert two.startswith("Minutes of the review meeting of 2026-05-04, 2026-05-20\n")
    assert two.index("Messagerie") < two.index("Portail des démarches") and "- Date: " in two
    assert "Chiffrer la reprise (Dominique Petit, by 2026-05-15)" in two
    strategy = say("-C", small, "meeting", "--minutes", "--on", "2026-04-08", *DAY)
    assert "Record: checkpoint/plan/2026-04-08" in strategy
    assert "- Decision: no decision recorded" in strategy or "- Decision: " in strategy
    assert "Messagerie" in say(
        "-C", small, "meeting", "--minutes", "--on", "2026-05-04", "--where", "orage", *DAY
    )


def test_what_was_postponed_stays_due(small: str, say: Say) -> None:
    asked = ("-C", small, "meeting", "--minutes", "--on", "2026-05-04", *DAY)
    assert "Postponed" not in say(*asked)
    put_off = "Portail des démarches: Sans chiffres. (its review stays due on 2026-06-22)"
    assert put_off in " ".join(say(*asked, "--postponed", "portail=Sans chiffres.").split())
    kept = {"values": {"date": "2026-05-04"}, "postponed": {"portail": "Sans chiffres."}}
    save_draft(small, "meeting", kept)
    assert put_off in " ".join(say(*asked).split()), "as the meeting under way says"
    kept["values"]["date"] = "2026-05-05"
    save_draft(small, "meeting", kept)
    assert "Postponed" not in say(*asked), "another meeting"


def test_words_of_records_command_nothing(small: str, say: Say) -> None:
    hostile = '"[x](https://a.b) @alix <b> `c` # \\e]0;x\\a *gras* #12"'
    write(
        Path(small), "checkpoints/orage/2026-06-01",
        f"programme: orage\ndate: 2026-06-01\ntitle: {hostile}\nminutes: {hostile}\n"
        f"actions:\n  - {{title: {hostile}, owner: {hostile}, due: 2026-06-30}}\n",
    )  # fmt: skip
    for form in ("text", "markdown", "json"):
        said = say("-C", small, "meeting", "--minutes", *DAY, "--format", form)
        assert "\x1b" not in said and "\x07" not in said
    said = say("-C", small, "meeting", "--minutes", *DAY, "--format", "markdown")
    quoted = r"`[x](https://a.b)` `@alix` \<b\> \`c\` \# \\x1b\]0;x\\x07 \*gras\* `#12`"
    assert f"- Said: {quoted}\n" in said and said.startswith(f"# Minutes: {quoted}, ")


def test_it_is_written_over_nothing(
    small: str, say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ("-C", small, "meeting", *DAY, "--format", "markdown", "--output", "ordre.md")
    assert say(*asked) == ""
    text = Path("ordre.md").read_text("utf-8")
    assert text.startswith("# Review meeting of 2026-06-01\n\n3 reviews to hold")
    assert "\n1. **Portail des démarches**: ☀ sunny · due 2026-06-22" in text
    assert "There is a file" in say(*asked, code=2)
    assert Path("ordre.md").read_text("utf-8") == text
    assert "cannot be written" in say(*asked[:-1], "none/ordre.md", code=4)


def test_mistakes_are_told_with_a_remedy(small: str, say: Say) -> None:
    def wrong(*options: str, code: int = 2) -> str:
        return " ".join(say("-C", small, "meeting", *options, *DAY, code=code).split())

    assert "go with --minutes. Add --minutes" in wrong("orage/2026-05-04")
    assert "go with --minutes" in wrong("--postponed", "portail=x")
    assert "choose what is on the agenda" in wrong("--minutes", "--person", "petit")
    assert "--where choose" in wrong("--minutes", "orage/2026-05-04", "--where", "orage")
    assert "No checkpoint is recorded for 2026-06-01. Give the day" in wrong("--minutes", code=3)
    assert "is no checkpoint" in wrong("--minutes", "programme/orage")
    assert "does not say why" in wrong("--minutes", "orage/2026-05-04", "--postponed", "portail")
    assert "There is no" in wrong("--minutes", "orage/2026-05-04", "--postponed", "zzz=x")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_line_fits(shipped: str, say: Say, lang: str) -> None:
    for width in (60, 80, 120):
        said = say("-C", shipped, "meeting", "--as-of", "2021-06-30", width=width, lang=lang)
        said += say(
            "-C", shipped, "meeting", "--minutes", "--on", "2020-05-28", width=width, lang=lang
        )
        assert max(map(cell_len, said.splitlines())) <= width
