"""The verdict on each dossier, and on each record that belongs to none: recalled, or found by this
process alone or with others."""

from __future__ import annotations

import os

from governance.gate.dossiers import assemble
from governance.gate.row import build, refs
from governance.gate.stored import parts_of, stored, stored_findings, stored_record, stored_row
from governance.source import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from governance.gate.changes import Changes
    from governance.gate.context import Context
    from governance.gate.reading import Readings
    from governance.gate.roadmap import Named
    from governance.gate.row import Row
    from governance.gate.ruling import Rulings
    from governance.model.finding import Finding
    from governance.model.record import Record
    from governance.source.scan import File

HEADS = frozenset({"roadmap", "strategy"})
"""Kinds that the judgement of every dossier depends on: they stay at hand."""
_BUNDLE = 10
"""Records outside dossiers that take as long to judge as one dossier."""


class Verdicts:
    """What is found about each dossier and record, one after the other.

    ``findings``  those of all that was asked for so far
    """

    def __init__(
        self,
        readings: Readings,
        rulings: Rulings,
        ctx: Context,
        ledger: cache.Ledger,
        changes: Changes,
        progress: Callable[[int, int], None],
    ) -> None:
        self.findings: list[Finding] = []
        self._readings = readings
        self._rulings = rulings
        self._ctx = ctx
        self._ledger = ledger
        self._changes = changes
        self._progress = progress

    def prepare(self, dossiers: dict[str, list[File]], commons: list[File], processes: int) -> None:
        """Make ready to judge all of these: several ``processes`` judge them now, so that they have
        only to be recalled; for one alone they are read ahead."""
        from governance.gate.shares import shared_out

        bundles = (commons[start : start + _BUNDLE] for start in range(0, len(commons), _BUNDLE))
        units = list(enumerate([*dossiers.items(), *(("", files) for files in bundles)]))
        if processes > 1:
            asked, total = os.getpid(), len(units)

            def judged(share: Sequence[tuple[int, tuple[str, list[File]]]]) -> Iterator[bytes]:
                self._readings.ahead(file for _, (_, files) in share for file in files)
                for number, (key, files) in share:
                    yield from self._entries(key, files)
                    if os.getpid() == asked:
                        self._progress(number, total)

            self._ledger.adopt(shared_out(units, judged, processes))
        else:
            self._readings.ahead(file for _, (_, files) in units for file in files)

    def _entries(self, key: str, files: list[File]) -> Iterator[bytes]:
        """Entries of the ledger for the dossier ``key``, or for records outside dossiers."""
        if key:
            findings, row, names = self._of_dossier(files)
            told = [f.dump() for f in findings]
            yield cache.entry(key, _signature(files), told, names, *parts_of(row))
        else:
            for file in files:
                yield cache.entry(file.path, file.signature, *_kept(*self._of_common(file)))

    def on_dossiers(
        self, dossiers: dict[str, list[File]]
    ) -> tuple[dict[str, Row], dict[str, Named]]:
        """Rows of the dossiers that have a subject, and what the others name."""
        rows: dict[str, Row] = {}
        named: dict[str, Named] = {}
        for number, (key, files) in enumerate(dossiers.items()):
            signature = _signature(files)
            kept = self._ledger.recall(key, signature)
            row: Row | None
            names: Named
            if kept is not None:
                told, names, *parts = kept
                findings, row = stored_findings(told), stored_row(parts)
            else:
                before = stored_row(self._ledger.last(key)[2:])
                findings, row, names = self._of_dossier(files)
                self._changes.add(before, row)
                dumped = [f.dump() for f in findings]
                self._ledger.keep(key, signature, dumped, names, *parts_of(row))
            self.findings += findings
            if row is not None:
                rows[key] = row
            else:
                named[key] = names
            self._progress(number, len(dossiers))
        return rows, named

    def _of_dossier(
        self, files: list[File]
    ) -> tuple[list[Finding], Row | None, dict[str, list[str]]]:
        """Findings and row of a dossier; without a subject (it does not exist, or not yet) there is
        no row, only the ids its records name."""
        findings: list[Finding] = []
        records: dict[str, list[Record]] = {}
        wholes: list[Record] = []
        for file in files:
            found = self._readings.of(file)
            findings += found.findings
            findings += self._rulings.of_record(found, self._ctx)
            if found.record is not None:
                records.setdefault(file.kind, []).append(found.record)
            if found.whole is not None:
                wholes.append(found.whole)
        subjects = records.get("programme", []) or records.get("strategy", [])
        row: Row | None = None
        names: dict[str, list[str]] = {}
        if not subjects:
            names = refs(wholes)
        else:
            dossier = assemble(subjects[0], records)
            findings += self._rulings.of_dossier(dossier, self._ctx)
            row = build(dossier, self._ctx, wholes)
        self._readings.locate(findings)
        self._forget(files)
        self._ctx.forget()
        return findings, row, names

    def on_commons(
        self, files: list[File], named: dict[str, Named]
    ) -> dict[str, dict[str, Record]]:
        """The records that belong to no dossier, by kind and id; what they name goes to ``named``."""
        records: dict[str, dict[str, Record]] = {}
        for file in files:
            kept = self._ledger.recall(file.path, file.signature)
            record: Record | None
            names: Named | None
            if kept is not None:
                told, known, *parts = kept
                findings, record, names = (
                    stored_findings(told),
                    stored_record(file, *parts),
                    stored(known),
                )
            else:
                self._changes.others = True
                findings, record, names = self._of_common(file)
                values = _kept(findings, record, names)
                parts = self._ledger.keep(file.path, file.signature, *values)
                if parts:
                    record, names = stored_record(file, *parts[2:]), stored(parts[1])
            self.findings += findings
            if record is not None:
                records.setdefault(file.kind, {})[file.id] = record
            if names is not None:
                named[file.path] = names
        return records

    def _of_common(
        self, file: File
    ) -> tuple[list[Finding], Record | None, dict[str, list[str]] | None]:
        found = self._readings.of(file)
        findings = found.findings + self._rulings.of_record(found, self._ctx)
        self._readings.locate(findings)
        names = refs([found.whole]) if found.whole is not None else None
        self._forget([file])
        return findings, found.record, names

    def _forget(self, files: list[File]) -> None:
        """Drop what was read of ``files``, which have been judged."""
        for file in files:
            if file.kind not in HEADS:
                self._readings.forget(file)


def _kept(findings: list[Finding], record: Record | None, names: Named | None) -> tuple[Any, ...]:
    """What the ledger keeps of a record outside dossiers; the order is that of the arguments of
    :func:`stored_record` at its end."""
    read = (record.data, record.moved) if record is not None else (None, [])
    return [f.dump() for f in findings], names, *read


def _signature(files: list[File]) -> str:
    return cache.digest(*(f"{file.path} {file.signature}" for file in files))
