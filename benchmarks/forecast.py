"""How long the draws of `jalon forecast` take: 1,000 milestones, 2,000 links, 10,000 draws.

python -m benchmarks.forecast
"""

from __future__ import annotations

import random
import statistics
import sys
import time

from governance.measure.forecast import SLIP_PER_TIME
from governance.measure.montecarlo import FF, FS, SS, Network, draw
from governance.measure.slippage import CALENDAR
from governance.services.classes import learn
from governance.services.forecast import DRAWS
from governance.services.panorama import Reference

MILESTONES, LINKS, PER_PROGRAMME, RUNS, MOST = 1_000, 2, 20, 5, 2.0


def network(chance: random.Random) -> Network:
    """One connected part: each milestone waits for two of the sixty before it."""
    made = Network(MILESTONES)
    for place in range(MILESTONES):
        made.durations[place] = float(chance.randint(5, 90))
        made.owners[place] = place // PER_PROGRAMME
        made.parts[place], made.floors[place], made.due[place] = 0, 0.0, 1_000.0
        if place:
            made.predecessors[place] = [
                (chance.randrange(max(0, place - 60), place), chance.choice((FS, FS, SS, FF)),
                 float(chance.randint(-3, 5)))
                for _ in range(LINKS)
            ]  # fmt: skip
    return made


def main() -> int:
    """Print the median of a few runs; fail above the limit."""
    reference = Reference(None)
    learned = learn(reference, reference.editions[-1].day)
    slips = learned.everything(CALENDAR).chosen.rates(SLIP_PER_TIME)
    made = network(random.Random(1))
    draw(made, [slips] * (MILESTONES // PER_PROGRAMME), count=100, seed=1)
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        draw(made, [slips] * (MILESTONES // PER_PROGRAMME), count=DRAWS, seed=1)
        seconds.append(time.process_time() - start)
    median = statistics.median(seconds)
    print(
        f"{DRAWS:,} draws over {MILESTONES:,} milestones and {LINKS * MILESTONES:,} links: "
        f"{median:.2f} s of processor (median of {RUNS}), at most {MOST:.0f}"
    )
    return 0 if median <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
