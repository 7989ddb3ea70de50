"""`jalon waive` and `jalon codeowners` as people and machines meet them."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.terminal import copy_of_base

Say = Callable[..., str]
REASON = "The ministries sign at the meeting of the committee."


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A programme that too few administrations endorse; nobody is known to git."""
    root = copy_of_base(tmp_path / "repository")
    programme = root / "roadmap/programmes/usagers/portail.yaml"
    programme.write_text(
        programme.read_text().replace("scope: ministerial", "scope: interministerial")
    )
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    return root


def day(days: int) -> str:
    # The command reads the day of the machine: a waiver is granted today.
    return (date.today() + timedelta(days=days)).isoformat()  # noqa: DTZ011


def waive(root: Path, *more: str) -> tuple[str, ...]:
    return ("-C", str(root), "waive", "E701", "portail", "--reason", REASON, *more)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("E701 is waived for programme/portail until", "(60 days), granted by Committee.",
                "It covers 1 finding of today.", "It may be renewed 1 more time.", "(G902)")),
        ("fr", ("dérogation à E701 pour programme/portail jusqu’au", "(60 jours), accordée par Committee.",
                "Elle couvre 1 constat d’aujourd’hui.", "renouvelée 1 fois.", "(G902)")),
    ],
)  # fmt: skip
def test_a_waiver_says_what_it_does_and_when_it_ends(
    root: Path, say: Say, lang: str, words: tuple[str, ...]
) -> None:
    said = say(*waive(root, "--until", day(60), "--author", "Committee"), lang=lang)
    for word in words:
        assert word in said, said
    assert (root / "governance/policy/waivers.yaml").read_text().count("rule: E701") == 1


def test_the_author_is_the_one_git_knows_or_must_be_said(
    root: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "--author" in say(*waive(root, "--until", day(1)), code=2)
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Sacha Noël")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "s@a.example")
    assert "granted by Sacha Noël." in say(*waive(root, "--until", day(1)))


def test_a_refusal_says_why_and_writes_nothing(root: Path, say: Say) -> None:
    said = say(*waive(root, "--until", day(91), "--author", "Committee"), code=2)
    assert "lasts 91 days; 90 are allowed" in said
    assert "2030-13-01" in say(*waive(root, "--until", "2030-13-01", "--author", "C"), code=2)
    assert not (root / "governance").exists()


def test_code_owners_are_checked_then_written_then_current(root: Path, say: Say) -> None:
    where = ("-C", str(root), "codeowners")
    assert say(*where, "--check", code=1) == ""  # what would change goes to standard output
    assert not (root / ".github").exists()
    assert "written" in say(*where)
    text = (root / ".github/CODEOWNERS").read_text("utf-8")
    # In the language of the roadmap, whatever that of the person.
    assert text.startswith("# Écrit par `jalon codeowners`")
    assert "current" in say(*where, "--check")
    (root / ".github/CODEOWNERS").write_text("* @me\n")
    assert "not written by Jalon" in say(*where, code=1)
    assert (root / ".github/CODEOWNERS").read_text() == "* @me\n"


def test_the_forge_is_that_of_the_repository(root: Path, say: Say) -> None:
    (root / ".gitlab-ci.yml").write_text("")
    assert ".gitlab/CODEOWNERS" in say("-C", str(root), "codeowners")
    assert ".github/CODEOWNERS" in say("-C", str(root), "codeowners", "--forge", "github")
    assert [path.name for path in (root / ".gitlab").iterdir()] == ["CODEOWNERS"]


def test_the_last_day_may_be_a_duration(root: Path, say: Say) -> None:
    assert f"until {day(60)} (60 days)" in say(*waive(root, "--until", "P60D", "--author", "C"))
