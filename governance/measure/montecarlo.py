"""Draws over a network of milestones: when each finishes, how often in time, how often critical.

Each draw gives every group of nodes (a programme) one slip, taken from the observed slips of its
class, and runs the two passes of the critical path method (Kelley and Walker, 1959) with the times
still to go stretched by it.  The share of draws in which a node is critical is the criticality
index of R. M. Van Slyke ("Monte Carlo methods and the PERT problem", Operations Research 11, 1963).

Times are days after the day judged.  The slips are of programmes and not of milestones because the
class was observed so; two programmes slip independently of each other, which real ones do not quite.
"""

from __future__ import annotations

from governance.measure.forecast import LEVELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Days = NDArray[np.float64]

FS, SS, FF = "FS", "SS", "FF"
_AT_ONCE = 2_000
"""Draws computed together: enough to make the steps of Python cheap, few enough for the memory (a
thousand nodes take 50 MB)."""
_SAME = 1e-6
"""Days under which two days are the same, after sums and products of floating point numbers."""


class Network:
    """What is drawn: one entry per node, by its place.

    ``order``         places so that what comes first precedes what waits for it
    ``predecessors``  place, ``FS``, ``SS`` or ``FF``, lag in days (negative for a lead)
    ``durations``     days of the work that ends with the node; they slip
    ``planned``       the day planned, from which the node is never early; it slips
    ``not_before``    day before which its work does not start; ``floors`` day before which it does
                      not finish; they do not slip
    ``finished``      day on which it happened
    ``due``           day by which it should finish
    ``owners``        the group whose slip it takes; ``parts`` the connected part it lies in, -1 for
                      a node that nothing is joined to
    """

    __slots__ = (
        "due", "durations", "finished", "floors", "not_before", "order", "owners", "parts",
        "planned", "predecessors",
    )  # fmt: skip

    def __init__(self, size: int) -> None:
        self.order = list(range(size))
        self.predecessors: list[list[tuple[int, str, float]]] = [[] for _ in range(size)]
        self.durations = [0.0] * size
        self.planned: list[float | None] = [None] * size
        self.not_before: list[float | None] = [None] * size
        self.floors: list[float | None] = [None] * size
        self.finished: list[float | None] = [None] * size
        self.due: list[float | None] = [None] * size
        self.owners = [0] * size
        self.parts = [-1] * size


class Draws:
    """What came out, by place.

    ``finish``    by level (50, 80): the day by which it has finished in that percent of the draws
    ``in_time``   percent of the draws in which it finishes by its ``due`` day; ``None`` without one
    ``critical``  percent of the draws in which a day lost on it moves the end of its part
    """

    __slots__ = ("count", "critical", "finish", "in_time", "seed")

    def __init__(self, count: int, seed: int) -> None:
        self.count = count
        self.seed = seed
        self.finish: dict[int, list[float]] = {}
        self.in_time: list[float | None] = []
        self.critical: list[float] = []


def draw(network: Network, slips: Sequence[Sequence[float]], *, count: int, seed: int) -> Draws:
    """Draw ``count`` times; the same ``seed`` gives the same draws.

    ``slips``  of each owner: the slips observed in its class, days per day still to go
    """
    import numpy as np

    chance = np.random.default_rng(seed)
    size = len(network.order)
    drawn = [np.maximum(0.0, 1.0 + np.asarray(of, dtype=np.float64)) for of in slips]
    found = Draws(count, seed)
    days = np.empty((size, count), dtype=np.float32)
    in_time, critical = np.zeros(size), np.zeros(size)
    for first in range(0, count, _AT_ONCE):
        width = min(_AT_ONCE, count - first)
        stretch = np.stack([of[chance.integers(0, len(of), width)] for of in drawn])
        start, finish = _forward(network, stretch, width)
        days[:, first : first + width] = finish
        for place, due in enumerate(network.due):
            if due is not None:
                in_time[place] += np.count_nonzero(finish[place] <= due + _SAME)
        critical += _backward(network, stretch, start, finish)
    for level in LEVELS:
        rank = min(count - 1, -(-level * count // 100) - 1)
        days.partition(rank, axis=1)
        found.finish[level] = [float(day) for day in days[:, rank]]
    found.in_time = [
        None if due is None else 100 * float(in_time[place]) / count
        for place, due in enumerate(network.due)
    ]
    found.critical = [100 * float(times) / count for times in critical]
    return found


def _forward(network: Network, stretch: Days, width: int) -> tuple[Days, Days]:
    """Start and finish of every node in every draw: a node finishes when its work can be over, when
    what it waits for allows, not before its planned day; its start is its finish less its work."""
    import numpy as np

    size = len(network.order)
    start, finish = np.empty((size, width)), np.empty((size, width))
    for place in network.order:
        happened = network.finished[place]
        factor = stretch[network.owners[place]]
        work = network.durations[place] * factor
        if happened is not None:
            finish[place] = happened
            start[place] = happened - network.durations[place]
            continue
        own = finish[place]
        own[:] = -np.inf
        for source, kind, lag in network.predecessors[place]:
            if kind == FF:
                np.maximum(own, finish[source] + lag, out=own)
            else:
                ready = start[source] if kind == SS else finish[source]
                np.maximum(own, ready + (lag + work), out=own)
        not_before, planned = network.not_before[place], network.planned[place]
        if not_before is not None:
            np.maximum(own, not_before + work, out=own)
        if planned is not None:
            np.maximum(own, planned * factor if planned > 0 else planned, out=own)
        floor = network.floors[place]
        if floor is not None:
            np.maximum(own, floor, out=own)
        np.subtract(own, work, out=start[place])
    return start, finish


def _backward(network: Network, stretch: Days, start: Days, finish: Days) -> Days:
    """In how many of these draws each node is critical: no float to the end of its part."""
    import numpy as np

    late = np.full_like(finish, np.inf)
    ends: dict[int, Days] = {}
    for place, part in enumerate(network.parts):
        if part >= 0:
            known = ends.get(part)
            ends[part] = finish[place] if known is None else np.maximum(known, finish[place])
    times = np.zeros(len(network.order))
    for place in reversed(network.order):
        part = network.parts[place]
        if part < 0 or network.finished[place] is not None:
            continue
        own = late[place]
        np.minimum(own, ends[part], out=own)
        work = network.durations[place] * stretch[network.owners[place]]
        for source, kind, lag in network.predecessors[place]:
            if kind == FF:
                bound = own - lag
            elif kind == FS:
                bound = own - (work + lag)
            else:
                bound = own - (work + lag) + (finish[source] - start[source])
            np.minimum(late[source], bound, out=late[source])
        times[place] = np.count_nonzero(own - finish[place] <= _SAME)
    return times
