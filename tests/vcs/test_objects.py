"""The files of a commit are read as git holds them, whatever lies in the work tree."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from governance.errors import CANNOT_JUDGE, JalonError
from governance.source.problem import Problem
from governance.vcs.objects import Files, Merged, Objects, touched
from governance.vcs.repository import Repository
from tests.vcs.git import Git

LIMIT = 1 << 20


@pytest.fixture
def git(tmp_path: Path) -> Git:
    made = Git(tmp_path / "r")
    made.commit({"roadmap/a.yaml": "a: 1\n", "roadmap/b/é\nx.yaml": "b: 1\n", "autre": "x\n"})
    return made


def test_names_bytes_and_modes(git: Git) -> None:
    (git.folder / "roadmap" / "lien.yaml").symlink_to("/etc/passwd")
    git.commit({"roadmap/vide.yaml": "", "roadmap/a.yaml": b"\xff\0\r\n"})
    (git.folder / "roadmap" / "a.yaml").write_text("not committed\n")
    repository = Repository.at(str(git.folder))
    with Objects(repository) as objects:
        files = Files.of(repository, git.head(), objects)
        assert [path for path, _, _ in files.look().entries] == [
            path for path, _, _ in files.entries if path != "autre"
        ]
        assert [path for path, _, _ in files.entries] == [
            "autre", "roadmap/a.yaml", "roadmap/b/é\nx.yaml", "roadmap/lien.yaml", "roadmap/vide.yaml",
        ]  # fmt: skip
        assert files.read("roadmap/a.yaml", LIMIT) == b"\xff\0\r\n"
        assert files.read("roadmap/vide.yaml", LIMIT) == b""
        assert files.read("roadmap/a.yaml", 1) == b"\xff\0"
        assert files.read("roadmap/b/é\nx.yaml", LIMIT) == b"b: 1\n", (
            "the rest of a cut one is skipped"
        )
        modes = {path: mode for path, _, mode in files.entries}
        assert (modes["roadmap/lien.yaml"], modes["roadmap/a.yaml"]) == (0o120000, 0o100644)
        with pytest.raises(Problem):
            files.read("roadmap/c.yaml", LIMIT)


def test_the_order_is_that_of_a_walk(git: Git) -> None:
    git.commit(
        {f"roadmap/{name}": "x: 1\n" for name in ("b.yaml", "b-c/z.yaml", "b/z.yaml", "é.yaml")}
    )
    repository = Repository.at(str(git.folder))
    with Objects(repository) as objects:
        paths = [path for path, _, _ in Files.of(repository, git.head(), objects).entries]
    assert paths == sorted(paths, key=lambda path: path.split("/"))


def test_a_roadmap_below_the_top(git: Git) -> None:
    git.commit({"projet/roadmap/c.yaml": "c: 1\n", "projet2/x": "x\n"})
    repository = Repository.at(str(git.folder / "projet"))
    with Objects(repository) as objects:
        files = Files.of(repository, git.head(), objects)
        assert [path for path, _, _ in files.entries] == ["roadmap/c.yaml"]
        assert files.read("roadmap/c.yaml", LIMIT) == b"c: 1\n"
    assert touched(repository, "HEAD~1", "HEAD") == [
        ("/projet2/x", "added"),
        ("roadmap/c.yaml", "added"),
    ]


def test_no_replacement_is_believed(git: Git) -> None:
    good = git.run("rev-parse", "HEAD:roadmap/a.yaml")
    bad = git.run("hash-object", "-w", "--stdin", stdin="a: 2\n")
    git.run("replace", good, bad)
    repository = Repository.at(str(git.folder))
    with Objects(repository) as objects:
        assert objects.read(good, LIMIT) == b"a: 1\n"


def test_an_object_that_is_not_there(git: Git) -> None:
    with Objects(Repository.at(str(git.folder))) as objects, pytest.raises(OSError, match="object"):
        objects.read("0" * 40, LIMIT)


def test_what_a_change_touches(git: Git) -> None:
    before = git.head()
    git.run("mv", "roadmap/a.yaml", "roadmap/c.yaml")
    after = git.commit({"autre": "y\n", ".github/workflows/gate.yml": "on: push\n"})
    assert touched(Repository.at(str(git.folder)), before, after) == [
        (".github/workflows/gate.yml", "added"), ("autre", "modified"),
        ("roadmap/a.yaml", "removed"), ("roadmap/c.yaml", "added"),
    ]  # fmt: skip


def count(git: Git) -> int:
    return sum(len(files) for _, _, files in os.walk(git.folder / ".git" / "objects"))


def test_the_merged_result_is_read_and_nothing_is_written(git: Git) -> None:
    base = git.head()
    git.run("checkout", "-q", "-b", "proposition")
    head = git.commit({"roadmap/n.yaml": "n: 1\n"})
    git.run("checkout", "-q", "main")
    main = git.commit({"roadmap/m.yaml": "m: 1\n"})
    repository, before = Repository.at(str(git.folder)), count(git)
    with Merged(repository, main, head) as merged, Objects(repository) as objects:
        files = Files.of(repository, merged.tree, objects)
        assert {"roadmap/m.yaml", "roadmap/n.yaml"} < {path for path, _, _ in files.entries}
        assert touched(repository, main, merged.tree) == [("roadmap/n.yaml", "added")]
    assert count(git) == before
    assert repository.extra == {}
    with Merged(repository, base, head) as merged:
        assert repository.run("rev-parse", merged.tree) == repository.run(
            "rev-parse", f"{head}^{{tree}}"
        )


def test_a_change_that_contradicts_its_base(git: Git) -> None:
    git.run("checkout", "-q", "-b", "proposition")
    head = git.commit({"roadmap/a.yaml": "a: 2\n"})
    git.run("checkout", "-q", "main")
    main = git.commit({"roadmap/a.yaml": "a: 3\n"})
    repository = Repository.at(str(git.folder))
    with pytest.raises(JalonError, match="contradict") as caught:
        Merged(repository, main, head)
    assert caught.value.exit_code == CANNOT_JUDGE
    assert repository.extra == {}


@pytest.mark.parametrize("setting", ["sparse", "index v4", "split index", "bare"])
def test_however_the_repository_is_kept(git: Git, tmp_path: Path, setting: str) -> None:
    head, folder = git.head(), git.folder
    if setting == "sparse":
        git.run("sparse-checkout", "set", "--cone", "--sparse-index", "roadmap/b")
    elif setting == "index v4":
        git.run("update-index", "--index-version", "4")
    elif setting == "split index":
        git.run("update-index", "--split-index")
    else:
        folder = tmp_path / "nu.git"
        git.run("clone", "-q", "--bare", ".", str(folder))
    repository = Repository.at(str(folder))
    with Objects(repository) as objects:
        assert Files.of(repository, head, objects).read("roadmap/a.yaml", LIMIT) == b"a: 1\n"
