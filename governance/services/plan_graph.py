"""What a record needs and what needs it, link by link, as plain values for a tree or a diagram."""

from __future__ import annotations

from governance.i18n import N_
from governance.services.plan import iso
from governance.services.plan_named import meant, title_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypedDict

    from governance.gate.roadmap import Roadmap
    from governance.planning.network import Network
    from governance.services.check import Report

    class GraphNode(TypedDict):
        """A milestone, programme or product; ``finish`` is the day that follows from the plan."""

        key: str
        kind: str
        title: str
        of: str
        finish: str | None
        uncertain: bool
        critical: bool

    class GraphEdge(TypedDict):
        """``then`` waits for ``first``; ``via`` is ``after``, ``needs``, ``part`` or ``built``."""

        first: str
        then: str
        type: str
        via: str
        basis: str

    class Graph(TypedDict):
        """The graph around ``record`` (all of it when ``None``), what comes first first.

        ``around``  the keys that stand for the record itself
        ``roots``   where the tree of a whole graph begins: what waits for nothing
        """

        as_of: str
        record: str | None
        title: str
        around: list[str]
        roots: list[str]
        nodes: list[GraphNode]
        edges: list[GraphEdge]


_OTHERS = (
    N_("{kind}/{id} waits for nothing: only milestones, programmes and products do."),
    N_("`jalon show` tells what names it."),
)


def graph(report: Report, root: str, given: str | None) -> Graph:
    """The graph of needs: everything up- and downstream of ``given``, or of the whole roadmap.

    ``soft`` dependencies do not block and are not in it.  Raises :class:`JalonError` when there is no
    such record, or none that can wait.
    """
    roadmap, ctx = report.judgement.roadmap, report.judgement.ctx
    schedule = roadmap.schedule()
    network = schedule.network
    key = meant(roadmap, network, root, given, _OTHERS) if given is not None else None
    around = [] if key is None else _around(network, key)
    wanted = set(around)
    if key is None:
        wanted = {place for link in network.links for place in (link.source, link.target)}
    else:
        import networkx

        for place in around:
            wanted |= networkx.ancestors(network.graph, place)
            wanted |= networkx.descendants(network.graph, place)
    nodes = network.nodes
    order = [place for place in schedule.order if place in wanted]
    order += sorted(wanted & schedule.circular)
    links = [li for li in network.links if li.source in wanted and li.target in wanted]
    targets = {link.target for link in links}
    return {
        "as_of": ctx.as_of.isoformat(),
        "record": key,
        "title": title_of(roadmap, network, key) if key is not None else "",
        "around": [nodes[place].key for place in around],
        "roots": [nodes[place].key for place in order if place not in targets],
        "nodes": [
            {
                "key": nodes[place].key, "kind": nodes[place].kind, "title": nodes[place].title,
                "of": _of(roadmap, network, place), "finish": iso(schedule.finish[place]),
                "uncertain": schedule.uncertain[place] and nodes[place].actual is None,
                "critical": schedule.is_critical(place),
            }
            for place in order
        ],
        "edges": [
            {"first": nodes[li.source].key, "then": nodes[li.target].key, "type": li.type,
             "via": li.via, "basis": li.basis}
            for li in links
        ],
    }  # fmt: skip


def _around(network: Network, key: str) -> list[int]:
    """The places that stand for ``key``: its end and, for a programme, its milestones."""
    found = [network.places[key]] if key in network.places else []
    return found + (network.milestones_of(key) if key.startswith("programme/") else [])


def _of(roadmap: Roadmap, network: Network, place: int) -> str:
    node = network.nodes[place]
    row = roadmap.rows.get(node.record) if node.index >= 0 else None
    return row["title"] if row is not None else ""
