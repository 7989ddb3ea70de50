"""Reading one file for a judgement: what it told on the day judged, what is wrong with it, where."""

from __future__ import annotations

from governance.model.finding import Finding
from governance.model.record import Record
from governance.source.annotations import known_at, places_at
from governance.source.guards import MAX_BYTES
from governance.source.peek import peek
from governance.source.precheck import is_valid
from governance.source.problem import Problem
from governance.source.reader import Locator, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import Any

    from governance.model.finding import Pointer
    from governance.model.record import Moved
    from governance.source.scan import File
    from governance.source.tree import Tree

_AT_HAND = 2000
"""Files whose bytes stay at hand once their beginning has been looked at."""


class Reading:
    """A file that was read.

    ``record``  what it told on the day judged; ``None`` when that was nothing
    ``whole``   all it tells, whatever the day; ``None`` when it cannot be read
    ``refused`` the places that its schema refuses
    """

    __slots__ = ("data", "findings", "record", "refused", "whole")

    def __init__(
        self,
        data: bytes,
        findings: list[Finding],
        record: Record | None = None,
        whole: Record | None = None,
        refused: Collection[Pointer] = (),
    ) -> None:
        self.data = data
        self.findings = findings
        self.record = record
        self.whole = whole
        self.refused = refused


class Readings:
    """The files of ``tree`` as they were on the day ``as_of`` (``YYYY-MM-DD``), each read once until
    it is forgotten."""

    def __init__(self, tree: Tree, as_of: str) -> None:
        self._tree = tree
        self._as_of = as_of
        self._known: dict[str, Reading] = {}
        self._begun: dict[str, bytes] = {}

    def of(self, file: File) -> Reading:
        """What ``file`` says."""
        known = self._known.get(file.path)
        if known is None:
            known = self._known[file.path] = self._read(file)
        return known

    def _read(self, file: File) -> Reading:
        key = f"{file.kind}/{file.id}"
        try:
            data = self._begun.pop(file.path, None) or self._tree.read(file.path, MAX_BYTES)
        except Problem as problem:
            return Reading(b"", [finding_of(problem, key, file.path)])
        value, problems = read(data)
        if value is None:
            return Reading(data, [finding_of(p, key, file.path) for p in problems])
        refused: list[Problem] = []
        left: dict[str, list[int]] = {}
        if not is_valid(file.kind, value):
            from governance.source.schema_findings import explain, places_left, prune

            refused = list(explain(file.kind, value))
            left = places_left(value, refused)
            # A scalar refused by the reader needs no second finding from the schema.
            value = prune(value, refused)
            problems = problems + ([] if problems else refused)
        seen = known_at(file.kind, value, self._as_of)
        moved = [left] if left else []
        whole = record_of(file, value, moved)
        record = whole if seen is value else None
        if record is None and seen is not None:
            known = places_at(file.kind, value, self._as_of)
            record = record_of(file, seen, [known, *moved] if known else moved)
        findings = [finding_of(p, key, file.path) for p in problems]
        return Reading(data, findings, record, whole, [p.pointer for p in refused])

    def peek(self, file: File, field: str) -> str | None:
        """The id in ``field`` of ``file`` when its beginning tells it plainly; see
        :func:`governance.source.peek.peek`."""
        try:
            data = self._tree.read(file.path, MAX_BYTES)
        except Problem:
            return None
        if len(self._begun) < _AT_HAND:
            self._begun[file.path] = data
        return peek(data, field, MAX_BYTES)

    def ahead(self, files: Iterable[File]) -> None:
        """Say that those of ``files`` that have not been read will be, in that order."""
        read = self._known.keys() | self._begun.keys()
        self._tree.ahead([file.path for file in files if file.path not in read])

    def forget(self, file: File) -> None:
        """Drop what was read of ``file``."""
        self._known.pop(file.path, None)

    def locate(self, findings: list[Finding]) -> None:
        """Set line and column of the findings that have none yet."""
        locators: dict[str, Locator] = {}
        for finding in findings:
            if finding.line:
                continue
            if finding.path not in locators:
                locators[finding.path] = Locator(self._bytes(finding.path))
            finding.line, finding.column = locators[finding.path].locate(
                finding.pointer, finding.on
            )

    def _bytes(self, path: str) -> bytes:
        if path in self._known:
            return self._known[path].data
        try:
            return self._tree.read(path, MAX_BYTES)
        except Problem:
            return b""


def finding_of(problem: Problem, record: str, path: str) -> Finding:
    """The finding that tells of ``problem`` in the file at ``path``, which holds ``record``."""
    return Finding(
        problem.code, record, path, problem.pointer, problem.params,
        on=problem.on, line=problem.line, column=problem.column,
    )  # fmt: skip


def record_of(file: File, data: dict[str, Any], moved: Moved) -> Record:
    """The record in ``file``, which says ``data``."""
    return Record(file.kind, file.id, file.path, data, moved)
