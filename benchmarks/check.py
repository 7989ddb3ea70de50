"""``python -m benchmarks.check``: `jalon check` beside its peers on the same records, in one run.

Every command runs in turn, ``--rounds`` times; a time is the median of its rounds, and only ratios
within one run mean anything.  A target that does not hold makes the exit code 1.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

from benchmarks.generate import AS_OF, generate
from benchmarks.peers import Absent, Peer, prepare

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "benchmarks" / "README.md"
MARKS = ("<!-- measured:begin -->", "<!-- measured:end -->")
JALON = [sys.executable, "-c", "from governance.cli import main; main()"]
CHECK = [*JALON, "check", "--as-of", AS_OF, "-q"]
_UNWANTED = ("textual", "networkx", "git", "jsonschema", "click")


class Target(NamedTuple):
    """One promise: the measured ratio (or size) must not exceed the limit."""

    what: str
    measured: float
    limit: float

    @property
    def holds(self) -> bool:
        """Whether it is kept."""
        return self.measured <= self.limit


class Clock:
    """Times of commands, by name, and the largest memory of one child each."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}
        self.memory: dict[str, float] = {}

    def run(self, name: str, commands: list[list[str]], folder: Path, cache: Path) -> None:
        """Run ``commands`` one after the other and add up their times under ``name``."""
        environment = {**os.environ, "JALON_CACHE": str(cache), "PYTHONPATH": str(ROOT)}
        total = 0.0
        for command in commands:
            started = time.perf_counter()
            child = subprocess.Popen(
                command, cwd=folder, env=environment,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            _, _, usage = os.wait4(child.pid, 0)
            child.returncode = 0
            total += time.perf_counter() - started
            self.memory[name] = max(self.memory.get(name, 0), usage.ru_maxrss / 1024)
        self.times.setdefault(name, []).append(total)

    def median(self, name: str) -> float:
        """Seconds."""
        return statistics.median(self.times[name])


def touch(folder: Path, turn: int) -> None:
    """Change one programme, and let the file system's clock move on."""
    files = sorted((folder / "roadmap" / "programmes").rglob("*.yaml"))
    with files[turn % len(files)].open("a", encoding="utf-8") as file:
        file.write(f"# {turn}\n")
    time.sleep(0.1)


def measure(sizes: list[int], rounds: int, work: Path) -> tuple[Clock, list[Peer | Absent]]:
    """Time everything; the peers run on the smallest size only."""
    clock = Clock()
    folders = {size: work / f"roadmap-{size}" for size in sizes}
    for size, folder in folders.items():
        generate(folder, size, date.fromisoformat(AS_OF))
    least = min(sizes)
    prepared = work / "peers"
    prepared.mkdir()
    peers = prepare(folders[least], prepared)
    for turn in range(rounds):
        for _ in range(5):
            clock.run("bare interpreter", [[sys.executable, "-c", "pass"]], work, work)
            clock.run("jalon --version", [[*JALON, "--version"]], work, work)
            clock.run("jalon --help", [[*JALON, "--help"]], folders[least], work)
        for size, folder in folders.items():
            cache = work / f"cache-{size}"
            shutil.rmtree(cache, ignore_errors=True)
            clock.run(f"cold {size}", [CHECK], folder, cache)
            for _ in range(3):
                clock.run(f"warm {size}", [CHECK], folder, cache)
            touch(folder, turn)
            clock.run(f"one changed {size}", [CHECK], folder, cache)
        for peer in peers:
            if isinstance(peer, Peer) and (turn == 0 or clock.times[peer.name][0] < 30):
                clock.run(peer.name, peer.commands, peer.folder, work)
    return clock, peers


def targets(clock: Clock, sizes: list[int], peers: list[Peer | Absent]) -> list[Target]:
    """The promises of the project, with what this run measured."""
    least, most = min(sizes), max(sizes)
    bare = clock.median("bare interpreter")
    found = [
        Target(f"{name} / bare interpreter", clock.median(name) / bare, 2.5)
        for name in ("jalon --version", "jalon --help")
    ]
    found.append(
        Target(
            f"one changed / warm, {least} programmes",
            clock.median(f"one changed {least}") / clock.median(f"warm {least}"),
            2.5,
        )
    )
    for peer in peers:
        if isinstance(peer, Peer) and peer.name.startswith("check-jsonschema"):
            time_of = clock.median(peer.name)
            found += [
                Target(
                    f"cold {least} / {peer.name}", clock.median(f"cold {least}") / time_of, 1 / 8
                ),
                Target(
                    f"warm {least} / {peer.name}", clock.median(f"warm {least}") / time_of, 1 / 100
                ),
            ]
    if most > least:
        growth = most / least * 1.1
        for state in ("cold", "warm"):
            ratio = clock.median(f"{state} {most}") / clock.median(f"{state} {least}")
            found.append(Target(f"{state} {most} / {state} {least}", ratio, growth))
        found.append(Target(f"MB, cold {most}", clock.memory[f"cold {most}"], 300))
    return found


def imported_by_a_warm_check(folder: Path, cache: Path) -> list[str]:
    """Which of the modules that a warm check must not import it does import."""
    script = (
        f"import sys; sys.argv[1:] = ['check', '--as-of', '{AS_OF}', '-q']\n"
        "from governance.cli import main\n"
        "try: main()\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    done = [
        subprocess.run(
            [sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=True,
            env={**os.environ, "JALON_CACHE": str(cache), "PYTHONPATH": str(ROOT)},
        )
        for _ in range(2)
    ][-1]  # fmt: skip
    return sorted(set(_UNWANTED) & set(done.stderr.split()))


def table(clock: Clock, peers: list[Peer | Absent], found: list[Target]) -> str:
    """The run as Markdown."""
    unit = min(clock.median(name) for name in clock.times if name.startswith("warm"))
    lines = ["| command | seconds | × a warm check | MB |", "|---|--:|--:|--:|"]
    lines += [
        f"| {name} | {clock.median(name):.3f} | {clock.median(name) / unit:.1f} | {clock.memory[name]:.0f} |"
        for name in clock.times
    ]
    lines += [f"| {peer.name} | {peer.why} | | |" for peer in peers if isinstance(peer, Absent)]
    lines += ["", "| target | measured | at most | |", "|---|--:|--:|---|"]
    lines += [
        f"| {t.what} | {t.measured:.3g} | {t.limit:.3g} | {'holds' if t.holds else '**missed**'} |"
        for t in found
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, print, and say by the exit code whether every target holds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check", description=__doc__)
    parser.add_argument("--programmes", type=int, nargs="+", default=[1000, 10000], metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print the medians as JSON")
    parser.add_argument(
        "--write", action="store_true", help="keep the table in benchmarks/README.md"
    )
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jalon-benchmark-") as folder:
        work = Path(folder)
        clock, peers = measure(chosen.programmes, chosen.rounds, work)
        least = min(chosen.programmes)
        heavy = imported_by_a_warm_check(work / f"roadmap-{least}", work / f"cache-{least}")
    found = targets(clock, chosen.programmes, peers)
    told = table(clock, peers, found)
    if chosen.json:
        medians = {name: clock.median(name) for name in clock.times}
        sys.stdout.write(
            json.dumps({"seconds": medians, "megabytes": clock.memory}, indent=2) + "\n"
        )
    else:
        sys.stdout.write(told)
        sys.stdout.write(
            f"\nimported by a warm check, of {', '.join(_UNWANTED)}: {', '.join(heavy) or 'none'}\n"
        )
    if chosen.write:
        text = DOCUMENT.read_text(encoding="utf-8")
        before, after = text.partition(MARKS[0])[0], text.partition(MARKS[1])[2]
        DOCUMENT.write_text(f"{before}{MARKS[0]}\n{told}{MARKS[1]}{after}", encoding="utf-8")
    return int(bool(heavy) or not all(target.holds for target in found))


if __name__ == "__main__":
    sys.exit(main())
