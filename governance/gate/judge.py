"""Judging a roadmap: read what changed, judge each dossier, then the whole, and remember the rest."""

from __future__ import annotations

from governance.gate.changes import Changes
from governance.gate.context import Context
from governance.gate.registry import DOSSIER, RECORD, ROADMAP, of_scope
from governance.gate.roadmap import Roadmap
from governance.gate.row import build, refs
from governance.gate.stored import parts_of, stored, stored_record, stored_row
from governance.hygiene import show
from governance.measure.calendar import WorkingDays
from governance.model.dossier import Dossier
from governance.model.finding import Finding
from governance.model.kinds import DATED, KINDS, ROADMAP_FILE
from governance.model.record import Record
from governance.source import cache
from governance.source.annotations import known_at
from governance.source.guards import MAX_BYTES
from governance.source.look import ROADMAP as FOLDER
from governance.source.precheck import is_valid
from governance.source.problem import Problem
from governance.source.reader import Locator, read
from governance.source.scan import File, read_bytes, scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date
    from typing import Any

    from governance.gate.policy import Policy
    from governance.gate.registry import Check, Entry
    from governance.gate.roadmap import Named
    from governance.gate.row import Row
    from governance.model.finding import Pointer
    from governance.source.look import Look

_HEADS = frozenset({"roadmap", "strategy"})
"""Kinds that the judgement of every dossier depends on."""
_SETTINGS = f"{FOLDER}/{ROADMAP_FILE}"
_HOLIDAYS = "holidays"
INTERNAL = "G999"
"""Code of the finding that names a rule which crashed."""


class Judgement:
    """The outcome: located findings (not weighed yet), rows, records, and how many files stood behind.

    ``counts``  files per kind
    """

    def __init__(
        self, findings: list[Finding], roadmap: Roadmap, ctx: Context, counts: dict[str, int]
    ) -> None:
        self.findings = findings
        self.roadmap = roadmap
        self.ctx = ctx
        self.counts = counts


class _Read:
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


class Judge:
    """One run over the tree at ``root``.

    ``remember`` names what is kept from one run to the next, empty for nothing; ``look`` is what
    the caller has just seen of the tree, to spare a second look.
    """

    def __init__(
        self,
        root: str,
        policy: Policy,
        as_of: date,
        today: date,
        *,
        remember: str = "",
        look: Look | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self.root = root
        self.policy = policy
        self.as_of = as_of
        self.today = today
        self._day = as_of.isoformat()
        self._remember = remember
        self._look = look
        self._rules = {
            scope: [(e.rule, e.check) for e in of_scope(scope) if e.check and self._speaks(e)]
            for scope in (RECORD, DOSSIER, ROADMAP)
        }
        self._progress = progress or (lambda done, total: None)
        self._files: list[File] = []
        self._by_path: dict[str, File] = {}
        self._reads: dict[str, _Read] = {}
        self._findings: list[Finding] = []
        self._reread_some = False

    def run(self) -> Judgement:
        """Judge the whole roadmap; only what changed since the last run is read."""
        files, refused = scan(self.root, self._look)
        self._files = files
        for path, problem in refused:
            self._findings.append(_finding(problem, path, path))
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
        calendar = self._calendar((settings.text("country") if settings else "") or "FR")
        known_years = len(calendar.known)
        ctx = Context(self.policy, self.as_of, self.today, calendar, strategies)

        homes = self._homes(files, ledger.heading.get("homes", {}))
        known = {path: record.data if record else None for path, record in heads.items()}
        ledger.begin({"heads": known, "homes": homes})
        dossiers, commons = self._group(files, homes, strategies)
        changes = Changes([file.path for file in files])
        rows, named = self._judge_dossiers(dossiers, ledger, changes, ctx)
        records = self._judge_commons(commons, named, ledger, changes, ctx)
        changes.recall(ledger)
        records["strategy"] = strategies

        roadmap = Roadmap(
            rows, records, files, named, dossiers, self._reread, self._reread_whole
        )  # fmt: skip
        self._judge_roadmap(roadmap, changes, ctx)
        changes.keep(ledger)
        self._locate(self._findings)
        self._keep(calendar, known_years)
        counts = dict.fromkeys(KINDS, 0)
        for file in files:
            counts[file.kind] += 1
        return Judgement(_unique(self._findings), roadmap, ctx, counts)

    def _speaks(self, entry: Entry) -> bool:
        return self.policy.severity(entry.rule.code) != "off"

    # -- what is remembered

    def _key(self, files: list[File]) -> str:
        """What every judgement rests on, beside the files of its dossier: the day, the policy, the
        code, the public holidays, the strategies and the settings."""
        return cache.digest(
            cache.tool_signature(), cache.library_signature("holidays"), self._day,
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
                data = known[file.path]
                found[file.path] = None if data is None else _record(file, data)
            else:
                found[file.path] = self._record(file)
        return found

    def _calendar(self, country: str) -> WorkingDays:
        """The working days of ``country``: its public holidays take long to load, so the years once
        looked up are kept."""
        kept = cache.load(_HOLIDAYS) if self._remember else None
        key = [country, cache.library_signature("holidays")]
        if not isinstance(kept, dict) or kept.get("key") != key:
            return WorkingDays(country)
        return WorkingDays(country, kept["years"])

    def _keep(self, calendar: WorkingDays, known: int) -> None:
        """Keep the public holidays once more than ``known`` years were looked up."""
        if self._remember and len(calendar.known) > known:
            key = [calendar.country, cache.library_signature("holidays")]
            cache.store(_HOLIDAYS, {"key": key, "years": calendar.known})

    # -- reading

    def _read(self, file: File) -> _Read:
        if file.path not in self._reads:
            self._reads[file.path] = self._read_file(file)
        return self._reads[file.path]

    def _record(self, file: File) -> Record | None:
        return self._read(file).record

    def _read_file(self, file: File) -> _Read:
        key = f"{file.kind}/{file.id}"
        try:
            data = read_bytes(self.root, file.path, MAX_BYTES)
        except Problem as problem:
            return _Read(b"", [_finding(problem, key, file.path)])
        value, problems = read(data)
        if value is None:
            return _Read(data, [_finding(p, key, file.path) for p in problems])
        refused: list[Problem] = []
        if not is_valid(file.kind, value):
            from governance.source.schema_findings import explain, prune

            refused = list(explain(file.kind, value))
            # A scalar refused by the reader needs no second finding from the schema.
            value = prune(value, refused)
            problems = problems + ([] if problems else refused)
        seen = known_at(file.kind, value, self._day)
        whole = _record(file, value)
        record = whole if seen is value else None
        if record is None and seen is not None:
            record = _record(file, seen)
        findings = [_finding(p, key, file.path) for p in problems]
        return _Read(data, findings, record, whole, [p.pointer for p in refused])

    def _reread(self, path: str) -> Record | None:
        file = self._file(path)
        return self._record(file) if file else None

    def _reread_whole(self, path: str) -> Record | None:
        file = self._file(path)
        return self._read(file).whole if file else None

    def _file(self, path: str) -> File | None:
        """The file at ``path``, to be read again."""
        self._reread_some = True
        if not self._by_path:
            self._by_path = {file.path: file for file in self._files}
        return self._by_path.get(path)

    # -- grouping

    def _homes(self, files: list[File], known: dict[str, Any]) -> dict[str, list[str]]:
        """Indicator id -> signature and key of the dossier it belongs to."""
        found: dict[str, list[str]] = {}
        for file in files:
            if file.kind != "indicator":
                continue
            old = known.get(file.id)
            if old and old[0] == file.signature:
                found[file.id] = old
                continue
            record = self._record(file)
            home = ""
            if record is not None:
                programme, strategy = record.text("programme"), record.text("strategy")
                home = f"programme/{programme}" if programme else f"strategy/{strategy}"
            found[file.id] = [file.signature, home]
        return found

    def _group(
        self, files: list[File], homes: dict[str, list[str]], strategies: dict[str, Record]
    ) -> tuple[dict[str, list[File]], list[File]]:
        dossiers: dict[str, list[File]] = {}
        commons: list[File] = []
        for file in files:
            if file.kind in ("programme", "strategy"):
                key = f"{file.kind}/{file.id}"
            elif file.kind == "indicator":
                key = homes[file.id][1]
            elif file.kind == "measurement":
                key = homes.get(file.folder, ["", ""])[1]
            elif file.kind == "checkpoint":
                kind = "strategy" if file.folder in strategies else "programme"
                key = f"{kind}/{file.folder}"
            else:
                key = ""
            if key:
                dossiers.setdefault(key, []).append(file)
            else:
                commons.append(file)
        return dossiers, commons

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
                findings, row = _told(told), stored_row(parts)
            else:
                before = stored_row(ledger.last(key)[2:])
                findings, row, names = self._judge_dossier(files, ctx)
                changes.add(before, row)
                self._locate(findings)
                ledger.keep(key, signature, [f.dump() for f in findings], names, *parts_of(row))
                self._forget(files)
                ctx.forget()
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
        before, self._findings = self._findings, []
        records: dict[str, list[Record]] = {}
        wholes: list[Record] = []
        for file in files:
            found = self._read(file)
            self._findings += found.findings
            self._judge_record(found, ctx)
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
            dossier = _dossier(subjects[0], records)
            for rule, check in self._rules[DOSSIER]:
                self._apply(rule.code, check, dossier, ctx)
            row = build(dossier, ctx, wholes)
        findings, self._findings = self._findings, before
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
                told, known, data = kept
                findings, record, names = _told(told), stored_record(file, data), stored(known)
            else:
                changes.others = True
                findings, record, names = self._judge_common(file, ctx)
                dumped = [f.dump() for f in findings]
                plain = record.data if record is not None else None
                parts = ledger.keep(file.path, file.signature, dumped, names, plain)
                if parts:
                    record, names = stored_record(file, parts[2]), stored(parts[1])
                self._forget([file])
            self._findings += findings
            if record is not None:
                records.setdefault(file.kind, {})[file.id] = record
            if names is not None:
                named[file.path] = names
        return records

    def _judge_common(
        self, file: File, ctx: Context
    ) -> tuple[list[Finding], Record | None, dict[str, list[str]] | None]:
        before, self._findings = self._findings, []
        found = self._read(file)
        self._findings += found.findings
        self._judge_record(found, ctx)
        self._locate(self._findings)
        findings, self._findings = self._findings, before
        names = refs([found.whole]) if found.whole is not None else None
        return findings, found.record, names

    def _forget(self, files: list[File]) -> None:
        """Drop what was read of ``files``, which have been judged."""
        for file in files:
            if file.kind not in _HEADS:
                self._reads.pop(file.path, None)

    def _judge_record(self, found: _Read, ctx: Context) -> None:
        """Today every fact counts, also one that begins later: a wrong id or a missing source must
        not wait for its day.  A past day is judged by what was known, and dates ahead of today."""
        record = found.record
        if found.whole is not None and (
            self.as_of >= self.today
            or (found.whole.kind in DATED and found.whole.text("date") > self.today.isoformat())
        ):
            record = found.whole
        if record is None:
            return
        before = len(self._findings)
        for rule, check in self._rules[RECORD]:
            self._apply(rule.code, check, record, ctx)
        if found.refused:
            # A value that the schema refuses is not missing: one finding about it is enough.
            self._findings[before:] = [
                finding
                for finding in self._findings[before:]
                if not finding.pointer
                or all(at[: len(finding.pointer)] != finding.pointer for at in found.refused)
            ]

    def _judge_roadmap(self, roadmap: Roadmap, changes: Changes, ctx: Context) -> None:
        for rule, check in self._rules[ROADMAP]:
            if changes.spare(rule):
                continue
            before, self._reread_some = len(self._findings), False
            self._apply(rule.code, check, roadmap, ctx)
            if len(self._findings) == before and not self._reread_some:
                changes.found_nothing(rule)

    def _apply(self, code: str, check: Check, what: Any, ctx: Context) -> None:
        """Run one rule; a crash becomes a finding that names it, and the other rules go on."""
        try:
            self._findings += check(what, ctx)
        except Exception as error:  # noqa: BLE001 - a rule may fail in any way, a judgement not
            subject = getattr(what, "subject", what)
            path = getattr(subject, "path", "roadmap")
            params = {"code": code, "error": show(f"{type(error).__name__}: {error}")}
            self._findings.append(
                Finding(INTERNAL, getattr(subject, "key", "roadmap/roadmap"), path, (), params)
            )

    def _locate(self, findings: list[Finding]) -> None:
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
        if path in self._reads:
            return self._reads[path].data
        try:
            return read_bytes(self.root, path, MAX_BYTES)
        except Problem:
            return b""


def _finding(problem: Problem, record: str, path: str) -> Finding:
    return Finding(
        problem.code, record, path, problem.pointer, problem.params,
        on=problem.on, line=problem.line, column=problem.column,
    )  # fmt: skip


def _told(findings: bytes) -> list[Finding]:
    """The findings that the cache holds."""
    return [Finding.load(values) for values in cache.decode(findings)] if findings != b"[]" else []


def _record(file: File, data: dict[str, Any]) -> Record:
    return Record(file.kind, file.id, file.path, data)


def _signature(files: list[File]) -> str:
    return cache.digest(*(f"{file.path} {file.signature}" for file in files))


def _dossier(subject: Record, records: dict[str, list[Record]]) -> Dossier:
    measures: dict[str, list[Record]] = {}
    for record in sorted(records.get("measurement", []), key=_moment):
        measures.setdefault(record.id.partition("/")[0], []).append(record)
    for indicator, found in measures.items():
        corrected = {f"{indicator}/{m.text('supersedes')}" for m in found if m.text("supersedes")}
        measures[indicator] = [m for m in found if m.id not in corrected]
    checkpoints = sorted(records.get("checkpoint", []), key=_moment)
    return Dossier(subject, records.get("indicator", []), measures, checkpoints)


def _moment(record: Record) -> tuple[str, int]:
    """Order of dated records: by day, then by the number after it."""
    stem = record.id.rpartition("/")[2]
    return record.text("date") or stem[:10], int(stem[11:] or 0)


def _unique(findings: list[Finding]) -> list[Finding]:
    """Sorted, one per fingerprint and position."""
    seen: dict[tuple[str, int, int, str, str], Finding] = {}
    for finding in findings:
        seen.setdefault(finding.order, finding)
    return [seen[order] for order in sorted(seen)]
