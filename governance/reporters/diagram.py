"""Diagrams for other tools: the plan as Mermaid Gantt and DOT, a graph as Mermaid and DOT."""

from __future__ import annotations

import json
import re

from governance.i18n import _
from governance.model.words import KINDS
from governance.reporters.cells import clean
from governance.reporters.plan import named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from governance.services.plan import Entry, Plan
    from governance.services.plan_graph import Graph

    Edge = tuple[str, str, str, bool]
    """From what comes first to what waits: two keys, a label, and whether it is inferred."""

_GANTT = re.compile(r"[:;#,\"<>%{}`]")
"""What a title of a Mermaid Gantt cannot hold."""


def mermaid_gantt(plan: Plan) -> str:
    """The dated milestones as a Mermaid Gantt, one section per programme; lengths of work as bars,
    milestones without one as milestones."""
    lines = ["gantt", "    dateFormat YYYY-MM-DD", f"    title {_bare(plan['title'])}"]
    entries = [e for e in plan["entries"] if e["kind"] == "milestone" and e["finish"]]
    section = ""
    for entry in sorted(entries, key=lambda e: (e["record"], e["finish"] or "", e["key"])):
        if entry["record"] != section:
            section = entry["record"]
            lines.append(f"    section {_bare(entry['of'])}")
        tags = [
            tag
            for tag, on in (("crit", entry["critical"]), ("done", entry["state"] == "done"),
                            ("milestone", not entry["start"]))
            if on
        ]  # fmt: skip
        place = entry["key"].removeprefix("milestone/").replace("/", "--")
        days = [entry["start"], entry["finish"]] if entry["start"] else [entry["finish"], "0d"]
        lines.append(f"    {_bare(entry['title'])} :{', '.join([*tags, place, *map(str, days)])}")
    return "\n".join(lines) + "\n"


def plan_dot(plan: Plan) -> str:
    """The network as DOT (Graphviz): critical nodes red, inferred links dashed, floats written."""
    nodes = []
    for entry in plan["entries"]:
        said = [named(entry), entry["finish"] or _("without a date")]
        if entry["total_float"] is not None:
            said.append(_("float {count} d", count=entry["total_float"]))
        nodes.append((entry["key"], "\n".join(map(clean, said)), entry["critical"]))
    return dot(nodes, edges_of(plan["entries"]))


def edges_of(entries: Iterable[Entry]) -> list[Edge]:
    """The links among ``entries``."""
    known = {entry["key"]: entry for entry in entries}
    found: list[Edge] = []
    for entry in known.values():
        if entry["kind"] == "milestone" and entry["record"] in known:
            found.append((entry["key"], entry["record"], "", False))
        for wait in entry["waits_for"]:
            if wait["key"] in known:
                label = "" if wait["via"] != "after" or wait["type"] == "FS" else wait["type"]
                found.append((wait["key"], entry["key"], label, wait["basis"] == "inferred"))
    return found


def graph_dot(found: Graph) -> str:
    """A graph as DOT."""
    return dot(_nodes(found), _edges(found))


def graph_mermaid(found: Graph) -> str:
    """A graph as a Mermaid flowchart."""
    return mermaid(_nodes(found), _edges(found))


def _nodes(found: Graph) -> list[tuple[str, str, bool]]:
    own = set(found["around"])
    return [
        (node["key"], clean(f"{node['of']} · {node['title']}" if node["of"] else
                            f"{node['title']} ({_(KINDS[node['kind']][0])})"),
         node["critical"] or node["key"] in own)
        for node in found["nodes"]
    ]  # fmt: skip


def _edges(found: Graph) -> list[Edge]:
    return [
        (e["first"], e["then"], e["type"] if e["via"] == "after" and e["type"] != "FS" else "",
         e["basis"] == "inferred")
        for e in found["edges"]
    ]  # fmt: skip


def dot(nodes: Iterable[tuple[str, str, bool]], edges: Iterable[Edge]) -> str:
    """A directed graph as DOT: nodes are key, label and whether they stand out."""
    lines = ["digraph roadmap {", "  rankdir=LR;", "  node [shape=box];"]
    for key, label, marked in nodes:
        more = ", color=red, penwidth=2" if marked else ""
        lines.append(f"  {_quoted(key)} [label={_quoted(label)}{more}];")
    for first, then, label, inferred in edges:
        said = [f"label={_quoted(label)}"] if label else []
        said += ["style=dashed"] if inferred else []
        told = f" [{', '.join(said)}]" if said else ""
        lines.append(f"  {_quoted(first)} -> {_quoted(then)}{told};")
    return "\n".join([*lines, "}"]) + "\n"


def mermaid(nodes: Sequence[tuple[str, str, bool]], edges: Iterable[Edge]) -> str:
    """A directed graph as a Mermaid flowchart; what is inferred is dotted."""
    ids = {key: f"n{number}" for number, (key, _label, _marked) in enumerate(nodes)}
    lines = ["flowchart LR"]
    for key, label, marked in nodes:
        lines.append(f'    {ids[key]}["{_entity(label)}"]{":::marked" if marked else ""}')
    for first, then, label, inferred in edges:
        arrow = "-.->" if inferred else "-->"
        told = f'|"{_entity(label)}"|' if label else ""
        lines.append(f"    {ids[first]} {arrow}{told} {ids[then]}")
    if any(marked for _key, _label, marked in nodes):
        lines.append("    classDef marked stroke-width:3px")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A DOT string: backslashes and quotes escaped, line ends kept."""
    return json.dumps(text, ensure_ascii=False)


def _entity(text: str) -> str:
    """A Mermaid label between quotes: whatever is neither letter, digit nor plain sign by number."""
    return re.sub(r"[^\w \-.,()’'·«»/:!?+%≥]", lambda m: f"#{ord(m.group())};", clean(text))


def _bare(text: str) -> str:
    return " ".join(_GANTT.sub(" ", clean(text)).split()) or "–"
