"""Who made a commit, and who brought a file that a later change signs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from governance.gate.changeset import Commit
from governance.services.changes import Compared
from governance.services.revision import open_repository
from tests.vcs.git import Git

ALEX, CLAUDE = ("Alex Robin", "a@example.org"), ("Lex", "claude.durand@example.org")
REVIEW = "roadmap/checkpoints/portail/2026-01-05.yaml"


@pytest.mark.parametrize(
    ("person", "made"),
    [
        ("Robin Alex", True),
        ("A. Robin", True),
        ("Claude Durand", True),
        ("Camille Roux", True),
        ("Zoé Faure", True),
        ("Anne Robin", False),
        ("Cécile Durand", False),
        ("Claude", False),
    ],
)
def test_a_commit_is_of_each_whom_it_names(person: str, made: bool) -> None:
    when = datetime(2026, 1, 5, tzinfo=UTC)
    others = [("Camille Roux", "c@example.org"), ("Zed", "zoe.faure@example.org")]
    assert Commit("1", *ALEX, *CLAUDE, when, [], co_authors=others).is_by(person) is made


def test_a_review_is_of_whoever_wrote_it_and_not_of_whoever_merged_it(tmp_path: Path) -> None:
    git = Git(tmp_path)
    git.commit({"roadmap/roadmap.yaml": "title: A\n"})
    git.run("checkout", "-q", "-b", "revue")
    told = "Revue\n\nCo-Authored-By: Camille Roux <c@example.org>\n"
    git.commit({REVIEW: "programme: portail\n"}, told, who=ALEX)
    git.run("checkout", "-q", "main")
    git.commit({"LISEZMOI": "A\n"})
    git.merge("revue")
    base = git.head()
    git.commit({REVIEW: "programme: portail\nauthor: Anne\n"}, who=CLAUDE)
    new = "roadmap/checkpoints/portail/2026-01-06.yaml"
    git.commit({new: "programme: portail\n"}, who=CLAUDE)
    repository = open_repository(str(tmp_path))
    with Compared(repository, base, git.head(), date(2026, 2, 1)) as compared:
        found = compared.changes.brought(REVIEW)
        assert found is not None
        assert [*found.people.values()] == ["Alex Robin", "Camille Roux"]
        brought = compared.changes.brought(new)
        assert brought is not None and brought.author_name == "Lex"
        assert compared.changes.brought("roadmap/nothing.yaml") is None
