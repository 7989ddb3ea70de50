"""Saving under attack: killed at every system call, killed at random, refused by the disk, raced.

`python -m benchmarks.saves` prints a table.  A save is acknowledged when it returns; what counts is
that no acknowledged save is lost and that no file is ever found in part.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from governance.services.edit import Edit, edit_record, save
from governance.source.reader import read
from governance.source.replace import DRAFT

RECORD = "roadmap/programmes/portail.yaml"
NEW = "roadmap/measurements/portail-usagers/2026-09-30.yaml"
_BEFORE = "# a comment\nid: portail\nstrategy: plan\ntitle: Portail 0\nsource: [plan-2025]\n"
_CALLS = (
    "openat,open,read,write,fsync,fdatasync,close,rename,renameat,renameat2,link,linkat,unlink,"
    "unlinkat,chmod,fchmod,fchmodat,flock,mkdir,mkdirat,lstat,stat,newfstatat,statx,getdents64"
)
_LINE = re.compile(r"(?:\[pid\s+\d+\] |\d+ +)?([a-z0-9_]+)\(")

# Nothing else takes a lock or calls getpgrp here: they mark where the save begins and ends.
_SAVE = """
import os, sys
from governance.services.edit import Edit, edit_record, new_record, save
root, number = sys.argv[1:]
one = edit_record(root, "programme", "portail", "roadmap/programmes/portail.yaml")
one.make(Edit("set", ("title",), f"Portail {number}"))
two = new_record(root, "measurement", "portail-usagers/2026-09-30",
    "roadmap/measurements/portail-usagers/2026-09-30.yaml",
    {"indicator": "portail-usagers", "date": "2026-09-30", "value": int(number)})
save(root, [one, two])
os.getpgrp()
os.write(1, b"saved")
"""

# Each save reads, changes its own number and saves; another one's save in between is built upon.
_RACE = """
import sys
from governance.services.edit import Conflict, Edit, edit_record, save
root, me, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
for number in range(1, count + 1):
    while True:
        one = edit_record(root, "programme", "portail", "roadmap/programmes/portail.yaml")
        held = one.at(("source",))
        mine = [item for item in held if not item.startswith(me + "-")]
        one.make(Edit("set", ("source",), [*mine, f"{me}-{number}"]))
        try:
            save(root, [one])
        except Conflict:
            continue
        sys.stdout.write(f"{number}\\n")
        sys.stdout.flush()
        break
"""


class Row(NamedTuple):
    """One experiment: how many times it was done, and what went wrong."""

    name: str
    done: int
    damaged: int
    lost: int
    stuck: int


def repository(folder: Path) -> Path:
    """A roadmap of one record in ``folder``, empty until then."""
    (folder / "roadmap" / "programmes").mkdir(parents=True)
    (folder / RECORD).write_text(_BEFORE, "utf-8")
    return folder


def points(folder: Path) -> list[tuple[str, int]]:
    """The system calls of one save, in order: name, and which of that name since the start."""
    root, log = repository(folder / "points"), folder / "points.log"
    _traced(root, 1, ["-e", f"trace={_CALLS},getpgrp", "-o", str(log)])
    found: list[tuple[str, int]] = []
    counts: Counter[str] = Counter()
    inside = False
    for line in log.read_text("utf-8", "replace").splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        name = match[1]
        counts[name] += 1
        if name in ("flock", "getpgrp"):
            inside = name == "flock"
        if inside:
            found.append((name, counts[name]))
    return found


def crash(folder: Path, chosen: list[tuple[str, int]], fault: str = "signal=SIGKILL") -> Row:
    """A save that meets ``fault`` at each of the system calls ``chosen``, and the save after it."""
    damaged = lost = stuck = 0
    for number, (name, which) in enumerate(chosen):
        root = repository(folder / f"crash-{number}")
        inject = ["-e", f"trace={name}", "-e", f"inject={name}:{fault}:when={which}"]
        told = _traced(root, 1, [*inject, "-o", os.devnull])
        saved = told.stdout == b"saved"
        damaged += not _is_whole(root, 1)
        lost += saved and _number(root) != 1
        if "error" in fault:
            # Refused by the system: said so, and nothing is left behind.
            damaged += bool(list((root / "roadmap").rglob(f"{DRAFT}*")))
            stuck += not saved and b"JalonError: {path} cannot be" not in told.stderr
        (root / NEW).unlink(missing_ok=True)
        one = edit_record(str(root), "programme", "portail", RECORD)
        one.make(Edit("set", ("title",), "Portail 2"))
        save(str(root), [one])
        stuck += _number(root) != 2
        shutil.rmtree(root)
    return Row(fault, len(chosen), damaged, lost, stuck)


def kills(folder: Path, count: int, seed: int = 0) -> Row:
    """Saves one after the other, killed after a random time; then looked at, and begun again."""
    chance = random.Random(seed)
    root = repository(folder / "kills")
    damaged = lost = stuck = 0
    for turn in range(count):
        me = f"k{turn}"
        process = subprocess.Popen(
            [sys.executable, "-c", _RACE, str(root), me, "1000000"], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()  # one save is acknowledged: it is at work
        time.sleep(chance.uniform(0.001, 0.06))
        os.killpg(process.pid, signal.SIGKILL)
        said = process.stdout.read().split()
        process.stdout.close()
        process.wait()
        held = _held(root)
        damaged += held is None
        kept = {int(item.rpartition("-")[2]) for item in held or () if item.startswith(f"{me}-")}
        lost += bool(said) and max(kept, default=0) < int(said[-1])
        if turn % 20 == 19:  # the list of those who saved must not outgrow a record
            (root / RECORD).write_text(_BEFORE, "utf-8")
    stuck += _python(_RACE, str(root), "last", "1").stdout != b"1\n"
    return Row("killed at random", count, damaged, lost, stuck)


def race(folder: Path, processes: int, count: int) -> Row:
    """``processes`` that each save ``count`` times the same file."""
    root = repository(folder / "race")
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _RACE, str(root), f"p{me}", str(count)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for me in range(processes)
    ]  # fmt: skip
    said = [process.communicate()[0].split() for process in running]
    held = _held(root) or []
    lost = sum(f"p{me}-{count}" not in held for me in range(processes))
    stuck = sum(len(numbers) != count for numbers in said)
    return Row(f"{processes} processes", processes * count, _held(root) is None, lost, stuck)


def _traced(root: Path, number: int, options: list[str]) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", _SAVE, str(root), str(number)]
    return subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-qq", *options, *command],
        capture_output=True, check=False, env={**os.environ, "PYTHONHASHSEED": "0"},
    )  # fmt: skip


def _python(script: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, check=False
    )


def _is_whole(root: Path, number: int) -> bool:
    """Whether each file is what it was or what it was to become, and nothing else counts as one."""
    allowed = {_BEFORE, _BEFORE.replace("Portail 0", f"Portail {number}")}
    if (root / RECORD).read_text("utf-8") not in allowed:
        return False
    others = {path.relative_to(root).as_posix() for path in (root / "roadmap").rglob("*.yaml")}
    others = {path for path in others if not path.rpartition("/")[2].startswith(DRAFT)}
    if not others <= {RECORD, NEW}:
        return False
    value = read((root / NEW).read_bytes())[0] if NEW in others else None
    return NEW not in others or (value is not None and value["value"] == number)


def _number(root: Path) -> int:
    title = (read((root / RECORD).read_bytes())[0] or {}).get("title", "")
    return int(title.rpartition(" ")[2] or -1)


def _held(root: Path) -> list[str] | None:
    value, problems = read((root / RECORD).read_bytes())
    return None if value is None or problems else value["source"]


def main() -> int:
    """Run every experiment and print the table; 1 when a word was lost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.saves", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--saves", type=int, default=100)
    parser.add_argument("--processes", type=int, default=4)
    asked = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if shutil.which("strace"):
            found = points(folder)
            for fault in ("signal=SIGKILL", "error=ENOSPC", "error=EIO"):
                # What the system never refuses in that way is left alone.
                chosen = [p for p in found if fault[0] == "s" or p[0] in _REFUSABLE]
                rows.append(crash(folder, chosen, fault))
        else:
            print("strace is not here: the system calls are left out")
        rows.append(kills(folder, asked.kills))
        rows.append(race(folder, asked.processes, asked.saves))
    print(f"{'experiment':20} {'times':>6} {'damaged':>8} {'lost':>5} {'stuck':>6}")
    for row in rows:
        print(f"{row.name:20} {row.done:>6} {row.damaged:>8} {row.lost:>5} {row.stuck:>6}")
    return int(any(row.damaged or row.lost or row.stuck for row in rows))


_REFUSABLE = frozenset(
    {"openat", "write", "fsync", "rename", "renameat2", "link", "linkat", "mkdir", "mkdirat"}
)

if __name__ == "__main__":
    sys.exit(main())
