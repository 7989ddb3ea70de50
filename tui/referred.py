"""What a field may name: records and milestones, each with its title, to be found by typing."""

from __future__ import annotations

from governance.i18n import _
from governance.model.words import KINDS
from governance.reporters.cells import DIM, clean
from governance.services.neighbours import title_of
from tui import draw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from governance.gate.roadmap import Roadmap
    from governance.services.revising import Revising


def referred(kinds: tuple[str, ...], form: Revising, roadmap: Roadmap) -> list[tuple[str, str]]:
    """The answers for a field of ``form`` that names one of ``kinds``, each with painted words."""
    found: list[tuple[str, str]] = []
    for kind in kinds:
        if kind == "milestone":
            found += _milestones(form, roadmap)
        elif kind == "measurement":
            start = f"{form.at(('indicator',))}/"
            ids = [id for id in roadmap.paths["measurement"] if id.startswith(start)]
            found += [(id.removeprefix(start), clean(id)) for id in ids]
        else:
            found += named(kind, roadmap, several=len(kinds) > 1)
    return found


def named(kind: str, roadmap: Roadmap, *, several: bool = False) -> Iterator[tuple[str, str]]:
    """The ids of the records of ``kind``, each with its title; ``several`` kinds are told apart."""
    titles = {
        state["id"]: state["title"] for row in roadmap.rows.values() for state in row["indicators"]
    } if kind == "indicator" else {}  # fmt: skip
    for id in sorted(roadmap.paths[kind]):
        name = titles.get(id) or title_of(roadmap, (kind,), id) or id
        about = f"{_(KINDS[kind][0])} {clean(id)}" if several else clean(id)
        yield id, f"{clean(name)}  {draw.paint(about, DIM)}"


def _milestones(form: Revising, roadmap: Roadmap) -> Iterator[tuple[str, str]]:
    """Those of the record first, by their ids alone."""
    own = form.at(("milestones",))
    for item in own if isinstance(own, list) else []:
        if isinstance(item, dict) and item.get("id"):
            yield item["id"], _milestone(item, item["id"])
    for row in roadmap.programmes():
        if row["id"] != form.id or form.kind != "programme":
            for item in row["milestones"]:
                id = f"{row['id']}/{item.get('id')}"
                yield id, _milestone(item, id)


def _milestone(item: dict[str, Any], id: str) -> str:
    return f"{clean(item.get('title') or '')}  {draw.paint(clean(id), DIM)}"
