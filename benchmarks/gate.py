"""``python -m benchmarks.gate``: what judging a pull request costs, cold and with its cache.

A roadmap with a long history, and a branch on top of it that rewords a programme and corrects a
measure, as ministries do.  The check runs in a bare clone, as on a server.  A target that does not
hold makes the exit code 1; seconds are those of this machine, whose cores the table names.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.check import JALON, ROOT, change_a_sentence, correct_a_measure
from benchmarks.generate import AS_OF

DOCUMENT = ROOT / "benchmarks" / "README.md"
MARKS = ("<!-- gate:begin -->", "<!-- gate:end -->")
TARGETS = {"cold": 3.0, "with its cache": 1.0}
"""Seconds, for 1,000 programmes and 3,000 commits."""
_WHO = ("-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.org")


def prepare(work: Path, programmes: int, commits: int) -> Path:
    """A bare repository with a branch ``proposal`` on top of ``main``."""
    folder = work / "clone"
    options = ["--programmes", str(programmes), "--commits", str(commits)]
    subprocess.run(
        [sys.executable, "-m", "benchmarks.generate", *options, str(folder)],
        cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    _git(folder, "checkout", "--quiet", "-b", "proposal")
    change_a_sentence(folder, 3)
    correct_a_measure(folder, 3)
    _git(folder, *_WHO, "commit", "--quiet", "--all", "--message", "A proposal")
    _git(folder, "clone", "--quiet", "--bare", ".", str(work / "server.git"))
    return work / "server.git"


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def seconds(folder: Path, cache: Path) -> float:
    """Of one check of the proposal."""
    command = [*JALON, "check", "--base", "main", "--head", "proposal", "--as-of", AS_OF]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "JALON_CACHE": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    elapsed = time.perf_counter() - started
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode("utf-8", "replace"))
    return elapsed


def main() -> int:
    """Measure, print, and say by the exit code whether both targets hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gate", description=__doc__)
    parser.add_argument("--programmes", type=int, default=1000)
    parser.add_argument("--commits", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--write", action="store_true", help="keep the table in benchmarks/README.md"
    )
    chosen = parser.parse_args()
    times: dict[str, list[float]] = {name: [] for name in TARGETS}
    with tempfile.TemporaryDirectory(prefix="jalon-benchmark-") as folder:
        server = prepare(Path(folder), chosen.programmes, chosen.commits)
        cache = Path(folder) / "cache"
        seconds(server, Path(folder) / "bytecode")
        for _ in range(chosen.rounds):
            shutil.rmtree(cache, ignore_errors=True)
            for name in TARGETS:
                times[name].append(seconds(server, cache))
    lines = [
        f"{chosen.programmes} programmes, {chosen.commits} commits, {os.cpu_count()} cores:", "",
        "| a pull request is judged | seconds | at most | |", "|---|--:|--:|---|",
    ]  # fmt: skip
    missed = False
    for name, limit in TARGETS.items():
        median = statistics.median(times[name])
        missed = missed or median > limit
        verdict = "holds" if median <= limit else "**missed**"
        lines.append(f"| {name} | {median:.2f} | {limit:g} | {verdict} |")
    told = "\n".join(lines) + "\n"
    sys.stdout.write(told)
    if chosen.write:
        text = DOCUMENT.read_text(encoding="utf-8")
        before, after = text.partition(MARKS[0])[0], text.partition(MARKS[1])[2]
        DOCUMENT.write_text(f"{before}{MARKS[0]}\n{told}{MARKS[1]}{after}", encoding="utf-8")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
