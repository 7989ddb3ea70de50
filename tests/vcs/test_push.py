"""What a push moves is read as git tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from governance.vcs.push import Move, default_branch, received, staged, upstream
from governance.vcs.repository import Repository
from tests.vcs.git import ZOE, Git, stamp

NONE = "0" * 40


def test_the_lines_of_git() -> None:
    one, two = received([f"{NONE} {'a' * 40} refs/heads/main", f"{'b' * 40} {NONE} refs/tags/v 1"])
    assert (one.old, one.new, one.branch) == ("", "a" * 40, "main")
    assert (two.old, two.new, two.branch, two.ref) == ("b" * 40, "", "", "refs/tags/v 1")


@pytest.mark.parametrize(
    ("ref", "protected"),
    [
        ("main", True),
        ("MAIN", True),
        ("release/1", True),
        ("autre", False),
        ("main2", False),
        ("x/main", False),
    ],
)
def test_which_branches_are_protected(ref: str, protected: bool) -> None:
    assert Move(f"refs/heads/{ref}", NONE, "a").protected(["main", "release/*"]) is protected
    assert not Move(f"refs/notes/{ref}", NONE, "a").protected(["*"])


def test_a_history_that_is_rewritten(tmp_path: Path) -> None:
    git = Git(tmp_path)
    one = git.commit({"a": "1\n"})
    two = git.commit({"a": "2\n"})
    git.run("reset", "-q", "--hard", one)
    other = git.commit({"a": "3\n"})
    repository = Repository.at(str(tmp_path))
    assert [Move("refs/heads/main", *pair).rewinds(repository) for pair in (
        (one, two), (two, one), (two, other), (NONE, one), (one, NONE),
    )] == [False, True, True, False, False]  # fmt: skip


def test_the_branch_that_a_clone_follows(tmp_path: Path) -> None:
    git = Git(tmp_path / "serveur", "-b", "principale")
    head = git.commit({"a": "1\n"})
    git.run("clone", "-q", ".", str(tmp_path / "clone"))
    repository = Repository.at(str(tmp_path / "clone"))
    assert upstream(repository, "origin") == head
    assert upstream(repository, "--help") == ""
    assert (
        default_branch(repository) == default_branch(Repository.at(str(git.folder))) == "principale"
    )


def test_what_is_staged_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git = Git(tmp_path)
    head = git.commit({"a": "1\n", "b": "1\n"})
    git.write({"a": "2\n", "b": "2\n"})
    git.run("add", "a")
    for name, value in stamp("2026-01-05T09:00:00Z", ZOE, "").items():
        monkeypatch.setenv(name, value)
    made = staged(Repository.at(str(tmp_path)))
    assert git.run("show", f"{made}:a") == "2"
    assert git.run("show", f"{made}:b") == "1"
    assert git.run("rev-parse", f"{made}^") == head == git.head()
