"""The history is read in one pass, extended, and never believed beyond what it shows."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from governance.errors import JalonError
from governance.source import cache
from governance.vcs.log import History, commits
from governance.vcs.repository import Repository
from tests.vcs.git import Git


@pytest.fixture
def git(tmp_path: Path) -> Git:
    made = Git(tmp_path / "r")
    made.commit({"roadmap/a.yaml": "a: 1\n"}, "Début", when="2019-10-02T08:00:00Z")
    return made


def test_who_when_and_why(git: Git) -> None:
    git.commit(
        {"roadmap/a.yaml": None, "roadmap/é\n.yaml": "x: 1\n"}, "Sujet\n\nPourquoi\x01.\n",
        when="2020-08-27T22:30:00+02:00", who=("Éloïse\x02 D", "e@example.org"),
        written="2001-01-01T00:00:00Z",
    )  # fmt: skip
    last, first = commits(Repository.at(str(git.folder)), git.head())
    assert (last.author_name, last.author_email) == ("Éloïse\x02 D", "e@example.org")
    assert last.when == datetime(2020, 8, 27, 20, 30, tzinfo=UTC)
    assert (last.subject, last.message) == ("Sujet", "Sujet\n\nPourquoi\x01.")
    blob = git.run("rev-parse", "HEAD:roadmap/é\n.yaml")
    assert last.paths == [("roadmap/a.yaml", ""), ("roadmap/é\n.yaml", blob)]
    assert last.parents == [first.id]
    assert first.parents == []


def test_the_settings_of_a_person_change_nothing(git: Git) -> None:
    git.commit({"roadmap/b.yaml": "a: 1\n"})
    told = [
        (c.id, c.paths)
        for c in commits(Repository.at(str(git.folder)), git.head(), scope="roadmap")
    ]
    for setting in ("diff.relative=true", "log.follow=true", "diff.renames=copies", "log.showSignature=true",
                    "log.showRoot=false", "diff.noprefix=true", "color.ui=always", "log.date=relative"):  # fmt: skip
        git.run("config", *setting.split("="))
    sub = Repository.at(str(git.folder / "roadmap"))
    assert [(c.id, c.paths) for c in commits(sub, git.head(), scope="roadmap")] == told


def branch(git: Git) -> None:
    git.run("checkout", "-q", "-b", "proposition")
    git.commit({"roadmap/b.yaml": "b: 1\n"}, when="2021-01-01T00:00:00Z")
    git.commit({"roadmap/b.yaml": "b: 2\n"}, when="2021-01-02T00:00:00Z")
    git.run("checkout", "-q", "main")
    git.commit({"autre": "x\n"}, when="2021-02-01T00:00:00Z")
    git.merge("proposition", when="2021-03-01T00:00:00Z")


def test_a_merge_stands_for_what_it_brought(git: Git) -> None:
    branch(git)
    repository = Repository.at(str(git.folder))
    history = History.of(repository, git.head(), "roadmap")
    assert history.entered("roadmap/a.yaml") == "2019-10-02"
    assert history.entered("roadmap/b.yaml") == "2021-03-01", "the day it was merged"
    assert len(history.versions("roadmap/b.yaml")) == 1
    assert history.entered("roadmap/c.yaml") is None
    brought = [
        c.subject for c in commits(repository, git.head(), since=git.run("rev-parse", "HEAD^1"))
    ]
    assert brought == ["Merge proposition", "Un changement", "Un changement"]


def test_what_is_added_later_is_added_to_what_was_read(git: Git, tmp_path: Path) -> None:
    chance = random.Random(3)
    repository = Repository.at(str(git.folder))
    for turn in range(12):
        path = f"roadmap/{chance.choice('abc')}.yaml"
        there = (git.folder / path).exists()
        git.commit({path: None if there and chance.random() < 0.3 else f"v: {turn}\n"})
        if turn == 5:
            git.run("reset", "-q", "--hard", "HEAD~2")
        if turn == 8:
            git.run("checkout", "-q", "-b", "x")
            git.commit({"roadmap/x.yaml": "x: 1\n"})
            git.run("checkout", "-q", "main")
            git.commit({"roadmap/y.yaml": "y: 1\n"})
            History.of(repository, git.run("rev-parse", "x"), "roadmap")
            git.merge("x")
        extended = History.of(repository, git.head(), "roadmap")
        for kept_file in Path(cache.folder()).glob("history-*"):
            kept = kept_file.read_bytes()
            kept_file.unlink()
            whole = History.of(repository, git.head(), "roadmap")
            kept_file.write_bytes(kept)
        assert {p: extended.versions(p) for p in extended.paths()} == {
            p: whole.versions(p) for p in whole.paths()
        }


def test_a_cut_history_tells_nothing(git: Git, tmp_path: Path) -> None:
    git.commit({"roadmap/a.yaml": "a: 2\n"})
    git.run("clone", "-q", "--depth", "1", git.folder.as_uri(), str(tmp_path / "court"))
    repository = Repository.at(str(tmp_path / "court"))
    with pytest.raises(JalonError, match="cut"):
        History.of(repository, git.head(), "roadmap")
    with pytest.raises(JalonError, match="cut"):
        next(commits(repository, git.head()))
