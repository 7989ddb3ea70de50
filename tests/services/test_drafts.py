"""Drafts: what was typed survives, out of sight of git and of the reader."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from governance.errors import ENVIRONMENT, JalonError
from governance.services.drafts import drafts, drop_draft, home, save_draft


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def git(folder: Path, *arguments: str) -> str:
    told = subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@x", "-C", str(folder), *arguments],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return told.stdout


@pytest.fixture
def work_tree(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "sub" / "roadmap").mkdir(parents=True)
    (root / "sub" / "roadmap" / "roadmap.yaml").write_text("title: x\n")
    git(root, "init", "-q")
    return root


def test_what_is_kept_is_offered_again_until_it_is_dropped(tmp_path: Path) -> None:
    root = str(tmp_path)
    assert drafts(root) == []
    save_draft(root, "roadmap/programmes/x.yaml", {"title": "À demi"})
    save_draft(root, "checkpoint/x", [1, None, "é\n\x1b"])
    save_draft(root, "checkpoint/x", [2])
    assert {draft.key: draft.data for draft in drafts(root)} == {
        "roadmap/programmes/x.yaml": {"title": "À demi"}, "checkpoint/x": [2],
    }  # fmt: skip
    assert all(draft.saved > 0 for draft in drafts(root))
    drop_draft(root, "checkpoint/x")
    drop_draft(root, "checkpoint/x")
    assert [draft.key for draft in drafts(root)] == ["roadmap/programmes/x.yaml"]


def test_two_roadmaps_of_one_repository_keep_their_own(work_tree: Path) -> None:
    save_draft(str(work_tree), "key", 1)
    save_draft(str(work_tree / "sub"), "key", 2)
    assert [draft.data for draft in drafts(str(work_tree))] == [1]
    assert [draft.data for draft in drafts(str(work_tree / "sub"))] == [2]


def test_git_and_the_roadmap_see_nothing_of_it(work_tree: Path, tmp_path: Path) -> None:
    root = work_tree / "sub"
    save_draft(str(root), "key", "word")
    assert home(str(root)).startswith(str(work_tree / ".git" / "jalon" / "drafts"))
    assert git(work_tree, "status", "--porcelain") == "?? sub/\n"
    git(work_tree, "add", ".")
    assert git(work_tree, "ls-files") == "sub/roadmap/roadmap.yaml\n"
    git(work_tree, "commit", "-qm", "x")
    linked = tmp_path / "linked"
    git(work_tree, "worktree", "add", "-q", str(linked))
    save_draft(str(linked / "sub"), "key", "other")
    assert str(work_tree / ".git" / "worktrees" / "linked") in home(str(linked / "sub"))
    assert [draft.data for draft in drafts(str(linked / "sub"))] == ["other"]
    assert git(linked, "status", "--porcelain") == ""


def test_only_its_owner_reads_it(work_tree: Path) -> None:
    save_draft(str(work_tree), "key", "word")
    folder = Path(home(str(work_tree)))
    (kept,) = folder.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0


def test_without_git_it_lies_where_the_system_keeps_such_things(tmp_path: Path) -> None:
    root = tmp_path / "folder"
    root.mkdir()
    save_draft(str(root), "key", "word")
    assert home(str(root)).startswith(str(tmp_path / "state" / "jalon" / "drafts"))
    assert list(root.iterdir()) == []


def test_what_is_no_draft_is_left_alone(work_tree: Path) -> None:
    save_draft(str(work_tree), "key", "word")
    folder = Path(home(str(work_tree)))
    for name, data in {"a.json": b"{", "b.json": b"[]", "c.json": b"\xff", ".tmp-x": b"{}"}.items():
        (folder / name).write_bytes(data)
    assert [draft.data for draft in drafts(str(work_tree))] == ["word"]
    assert len(list(folder.iterdir())) == 5


def test_a_place_that_refuses_is_named(work_tree: Path) -> None:
    (work_tree / ".git" / "jalon").write_text("a file where a folder is wanted")
    with pytest.raises(JalonError) as found:
        save_draft(str(work_tree), "key", "word")
    assert found.value.exit_code == ENVIRONMENT
    assert drafts(str(work_tree)) == []


def test_a_kill_leaves_a_whole_draft(work_tree: Path) -> None:
    script = (
        "import sys\nfrom governance.services.drafts import save_draft\n"
        "for number in range(100000):\n"
        "    save_draft(sys.argv[1], 'key', [number] * 500)\n"
        "    print(number, flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(work_tree)], stdout=subprocess.PIPE, env=dict(os.environ)
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
        last = int((process.stdout.read().split() or [b"0"])[-1])
    (draft,) = drafts(str(work_tree))
    assert len(set(draft.data)) == 1 and len(draft.data) == 500 and draft.data[0] >= last
