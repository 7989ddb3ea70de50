"""Judging a roadmap: read what changed, judge each dossier, then the whole, and remember the rest."""

from __future__ import annotations

import os

from governance.gate.changes import Changes
from governance.gate.context import Context
from governance.gate.dossiers import assemble, group, homes
from governance.gate.echoes import without_echoes
from governance.gate.holidays import Holidays
from governance.gate.reading import Readings, finding_of, record_of
from governance.gate.roadmap import Roadmap
from governance.gate.row import build, refs
from governance.gate.ruling import Rulings, apply
from governance.gate.shares import shared_out
from governance.gate.stored import parts_of, stored, stored_findings, stored_record, stored_row
from governance.model.finding import Finding
from governance.model.kinds import KINDS, ROADMAP_FILE
from governance.source import cache
from governance.source.look import ROADMAP as FOLDER
from governance.source.scan import File, sort_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from typing import Any

    from governance.gate.policy import Policy
    from governance.gate.roadmap import Named
    from governance.gate.row import Row
    from governance.model.record import Record
    from governance.source.tree import Tree

_HEADS = frozenset({"roadmap", "strategy"})
"""Kinds that the judgement of every dossier depends on."""
_WORTH_SHARING = 1000
"""Files from which on other processes are worth their start."""
_SETTINGS = f"{FOLDER}/{ROADMAP_FILE}"


class Judgement:
    """The outcome: located findings (not weighed yet), rows, records, and how many files stood behind.

    ``counts``  files per kind
    ``hidden``  whether findings were left out that only repeat others
    """

    def __init__(
        self,
        findings: list[Finding],
        roadmap: Roadmap,
        ctx: Context,
        counts: dict[str, int],
        *,
        hidden: bool,
    ) -> None:
        self.findings = findings
        self.roadmap = roadmap
        self.ctx = ctx
        self.counts = counts
        self.hidden = hidden


class Judge:
    """One run over ``tree``.

    ``remember``   names what is kept from one run to the next, empty for nothing
    ``processes``  among how many a first run is shared out; more than one only where this process
                   has a single thread
    """

    def __init__(
        self,
        tree: Tree,
        policy: Policy,
        as_of: date,
        today: date,
        *,
        remember: str = "",
        processes: int = 1,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self.policy = policy
        self.as_of = as_of
        self.today = today
        self._tree = tree
        self._remember = remember
        self._processes = processes if hasattr(os, "fork") else 1
        self._readings = Readings(tree, as_of.isoformat())
        self._rulings = Rulings(policy)
        self._progress = progress or (lambda done, total: None)
        self._files: list[File] = []
        self._by_path: dict[str, File] = {}
        self._findings: list[Finding] = []
        self._reread_some = False

    def run(self) -> Judgement:
        """Judge the whole roadmap; only what changed since the last run is read."""
        files, refused = sort_out(self._tree.look())
        self._files = files
        for path, problem in refused:
            self._findings.append(finding_of(problem, path, path))
        ledger = cache.Ledger(self._remember, self._key(files))
        try:
            found = self._judge(files, ledger)
        except BaseException:
            ledger.close(complete=False)
            raise
        ledger.close(complete=True)
        return found

    def _judge(self, files: list[File], ledger: cache.Ledger) -> Judgement:
        heads = self._heads(files, ledger.heading.get("heads", {}))
        strategies = {r.id: r for r in heads.values() if r is not None and r.kind == "strategy"}
        settings = heads.get(_SETTINGS)
        country = (settings.text("country") if settings else "") or "FR"
        holidays = Holidays(country, remember=bool(self._remember))
        ctx = Context(self.policy, self.as_of, self.today, holidays.calendar, strategies)

        places = homes(files, ledger.heading.get("homes", {}), self._record, self._readings.peek)
        known = {path: [read.data, read.moved] if read else None for path, read in heads.items()}
        ledger.begin({"heads": known, "homes": places})
        dossiers, commons = group(files, places, strategies)
        if self._processes > 1 and not ledger.heading and len(files) >= _WORTH_SHARING:
            ledger.adopt(self._shared_out(dossiers, commons, ctx))
        changes = Changes([file.path for file in files])
        rows, named = self._judge_dossiers(dossiers, ledger, changes, ctx)
        records = self._judge_commons(commons, named, ledger, changes, ctx)
        changes.recall(ledger)
        records["strategy"] = strategies

        roadmap = Roadmap(
            rows, records, files, named, dossiers, self._reread, self._reread_whole, ctx
        )  # fmt: skip
        self._judge_roadmap(roadmap, changes, ctx)
        changes.keep(ledger)
        self._readings.locate(self._findings)
        holidays.keep()
        counts = dict.fromkeys(KINDS, 0)
        for file in files:
            counts[file.kind] += 1
        findings = _unique(self._findings)
        told = without_echoes(findings, self.policy)
        return Judgement(told, roadmap, ctx, counts, hidden=len(told) < len(findings))

    # -- what is remembered

    def _key(self, files: list[File]) -> str:
        """What every judgement rests on, beside the files of its dossier: the day, the policy, the
        code, the public holidays, the strategies and the settings."""
        return cache.digest(
            cache.tool_signature(), cache.library_signature("holidays"), self.as_of.isoformat(),
            self.today.isoformat(), repr(self.policy.data),
            *(f"{f.path} {f.signature}" for f in files if f.kind in _HEADS),
        )  # fmt: skip

    def _heads(self, files: list[File], known: dict[str, Any]) -> dict[str, Record | None]:
        """By path, the records that all others depend on; those ``known`` have not changed."""
        found: dict[str, Record | None] = {}
        for file in files:
            if file.kind not in _HEADS:
                continue
            if file.path in known:
                read = known[file.path]
                found[file.path] = None if read is None else record_of(file, *read)
            else:
                found[file.path] = self._record(file)
        return found

    # -- reading

    def _record(self, file: File) -> Record | None:
        return self._readings.of(file).record

    def _reread(self, path: str) -> Record | None:
        file = self._file(path)
        return self._record(file) if file else None

    def _reread_whole(self, path: str) -> Record | None:
        file = self._file(path)
        return self._readings.of(file).whole if file else None

    def _file(self, path: str) -> File | None:
        """The file at ``path``, to be read again."""
        self._reread_some = True
        if not self._by_path:
            self._by_path = {file.path: file for file in self._files}
        return self._by_path.get(path)

    # -- judging

    def _judge_dossiers(
        self,
        dossiers: dict[str, list[File]],
        ledger: cache.Ledger,
        changes: Changes,
        ctx: Context,
    ) -> tuple[dict[str, Row], dict[str, Named]]:
        """Rows of the dossiers that have a subject, and what the others name."""
        rows: dict[str, Row] = {}
        named: dict[str, Named] = {}
        for number, (key, files) in enumerate(dossiers.items()):
            signature = _signature(files)
            kept = ledger.recall(key, signature)
            row: Row | None
            names: Named
            if kept is not None:
                told, names, *parts = kept
                findings, row = stored_findings(told), stored_row(parts)
            else:
                before = stored_row(ledger.last(key)[2:])
                findings, row, names = self._judge_dossier(files, ctx)
                changes.add(before, row)
                ledger.keep(key, signature, [f.dump() for f in findings], names, *parts_of(row))
            self._findings += findings
            if row is not None:
                rows[key] = row
            else:
                named[key] = names
            self._progress(number, len(dossiers))
        return rows, named

    def _judge_dossier(
        self, files: list[File], ctx: Context
    ) -> tuple[list[Finding], Row | None, dict[str, list[str]]]:
        """Findings and row of a dossier; without a subject (it does not exist, or not yet) there is
        no row, only the ids its records name."""
        findings: list[Finding] = []
        records: dict[str, list[Record]] = {}
        wholes: list[Record] = []
        for file in files:
            found = self._readings.of(file)
            findings += found.findings
            findings += self._rulings.of_record(found, ctx)
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
            findings += self._rulings.of_dossier(dossier, ctx)
            row = build(dossier, ctx, wholes)
        self._readings.locate(findings)
        self._forget(files)
        ctx.forget()
        return findings, row, names

    def _judge_commons(
        self,
        files: list[File],
        named: dict[str, Named],
        ledger: cache.Ledger,
        changes: Changes,
        ctx: Context,
    ) -> dict[str, dict[str, Record]]:
        """The records that belong to no dossier, by kind and id; what they name goes to ``named``."""
        records: dict[str, dict[str, Record]] = {}
        for file in files:
            kept = ledger.recall(file.path, file.signature)
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
                changes.others = True
                findings, record, names = self._judge_common(file, ctx)
                parts = ledger.keep(file.path, file.signature, *_kept(findings, record, names))
                if parts:
                    record, names = stored_record(file, *parts[2:]), stored(parts[1])
            self._findings += findings
            if record is not None:
                records.setdefault(file.kind, {})[file.id] = record
            if names is not None:
                named[file.path] = names
        return records

    def _judge_common(
        self, file: File, ctx: Context
    ) -> tuple[list[Finding], Record | None, dict[str, list[str]] | None]:
        found = self._readings.of(file)
        findings = found.findings + self._rulings.of_record(found, ctx)
        self._readings.locate(findings)
        names = refs([found.whole]) if found.whole is not None else None
        self._forget([file])
        return findings, found.record, names

    def _shared_out(
        self, dossiers: dict[str, list[File]], commons: list[File], ctx: Context
    ) -> Iterator[bytes]:
        """Entries of the ledger for everything, found by several processes."""
        units: list[tuple[str, list[File]]] = [
            *dossiers.items(),
            *(("", [file]) for file in commons),
        ]

        def judged(share: Sequence[tuple[str, list[File]]]) -> Iterator[bytes]:
            for number, (key, files) in enumerate(share):
                if key:
                    findings, row, names = self._judge_dossier(files, ctx)
                    told = [f.dump() for f in findings]
                    yield cache.entry(key, _signature(files), told, names, *parts_of(row))
                else:
                    values = _kept(*self._judge_common(files[0], ctx))
                    yield cache.entry(files[0].path, files[0].signature, *values)
                self._progress(number, len(share))

        return shared_out(units, judged, self._processes)

    def _forget(self, files: list[File]) -> None:
        """Drop what was read of ``files``, which have been judged."""
        for file in files:
            if file.kind not in _HEADS:
                self._readings.forget(file)

    def _judge_roadmap(self, roadmap: Roadmap, changes: Changes, ctx: Context) -> None:
        for rule, check in self._rulings.across():
            if changes.spare(rule):
                continue
            self._reread_some = False
            found = apply(rule, check, roadmap, ctx)
            self._findings += found
            if not found and not self._reread_some:
                changes.found_nothing(rule)


def _kept(findings: list[Finding], record: Record | None, names: Named | None) -> tuple[Any, ...]:
    """What the ledger keeps of a record outside dossiers; the order is that of the arguments of
    :func:`stored_record` at its end."""
    read = (record.data, record.moved) if record is not None else (None, [])
    return [f.dump() for f in findings], names, *read


def _signature(files: list[File]) -> str:
    return cache.digest(*(f"{file.path} {file.signature}" for file in files))


def _unique(findings: list[Finding]) -> list[Finding]:
    """Sorted, one per fingerprint and position."""
    seen: dict[tuple[str, int, int, str, str], Finding] = {}
    for finding in findings:
        seen.setdefault(finding.order, finding)
    return [seen[order] for order in sorted(seen)]
