"""``python -m benchmarks.check``: `jalon check` beside its peers on the same records, in one run.

Every command runs in turn, ``--rounds`` times; a time is the median of its rounds, and only ratios
within one run mean anything.  A target that does not hold makes the exit code 1.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.generate import AS_OF
from benchmarks.peers import Absent, Peer, prepare

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "benchmarks" / "README.md"
MARKS = ("<!-- measured:begin -->", "<!-- measured:end -->")
_INSTALLED = Path(sys.executable).parent / "jalon"
_SCRIPT = "from governance.cli import main; main()"
JALON = [str(_INSTALLED)] if _INSTALLED.exists() else [sys.executable, "-c", _SCRIPT]
CHECK = [*JALON, "check", "--as-of", AS_OF]
UNWANTED = ("click", "git", "jsonschema", "networkx", "textual")
"""What a warm check must not import."""
_LONG = 30
"""Seconds; a peer that takes longer runs once."""
_FIGURE = re.compile(rb"^value: ([0-9]+)$", re.MULTILINE)

BARE = "python -c pass"
SENTENCE, MEASURE = "one sentence changed", "one measure corrected"


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
        # The code under test is this one, with its bytecode, as an installed package has it.
        self._environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def run(self, name: str, commands: list[list[str]], folder: Path, cache: Path) -> None:
        """Run ``commands`` one after the other and add up their times under ``name``."""
        total = 0.0
        for command in commands:
            total += self._run(name, command, folder, cache)
        self.times.setdefault(name, []).append(total)

    def _run(self, name: str, command: list[str], folder: Path, cache: Path) -> float:
        with tempfile.TemporaryFile() as output:
            started = time.perf_counter()
            child = subprocess.Popen(
                command, cwd=folder, env={**self._environment, "JALON_CACHE": str(cache)},
                stdout=output, stderr=output,
            )  # fmt: skip
            _, status, usage = os.wait4(child.pid, 0)
            elapsed = time.perf_counter() - started
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode and command[: len(JALON)] == JALON:
                output.seek(0)
                told = output.read().decode("utf-8", "replace")
                raise SystemExit(f"{name}: exit code {child.returncode}\n{told}")
        # The kernel counts KiB, but on macOS, where it counts bytes.
        scale = 1024 * 1024 if sys.platform == "darwin" else 1024
        self.memory[name] = max(self.memory.get(name, 0), usage.ru_maxrss / scale)
        return elapsed

    def median(self, name: str) -> float:
        """Seconds."""
        return statistics.median(self.times[name])


def change_a_sentence(folder: Path, turn: int) -> None:
    """Change what one programme says, which nothing is derived from."""
    files = sorted((folder / "roadmap" / "programmes").rglob("*.yaml"))
    path = files[turn * 37 % len(files)]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("beneficiary:", "beneficiary: Tous,", 1), encoding="utf-8")
    _settle()


def correct_a_measure(folder: Path, turn: int) -> None:
    """Change the value of one measurement, which progress and status are derived from."""
    files = sorted((folder / "roadmap" / "measurements").rglob("*.yaml"))
    path = files[turn * 41 % len(files)]
    path.write_bytes(
        _FIGURE.sub(lambda found: b"value: %d" % (int(found[1]) + 1), path.read_bytes())
    )
    _settle()


def _settle() -> None:
    """Let the clock of the file system move on: a file of this very instant is never remembered."""
    time.sleep(0.1)


def measure(
    sizes: list[int], rounds: int, seed: int, work: Path
) -> tuple[Clock, list[Peer | Absent]]:
    """Time everything; the peers run on the smallest size only."""
    clock = Clock()
    folders = {size: work / f"roadmap-{size}" for size in sizes}
    for size, folder in folders.items():
        _generate(folder, size, seed)
    least = min(sizes)
    prepared = work / "peers"
    prepared.mkdir()
    peers = prepare(folders[least], prepared)
    Clock().run("bytecode", [CHECK], folders[least], work / "bytecode")
    for turn in range(rounds):
        for _ in range(7):
            clock.run(BARE, [[sys.executable, "-c", "pass"]], work, work)
            clock.run("jalon --version", [[*JALON, "--version"]], work, work)
            clock.run("jalon --help", [[*JALON, "--help"]], folders[least], work)
        for size, folder in folders.items():
            _time_check(clock, folder, size, turn, work / f"cache-{size}")
        for peer in peers:
            if isinstance(peer, Peer) and (turn == 0 or clock.times[peer.name][0] < _LONG):
                clock.run(peer.name, peer.commands, peer.folder, work)
    return clock, peers


def _generate(folder: Path, size: int, seed: int) -> None:
    """In a process of its own: the memory of a child is counted from that of its parent."""
    options = ["--programmes", str(size), "--commits", "50", "--seed", str(seed)]
    subprocess.run(
        [sys.executable, "-m", "benchmarks.generate", *options, str(folder)],
        cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def _time_check(clock: Clock, folder: Path, size: int, turn: int, cache: Path) -> None:
    shutil.rmtree(cache, ignore_errors=True)
    clock.run(f"cold, {size}", [CHECK], folder, cache)
    for again in range(5):
        clock.run(f"warm, {size}", [CHECK], folder, cache)
        change_a_sentence(folder, 5 * turn + again)
        clock.run(f"{SENTENCE}, {size}", [CHECK], folder, cache)
        clock.run(f"warm, {size}", [CHECK], folder, cache)
        correct_a_measure(folder, 5 * turn + again)
        clock.run(f"{MEASURE}, {size}", [CHECK], folder, cache)


def targets(clock: Clock, sizes: list[int], peers: list[Peer | Absent]) -> list[Target]:
    """The promises of the project, with what this run measured."""
    least, most = min(sizes), max(sizes)

    def ratio(what: str, to: str, limit: float) -> Target:
        return Target(f"{what} / {to}", clock.median(what) / clock.median(to), limit)

    found = [ratio(f"jalon --{name}", BARE, 2.5) for name in ("version", "help")]
    for peer in peers:
        if isinstance(peer, Peer) and peer.name.startswith("check-jsonschema"):
            found.append(ratio(f"cold, {least}", peer.name, 1 / 8))
            found.append(ratio(f"warm, {least}", peer.name, 1 / 100))
    found += [ratio(f"{what}, {least}", f"warm, {least}", 2.5) for what in (SENTENCE, MEASURE)]
    if most > least:
        growth = 1.1 * most / least
        found += [
            ratio(f"{state}, {most}", f"{state}, {least}", growth) for state in ("cold", "warm")
        ]
        found.append(Target(f"MB, cold, {most}", clock.memory[f"cold, {most}"], 300))
    return found


def imported_when_warm(folder: Path, cache: Path) -> list[str]:
    """Which of the modules that a warm check must not import it does import."""
    script = (
        "import os, sys\n"
        "leave = os._exit\n"
        "def tell(code):\n"
        "    print(*sys.modules, file=sys.stderr, flush=True)\n"
        "    leave(code)\n"
        "os._exit = tell\n"
        f"sys.argv[1:] = {CHECK[len(JALON) :]!r}\n"
        f"{_SCRIPT}"
    )
    environment = {**os.environ, "JALON_CACHE": str(cache), "PYTHONPATH": str(ROOT)}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=True,
            env=environment,
        )  # fmt: skip
    modules = set(done.stderr.split())
    if "governance.cli" not in modules or "governance.gate.judge" in modules:
        raise SystemExit("the check that was looked into was no warm one")
    return sorted(modules.intersection(UNWANTED))


def table(clock: Clock, peers: list[Peer | Absent], found: list[Target]) -> str:
    """The run as Markdown."""
    unit = min(clock.median(name) for name in clock.times if name.startswith("warm"))
    lines = ["| command | seconds | × a warm check | MB |", "|---|--:|--:|--:|"]
    for name in clock.times:
        seconds, size = clock.median(name), clock.memory[name]
        lines.append(f"| {name} | {seconds:.3f} | {seconds / unit:.2f} | {size:.0f} |")
    lines += [f"| {peer.name} | {peer.why} | | |" for peer in peers if isinstance(peer, Absent)]
    lines += ["", "| target | measured | at most | |", "|---|--:|--:|---|"]
    for target in found:
        verdict = "holds" if target.holds else "**missed**"
        lines.append(f"| {target.what} | {target.measured:.3g} | {target.limit:.3g} | {verdict} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, print, and say by the exit code whether every target holds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check", description=__doc__)
    parser.add_argument("--programmes", type=int, nargs="+", default=[1000, 10000], metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print the run as JSON")
    parser.add_argument(
        "--write", action="store_true", help="keep the table in benchmarks/README.md"
    )
    chosen = parser.parse_args()
    sizes = sorted(set(chosen.programmes))
    with tempfile.TemporaryDirectory(prefix="jalon-benchmark-") as folder:
        work = Path(folder)
        clock, peers = measure(sizes, chosen.rounds, chosen.seed, work)
        heavy = imported_when_warm(work / f"roadmap-{sizes[0]}", work / f"cache-{sizes[0]}")
    found = targets(clock, sizes, peers)
    told = table(clock, peers, found)
    imports = f"A warm check imports, of {', '.join(UNWANTED)}: {', '.join(heavy) or 'none'}.\n"
    if chosen.json:
        document = {
            "seconds": clock.times,
            "megabytes": clock.memory,
            "absent": {peer.name: peer.why for peer in peers if isinstance(peer, Absent)},
            "targets": [{**target._asdict(), "holds": target.holds} for target in found],
            "imported_when_warm": heavy,
        }
        sys.stdout.write(json.dumps(document, indent=2) + "\n")
    else:
        sys.stdout.write(f"{told}\n{imports}")
    if chosen.write:
        text = DOCUMENT.read_text(encoding="utf-8")
        before, after = text.partition(MARKS[0])[0], text.partition(MARKS[1])[2]
        kept = f"{before}{MARKS[0]}\n{told}\n{imports}{MARKS[1]}{after}"
        DOCUMENT.write_text(kept, encoding="utf-8")
    return int(bool(heavy) or not all(target.holds for target in found))


if __name__ == "__main__":
    sys.exit(main())
