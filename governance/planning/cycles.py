"""Circles in a graph of needs: whether there are any, and the shortest one through each knot."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def cycles(needs: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """The circles among ``needs`` (node -> the nodes it waits for; unknown nodes are ignored).

    One per knot, in the order of their first members: the shortest circle through the smallest
    node, first and last step the same.
    """
    found = []
    for knot in knots(needs):
        import networkx

        first = knot[0]
        inside: networkx.DiGraph[str] = networkx.DiGraph(
            (node, target) for node in knot for target in needs[node] if target in knot
        )
        ways = [
            networkx.shortest_path(inside, follower, first)
            for follower in sorted(inside.successors(first))
        ]
        found.append([first, *min(ways, key=len)])
    return found


def knots(needs: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """The nodes that wait for one another, knot by knot (strongly connected components, Tarjan
    1972), each sorted, in the order of their first members.

    networkx is only loaded when Kahn's topological sort (1962), linear in nodes and links, leaves
    something over.
    """
    left = _unsortable(needs)
    if not left:
        return []
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph(
        (node, target) for node in left for target in needs[node] if target in left
    )
    return [
        knot
        for knot in sorted(map(sorted, networkx.strongly_connected_components(graph)))
        if len(knot) > 1 or graph.has_edge(knot[0], knot[0])
    ]


def _unsortable(needs: Mapping[str, Iterable[str]]) -> set[str]:
    """The nodes that no topological order can place: those in a circle, or needed by one."""
    waiting = dict.fromkeys(needs, 0)
    for needed in needs.values():
        for node in needed:
            if node in waiting:
                waiting[node] += 1
    free = [node for node, count in waiting.items() if not count]
    while free:
        node = free.pop()
        del waiting[node]
        for target in needs[node]:
            if target in waiting:
                waiting[target] -= 1
                if not waiting[target]:
                    free.append(target)
    return set(waiting)
