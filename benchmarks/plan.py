"""``python -m benchmarks.plan``: the schedule of large networks, beside TaskJuggler when it is there.

Networks are random with a fixed seed: milestones of 1 to 30 days, each after one of the fifty before
it, the other links anywhere forward.  A time is processor time for the network built (networkx graph
included) and both passes; only ratios within one run mean anything.  A target that does not hold
makes the exit code 1.
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

from governance.planning.network import Link, Network, Node
from governance.planning.schedule import Schedule

FIRST = date(2026, 1, 1)
_FASTER, _GROWTH = 100, 15
_LONG = 1800
"""Seconds that TaskJuggler is given."""

Drawn = tuple[list[int], list[tuple[int, int]]]
"""Durations in days, and links from what comes first to what comes after."""


def draw(size: int, links: int, seed: int) -> Drawn:
    """A random network without circles."""
    chance = random.Random(seed)
    durations = [chance.randint(1, 30) for _ in range(size)]
    found = {(chance.randrange(max(0, place - 50), place), place) for place in range(1, size)}
    while len(found) < links:
        first, then = sorted(chance.sample(range(size), 2))
        found.add((first, then))
    return durations, sorted(found)


def rows_of(drawn: Drawn) -> list[dict[str, Any]]:
    """The network as rows of programmes, what ``jalon`` builds its network from."""
    durations, links = drawn
    after: dict[int, list[dict[str, str]]] = {}
    for first, then in links:
        named = f"p{first // _EACH}/m{first}"
        after.setdefault(then, []).append({"milestone": named, "type": "FS"})
    found = []
    for first in range(0, len(durations), _EACH):
        milestones = [
            {
                "id": f"m{place}",
                "title": f"m{place}",
                "duration": f"P{durations[place]}D",
                **({"after": after[place]} if place in after else {"not_before": str(FIRST)}),
            }
            for place in range(first, min(first + _EACH, len(durations)))
        ]
        id = f"p{first // _EACH}"
        found.append(
            {
                "id": id, "path": f"roadmap/programmes/{id}.yaml", "title": id,
                "clock": str(FIRST), "left": None, "fate": None, "stage": "delivery",
                "decision": None, "last_review": None, "milestones": milestones,
                "dependencies": [],
            }
        )  # fmt: skip
    return found


def scheduled(rows: list[dict[str, Any]]) -> Schedule:
    """The schedule of a network, built from its rows, its graph too."""
    network = build(rows, (), str(FIRST), lambda day: day.weekday() < 5)
    assert len(network.graph) == len(network.nodes)
    return Schedule(network)


def seconds(drawn: Drawn, rounds: int) -> tuple[float, int]:
    """The median time of ``rounds``, and the length of the critical path in days."""
    found, end = [], 0
    for _ in range(rounds):
        before = time.process_time()
        end = scheduled(drawn).ends[0]
        found.append(time.process_time() - before)
    return statistics.median(found), end - FIRST.toordinal()


def taskjuggler(drawn: Drawn, length: int) -> float | None:
    """What ``tj3`` takes for the same network in a tight window; ``None`` where it is not installed."""
    command = shutil.which("tj3")
    if command is None:
        return None
    durations, links = drawn
    needed: dict[int, list[int]] = {}
    for first, then in links:
        needed.setdefault(then, []).append(first)
    lines = [f'project p "p" {FIRST} +{length + 60}d {{ }}']
    for place, days in enumerate(durations):
        depends = ", ".join(f"!m{first}" for first in needed.get(place, []))
        after = f" depends {depends}" if depends else f" start {FIRST}"
        lines.append(f'task m{place} "m{place}" {{ duration {days}d{after} }}')
    lines.append('taskreport "out" { formats csv columns id, end }')
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "p.tjp").write_text("\n".join(lines) + "\n", "utf-8")
        begun = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [command, "--silent", "p.tjp"],
            cwd=folder,
            check=True,
            timeout=_LONG,
            capture_output=True,
        )
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        return ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime


def main() -> int:
    """Measure, print, and say by the exit code whether every target holds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plan", description=__doc__)
    parser.add_argument("--milestones", type=int, default=10_000, metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    size = chosen.milestones
    small = draw(size, 2 * size, chosen.seed)
    import networkx  # noqa: F401 - its import is not what is measured

    gc.disable()  # one answer and out, as `jalon check` does

    ours, length = seconds(small, chosen.rounds)
    large, _length = seconds(draw(10 * size, 20 * size, chosen.seed), 1)
    print(f"{size:,} milestones, {2 * size:,} links: {ours:.3f} s ({length:,} days)")
    print(f"{10 * size:,} milestones, {20 * size:,} links: {large:.3f} s")
    held = large <= _GROWTH * ours
    print(f"ten times as many: × {large / ours:.1f} (at most {_GROWTH}): {_said(held)}")
    other = taskjuggler(small, length)
    if other is None:
        print("TaskJuggler is not installed (Debian package tj3): not compared")
    else:
        faster = _FASTER * ours <= other
        print(
            f"TaskJuggler: {other:.1f} s, × {other / ours:.0f} (at least {_FASTER}): {_said(faster)}"
        )
        held = held and faster
    return 0 if held else 1


def _said(held: bool) -> str:
    return "holds" if held else "DOES NOT HOLD"


if __name__ == "__main__":
    sys.exit(main())
