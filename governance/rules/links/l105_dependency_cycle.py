"""Programmes, products or milestones that wait for one another in a circle.

What it checks
    Following ``dependencies`` of programmes and products, or the ``after`` links of milestones,
    never leads back to the start. Dependencies marked ``soft`` do not block and are left out. An id
    that is both a programme and a product means the one of the kind that names it. Each knot is
    told once, with the shortest circle through its first member, every step named.

Why it matters
    Nothing in a circle can be finished first. A plan that holds one has no critical path, and
    whoever is asked waits for somebody else.

Example
    AgentConnect needs the directory, the directory needs the portal, the portal needs AgentConnect.

How to fix
    Remove the link that is not a real need, mark it ``soft`` if one can go on without it, or split
    the step that both wait for.

Parameters
    None.

Source
    Kahn’s topological sort (1962), then strongly connected components (Tarjan, 1972) if it leaves
    something over.
"""

from __future__ import annotations

from governance.gate.registry import ROADMAP, Rule
from governance.i18n import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding, Pointer

    Place = tuple[str, str, Pointer]
    """Key of the record, its path, and the pointer of the link."""

RULE = Rule(
    "L105",
    "dependency-cycle",
    ROADMAP,
    N_("These wait for one another in a circle: {steps}."),
    N_("Remove the link that is not a real need, or split the step that both wait for."),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per knot of dependencies, and per knot of milestones."""
    for links in (_dependencies(roadmap), _milestones(roadmap)):
        left = _not_sortable(links)
        if left:
            for cycle in _cycles({node: links[node] for node in left}):
                key, path, pointer = links[cycle[0]][cycle[1]]
                steps = " → ".join(node.removeprefix("milestone/") for node in cycle)
                yield RULE.on(key, path, pointer, steps=steps)


def _dependencies(roadmap: Roadmap) -> dict[str, dict[str, Place]]:
    """``kind/id`` -> what it needs, with the place that says so."""
    links: dict[str, dict[str, Place]] = {}
    for row in roadmap.programmes():
        key = f"programme/{row['id']}"
        links[key] = _needs(roadmap, key, row["path"], row["dependencies"])
    for record in roadmap.of("product"):
        links[record.key] = _needs(roadmap, record.key, record.path, record.items("dependencies"))
    return links


def _needs(
    roadmap: Roadmap, key: str, path: str, dependencies: list[dict[str, Any]]
) -> dict[str, Place]:
    own = key.partition("/")[0]
    found: dict[str, Place] = {}
    for index, dependency in enumerate(dependencies):
        if dependency.get("soft"):
            continue
        needed = str(dependency.get("needs"))
        for kind in (own, "programme", "product"):
            if roadmap.exists(kind, needed):
                found.setdefault(f"{kind}/{needed}", (key, path, ("dependencies", index, "needs")))
                break
    return found


def _milestones(roadmap: Roadmap) -> dict[str, dict[str, Place]]:
    """``milestone/programme/id`` -> the milestones it comes after."""
    links: dict[str, dict[str, Place]] = {}
    for row in roadmap.programmes():
        for index, milestone in enumerate(row["milestones"]):
            after = milestone.get("after")
            found = links.setdefault(f"milestone/{row['id']}/{milestone.get('id')}", {})
            for place, link in enumerate(after if isinstance(after, list) else []):
                named = str(link.get("milestone"))
                target = named if "/" in named else f"{row['id']}/{named}"
                pointer = ("milestones", index, "after", place, "milestone")
                found.setdefault(
                    f"milestone/{target}", (f"programme/{row['id']}", row["path"], pointer)
                )
    return links


def _not_sortable(links: dict[str, dict[str, Place]]) -> set[str]:
    """The nodes that no topological order can place: those in a circle, or behind one."""
    waiting = dict.fromkeys(links, 0)
    for needed in links.values():
        for node in needed:
            if node in waiting:
                waiting[node] += 1
    free = [node for node, count in waiting.items() if not count]
    while free:
        node = free.pop()
        del waiting[node]
        for target in links[node]:
            if target in waiting:
                waiting[target] -= 1
                if not waiting[target]:
                    free.append(target)
    return set(waiting)


def _cycles(links: dict[str, dict[str, Place]]) -> Iterator[list[str]]:
    """The shortest circle through the first member of each knot, first and last step the same."""
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph(
        (a, b) for a, needed in links.items() for b in needed if b in links
    )
    for knot in sorted(map(sorted, networkx.strongly_connected_components(graph))):
        first = knot[0]
        if len(knot) == 1:
            if graph.has_edge(first, first):
                yield [first, first]
            continue
        inside = graph.subgraph(knot)
        paths = [
            networkx.shortest_path(inside, follower, first)
            for follower in sorted(inside.successors(first))
        ]
        yield [first, *min(paths, key=len)]
