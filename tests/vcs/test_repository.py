"""A repository that cannot be judged says why and what to do; it never reads as a pass."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from governance.errors import CANNOT_JUDGE, ENVIRONMENT, JalonError
from governance.i18n import tell
from governance.vcs.repository import Repository
from tests.vcs.git import ZOE, Git, stamp


@pytest.fixture
def repository(tmp_path: Path) -> Git:
    made = Git(tmp_path / "dépôt public")
    made.commit({"roadmap/roadmap.yaml": "format: 1\n"})
    return made


@contextlib.contextmanager
def refusal(expected: int, *told: str) -> Iterator[None]:
    with pytest.raises(JalonError) as caught:
        yield
    error = caught.value
    said = " ".join(tell(text, error.params, "en") for text in (error.message, error.hint))
    assert error.exit_code == expected
    assert all(word in said for word in told), said


def test_the_plain_case(repository: Git) -> None:
    found = Repository.at(str(repository.folder))
    assert (found.bare, found.shallow, found.prefix) == (False, False, "")
    assert found.commit("main") == found.commit("HEAD") == repository.head()
    found.settled()
    found.whole()


def test_below_the_top_and_in_another_work_tree(repository: Git, tmp_path: Path) -> None:
    assert Repository.at(str(repository.folder / "roadmap")).prefix == "roadmap/"
    repository.run("worktree", "add", "-q", str(tmp_path / "autre"), "-b", "autre")
    other = Repository.at(str(tmp_path / "autre"))
    assert other.commit("HEAD") == repository.head()
    assert other.gitdir.endswith("worktrees/autre")


@pytest.mark.parametrize("options", [("--bare",), ("--object-format=sha256",)])
def test_other_kinds_of_repository(
    repository: Git, tmp_path: Path, options: tuple[str, ...]
) -> None:
    if "--bare" in options:
        other = tmp_path / "serveur.git"
        repository.run("clone", "-q", "--bare", ".", str(other))
        found = Repository.at(str(other))
        assert found.bare
    else:
        git = Git(tmp_path / "sha256", *options)
        git.commit({"roadmap/roadmap.yaml": "format: 1\n"})
        found = Repository.at(str(git.folder))
    assert len(found.commit("main")) in (40, 64)


@pytest.mark.parametrize(
    "revision",
    ["", "-h", "--output=/tmp/x", "nulle-part", "main\0x", "main..main", "HEAD~99", ":/Un", "a b",
     "\udcff", "main^{tree}", "main:roadmap"],
)  # fmt: skip
def test_a_name_that_is_no_commit_is_refused(repository: Git, revision: str) -> None:
    with refusal(CANNOT_JUDGE, "no commit"):
        Repository.at(str(repository.folder)).commit(revision)


def test_nothing_committed_yet(tmp_path: Path) -> None:
    with refusal(CANNOT_JUDGE, "no commit here yet"):
        Repository.at(str(Git(tmp_path / "vide").folder)).commit("HEAD")


def test_no_repository_and_no_folder(tmp_path: Path) -> None:
    with refusal(CANNOT_JUDGE, "not in a git repository", "git init"):
        Repository.at(str(tmp_path))
    with refusal(CANNOT_JUDGE, "no folder"):
        Repository.at(str(tmp_path / "absent"))


def test_no_git(repository: Git, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with refusal(ENVIRONMENT, "git is not installed"):
        Repository.at(str(repository.folder))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root may give files away")
def test_a_repository_of_somebody_else(repository: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.delenv("SUDO_UID", raising=False)
    for path in (repository.folder, repository.folder / ".git"):
        os.chown(path, 4242, 4242)
    with refusal(ENVIRONMENT, "belongs to another user", "safe.directory", str(repository.folder)):
        Repository.at(str(repository.folder))


def test_a_cut_history(repository: Git, tmp_path: Path) -> None:
    repository.commit({"roadmap/a.yaml": "a: 1\n"})
    cut = tmp_path / "court"
    repository.run("clone", "-q", "--depth", "1", repository.folder.as_uri(), str(cut))
    found = Repository.at(str(cut))
    assert found.shallow
    with refusal(CANNOT_JUDGE, "cut", "fetch-depth: 0"):
        found.whole()
    with refusal(CANNOT_JUDGE, "cut", "--unshallow"):
        found.commit("HEAD~1")


def test_two_histories_with_nothing_in_common(repository: Git) -> None:
    main = repository.head()
    repository.run("checkout", "-q", "--orphan", "autre")
    other = repository.commit({"roadmap/autre.yaml": "a: 1\n"})
    with refusal(CANNOT_JUDGE, "no commit in common"):
        Repository.at(str(repository.folder)).merge_base(main, other)


@pytest.mark.parametrize("operation", ["merge", "rebase", "cherry-pick", "revert", "bisect"])
def test_an_operation_in_progress(repository: Git, operation: str) -> None:
    repository.commit({"a": "un\n"})
    repository.run("checkout", "-q", "-b", "autre")
    repository.commit({"a": "deux\n"})
    repository.run("checkout", "-q", "main")
    repository.commit({"a": "trois\n"})
    arguments = {
        "bisect": ["start"], "revert": ["--no-edit", "HEAD~1"], "rebase": ["autre"],
    }.get(operation, ["autre"])  # fmt: skip
    # Git leaves its operation open by failing, all but a bisection.
    with contextlib.suppress(subprocess.CalledProcessError):
        repository.run(
            operation, *arguments, GIT_EDITOR="true", **stamp("2026-01-07T09:00:00Z", ZOE, "")
        )
    with refusal(CANNOT_JUDGE, "in progress", f"git {operation}"):
        Repository.at(str(repository.folder)).settled()


def test_what_git_left_in_the_environment_is_not_believed(
    repository: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Git(tmp_path / "autre")
    other.commit({"b": "b\n"})
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(other.folder / ".git"))
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'core.bare=true'")
    found = Repository.at(str(repository.folder))
    assert not found.bare
    assert found.commit("HEAD") == repository.head()
