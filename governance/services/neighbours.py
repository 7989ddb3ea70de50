"""What stands around a record: what it depends on, what depends on it, who names it, its sources."""

from __future__ import annotations

from functools import cached_property
from weakref import WeakKeyDictionary

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


class _Index:
    """Who names whom in a roadmap: looked through once, since a screen asks for every record that
    the cursor rests on."""

    def __init__(self, roadmap: Roadmap) -> None:
        self._rows = roadmap.rows
        self._refs = roadmap.refs
        self._programmes = roadmap.programmes()
        self._products = roadmap.of("product")

    @cached_property
    def homes(self) -> dict[str, Row]:
        """The programme or strategy of each indicator."""
        return {state["id"]: row for row in self._rows.values() for state in row["indicators"]}

    @cached_property
    def named(self) -> dict[tuple[str, str], dict[str, None]]:
        """By kind and id: the keys of the dossiers, then the paths of the records, that name it."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        every = [(key, row["refs"]) for key, row in sorted(self._rows.items())]
        for key, refs in [*every, *sorted(self._refs.items())]:
            for kinds, ids in refs.items():
                for kind in kinds.split():
                    for id in ids:
                        found.setdefault((kind, id), {})[key] = None
        return found

    @cached_property
    def needed(self) -> dict[str, list[tuple[str, str, dict[str, Any]]]]:
        """By id: what depends on it, programmes then products, with its title and how."""
        found: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
        for row in self._programmes:
            for item in row["dependencies"]:
                one = (f"programme/{row['id']}", row["title"], item)
                found.setdefault(str(item.get("needs")), []).append(one)
        for product in self._products:
            for item in product.items("dependencies"):
                found.setdefault(str(item.get("needs")), []).append(
                    (product.key, product.title, item)
                )
        return found


_indexes: WeakKeyDictionary[Roadmap, _Index] = WeakKeyDictionary()


def _index(roadmap: Roadmap) -> _Index:
    if roadmap not in _indexes:
        _indexes[roadmap] = _Index(roadmap)
    return _indexes[roadmap]


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
    return _index(roadmap).homes.get(indicator)


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
    return [
        {"record": key, "title": title, "kind": item.get("kind"), "basis": item.get("basis"),
         "note": str(item.get("note", ""))}
        for key, title, item in _index(roadmap).needed.get(record.id, ())
        if key != record.key
    ]  # fmt: skip


def named_by(record: Record, roadmap: Roadmap) -> list[Link]:
    """Every record that names ``record``: dossiers (a programme with its indicators, measures and
    reviews) and the others; not those of its own dossier."""
    found = []
    for key in _index(roadmap).named.get((record.kind, record.id), ()):
        row = roadmap.rows.get(key)
        other = roadmap.read(key) if row is None else None
        if row is not None and key != record.key:
            found.append(_bare(key, row["title"]))
        elif other is not None and other.key != record.key:
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
