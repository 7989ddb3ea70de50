"""The hooks refuse in a real repository what must not enter, and nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.terminal import jalon
from tests.services.proposing import founded, served
from tests.vcs.git import Git

BASE = Path(__file__).parents[1] / "rules" / "base"
PROGRAMME = "roadmap/programmes/usagers/portail.yaml"


@pytest.fixture
def clone(tmp_path: Path) -> Git:
    return founded(tmp_path / "clone")


@pytest.fixture
def server(clone: Git, tmp_path: Path) -> Path:
    bare = served(clone, str(tmp_path / "un serveur.git")).folder
    done = jalon("hook", "install", "pre-receive", "-C", str(bare), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return bare


def push(git: Git, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        ["git", "push", *arguments], cwd=git.folder, capture_output=True, text=True, check=False,
        encoding="utf-8",
    )  # fmt: skip
    return done.returncode, done.stderr


def test_a_push_that_the_gate_blocks(clone: Git, server: Path) -> None:
    before = clone.head()
    clone.commit({"roadmap/missions/usagers.yaml": None}, when="2026-11-01T00:00:00Z")
    code, said = push(clone, "origin", "main")
    assert code == 1
    assert "L101" in said
    assert "remote: " in said
    assert "fiches jugées" in said, "in the language of the roadmap"
    assert "\x1b" not in said
    assert Git(server).run("rev-parse", "main") == before
    assert push(clone, "origin", "HEAD:refs/heads/proposition")[0] == 0, (
        "a proposal may be anything"
    )


def test_what_may_not_move_at_all(clone: Git, server: Path) -> None:
    clone.commit({"autre": "x\n"})
    clone.run("tag", "v1")
    assert push(clone, "origin", "main", "v1")[0] == 0
    Git(server).run("config", "receive.denyDeleteCurrent", "ignore")
    there = Git(server).run("for-each-ref")
    for arguments, said in (
        (["origin", ":main"], "supprimée"),
        (["--force", "origin", "HEAD~1:main"], "réécrit"),
        (["--force", "origin", "HEAD~1:refs/tags/v1"], "étiquette"),
        (["origin", ":v1"], "étiquette"),
    ):
        code, told = push(clone, *arguments)
        assert code == 1 and said in told, arguments
        assert Git(server).run("for-each-ref") == there, arguments


def test_the_first_push_is_judged_whole(clone: Git, tmp_path: Path) -> None:
    empty = Git(tmp_path / "vide.git", "--bare")
    jalon("hook", "install", "pre-receive", "-C", str(empty.folder), cwd=tmp_path)
    clone.commit({"roadmap/missions/usagers.yaml": None})
    code, said = push(clone, str(empty.folder), "main")
    assert (code, "L101" in said) == (1, True)


def test_installing_leaves_another_hook_alone(clone: Git, server: Path, tmp_path: Path) -> None:
    hook = server / "hooks" / "pre-receive"
    assert hook.stat().st_mode & 0o111
    again = jalon(
        "hook", "install", "pre-receive", "-C", str(server), "--protect", "prod/*", cwd=tmp_path
    )
    assert again.returncode == 0
    assert "--protect 'prod/*'" in hook.read_text()
    hook.write_text("#!/bin/sh\nexit 0\n")
    refused = jalon("hook", "install", "pre-receive", "-C", str(server), cwd=tmp_path)
    assert refused.returncode == 2
    assert "jalon hook run pre-receive" in refused.stderr
    assert hook.read_text() == "#!/bin/sh\nexit 0\n"
    for kind, folder in (("pre-receive", clone.folder), ("pre-commit", server)):
        assert jalon("hook", "install", kind, "-C", str(folder), cwd=tmp_path).returncode == 2


def test_before_a_commit_only_what_is_staged_is_judged(clone: Git) -> None:
    assert jalon("hook", "install", "pre-commit", cwd=clone.folder).returncode == 0
    clone.write({"roadmap/missions/usagers.yaml": None, "autre": "x\n"})
    clone.run("add", "autre")
    clone.run("commit", "-q", "-m", "Sans la mission")
    with pytest.raises(subprocess.CalledProcessError) as caught:
        clone.run("commit", "-q", "-a", "-m", "Avec")
    assert "L101" in caught.value.stderr


def test_before_a_push_the_branch_is_judged_against_the_remote(clone: Git, server: Path) -> None:
    assert jalon("hook", "install", "pre-push", cwd=clone.folder).returncode == 0
    clone.run("checkout", "-q", "-b", "proposition")
    clone.commit({"autre": "x\n"})
    assert push(clone, "origin", "proposition")[0] == 0
    clone.commit({"roadmap/missions/usagers.yaml": None})
    code, said = push(clone, "origin", "proposition")
    assert (code, "L101" in said) == (1, True)
    assert "remote: " not in said


def test_a_server_whose_default_branch_does_not_exist_takes_nothing(
    clone: Git, server: Path
) -> None:
    Git(server).run("symbolic-ref", "HEAD", "refs/heads/master")
    clone.commit({"roadmap/missions/usagers.yaml": None}, when="2026-11-01T00:00:00Z")
    code, said = push(clone, "origin", "main")
    assert code == 1
    assert "master" in said and "symbolic-ref HEAD refs/heads/main" in said
