"""Pushed for real to a guarded repository: no attack enters, and no honest change is refused."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from governance.gate.registry import CHANGE, rules
from governance.source.reader import read
from tests.gate.pushes import ATTACKS, HONEST, Push
from tests.vcs.git import Git, stamp

RULES = Path(__file__).parents[1] / "rules"
CASES = sorted(
    path.parent
    for path in RULES.glob("C*/*/*/case.yaml")
    if rules()[path.parents[2].name.partition("-")[0]].rule.scope == CHANGE
    and path.parents[2].name[:4] != "C118"  # keys are among the attacks with git
)
# Copies are new files: with the times of their sources, git would take another text for the same.
JALON = [sys.executable, "-c", "from governance.cli import main; main()"]
QUICK = (
    "evil-merge",
    "cycle-by-merging",
    "own-policy",
    "symlink",
    "forged-past",
    "measured",
    "merged",
)
"""Those of every run of the tests; `make attacks` pushes all of them."""
SOMEBODY = ("Alex Robin", "alex@example.org")


class Guarded:
    """A server with the gate on it, and a clone of it."""

    def __init__(self, folder: Path, before: Path | None = None, day: str = "2026-06-01") -> None:
        self.git = Git(folder / "clone")
        shutil.copytree(
            RULES / "base" / "roadmap", self.git.folder / "roadmap", copy_function=shutil.copyfile
        )
        for name, value in (("user.name", SOMEBODY[0]), ("user.email", SOMEBODY[1])):
            self.git.run("config", name, value)
        self.git.commit({}, "Début", when="2026-05-20T10:00:00Z", who=SOMEBODY)
        if before is not None and before.is_dir():
            shutil.copytree(
                before, self.git.folder, dirs_exist_ok=True, copy_function=shutil.copyfile
            )
        self.base = self.git.commit({}, "Base", when="2026-05-20T11:00:00Z", who=SOMEBODY)
        self.git.run("tag", "v1")
        self.server = folder / "serveur.git"
        self.git.run("clone", "-q", "--bare", ".", str(self.server))
        self.git.run("remote", "add", "origin", str(self.server))
        Git(self.server).run("config", "receive.denyDeleteCurrent", "ignore")
        done = subprocess.run(
            [*JALON, "hook", "install", "pre-receive", "--protect", "main", "-C", str(self.server)],
            capture_output=True, check=False, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        hook = self.server / "hooks" / "pre-receive"
        hook.write_text(hook.read_text().rstrip("\n") + f" --as-of {day}\n")

    def push(self, arguments: list[str]) -> tuple[bool, str]:
        """Whether the server took it, and what it said; a refusal leaves every ref as it was."""
        before = Git(self.server).run("for-each-ref")
        done = subprocess.run(
            ["git", "push", *arguments], cwd=self.git.folder, capture_output=True, text=True,
            check=False, encoding="utf-8",
        )  # fmt: skip
        if done.returncode:
            assert Git(self.server).run("for-each-ref") == before
        return done.returncode == 0, done.stderr


def _some(pushes: tuple[Push, ...], names: tuple[str, ...]) -> list[Any]:
    """All of ``pushes``; those not named wait for the run of every push."""
    marks = {True: [], False: [pytest.mark.push]}
    return [pytest.param(p, id=p.name, marks=marks[p.name in names]) for p in pushes]


@pytest.mark.parametrize("attack", _some(ATTACKS, QUICK))
def test_an_attack_with_git_is_refused(attack: Push, tmp_path: Path) -> None:
    guarded = Guarded(tmp_path)
    taken, said = guarded.push(attack.make(guarded.git))
    assert not taken
    assert attack.told in said
    assert "Traceback" not in said


@pytest.mark.parametrize("change", _some(HONEST, QUICK))
def test_an_honest_change_is_taken(change: Push, tmp_path: Path) -> None:
    guarded = Guarded(tmp_path)
    taken, said = guarded.push(change.make(guarded.git))
    assert taken, said


@pytest.mark.push
@pytest.mark.parametrize("case", CASES, ids=lambda path: str(path.relative_to(RULES)))
def test_what_a_rule_on_changes_tells_apart(case: Path, tmp_path: Path) -> None:
    told, _ = read((case / "case.yaml").read_bytes())
    assert told is not None
    day = str(told.get("received", told.get("today", "2026-06-01")))
    guarded = Guarded(tmp_path, case / "before", day)
    change(guarded.git, case, told, day)
    taken, said = guarded.push(["origin", "main"])
    code = case.parent.parent.name.partition("-")[0]
    if case.parent.name == "valid":
        assert taken, said
    else:
        assert code in said, "what only warns is told too"
        assert taken is (code in ("C108", "C110", "C113") and "error" not in said.lower()), said


def change(git: Git, case: Path, told: dict[str, Any], day: str) -> None:
    """Make the commits of a case: from what lay before to the base with what the case changes."""
    for name in ("roadmap", "governance"):
        shutil.rmtree(git.folder / name, ignore_errors=True)
    shutil.copytree(
        RULES / "base" / "roadmap", git.folder / "roadmap", copy_function=shutil.copyfile
    )
    for path in told.get("remove", []):
        (git.folder / path).unlink()
    beside = shutil.ignore_patterns("before", "case.yaml")
    shutil.copytree(
        case,
        git.folder,
        symlinks=True,
        dirs_exist_ok=True,
        ignore=beside,
        copy_function=shutil.copyfile,
    )
    commits = told.get("commits", [])
    for number, made in enumerate(commits):
        later = {path for other in commits[number + 1 :] for path in other["paths"]}
        for path in later.intersection(made["paths"]):
            content = (git.folder / path).read_bytes()
            (git.folder / path).write_bytes(content + b"# en cours\n")
            git.run("add", "--", path)
            (git.folder / path).write_bytes(content)
        if last := [path for path in made["paths"] if path not in later]:
            git.run("add", "-A", "--", *last)
        when = f"{made.get('day', day)}T10:00:00Z"
        author = (made["author"], "auteur@example.org")
        who = stamp(when, (made.get("committer", made["author"]), "auteur@example.org"), "")
        who |= {"GIT_AUTHOR_NAME": author[0], "GIT_AUTHOR_EMAIL": author[1]}
        git.run("commit", "-q", "--allow-empty", "-m", "Un pas", **who)
    git.commit({}, "Une proposition", when=f"{day}T10:00:00Z", who=SOMEBODY)


def test_enough_is_tried() -> None:
    invalid = sum(case.parent.name == "invalid" for case in CASES)
    assert len(ATTACKS) + invalid >= 40
    assert len(HONEST) + len(CASES) - invalid >= 40
