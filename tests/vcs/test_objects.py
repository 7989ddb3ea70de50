"""The files of a commit are read as git holds them, whatever lies in the work tree."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from governance.errors import CANNOT_JUDGE, JalonError
from governance.source.problem import Problem
from governance.vcs.objects import Files, Merged, Objects
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
        before = Files.of(repository, "HEAD~1", objects)
        assert before.entries == []
        assert before.changed(repository, "HEAD~1", "HEAD").entries == files.entries


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


def test_what_differs_makes_the_files_of_the_other_commit(git: Git) -> None:
    before = git.commit({"roadmap/d/x.yaml": "x: 1\n", "roadmap/lien.yaml": "l: 1\n"})
    git.run("mv", "roadmap/a.yaml", "roadmap/c.yaml")
    git.run("rm", "-q", "-r", "roadmap/d")
    (git.folder / "roadmap" / "lien.yaml").unlink()
    (git.folder / "roadmap" / "lien.yaml").symlink_to("c.yaml")
    (git.folder / "autre").chmod(0o755)
    after = git.commit({"roadmap/d": "now a file\n", ".github/workflows/gate.yml": "on: push\n"})
    repository = Repository.at(str(git.folder))
    with Objects(repository) as objects:
        there, back = (Files.of(repository, commit, objects) for commit in (after, before))
        assert back.changed(repository, before, after).entries == there.entries
        assert there.changed(repository, after, before).entries == back.entries
        assert there.entries != back.entries
        assert back.changed(repository, before, before).entries == back.entries


def test_what_is_asked_ahead(git: Git) -> None:
    """In the order told, with some left out, one that is not there, one twice, one not told."""
    made = {f"roadmap/{n}.yaml": f"n: {n}\n" * 9000 * n for n in range(1, 6)}
    git.commit(made)
    repository = Repository.at(str(git.folder))
    with Objects(repository) as objects:
        files = Files.of(repository, git.head(), objects)
        ids = [files.ids[path] for path in made]
        objects.ahead([ids[0], "0" * 40, ids[1], ids[2], ids[2], ids[3]])
        whole = [made[path].encode() for path in made]
        assert objects.read(ids[0], LIMIT) == whole[0]
        with pytest.raises(OSError, match="object"):
            objects.read("0" * 40, LIMIT)
        assert objects.read(ids[2], 5) == whole[2][:5]
        assert objects.read(ids[2], LIMIT) == whole[2]
        assert objects.read(ids[4], LIMIT) == whole[4]
        assert objects.read(ids[1], LIMIT) == whole[1], "passed over, it is asked for by itself"
        assert objects.read(ids[3], LIMIT) == whole[3]
        files.ahead(list(made))
        files.ahead([])
        assert files.read("roadmap/5.yaml", 3) == whole[4][:4]


def test_what_many_reads_fetch(git: Git) -> None:
    """After many blobs one by one, the rest comes together; a large one still comes by itself."""
    many = {f"roadmap/{n}.yaml": f"n: {n}\n" for n in range(230)}
    large = "x" * ((1 << 20) + 1)
    git.commit({**many, "roadmap/large.yaml": large})
    repository = Repository.at(str(git.folder))
    with Objects(repository) as objects:
        files = Files.of(repository, git.head(), objects)
        for path, text in many.items():
            assert files.read(path, LIMIT) == text.encode()
        assert files.read("roadmap/large.yaml", LIMIT) == large.encode()
        assert files.read("roadmap/large.yaml", 2) == b"xxx"


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
        of_main = Files.of(repository, main, objects)
        assert of_main.changed(repository, main, merged.tree).entries == files.entries
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
