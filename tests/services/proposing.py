"""A clone with a server that its gate protects, for the tests of proposals: real git, real hooks."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from governance.services import hook
from governance.services.differing import Differing, Plan
from tests.vcs.git import Git

BASE = Path(__file__).parents[1] / "rules" / "base"
RUN = [sys.executable, "-c", "from governance.cli import main; main()"]
DAY = date(2026, 6, 1)
PROGRAMME = "roadmap/programmes/usagers/portail.yaml"
INDICATOR = "roadmap/indicators/plan/portail-usagers.yaml"
MISSION = "roadmap/missions/usagers.yaml"
REVIEW = "roadmap/checkpoints/portail/2026-06-01.yaml"
HELD = """\
programme: portail
date: 2026-06-01
author: Zoé
participants:
  - {organisation: ministere, person: Alix Roy}
measures: [portail-usagers/2026-03-31]
weather: sunny
decision: {kind: continue, decider: Comité numérique}
"""


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commits are made at noon of the day, by nobody but whom the clone names."""
    at_noon(monkeypatch)


@pytest.fixture
def alone(tmp_path: Path) -> Git:
    """A clone without any server."""
    return founded(tmp_path / "clone")


@pytest.fixture
def clone(alone: Git, server: Git) -> Git:
    return alone


@pytest.fixture
def server(alone: Git, tmp_path: Path) -> Git:
    """A bare repository that takes whatever is sent to it."""
    return served(alone, str(tmp_path / "serveur.git"))


@pytest.fixture
def gated(server: Git) -> Git:
    """The server, whose gate now judges the main branch and every proposal."""
    hook.install(str(server.folder), hook.PRE_RECEIVE, ("main", "jalon/*"), RUN, as_of=DAY)
    return server


def at_noon(patch: pytest.MonkeyPatch) -> None:
    """From now on commits are made at noon of the day, whatever git is set to here."""
    for variable in [variable for variable in os.environ if variable.startswith("GIT_")]:
        patch.delenv(variable)
    patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        patch.setenv(f"GIT_{role}_DATE", f"{DAY.isoformat()}T12:00:00Z")


def founded(folder: Path) -> Git:
    """The clone of Zoé in ``folder``: the base roadmap, committed."""
    git = Git(folder)
    shutil.copytree(BASE / "roadmap", folder / "roadmap")
    name(git, "Zoé")
    git.commit({"LISEZMOI": "Bonjour\n"}, "Base")
    return git


def served(git: Git, address: str) -> Git:
    """A bare repository with what the clone holds, which names it ``origin``: an absolute path, or one
    from the clone."""
    git.run("clone", "-q", "--bare", ".", address)
    git.run("remote", "add", "origin", address)
    git.run("fetch", "-q", "origin")
    return Git(git.folder / address)


def executable(path: Path, text: str) -> None:
    """A script of the shell at ``path``."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def name(git: Git, who: str) -> None:
    git.run("config", "user.name", who)
    git.run("config", "user.email", f"{who.split(maxsplit=1)[0].lower()}@example.org")


def other(server: Git, tmp_path: Path, who: str = "Alix Roy") -> Git:
    """The clone of somebody else."""
    git = Git(tmp_path / who.replace(" ", "-"))
    git.run("remote", "add", "origin", str(server.folder))
    git.run("fetch", "-q", "origin")
    git.run("reset", "-q", "--hard", "origin/main")
    name(git, who)
    return git


def edit(git: Git, path: str, before: str, after: str) -> None:
    file = git.folder / path
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


def planned(git: Git, *what: str) -> Plan:
    return Differing(str(git.folder), DAY, DAY).plan(what)
