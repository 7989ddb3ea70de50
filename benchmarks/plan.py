"""``python -m benchmarks.plan``: the schedule of large networks, beside TaskJuggler when it is there.

Networks are random with a fixed seed: milestones of 1 to 30 days, twenty to a programme, each after
one of the fifty before it, the other links anywhere forward.  A time is processor time: ours for the
network built from the rows of programmes (networkx graph included) and both passes, that of
TaskJuggler for the whole of ``tj3`` on the same network; only ratios within one run mean anything.
Both must end on the same day.  A target that does not hold makes the exit code 1.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from governance.planning.build import build
from governance.planning.schedule import Schedule

DOCUMENT = Path(__file__).with_name("README.md")
MARKS = ("<!-- plan:begin -->", "<!-- plan:end -->")
FIRST = date(2026, 1, 1)
_PER_PROGRAMME = 20
_FASTER, _GROWTH = 100, 15
_LONG = 1800
"""Seconds that TaskJuggler is given."""

Drawn = tuple[list[int], list[tuple[int, int]]]
"""Durations in days, and links from what comes first to what comes after."""


class Run(NamedTuple):
    """What took how many seconds of processor time, and the day that the network ends."""

    what: str
    seconds: float
    end: str


def draw(size: int, links: int, seed: int) -> Drawn:
    """A random network without circles."""
    chance = random.Random(seed)
    durations = [chance.randint(1, 30) for _ in range(size)]
    found = {(chance.randrange(max(0, place - 50), place), place) for place in range(1, size)}
    while len(found) < links:
        first, then = sorted(chance.sample(range(size), 2))
        found.add((first, then))
    return durations, sorted(found)


def rows(drawn: Drawn) -> list[dict[str, Any]]:
    """The network as rows of programmes, from which ``jalon`` builds its own."""
    durations, links = drawn
    after: list[list[dict[str, str]]] = [[] for _ in durations]
    for first, then in links:
        after[then].append({"milestone": f"p{first // _PER_PROGRAMME}/m{first}"})
    found: list[dict[str, Any]] = []
    for place, days in enumerate(durations):
        if place % _PER_PROGRAMME == 0:
            id = f"p{place // _PER_PROGRAMME}"
            found.append(
                {
                    "id": id, "title": id, "path": f"roadmap/programmes/{id}.yaml",
                    "clock": str(FIRST), "stage": "delivery", "left": None, "fate": None,
                    "decision": None, "last_review": None, "dependencies": [], "milestones": [],
                }
            )  # fmt: skip
        milestone = {"id": f"m{place}", "title": f"m{place}", "duration": f"P{days}D"}
        begun = {"after": after[place]} if place else {"not_before": str(FIRST)}
        found[-1]["milestones"].append(milestone | begun)
    return found


def scheduled(programmes: list[dict[str, Any]]) -> Schedule:
    """The schedule of a network built from its rows, its graph too."""
    network = build(programmes, (), str(FIRST), lambda day: day.weekday() < 5)
    assert len(network.graph) == len(network.nodes)
    return Schedule(network)


def ours(programmes: list[dict[str, Any]]) -> tuple[float, date]:
    """The seconds it takes, and the last day."""
    before = time.process_time()
    end = scheduled(programmes).ends[0]
    return time.process_time() - before, date.fromordinal(end)


def taskjuggler(drawn: Drawn, end: date) -> Run | None:
    """What ``tj3`` takes for the same network in a tight window; ``None`` where it is not installed.

    Its day is its own; beyond :data:`_LONG` seconds it is stopped and has none.
    """
    command = shutil.which("tj3")
    if command is None:
        return None
    durations, links = drawn
    needed: dict[int, list[int]] = {}
    for first, then in links:
        needed.setdefault(then, []).append(first)
    lines = [f'project p "p" {FIRST} +{(end - FIRST).days + 60}d {{ }}']
    for place, days in enumerate(durations):
        depends = ", ".join(f"!m{first}" for first in needed.get(place, []))
        after = f" depends {depends}" if depends else f" start {FIRST}"
        lines.append(f'task m{place} "m{place}" {{ duration {days}d{after} }}')
    lines.append('taskreport "out" { formats csv columns end }')
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "p.tjp").write_text("\n".join(lines) + "\n", "utf-8")
        begun = resource.getrusage(resource.RUSAGE_CHILDREN)
        try:
            subprocess.run(
                [command, "--silent", "p.tjp"],
                cwd=folder, check=True, timeout=_LONG, capture_output=True,
            )  # fmt: skip
            said = Path(folder, "out.csv").read_text("utf-8").split()[1:]
            last = max(day.strip('"') for day in said)
        except subprocess.TimeoutExpired:
            last = f"stopped after {_LONG} s"
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken = ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime
        return Run("TaskJuggler (tj3)", taken, last)


def table(runs: list[Run], promised: list[tuple[str, float, str, bool]]) -> str:
    """The run as Markdown."""
    lines = ["| network built and scheduled | seconds | ends on |", "|---|--:|---|"]
    lines += [f"| {run.what} | {run.seconds:.3f} | {run.end} |" for run in runs]
    lines += ["", "| target | measured | promised | |", "|---|--:|--:|---|"]
    for what, measured, limit, held in promised:
        lines.append(f"| {what} | {measured:.1f} | {limit} | {'holds' if held else '**missed**'} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, print, and say by the exit code whether every target holds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plan", description=__doc__)
    parser.add_argument("--milestones", type=int, default=10_000, metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--write", action="store_true", help="keep the table in benchmarks/README.md"
    )
    chosen = parser.parse_args()
    size = chosen.milestones
    drawn = draw(size, 2 * size, chosen.seed)
    programmes = rows(drawn)
    import networkx  # noqa: F401 - its import is not what is measured

    gc.disable()  # one answer and out, as `jalon check` does

    large = rows(draw(10 * size, 20 * size, chosen.seed))
    seconds, tenfold = [], []
    for _ in range(chosen.rounds):
        taken, end = ours(programmes)
        seconds.append(taken)
        taken, late = ours(large)
        tenfold.append(taken)
    other = taskjuggler(drawn, end)
    # Again after it: what else the machine does meanwhile weighs on both alike.
    seconds += [ours(programmes)[0] for _ in range(chosen.rounds)]
    least = statistics.median(seconds)
    many = statistics.median(tenfold)
    runs = [
        Run(f"{size:,} milestones, {2 * size:,} links", least, str(end)),
        Run(f"{10 * size:,} milestones, {20 * size:,} links", many, str(late)),
    ]
    growth = many / least
    promised = [("ten times the milestones", growth, f"at most {_GROWTH}", growth <= _GROWTH)]
    agree = True
    if other is not None:
        runs.append(other._replace(what=f"{other.what}, {size:,} milestones"))
        faster = other.seconds / least
        promised.append(
            ("TaskJuggler / ours", faster, f"at least {_FASTER}", faster >= _FASTER)
        )  # fmt: skip
        agree = other.end in (str(end), f"stopped after {_LONG} s")
    told = table(runs, promised)
    if other is None:
        told += "\nTaskJuggler is not installed (Debian package tj3): not compared.\n"
    if not agree:
        told += "\nThe two do not end on the same day.\n"
    sys.stdout.write(told)
    if chosen.write:
        text = DOCUMENT.read_text(encoding="utf-8")
        before, behind = text.partition(MARKS[0])[0], text.partition(MARKS[1])[2]
        DOCUMENT.write_text(f"{before}{MARKS[0]}\n{told}{MARKS[1]}{behind}", encoding="utf-8")
    return 0 if agree and all(held for *_, held in promised) else 1


if __name__ == "__main__":
    sys.exit(main())
