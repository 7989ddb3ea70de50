"""The roadmap as rules across records see it: rows of dossiers, the other records, who is named."""

from __future__ import annotations

from governance.model.kinds import KINDS
from governance.source.cache import decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from governance.gate.row import Row
    from governance.model.finding import Pointer
    from governance.model.record import Record
    from governance.source.scan import File

    Named = dict[str, list[str]] | bytes
    """Ids by the kinds they may be of, perhaps still as the cache holds them."""


class Roadmap:
    """Everything a rule of scope ``roadmap`` may read.

    ``rows``     judged dossiers by ``kind/id`` (programmes and strategies)
    ``records``  by kind then id: every record that belongs to no dossier, and the strategies

    What is named does not depend on the day judged: :attr:`refs` and :meth:`places` also tell of
    facts that begin later.
    """

    def __init__(
        self,
        rows: dict[str, Row],
        records: dict[str, dict[str, Record]],
        files: list[File],
        refs: dict[str, Named],
        members: dict[str, list[File]],
        read: Callable[[str], Record | None],
        read_whole: Callable[[str], Record | None],
    ) -> None:
        self.rows = rows
        self.records = records
        self._files = files
        self._paths: dict[str, dict[str, list[str]]] = {}
        self._refs: dict[str, Named] | None = refs
        self._decoded: dict[str, dict[str, list[str]]] = {}
        self._members = members
        self._read = read
        self._read_whole = read_whole
        self._of: dict[str, list[Record]] = {}
        self._ids: dict[str, frozenset[str]] = {}
        self._named: dict[str, set[str]] = {}
        self._sorted: dict[tuple[str, str | None], list[Row]] = {}
        for _, row in sorted(rows.items()):
            self._sorted.setdefault((row["kind"], None), []).append(row)
            self._sorted.setdefault((row["kind"], row["strategy"]), []).append(row)

    @property
    def paths(self) -> dict[str, dict[str, list[str]]]:
        """By kind then id: the files of each id (more than one is an error)."""
        if not self._paths:
            self._paths = {kind: {} for kind in KINDS}
            for file in self._files:
                self._paths[file.kind].setdefault(file.id, []).append(file.path)
        return self._paths

    @property
    def refs(self) -> dict[str, dict[str, list[str]]]:
        """By the path of a record outside dossiers, or the key of a dossier without subject: the
        ids named there, as ``Row["refs"]``."""
        if self._refs is not None:
            for key, names in self._refs.items():
                self._decoded[key] = decode(names) if isinstance(names, bytes) else names
            self._refs = None
        return self._decoded

    def of(self, kind: str) -> list[Record]:
        """The records of ``kind`` outside dossiers, by id."""
        if kind not in self._of:
            self._of[kind] = [record for _, record in sorted(self.records.get(kind, {}).items())]
        return self._of[kind]

    def programmes(self, strategy: str | None = None) -> list[Row]:
        """Rows of the programmes (of one strategy), by id."""
        return self._sorted.get(("programme", strategy), [])

    def strategies(self) -> list[Row]:
        """Rows of the strategies, by id."""
        return self._sorted.get(("strategy", None), [])

    def row(self, kind: str, id: str) -> Row | None:
        """The row of one programme or strategy."""
        return self.rows.get(f"{kind}/{id}")

    def exists(self, kinds: str, id: str) -> bool:
        """Whether a file holds ``id`` in one of ``kinds`` (separated by spaces).

        A milestone is looked up by its programme; the dossier knows its own.
        """
        return id in self.ids(kinds)

    def ids(self, kinds: str) -> frozenset[str]:
        """The ids that a file holds in one of ``kinds`` (separated by spaces)."""
        if kinds not in self._ids:
            self._ids[kinds] = frozenset().union(*(self.paths.get(k, ()) for k in kinds.split()))
        return self._ids[kinds]

    def named(self) -> dict[str, set[str]]:
        """Every id that is named anywhere, by the kinds it may be of, as ``Row["refs"]``."""
        if not self._named:
            named = self._named
            for refs in (*(row["refs"] for row in self.rows.values()), *self.refs.values()):
                for kinds, ids in refs.items():
                    if kinds in named:
                        named[kinds].update(ids)
                    else:
                        named[kinds] = set(ids)
        return self._named

    def read(self, path: str) -> Record | None:
        """One record of a dossier, read again: only where a finding needs its fields."""
        return self._read(path)

    def naming(self, key: str) -> Iterator[Record]:
        """The records of the dossier ``key``, or the record itself when ``key`` is a path."""
        for path in self._of_dossier(key):
            record = self._read(path)
            if record is not None:
                yield record

    def _of_dossier(self, key: str) -> list[str]:
        return [file.path for file in self._members[key]] if key in self._members else [key]

    def strays(self) -> list[str]:
        """Keys of the dossiers that have no row: nobody wrote their subject, or it cannot be read,
        or it is not known yet on the day judged."""
        return [key for key in self._members if key not in self.rows]

    def names(self, key: str) -> Iterator[tuple[Record, str, str, Pointer]]:
        """What the records of ``key`` (dossier, or path) name: record, kinds, id, where."""
        from governance.source.annotations import references

        for path in self._of_dossier(key):
            record = self._read_whole(path)
            if record is not None:
                for kinds, named, pointer in references(record.kind, record.data):
                    yield record, " ".join(kinds), named, pointer

    def places(self, key: str, kinds: str, id: str) -> Iterator[tuple[Record, Pointer]]:
        """Where the records of ``key`` (dossier, or path) name ``id`` as one of ``kinds``."""
        for record, named_kinds, named, pointer in self.names(key):
            if named == id and named_kinds == kinds:
                yield record, pointer
