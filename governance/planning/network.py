"""The network: milestones and the ends of programmes and products, joined by what waits for what."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import networkx

    from governance.planning.days import Length

FS, SS, FF = "FS", "SS", "FF"
MILESTONE = "milestone"
AFTER, NEEDS, PART, BUILT = "after", "needs", "part", "built"
"""What a link says: an ``after`` of a milestone, a dependency, a milestone of its own programme, a
programme that builds a product."""


class Node:
    """A milestone, or the end of a programme or product that a dependency names.

    ``key``         ``milestone/PROGRAMME/ID``, ``programme/ID`` or ``product/ID``
    ``record``      key of the record it stands in; ``index`` its place among the milestones there
    ``baseline``    and ``forecast``, ``actual``, ``not_before``, ``deadline``: ordinals of days
    ``duration``    of the work that ends with it; ``None`` when not stated
    ``floor``       the day judged: what has not happened by then happens then at the earliest
    ``unknown``     whether it waits for something of which nothing is known
    ``dropped``     whether nobody works on it any more: its programme has ended without it
    """

    __slots__ = (
        "actual", "baseline", "deadline", "dropped", "duration", "floor", "forecast", "id", "index",
        "key", "kind", "not_before", "path", "precision", "record", "title", "unknown",
    )  # fmt: skip

    def __init__(
        self, kind: str, key: str, record: str, path: str, title: str, floor: int, index: int = -1
    ) -> None:
        self.kind = kind
        self.key = key
        self.record = record
        self.path = path
        self.title = title
        self.id = key.rpartition("/")[2]
        self.index = index
        self.floor = floor
        self.baseline: int | None = None
        self.forecast: int | None = None
        self.actual: int | None = None
        self.not_before: int | None = None
        self.deadline: int | None = None
        self.duration: Length | None = None
        self.precision: str | None = None
        self.unknown = False
        self.dropped = False

    @property
    def planned(self) -> int | None:
        """The day its record plans: the forecast, else the baseline."""
        return self.forecast if self.forecast is not None else self.baseline


class Link:
    """``target`` waits for ``source`` (places in :attr:`Network.nodes`).

    ``type``   ``FS``, ``SS`` or ``FF``; ``lag`` the time between, negative for a lead
    ``basis``  ``stated`` or ``inferred``
    ``via``    :data:`AFTER`, :data:`NEEDS`, :data:`PART` or :data:`BUILT`
    """

    __slots__ = ("basis", "lag", "source", "target", "type", "via")

    def __init__(
        self,
        source: int,
        target: int,
        type: str = FS,
        lag: Length = 0,
        *,
        basis: str = "stated",
        via: str = AFTER,
    ) -> None:
        self.source = source
        self.target = target
        self.type = type
        self.lag = lag
        self.basis = basis
        self.via = via


class Network:
    """Nodes and links as arrays, which the two passes run on; :attr:`graph` answers questions."""

    def __init__(self, nodes: list[Node], links: list[Link]) -> None:
        self.nodes = nodes
        self.links = links
        self.places = {node.key: place for place, node in enumerate(nodes)}
        self._graph: networkx.DiGraph[int] | None = None

    @property
    def graph(self) -> networkx.DiGraph[int]:
        """The same as a directed graph of places, from what comes first to what waits; two nodes have
        one edge, however many links join them."""
        if self._graph is None:
            import networkx

            graph: networkx.DiGraph[int] = networkx.DiGraph()
            graph.add_nodes_from(range(len(self.nodes)))
            graph.add_edges_from((link.source, link.target) for link in self.links)
            self._graph = graph
        return self._graph

    def needs(self) -> dict[str, list[str]]:
        """Key of each node -> the keys it waits for, for :func:`governance.planning.cycles`."""
        found: dict[str, list[str]] = {node.key: [] for node in self.nodes}
        for link in self.links:
            found[self.nodes[link.target].key].append(self.nodes[link.source].key)
        return found

    def milestones_of(self, record: str) -> list[int]:
        """Places of the milestones of ``record`` (``programme/ID``)."""
        return [
            place
            for place, node in enumerate(self.nodes)
            if node.record == record and node.kind == MILESTONE
        ]
