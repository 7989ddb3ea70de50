"""Small networks for tests: written in one line each, or read from PSPLIB single-mode files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from governance.planning.network import Link, Network, Node

FLOOR = 730_000
"""The day judged, far before anything planned."""


def network(
    nodes: dict[str, dict[str, Any]], links: Iterable[tuple[Any, ...]], floor: int = FLOOR
) -> Network:
    """``nodes`` by id (``programme/milestone``, or a bare one of its own programme) with what they
    state; ``links`` as source, target and perhaps type and lag."""
    made = []
    for index, (id, stated) in enumerate(nodes.items()):
        programme = id.partition("/")[0]
        node = Node(
            "milestone", f"milestone/{id}", f"programme/{programme}", "p.yaml", id, floor, index
        )
        for field, value in stated.items():
            setattr(node, field, value)
        made.append(node)
    places = {id: place for place, id in enumerate(nodes)}
    return Network(made, [Link(places[a], places[b], *more) for a, b, *more in links])


def from_psplib(text: str) -> Network:
    """The precedence network of an RCPSP single-mode file (``.sm``): one milestone per job, its
    duration in days; resources are left out, as in the critical-path length that PSPLIB gives."""
    successors = _section(text, "PRECEDENCE RELATIONS:")
    durations = _section(text, "REQUESTS/DURATIONS:")
    nodes = {
        f"psplib/j{job}": {"duration": row[1], **({"not_before": FLOOR} if job == 1 else {})}
        for job, *row in durations
    }
    links = [
        (f"psplib/j{job}", f"psplib/j{after}") for job, _, _, *rest in successors for after in rest
    ]
    return network(nodes, links)


def _section(text: str, heading: str) -> list[list[int]]:
    body = text.split(heading, 1)[1].split("****", 1)[0]
    return [list(map(int, line.split())) for line in body.splitlines() if re.match(r"\s*\d", line)]
