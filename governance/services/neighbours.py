"""What stands around a record: what it depends on, what depends on it, who names it, its sources."""

from __future__ import annotations

from governance.source.annotations import references

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypedDict

    from governance.gate.roadmap import Roadmap
    from governance.gate.row import Row
    from governance.model.record import Record

    class Link(TypedDict):
        """Another record; ``kind``, ``basis`` and ``note`` of a dependency."""

        record: str
        title: str
        kind: str | None
        basis: str | None
        note: str

    class Source(TypedDict):
        """A document that the record cites."""

        id: str
        title: str
        publisher: str
        date: str
        address: str


def title_of(roadmap: Roadmap, kinds: tuple[str, ...], id: str) -> str:
    """The title of the record ``id`` of one of ``kinds``; empty when it is not known."""
    for kind in kinds:
        row = roadmap.row(kind, id)
        if row is not None:
            return row["title"]
        record = roadmap.records.get(kind, {}).get(id)
        if record is not None:
            return record.title
        if kind == "indicator":
            home_row = home(roadmap, id)
            for state in home_row["indicators"] if home_row else []:
                if state["id"] == id:
                    return state["title"]
    return ""


def home(roadmap: Roadmap, indicator: str) -> Row | None:
    """The programme or strategy that an indicator measures."""
    for row in roadmap.rows.values():
        if any(state["id"] == indicator for state in row["indicators"]):
            return row
    return None


def subject_of(roadmap: Roadmap, target: str) -> str:
    """The programme or strategy that the record ``target`` is, or is about: its id, or ``kind/id``
    where there is one of each; empty when there is none.  ``review:`` may stand before it."""
    if target.startswith("review:"):
        return target.partition(":")[2]
    kind, _slash, id = target.partition("/")
    if kind == "indicator":
        row = home(roadmap, id)
        kind, id = (row["kind"], row["id"]) if row is not None else ("", "")
    elif kind == "checkpoint":
        id = id.partition("/")[0]
        kind = next((one for one in ("programme", "strategy") if f"{one}/{id}" in roadmap.rows), "")
    if kind == "strategy":
        return f"{kind}/{id}" if f"programme/{id}" in roadmap.rows else id
    return id if kind == "programme" else ""


def needs(record: Record, roadmap: Roadmap) -> list[Link]:
    """What ``record`` depends on, outside things included."""
    found = [_link(roadmap, item) for item in record.items("dependencies")]
    outside: list[Link] = [
        {
            "record": "",
            "title": str(item.get("needs", "")),
            "kind": item.get("kind"),
            "basis": item.get("basis"),
            "note": str(item.get("note", "")),
        }
        for item in record.items("external_dependencies")
    ]
    return found + outside


def needed_by(record: Record, roadmap: Roadmap) -> list[Link]:
    """The programmes and products that depend on ``record``."""
    if record.kind not in ("programme", "product"):
        return []
    others: list[tuple[str, str, list[dict[str, Any]]]] = [
        (f"programme/{row['id']}", row["title"], row["dependencies"])
        for row in roadmap.programmes()
    ]
    others += [(p.key, p.title, p.items("dependencies")) for p in roadmap.of("product")]
    return [
        {"record": key, "title": title, "kind": item.get("kind"), "basis": item.get("basis"),
         "note": str(item.get("note", ""))}
        for key, title, dependencies in others
        for item in dependencies
        if item.get("needs") == record.id and key != record.key
    ]  # fmt: skip


def named_by(record: Record, roadmap: Roadmap) -> list[Link]:
    """Every record that names ``record``: dossiers (a programme with its indicators, measures and
    reviews) and the others; not those of its own dossier."""

    def named(refs: dict[str, list[str]]) -> bool:
        return any(record.kind in kinds.split() and record.id in ids for kinds, ids in refs.items())

    found = [
        _bare(key, row["title"])
        for key, row in sorted(roadmap.rows.items())
        if key != record.key and named(row["refs"])
    ]
    for path, refs in sorted(roadmap.refs.items()):
        other = roadmap.read(path) if named(refs) else None
        if other is not None and other.key != record.key:
            found.append(_bare(other.key, other.title))
    return found


def sources(records: list[Record], roadmap: Roadmap) -> list[Source]:
    """The documents that ``records`` cite, in the order of their first mention."""
    ids: dict[str, None] = {}
    for record in records:
        for kinds, id, _pointer in references(record.kind, record.data):
            if "source" in kinds:
                ids[id] = None
    found: list[Source] = []
    for id in ids:
        document = roadmap.records.get("source", {}).get(id)
        found.append(
            {
                "id": id,
                "title": document.title if document else "",
                "publisher": document.text("publisher") if document else "",
                "date": document.text("date") if document else "",
                "address": document.text("address") if document else "",
            }
        )
    return found


def _link(roadmap: Roadmap, item: dict[str, Any]) -> Link:
    id = str(item.get("needs", ""))
    kind = "programme" if roadmap.exists("programme", id) else "product"
    return {
        "record": f"{kind}/{id}", "title": title_of(roadmap, ("programme", "product"), id),
        "kind": item.get("kind"), "basis": item.get("basis"), "note": str(item.get("note", "")),
    }  # fmt: skip


def _bare(key: str, title: str) -> Link:
    return {"record": key, "title": title, "kind": None, "basis": None, "note": ""}
