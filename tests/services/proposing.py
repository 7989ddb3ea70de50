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
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_DATE", f"{DAY.isoformat()}T12:00:00Z")


@pytest.fixture
def alone(tmp_path: Path) -> Git:
    """A clone without any server."""
    git = Git(tmp_path / "clone")
    shutil.copytree(BASE / "roadmap", git.folder / "roadmap")
    name(git, "Zoé")
    git.commit({"LISEZMOI": "Bonjour\n"}, "Base")
    return git


@pytest.fixture
def clone(alone: Git, server: Git) -> Git:
    return alone


@pytest.fixture
def server(alone: Git, tmp_path: Path) -> Git:
    """A bare repository that takes whatever is sent to it."""
    bare = tmp_path / "serveur.git"
    alone.run("clone", "-q", "--bare", ".", str(bare))
    alone.run("remote", "add", "origin", str(bare))
    alone.run("fetch", "-q", "origin")
    return Git(bare)


@pytest.fixture
def gated(server: Git) -> Git:
    """The server, whose gate now judges the main branch and every proposal."""
    hook.install(str(server.folder), hook.PRE_RECEIVE, ("main", "jalon/*"), RUN, as_of=DAY)
    return server


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
