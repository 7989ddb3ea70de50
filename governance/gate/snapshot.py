"""One tree of a change: what each file is, and the records read when they are asked for."""

from __future__ import annotations

import stat

from governance.gate.reading import Readings
from governance.gate.weigh import BASELINE, BASELINE_LIMIT, WAIVERS
from governance.model.kinds import FOLDER_OF
from governance.model.record import Record
from governance.source.guards import MAX_BYTES
from governance.source.look import ROADMAP
from governance.source.problem import Problem
from governance.source.reader import read as parse
from governance.source.scan import File, sort_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from governance.source.tree import Tree

_LEDGERS = {WAIVERS: "waivers", BASELINE: "baseline"}
"""Files of the policy that a rule on a change reads as records, and their kinds."""
WHOLE_LIFE = "9999-12-31"
"""A change is judged by all that it writes, whatever the day each fact begins on."""


class Snapshot:
    """One tree: the identity of every file, and the records read when they are asked for.

    ``files``  path from the root of the repository -> identity of its content (equal when equal)
    ``read``   the record at a path; ``None`` where there is none, or none that can be read
    ``text``   the text of a file, to tell without reading the record that it cannot name somebody
    ``past``   the baseline as the history before this tree last had it, see :meth:`baseline`
    """

    def __init__(
        self,
        files: Mapping[str, str],
        read: Callable[[str], Record | None],
        text: Callable[[str], str] | None = None,
        past: Callable[[], Record | None] | None = None,
    ) -> None:
        self.files = files
        self._read = read
        self._text = text
        self._past = past
        self._known: dict[str, Record | None] = {}
        self._named: dict[str, dict[str, str]] = {}

    @property
    def paths(self) -> list[str]:
        """Every path, in order."""
        return sorted(self.files)

    def at(self, path: str) -> Record | None:
        """The record in the file ``path``, read once."""
        if path not in self._known:
            self._known[path] = self._read(path) if path in self.files else None
        return self._known[path]

    def baseline(self) -> Record | None:
        """The inherited debts; where this tree has no file of them that can be read, those that the
        history left: none at all once the file was deleted.  ``None`` where there never was one."""
        found = self.at(BASELINE)
        return self._past() if found is None and self._past else found

    def path_of(self, kind: str, id: str) -> str | None:
        """The path of the record ``id`` of ``kind``; no file is read."""
        if not self._named:
            for path, identity in self.files.items():
                self._named.setdefault(path.rpartition("/")[2], {})[path] = identity
        ending = f"/{id}.yaml"
        called = self._named.get(ending.rpartition("/")[2], {})
        same = {path: called[path] for path in called if path.endswith(ending)}
        return next((f.path for f in records_among(same) if (f.kind, f.id) == (kind, id)), None)

    def record(self, kind: str, id: str) -> Record | None:
        """The record ``id`` of ``kind``; ``None`` where there is none, or none that can be read."""
        path = self.path_of(kind, id)
        return self.at(path) if path is not None else None

    def of(self, kind: str, about: str = "", naming: Collection[str] = ()) -> Iterator[Record]:
        """The records of ``kind`` in the order of their paths, read one by one; of a dated kind,
        those ``about`` one subject alone; where ``naming`` gives folded names, those alone whose
        text has all the words of one of them."""
        prefix = f"{ROADMAP}/{FOLDER_OF[kind]}/"
        below = {path: id for path, id in self.files.items() if path.startswith(prefix)}
        for file in records_among(below):
            if (not about or file.folder == about) and self._may_name(file.path, naming):
                record = self.at(file.path)
                if record is not None:
                    yield record

    def _may_name(self, path: str, names: Collection[str]) -> bool:
        if not names or self._text is None:
            return True
        text = self._text(path).casefold()
        return any(all(word in text for word in name.split()) for name in names)


def snapshot(
    tree: Tree, files: Mapping[str, str], past: Callable[[], Record | None] | None = None
) -> Snapshot:
    """The snapshot of ``tree``, whose contents have the identities ``files``; ``past`` as in
    :class:`Snapshot`.

    Records are read as the judgement reads them: what a schema refuses is left out of them.
    """
    readings = Readings(tree, WHOLE_LIFE)

    def read(path: str) -> Record | None:
        if path in _LEDGERS:
            return _ledger(tree, path)
        found = records_among({path: ""})
        return readings.of(found[0]).whole if found else None

    def text(path: str) -> str:
        try:
            return tree.read(path, MAX_BYTES).decode("utf-8", "replace")
        except Problem:
            return ""

    return Snapshot(files, read, text, past)


def _ledger(tree: Tree, path: str) -> Record | None:
    try:
        return ledger(path, tree.read(path, BASELINE_LIMIT))
    except Problem:
        return None


def ledger(path: str, data: bytes) -> Record | None:
    """The record that ``data``, the content of the waivers or of the baseline, makes; ``None`` where
    it cannot be read."""
    value, _ = parse(data, BASELINE_LIMIT)
    return Record(_LEDGERS[path], _LEDGERS[path], path, value) if value is not None else None


class _Listed:
    """Paths as a listing of regular files, so that they are told apart as in a tree: without hidden
    ones, which nobody judges, so that a record is gone once it is hidden."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        self.entries = [
            (path, paths[path], stat.S_IFREG)
            for path in sorted(paths)
            if path.startswith(f"{ROADMAP}/") and "/." not in path
        ]
        self.errors: list[tuple[str, OSError]] = []


def records_among(paths: Mapping[str, str]) -> list[File]:
    """Those of ``paths`` that are records, in order; none is read."""
    return sort_out(_Listed(paths))[0]
