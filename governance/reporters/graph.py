"""What waits for what, as a tree: upstream, then downstream; every node is opened once."""

from __future__ import annotations

from governance.i18n import _
from governance.model.words import KINDS
from governance.reporters import cells
from governance.reporters.cells import BOLD, DIM, RED, clean
from governance.reporters.plan import VIA, short

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from governance.services.plan_graph import Graph, GraphEdge, GraphNode

_BRANCH, _LAST, _DOWN = "├─ ", "└─ ", "│  "
_DEEPEST = 12
"""Steps of a tree that are drawn; what lies deeper is counted."""


def render(found: Graph, *, width: int = 80, colours: bool = False) -> str:
    """The tree on lines of at most ``width`` cells."""
    tree = _Tree(found, max(width, cells.NARROWEST), colours)
    if found["record"] is None:
        heading = _("What waits for what on {day}", day=found["as_of"])
        lines = [cells.paint(heading, BOLD, colours)]
        lines += tree.draw(found["roots"], "down") or [_("Nothing waits for anything known.")]
        return "\n".join(lines) + "\n"
    lines = cells.wrap(f"{clean(short(found['record']))}  {clean(found['title'])}", width)
    own = set(found["around"])
    for direction, heading in (("up", _("Needs")), ("down", _("Needed by"))):
        ends = _neighbours(found["edges"], own, direction)
        lines += ["", cells.paint(heading, BOLD, colours)]
        lines += tree.draw(ends, direction, own) or [f"  {_('nothing known')}"]
    return "\n".join(lines) + "\n"


def _neighbours(edges: Iterable[GraphEdge], own: set[str], direction: str) -> list[str]:
    here, there = ("then", "first") if direction == "up" else ("first", "then")
    found: dict[str, None] = {}
    for edge in edges:
        if edge[here] in own and edge[there] not in own:  # type: ignore[literal-required]
            found[edge[there]] = None  # type: ignore[literal-required]
    return list(found)


class _Tree:
    def __init__(self, found: Graph, width: int, colours: bool) -> None:
        self.nodes: dict[str, GraphNode] = {node["key"]: node for node in found["nodes"]}
        self.width = width
        self.colours = colours
        self.up: dict[str, list[GraphEdge]] = {}
        self.down: dict[str, list[GraphEdge]] = {}
        for edge in found["edges"]:
            self.up.setdefault(edge["then"], []).append(edge)
            self.down.setdefault(edge["first"], []).append(edge)

    def draw(self, keys: list[str], direction: str, own: set[str] | None = None) -> list[str]:
        """The branches that begin with ``keys``, each node opened the first time it is met."""
        lines: list[str] = []
        told: set[str] = set(own or ())
        stack: list[tuple[str, str, bool, int, GraphEdge | None]] = [
            (key, "", key == keys[-1], 0, self._edge(key, direction, own)) for key in reversed(keys)
        ]
        while stack:
            key, indent, last, depth, edge = stack.pop()
            after = self._next(key, direction)
            again = key in told
            told.add(key)
            hidden = len(after) if not again and depth >= _DEEPEST else 0
            deeper = indent + ("   " if last else _DOWN)
            first = indent + (_LAST if last else _BRANCH)
            lines += self._line(key, first, deeper, edge, again and bool(after), hidden)
            if again or hidden:
                continue
            for number, (other, link) in enumerate(reversed(after)):
                stack.append((other, deeper, number == 0, depth + 1, link))
        return lines

    def _edge(self, key: str, direction: str, own: set[str] | None) -> GraphEdge | None:
        edges = self.down.get(key, []) if direction == "up" else self.up.get(key, [])
        side: Literal["then", "first"] = "then" if direction == "up" else "first"
        return next((edge for edge in edges if own and edge[side] in own), None)

    def _next(self, key: str, direction: str) -> list[tuple[str, GraphEdge]]:
        if direction == "up":
            return [(edge["first"], edge) for edge in self.up.get(key, [])]
        return [(edge["then"], edge) for edge in self.down.get(key, [])]

    def _line(
        self, key: str, first: str, rest: str, edge: GraphEdge | None, again: bool, hidden: int
    ) -> list[str]:
        node = self.nodes[key]
        name = clean(node["title"] or short(key))
        if node["kind"] == "milestone":
            told = f"{name} [{clean(short(key))}]"
        else:
            told = f"{name} [{_(KINDS[node['kind']][0])} {clean(key.partition('/')[2])}]"
        if node["finish"]:
            told += f" {'≥ ' if node['uncertain'] else ''}{node['finish']}"
        about = []
        if edge is not None and edge["via"] == "built":
            about.append(_(VIA["built"]))
        if edge is not None and edge["type"] != "FS" and edge["via"] == "after":
            about.append(edge["type"])
        if edge is not None and edge["basis"] == "inferred":
            about.append(_("inferred"))
        if node["critical"]:
            about.append(_("critical"))
        if again:
            about.append(_("see above"))
        if hidden:
            about.append(_("{count} more", count=hidden))
        if about:
            told += f" ({', '.join(about)})"
        lines = cells.wrap(told, self.width, first, rest)
        colour = RED if node["critical"] else DIM if again else ""
        return [cells.paint(line, colour, self.colours) for line in lines]
