"""What `jalon check` adds up is about what was asked, on a day that has something to be judged."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from governance.cli.app import run
from governance.i18n import tell
from tests.cli.conftest import BASE, ROOT, Say

DAY = ("--as-of", "2026-06-01")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "repository"))


def test_totals_are_those_of_the_files_asked_about(
    root: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    whole = say("check", *DAY).splitlines()
    assert whole == [
        (
            "1 programme: 0 overdue for review (0 for the first), 0 never reviewed, 0 never measured; "
            "1 indicator: 0 reached, 0 stale, 0 never measured; 0 decisions open."
        ),
        "13 records judged as of 2026-06-01: 0 errors, 0 warnings, 0 notes.",
    ]
    assert say("check", "roadmap/sources", *DAY).splitlines() == [
        "1 record asked about, 13 judged as of 2026-06-01: 0 errors, 0 warnings, 0 notes."
    ]
    some = say("check", "roadmap/indicators", "roadmap/measurements", *DAY).splitlines()
    assert some[0] == "1 indicator: 0 reached, 0 stale, 0 never measured."
    assert some[1].startswith("3 records asked about, 13 judged")
    document = json.loads(say("check", "roadmap/measurements", *DAY, "--format", "json"))
    assert {kind: n for kind, n in document["records"].items() if n} == {"measurement": 2}


def test_french_totals_agree_in_number(root: Path, say: Say) -> None:
    said = say("-C", str(root), "check", *DAY, lang="fr").replace("\u00a0", " ").splitlines()
    assert said == [
        (
            "1 programme : 0 en retard de point d’étape (0 pour le premier), 0 sans aucun point "
            "d’étape, 0 sans aucune mesure ; 1 indicateur : 0 atteint, 0 périmé, 0 jamais mesuré ; "
            "0 décision ouverte."
        ),
        "13 fiches jugées au 2026-06-01 : 0 erreur, 0 alerte, 0 note.",
    ]


def test_check_and_status_count_the_same_reviews_as_overdue(
    say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    day = ("--as-of", "2021-06-30")
    totals = json.loads(say("-C", str(ROOT), "status", *day, "--format", "json"))["totals"]
    run(["-C", str(ROOT), "--lang", "en", "check", *day, "-q"])
    told = capsys.readouterr().out.splitlines()[-2]
    late, first = totals["reviews_overdue"], totals["first_overdue"]
    assert f": {late} overdue for review ({first} for the first), " in told
    assert f" {totals['never_reviewed']} never reviewed, " in told
    assert f" {totals['never_measured']} never measured; " in told


def test_a_day_before_everything_is_no_pass(root: Path, say: Say) -> None:
    said = say("-C", str(root), "check", "--as-of", "2020-01-01", code=3)
    assert "no strategy of this roadmap had begun" in said and "2025-01-06" in said
    said = say("-C", str(root), "check", "--as-of", "2020-01-01", code=3, lang="fr")
    assert "aucune stratégie" in said and "--as-of 2025-01-06" in said


def test_a_day_to_come_is_told_on_stderr(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("check", "status", "list"):
        run(["-C", str(root), "--lang", "en", command, "--as-of", "2999-01-01"])
        told = capsys.readouterr()
        assert told.err.count("2999-01-01 is still to come: judged by what is known") == 1
        assert "still to come" not in told.out
    run(["-C", str(root), "--lang", "en", "check", *DAY])
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("language", "forms"),
    [("en", ["0 days", "1 day", "2 days"]), ("fr", ["0 day", "1 day", "2 days"])],
)
def test_a_number_chooses_the_form_of_a_word(language: str, forms: list[str]) -> None:
    said = [tell("{days} {days:day/days}", {"days": days}, language) for days in (0, 1, 2)]
    assert said == forms
    assert tell("{days:>3}|{name}", {"days": 1, "name": "a/b"}, language) == "  1|a/b"
