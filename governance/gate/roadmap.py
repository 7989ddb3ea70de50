"""The roadmap as rules across records see it: rows of dossiers, the other records, who is named."""

from __future__ import annotations

from governance.gate.row import has_ended
from governance.model.duration import day
from governance.model.kinds import KINDS
from governance.source.cache import decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from governance.gate.context import Context
    from governance.gate.row import Row
    from governance.model.finding import Pointer
    from governance.model.record import Record
    from governance.planning.schedule import Schedule
    from governance.source.scan import File

    Named = dict[str, list[str]] | bytes
    """Ids by the kinds they may be of, perhaps still as the cache holds them."""


SCHEDULED = (
    "clock", "decision", "dependencies", "fate", "last_review", "left", "milestones", "stage",
)  # fmt: skip
"""The fields of rows that :meth:`Roadmap.schedule` rests on."""


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
        ctx: Context,
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
        self._ctx = ctx
        self._schedule: Schedule | None = None
        self._critical: frozenset[str] | None = None
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
                self._decoded[key] = (
                    decode(names, lasting=True) if isinstance(names, bytes) else names
                )
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

    def schedule(self) -> Schedule:
        """The schedule of all programmes together, computed once; a rule that asks for it reads
        :data:`SCHEDULED`."""
        if self._schedule is None:
            from governance.planning.build import build
            from governance.planning.schedule import Schedule

            ctx = self._ctx
            network = build(
                self.programmes(),
                self.of("product"),
                ctx.as_of.isoformat(),
                ctx.calendar.is_working,
            )
            self._schedule = Schedule(network)
        return self._schedule

    @property
    def critical(self) -> frozenset[str]:
        """Keys of the programmes on a critical path that they share with others."""
        if self._critical is None:
            waits = any(
                row["dependencies"] or any(one.get("after") for one in row["milestones"])
                for row in self.programmes()
            ) or any(product.items("dependencies") for product in self.of("product"))
            self._critical = frozenset()
            if waits:
                from governance.planning.paths import critical_records

                self._critical = critical_records(self.schedule())
        return self._critical

    def review(self, row: Row) -> tuple[str | None, bool]:
        """The day the next review of ``row`` is due, earlier while its programme is on a critical
        path, and whether that day and the grace are over."""
        due = row["critical_review"]
        if due is None or f"{row['kind']}/{row['id']}" not in self.critical:
            return row["next_review"], row["review_overdue"]
        on, clock = day(due), day(row["clock"])
        return due, on is not None and clock is not None and self._ctx.is_past(on, clock)

    def is_overdue(self, row: Row) -> bool:
        """Whether the review of a programme, the first or the next, is overdue: grace over, and the
        programme neither ended nor paused (a pause sets no day)."""
        if has_ended(row) or row["review_overdue"]:
            return not has_ended(row)
        # The schedule takes long to compute: only where the earlier day has passed does it matter.
        early, clock = day(row["critical_review"]), day(row["clock"])
        if early is None or clock is None or not self._ctx.is_past(early, clock):
            return False
        return self.review(row)[1]

    def read(self, path: str) -> Record | None:
        """One record of a dossier, read again: only where a finding needs its fields."""
        return self._read(path)

    def whole(self, path: str) -> Record | None:
        """All that one record tells, whatever the day judged, read again."""
        return self._read_whole(path)

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
