"""Saving: whole or not at all, never over somebody else's words, never elsewhere, never in part."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.saves import NEW, RECORD, crash, kills, points, race, repository
from governance.errors import ENVIRONMENT, USAGE, JalonError
from governance.source.lock import alone
from governance.source.replace import DRAFT, create
from governance.source.write import Conflict, Write, save

STRACE = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not here")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "repository")


def test_what_was_read_is_replaced_with_its_mode(root: Path) -> None:
    path = root / RECORD
    path.chmod(0o640)
    before = path.read_bytes()
    save(str(root), [Write(RECORD, before, b"id: other\n"), Write(NEW, None, b"value: 1\n")])
    assert (path.read_bytes(), (root / NEW).read_bytes()) == (b"id: other\n", b"value: 1\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert not list(root.rglob(f"{DRAFT}*"))


@pytest.mark.parametrize("theirs", [b"theirs\n", None])
def test_what_somebody_else_has_saved_is_never_overwritten(
    root: Path, theirs: bytes | None
) -> None:
    path = root / RECORD
    base = path.read_bytes()
    path.unlink()
    if theirs is not None:
        path.write_bytes(theirs)
    with pytest.raises(Conflict) as found:
        save(str(root), [Write(NEW, None, b"value: 1\n"), Write(RECORD, base, b"mine\n")])
    conflict = found.value
    assert (conflict.base, conflict.mine, conflict.theirs) == (base, b"mine\n", theirs)
    assert not (root / NEW).exists()  # all or nothing
    assert path.exists() == (theirs is not None)


def test_a_new_file_is_never_put_over_another(root: Path) -> None:
    before = (root / RECORD).read_bytes()
    with pytest.raises(Conflict) as found:
        save(str(root), [Write(RECORD, None, b"mine\n")])
    assert found.value.theirs == before == (root / RECORD).read_bytes()


def test_a_file_is_created_whole_or_not_at_all(root: Path) -> None:
    before = (root / RECORD).read_bytes()
    with pytest.raises(FileExistsError):
        create(str(root), RECORD, b"mine\n")
    assert (root / RECORD).read_bytes() == before
    create(str(root), "governance/schemas/x.json", b"{}")
    assert (root / "governance/schemas/x.json").read_bytes() == b"{}"
    assert not list(root.rglob(f"{DRAFT}*"))


@pytest.mark.parametrize(
    "path",
    ["roadmap", "../x.yaml", "roadmap/../x.yaml", "/etc/x", "governance/policy/policy.yaml", "x.yaml",
     "roadmap/.git/x.yaml", "roadmap//x.yaml", ""],
)  # fmt: skip
def test_nothing_is_written_elsewhere_than_in_a_record(root: Path, path: str) -> None:
    with pytest.raises(JalonError) as found:
        save(str(root), [Write(path, None, b"x")])
    assert found.value.exit_code == USAGE


def test_nothing_is_written_through_a_link(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "roadmap" / "sources").symlink_to(outside)
    target = outside / "target.yaml"
    target.write_text("theirs\n")
    (root / "roadmap" / "programmes" / "lien.yaml").symlink_to(target)
    for path, base in (("sources/x", None), ("programmes/lien", b"theirs\n")):
        with pytest.raises(JalonError, match="symbolic link"):
            save(str(root), [Write(f"roadmap/{path}.yaml", base, b"mine\n")])
    assert [p.name for p in outside.iterdir()] == ["target.yaml"]
    assert target.read_text() == "theirs\n"


def test_who_holds_the_lock_is_named_and_nothing_stays_of_it(root: Path) -> None:
    script = (
        "import sys\nfrom governance.source.lock import alone\n"
        "with alone(sys.argv[1]):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
        with pytest.raises(JalonError) as found, alone(str(root), wait=0.05):
            pytest.fail("two at a time")
        assert found.value.exit_code == ENVIRONMENT
        assert found.value.params["holder"] in (holder.pid, 0)
        assert found.value.params["holder"] or not sys.platform.startswith("linux")
        holder.kill()
    with alone(str(root), wait=0.05):
        assert sorted(p.name for p in root.iterdir()) == ["roadmap"]


def test_old_leftovers_are_swept_and_fresh_ones_are_left(root: Path) -> None:
    folder = (root / RECORD).parent
    old, fresh = folder / f"{DRAFT}old-x.yaml", folder / f"{DRAFT}fresh-x.yaml"
    for path in (old, fresh):
        path.write_text("x")
    os.utime(old, (0, 0))
    save(str(root), [Write(RECORD, (root / RECORD).read_bytes(), b"id: other\n")])
    assert not old.exists() and fresh.exists()


@STRACE
def test_a_save_killed_at_a_system_call_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    found = points(tmp_path)
    names = [name for name, _which in found]
    assert {"flock", "write", "fsync", "rename", "link"} <= set(names)
    chosen = [found[names.index(name)] for name in ("rename", "link")]
    row = crash(tmp_path, chosen)
    assert (row.done, row.damaged, row.lost, row.stuck) == (2, 0, 0, 0)
    refused = crash(tmp_path, [found[names.index("fsync")]], "error=ENOSPC")
    assert (refused.damaged, refused.lost, refused.stuck) == (0, 0, 0)


def test_nothing_acknowledged_is_lost_to_a_kill_or_in_a_race(tmp_path: Path) -> None:
    killed, raced = kills(tmp_path, 1), race(tmp_path, 2, 15)
    assert (killed.damaged, killed.lost, killed.stuck) == (0, 0, 0)
    assert (raced.done, raced.damaged, raced.lost, raced.stuck) == (30, 0, 0, 0)


_REPLACE = """
import sys
from governance.errors import JalonError
from governance.source.write import Write, save
root, path, new = sys.argv[1:]
try:
    save(root, [Write(path, open(f"{root}/{path}", "rb").read(), b"mine"), Write(new, None, b"mine")])
    print("saved")
except JalonError as error:
    print(error.exit_code, error.params["reason"], error.hint)
"""


def meeting(root: Path, fault: str) -> str:
    """What a save says whose system calls meet ``fault``."""
    told = subprocess.run(
        ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={fault.partition(':')[0]}", "-e",
         f"inject={fault}", sys.executable, "-c", _REPLACE, str(root), RECORD, NEW],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return told.stdout


@STRACE
def test_a_folder_that_can_only_be_read_is_named(root: Path) -> None:
    before = (root / RECORD).read_bytes()
    said = meeting(root, "chmod,fchmod:error=EROFS")
    assert said.startswith("4 ") and "can only be read" in said
    assert (root / RECORD).read_bytes() == before and not list(root.rglob(f"{DRAFT}*"))


@STRACE
@pytest.mark.parametrize("fault", ["link,linkat:error=EPERM", "flock:error=EBADF:when=1"])
def test_file_systems_without_links_or_locks_on_folders_are_written_to(
    root: Path, fault: str
) -> None:
    assert meeting(root, fault) == "saved\n"
    assert (root / RECORD).read_bytes() == (root / NEW).read_bytes() == b"mine"
    left = [path.name for path in root.rglob(f"{DRAFT}*")]
    assert left == ([".tmp-lock"] if "flock" in fault else [])
