"""The history of a record: who, when, why, per value; also of one that moved, and of one that went."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from governance.errors import JalonError
from governance.reporters import history as reporter
from governance.services.history import history
from tests.vcs.git import Git

BASE = Path(__file__).parents[1] / "rules" / "base"
INDICATOR = "roadmap/indicators/plan/portail-usagers.yaml"
MOVED = "roadmap/indicators/portail-usagers.yaml"


@pytest.fixture(scope="module")
def git(tmp_path_factory: pytest.TempPathFactory) -> Git:
    made = Git(tmp_path_factory.mktemp("h") / "r")
    shutil.copytree(BASE / "roadmap", made.folder / "roadmap")
    made.commit(
        {}, "Publication", when="2025-01-10T10:00:00Z", who=("Secrétariat", "s@example.org")
    )
    text = (made.folder / INDICATOR).read_text("utf-8")
    made.commit({"autre": "x\n"}, when="2025-02-01T10:00:00Z")
    lower = text.replace("value: 10000", "value: 8000")
    made.commit(
        {INDICATOR: lower}, "Baisser la cible\n\nLe budget manque.", when="2025-03-01T10:00:00Z"
    )
    made.commit(
        {INDICATOR: None, MOVED: lower.replace("../../../", "../../")},
        "Ranger",
        when="2025-04-01T10:00:00Z",
    )
    made.commit({MOVED: None}, "Retirer", when="2025-05-01T10:00:00Z")
    return made


def test_each_change_with_its_author_its_day_and_its_reason(git: Git) -> None:
    found = history(str(git.folder), "portail-usagers")
    assert (found.key, found.title) == ("indicator/portail-usagers", "Usagers du portail")
    told = [(e.day, e.commit.author_name, e.commit.subject, e.story.facts) for e in found.events]
    assert told == [
        ("2025-05-01", "Zoé", "Retirer", 1),
        ("2025-04-01", "Zoé", "Ranger", 0),
        ("2025-03-01", "Zoé", "Baisser la cible", 1),
        ("2025-01-10", "Secrétariat", "Publication", 1),
    ]
    said = " ".join(reporter.render(found, "en").split())
    assert "from 10,000 to 8,000" in said


def test_every_value_that_was_promised(git: Git) -> None:
    promises = {(p.field, p.name): p.values for p in history(str(git.folder), INDICATOR).promises}
    assert promises == {
        ("target", "2026-12-31"): [
            ("2025-01-10", 10000),
            ("2025-03-01", 8000),
            ("2025-05-01", None),
        ]
    }
    programme = history(str(git.folder), "programme/portail")
    assert [(p.field, p.name, p.values) for p in programme.promises] == [
        ("milestone", "ouverture baseline", [("2025-01-10", "2026-12-31")])
    ]


def test_up_to_a_commit(git: Git) -> None:
    assert len(history(str(git.folder), "portail-usagers", at="HEAD~3").events) == 1


def test_the_same_for_another_program(git: Git) -> None:
    told = json.loads(reporter.json(history(str(git.folder), "portail-usagers"), "fr"))
    assert told["events"][2]["message"] == "Baisser la cible\n\nLe budget manque."
    assert told["events"][2]["changes"][0]["pointer"] == "/targets/0/value"
    assert told["promises"][0]["values"][-1] == {"since": "2025-05-01", "value": None}


@pytest.mark.parametrize(
    ("given", "said"),
    [("portail-usager", "never called|ever called"), ("portail/2026-05-2", "ever called")],
)
def test_a_name_that_no_record_ever_had(git: Git, given: str, said: str) -> None:
    with pytest.raises(JalonError, match=said) as caught:
        history(str(git.folder), given)
    assert caught.value.exit_code == 2
    assert "portail" in str(caught.value.params["near"])
