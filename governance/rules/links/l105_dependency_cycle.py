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
from governance.model.record import original
from governance.planning.cycles import cycles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding, Pointer
    from governance.model.record import Moved

    Where = tuple[str, str, Moved]
    """Key of a record, its path, and which of its items stand elsewhere there."""
    Place = tuple[Where, Pointer]
    """A record, and the pointer of a link in what is known of it."""

RULE = Rule(
    "L105",
    "dependency-cycle",
    ROADMAP,
    N_("These wait for one another in a circle: {steps}."),
    N_("Remove the link that is not a real need, or split the step that both wait for."),
    reads=("dependencies", "milestones", "paths"),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per knot of dependencies, and per knot of milestones."""
    for links in (_dependencies(roadmap), _milestones(roadmap)):
        for cycle in cycles(links):
            (key, path, moved), pointer = links[cycle[0]][cycle[1]]
            steps = " → ".join(node.removeprefix("milestone/") for node in cycle)
            yield RULE.on(key, path, original(pointer, moved), steps=steps)


def _dependencies(roadmap: Roadmap) -> dict[str, dict[str, Place]]:
    """``kind/id`` -> what it needs, with the place that says so."""
    links: dict[str, dict[str, Place]] = {}
    for row in roadmap.programmes():
        key = f"programme/{row['id']}"
        where = (key, row["path"], row["moved"])
        links[key] = _needs(roadmap, where, row["dependencies"])
    for record in roadmap.of("product"):
        where = (record.key, record.path, record.moved)
        links[record.key] = _needs(roadmap, where, record.items("dependencies"))
    return links


def _needs(roadmap: Roadmap, where: Where, dependencies: list[dict[str, Any]]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    if not dependencies:
        return found
    own = where[0].partition("/")[0]
    for index, dependency in enumerate(dependencies):
        if dependency.get("soft"):
            continue
        needed = str(dependency.get("needs"))
        for kind in (own, "programme", "product"):
            if roadmap.exists(kind, needed):
                found.setdefault(f"{kind}/{needed}", (where, ("dependencies", index, "needs")))
                break
    return found


def _milestones(roadmap: Roadmap) -> dict[str, dict[str, Place]]:
    """``milestone/programme/id`` -> the milestones it comes after."""
    links: dict[str, dict[str, Place]] = {}
    for row in roadmap.programmes():
        where = (f"programme/{row['id']}", row["path"], row["moved"])
        for index, milestone in enumerate(row["milestones"]):
            after = milestone.get("after")
            if not after or not isinstance(after, list):
                continue
            found = links.setdefault(f"milestone/{row['id']}/{milestone.get('id')}", {})
            for place, link in enumerate(after):
                named = str(link.get("milestone"))
                target = named if "/" in named else f"{row['id']}/{named}"
                pointer = ("milestones", index, "after", place, "milestone")
                found.setdefault(f"milestone/{target}", (where, pointer))
    return links
