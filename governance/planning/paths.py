"""Questions on a schedule: critical and near-critical paths, drag, the longest chain of needs."""

from __future__ import annotations

import heapq

from governance.planning.days import later
from governance.planning.network import AFTER, FF, MILESTONE, SS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.planning.network import Network
    from governance.planning.schedule import Schedule


class Path:
    """Nodes that hold one another up, first to last, and the smallest float among them (days)."""

    __slots__ = ("places", "total")

    def __init__(self, total: int, places: list[int]) -> None:
        self.total = total
        self.places = places


def paths(schedule: Schedule, near: int) -> list[Path]:
    """The critical paths and those with a float of at most ``near`` days, tightest first.

    From each node not told yet, tightest first: back along what drives its early date, on along
    what sets its late one, as far as a path already told.  Each path tells a new milestone.
    """
    nodes, links = schedule.network.nodes, schedule.network.links
    seeds = [
        (total, -(schedule.finish[place] or 0), place)
        for place, total in enumerate(schedule.total)
        if total is not None and total <= max(near, 0) and schedule.group[place] >= 0
    ]
    told: set[int] = set()
    found: list[Path] = []
    for total, _, seed in sorted(seeds):
        if seed in told:
            continue
        chain = [seed]
        while (number := schedule.driver[chain[-1]]) >= 0:
            source = links[number].source
            if nodes[source].actual is not None:
                break
            chain.append(source)
            if source in told:
                break
        chain.reverse()
        while (number := schedule.tight[chain[-1]]) >= 0:
            chain.append(links[number].target)
            if chain[-1] in told:
                break
        fresh = [p for p in chain if nodes[p].kind == MILESTONE and p not in told]
        told.update(chain)
        if fresh:
            found.append(Path(total, chain))
    return found


def critical_records(schedule: Schedule) -> frozenset[str]:
    """Keys of the programmes that hold one another up: where a day lost at a milestone of one moves
    a milestone of the other, and the end of their group with it.

    Only ``after`` links that leave no float and join two programmes count, and only where every
    date is known: a programme that waits for nobody is critical to itself alone, what nobody has
    dated moves nothing, and a dependency as a whole says of no milestone that it waits.
    """
    nodes, links = schedule.network.nodes, schedule.network.links
    found: set[str] = set()
    for place in range(len(nodes)):
        if not schedule.is_critical(place) or schedule.uncertain[place]:
            continue
        for link in (links[number] for number in schedule.out[place]):
            records = {nodes[place].record, nodes[link.target].record}
            if (
                len(records) == 2
                and link.via == AFTER
                and schedule.is_critical(link.target)
                and not schedule.uncertain[link.target]
                and schedule.bound(link, last=True) <= (schedule.finish[place] or 0)
            ):
                found |= records
    return frozenset(found)


def drag(schedule: Schedule) -> dict[int, int]:
    """Days that each of the tightest milestones adds to the end of its group (Devaux, 1999): how
    much earlier the group would end if it took no time and waited for no day of its own.

    That is no more than the time it takes itself, nor than the slack of what runs beside it: a path
    that avoids a node crosses it exactly once in topological order, so the least slack of the links
    that cross is enough.  O((nodes + links) log links).
    """
    order = schedule.order
    crossing = _crossings(schedule)
    heaps: list[list[tuple[int, int]]] = [[] for _ in schedule.ends]
    found: dict[int, int] = {}
    for rank, place in enumerate(order):
        for group, slack, last in crossing[rank]:
            heapq.heappush(heaps[group], (slack, last))
        group, total = schedule.group[place], schedule.total[place]
        if group < 0 or total is None or total != schedule.least[group]:
            continue
        beside = heaps[group]
        while beside and beside[0][1] <= rank:
            heapq.heappop(beside)
        own = (schedule.finish[place] or 0) - _without(schedule, place)
        found[place] = max(0, min(own, beside[0][0] - total) if beside else own)
    return found


def _crossings(schedule: Schedule) -> list[list[tuple[int, int, int]]]:
    """By the rank after which they begin: group, slack and last rank of every stretch of a path in
    which no node lies: before its first node, along a link, after its last node."""
    rank = [0] * len(schedule.group)
    for number, place in enumerate(schedule.order):
        rank[place] = number
    found: list[list[tuple[int, int, int]]] = [[] for _ in range(len(schedule.order) + 1)]
    for place in schedule.order:
        group, late, finish = schedule.group[place], schedule.late[place], schedule.finish[place]
        if group < 0 or late is None or finish is None:
            continue
        begun = _own(schedule, place)
        if begun is not None:
            found[0].append((group, late - begun, rank[place]))
        limit, deadline = schedule.ends[group], schedule.network.nodes[place].deadline
        slack = (limit if deadline is None else min(limit, deadline)) - finish
        found[rank[place] + 1].append((group, slack, len(schedule.order)))
        for number in schedule.out[place]:
            link = schedule.network.links[number]
            if schedule.is_open(link.target):
                slack = schedule.bound(link, last=True) - finish
                found[rank[place] + 1].append((group, slack, rank[link.target]))
    return found


def _own(schedule: Schedule, place: int) -> int | None:
    """The earliest finish of a node by its own days and what has happened; ``None`` without any."""
    node, links = schedule.network.nodes[place], schedule.network.links
    duration = node.duration or 0
    found = [day for day in (node.planned,) if day is not None]
    if node.not_before is not None:
        found.append(later(node.not_before, duration))
    for link in (links[number] for number in schedule.into[place]):
        bound = schedule.start[link.source] if link.type == SS else schedule.finish[link.source]
        if bound is not None and not schedule.is_open(link.source):
            bound = later(bound, link.lag)
            found.append(bound if link.type == FF else later(bound, duration))
    if node.kind == MILESTONE and (found or schedule.finish[place] is not None):
        found.append(node.floor)
    return max(found, default=None)


def _without(schedule: Schedule, place: int) -> int:
    """The finish that a node would have without its duration and its own days."""
    node, links = schedule.network.nodes[place], schedule.network.links
    found = [node.floor] if node.kind == MILESTONE else []
    for link in (links[number] for number in schedule.into[place]):
        bound = schedule.start[link.source] if link.type == SS else schedule.finish[link.source]
        if bound is not None:
            found.append(later(bound, link.lag))
    return max(found, default=schedule.finish[place] or 0)


def is_impossible(schedule: Schedule, place: int) -> bool:
    """Whether an open node is planned, still ahead, before what it waits for allows."""
    node, needed = schedule.network.nodes[place], schedule.needed[place]
    return (
        node.actual is None
        and needed is not None
        and node.planned is not None
        and node.floor <= node.planned < needed
    )


def pushers(schedule: Schedule, place: int, day: int) -> list[int]:
    """The nodes whose link alone keeps the finish of ``place`` after ``day``, latest first."""
    node, found = schedule.network.nodes[place], []
    for link in (schedule.network.links[number] for number in schedule.into[place]):
        bound = schedule.start[link.source] if link.type == SS else schedule.finish[link.source]
        if bound is not None:
            bound = later(bound, link.lag)
            bound = bound if link.type == FF else later(bound, node.duration or 0)
            if bound > day:
                found.append((-bound, link.source))
    return list(dict.fromkeys(source for _bound, source in sorted(found)))


def longest_chain(network: Network) -> list[int]:
    """The chain of needs with the most steps, what comes first first; empty without any need."""
    import networkx

    nodes = network.nodes
    needs: networkx.DiGraph[int] = networkx.DiGraph(
        (link.source, link.target)
        for link in network.links
        if link.via != AFTER and nodes[link.source].kind != MILESTONE
    )
    if not networkx.is_directed_acyclic_graph(needs):
        knots = networkx.condensation(needs)
        chain = networkx.dag_longest_path(knots, default_weight=1)
        return [min(knots.nodes[knot]["members"]) for knot in chain]
    found: list[int] = networkx.dag_longest_path(needs, default_weight=1)
    return found
