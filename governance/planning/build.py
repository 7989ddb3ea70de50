"""The network of a roadmap: read from the rows of programmes and the records of products."""

from __future__ import annotations

from governance.model.duration import day
from governance.planning.cycles import knots
from governance.planning.days import WorkingIndex, length
from governance.planning.network import (
    BUILT,
    FF,
    FS,
    MILESTONE,
    NEEDS,
    PART,
    SS,
    Link,
    Network,
    Node,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from typing import Any

    from governance.model.record import Record

ENDED = "ended"
GIVEN_UP = frozenset({"stop", "stopped"})
"""Decisions and fates of a programme that was not finished."""
WORKING = "working"
_DAYS = ("baseline", "forecast", "actual", "not_before", "deadline")
"""Fields of a milestone that are days of its node."""


class _Builder:
    def __init__(self, is_working: Callable[[date], bool]) -> None:
        self.nodes: list[Node] = []
        self.links: list[Link] = []
        self.places: dict[str, int] = {}
        self.working = WorkingIndex(is_working)

    def add(self, node: Node) -> int:
        place = len(self.nodes)
        self.places.setdefault(node.key, place)
        self.nodes.append(node)
        return place


def build(
    programmes: Iterable[Mapping[str, Any]],
    products: Iterable[Record],
    as_of: str,
    is_working: Callable[[date], bool],
) -> Network:
    """The network of ``programmes`` (rows) and ``products`` on the day ``as_of``.

    The end of a programme or product is a node of its own once a blocking dependency names it: it
    comes no earlier than its milestones, than what it needs, and for a product that is not open
    yet, than the end of the programmes that build it (an inference, and marked as one; left out
    where it would close a circle).  A ``soft`` dependency does not block.
    """
    builder = _Builder(is_working)
    rows = list(programmes)
    wanted = [(row, row["dependencies"]) for row in rows if row["dependencies"]]
    made = list(products)
    asked = [(record, record.items("dependencies")) for record in made]
    if wanted or any(needs for _, needs in asked):
        _ends(builder, rows, made, as_of)
    for row in rows:
        if row["milestones"]:
            _milestones(builder, row)
    for row in rows:
        for milestone in row["milestones"]:
            if milestone.get("after"):
                _after(builder, row["id"], milestone)
    for row, dependencies in wanted:
        _needs(builder, "programme", row["id"], dependencies)
    for record, dependencies in asked:
        _needs(builder, "product", record.id, dependencies)
    if any(node.kind != MILESTONE for node in builder.nodes):
        _keep_touched(builder)
    return Network(builder.nodes, builder.links)


def _ends(
    builder: _Builder, rows: list[Mapping[str, Any]], products: list[Record], as_of: str
) -> None:
    for row in rows:
        key = f"programme/{row['id']}"
        node = Node("programme", key, key, row["path"], row["title"], _ordinal(row["clock"]) or 1)
        if is_ended(row):
            if row["fate"] in GIVEN_UP or row["decision"] in GIVEN_UP:
                node.dropped = True
            else:
                node.actual = _ordinal(row["left"] or row["last_review"] or row["clock"])
        node.unknown = not row["milestones"]
        builder.add(node)
    for record in products:
        node = Node("product", record.key, record.key, record.path, record.title,
                    _ordinal(as_of) or 1)  # fmt: skip
        node.actual = _ordinal(record.data.get("first_day"))
        node.dropped = node.actual is None and record.data.get("last_day") is not None
        programmes = record.data.get("programmes")
        known = [
            builder.places[f"programme/{id}"]
            for id in (programmes if isinstance(programmes, list) else [])
            if f"programme/{id}" in builder.places
        ]
        node.unknown = not known
        place = builder.add(node)
        builder.links += [Link(source, place, FF, basis="inferred", via=BUILT) for source in known]


def is_ended(row: Mapping[str, Any]) -> bool:
    """Whether the programme left the roadmap, or its reviews ended it."""
    return row["left"] is not None or row["stage"] == ENDED


def _milestones(builder: _Builder, row: Mapping[str, Any]) -> None:
    record, floor = f"programme/{row['id']}", _ordinal(row["clock"]) or 1
    end = builder.places.get(record)
    ended = is_ended(row)
    for index, data in enumerate(row["milestones"]):
        key = f"{MILESTONE}/{row['id']}/{data.get('id')}"
        node = Node(MILESTONE, key, record, row["path"], str(data.get("title") or ""), floor, index)
        for name in _DAYS:
            if (text := data.get(name)) is not None:
                setattr(node, name, _ordinal(text))
        node.precision = data.get("precision")
        node.duration = length(data.get("duration"), _working(builder, data))
        node.dropped = ended and node.actual is None
        place = builder.add(node)
        if end is not None:
            builder.links.append(Link(place, end, FF, via=PART))


def _working(builder: _Builder, milestone: Mapping[str, Any]) -> WorkingIndex | None:
    return builder.working if milestone.get("days") == WORKING else None


def _after(builder: _Builder, id: str, milestone: Mapping[str, Any]) -> None:
    own = builder.places[f"{MILESTONE}/{id}/{milestone.get('id')}"]
    after, places, working = milestone["after"], builder.places, _working(builder, milestone)
    for link in after if isinstance(after, list) else []:
        named = str(link.get("milestone"))
        source = places.get(f"{MILESTONE}/{named if '/' in named else id + '/' + named}")
        if source is None:
            builder.nodes[own].unknown = True
            continue
        type_, lag = link.get("type"), link.get("lag")
        builder.links.append(
            Link(
                source, own, type_ if type_ in (SS, FF) else FS,
                (length(lag, working) or 0) if lag else 0, basis=_basis(link),
            )
        )  # fmt: skip


def _needs(builder: _Builder, kind: str, id: str, dependencies: list[dict[str, Any]]) -> None:
    own = builder.places[f"{kind}/{id}"]
    for dependency in dependencies:
        if dependency.get("soft"):
            continue
        source = end_of(builder.places, kind, str(dependency.get("needs")))
        if source is None:
            builder.nodes[own].unknown = True
            continue
        builder.links.append(Link(source, own, FF, basis=_basis(dependency), via=NEEDS))


def _basis(stated: Mapping[str, Any]) -> str:
    return "inferred" if stated.get("basis") == "inferred" else "stated"


def end_of(places: Mapping[str, int], kind: str, id: str) -> int | None:
    """The place of the end that a record of ``kind`` means by ``id``: of its own kind first."""
    for other in (kind, "programme", "product"):
        if f"{other}/{id}" in places:
            return places[f"{other}/{id}"]
    return None


def _keep_touched(builder: _Builder) -> None:
    """Leave out the ends that no dependency touches, and the inferences that close a circle."""
    nodes, links = builder.nodes, builder.links
    touched = {place for link in links if link.via == NEEDS for place in (link.source, link.target)}
    while True:
        # A product that is needed brings the programmes that build it.
        more = {li.source for li in links if li.via == BUILT and li.target in touched} - touched
        if not more:
            break
        touched |= more
    keep = [node.kind == MILESTONE or place in touched for place, node in enumerate(nodes)]
    links = [link for link in links if keep[link.source] and keep[link.target]]
    links = _without_circles(nodes, links)
    moved: dict[int, int] = {}
    for place, kept in enumerate(keep):
        if kept:
            moved[place] = len(moved)
    for link in links:
        link.source, link.target = moved[link.source], moved[link.target]
    builder.nodes = [node for place, node in enumerate(nodes) if keep[place]]
    builder.links = links


def _without_circles(nodes: list[Node], links: list[Link]) -> list[Link]:
    """``links`` without the inferences that a circle runs through: a programme that needs what it
    builds itself does not wait for its own end."""
    stated = {(link.source, link.target) for link in links if link.via == NEEDS}
    links = [li for li in links if li.via != BUILT or (li.target, li.source) not in stated]
    if not any(link.via == BUILT for link in links):
        return links
    needs: dict[str, list[str]] = {node.key: [] for node in nodes}
    for link in links:
        needs[nodes[link.target].key].append(nodes[link.source].key)
    knot = {key: number for number, keys in enumerate(knots(needs)) for key in keys}
    return [
        link
        for link in links
        if link.via != BUILT
        or knot.get(nodes[link.source].key, -1) != knot.get(nodes[link.target].key, -2)
    ]


def _ordinal(text: object) -> int | None:
    found = day(text)
    return found.toordinal() if found else None
