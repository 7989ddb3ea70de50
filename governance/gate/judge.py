"""Judging a roadmap: read what changed, judge each dossier, then the whole, and remember the rest."""

from __future__ import annotations

from governance.gate.context import Context
from governance.gate.registry import DOSSIER, RECORD, ROADMAP, of_scope
from governance.gate.roadmap import Roadmap
from governance.gate.row import build, refs
from governance.measure.calendar import WorkingDays
from governance.model.dossier import Dossier
from governance.model.finding import Finding
from governance.model.kinds import DATED, KINDS
from governance.model.record import Record
from governance.source import cache
from governance.source.annotations import known_at
from governance.source.guards import MAX_BYTES
from governance.hygiene import show
from governance.source.precheck import is_valid
from governance.source.problem import Problem
from governance.source.reader import Locator, read
from governance.source.scan import File, read_bytes, scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from typing import Any

    from governance.gate.policy import Policy
    from governance.gate.row import Row

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
    """A file that was read: its record if it has one, and its problems.

    ``ahead``  a dated record that lies after the day of the run: no fact yet, but its author must
               be told, so rules on single records see it
    """

    __slots__ = ("ahead", "data", "findings", "record")

    def __init__(
        self,
        data: bytes,
        record: Record | None,
        findings: list[Finding],
        ahead: Record | None = None,
    ) -> None:
        self.data = data
        self.record = record
        self.findings = findings
        self.ahead = ahead


class Judge:
    """One run over the tree at ``root``; ``remember`` names the cache entry, empty for none."""

    def __init__(
        self,
        root: str,
        policy: Policy,
        as_of: date,
        today: date,
        *,
        remember: str = "",
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self.root = root
        self.policy = policy
        self.as_of = as_of
        self.today = today
        self._day = as_of.isoformat()
        self._remember = remember
        self._progress = progress or (lambda done, total: None)
        self._files: dict[str, File] = {}
        self._reads: dict[str, _Read] = {}
        self._findings: list[Finding] = []

    def run(self) -> Judgement:
        """Judge the whole roadmap; only what changed since the last run is read."""
        files, refused = scan(self.root)
        self._files = {file.path: file for file in files}
        for path, problem in refused:
            self._findings.append(_finding(problem, path, path))
        known = self._recall(files)
        strategies = {
            file.id: record
            for file in files
            if file.kind == "strategy" and (record := self._record(file)) is not None
        }
        head = next((file for file in files if file.kind == "roadmap"), None)
        settings = self._record(head) if head else None
        country = settings.text("country") if settings else ""
        calendar = WorkingDays(country or "FR", known.get("holidays"))
        ctx = Context(self.policy, self.as_of, self.today, calendar, strategies)

        homes = self._homes(files, known.get("homes", {}))
        dossiers, commons = self._group(files, homes, strategies)
        rows, kept = self._judge_dossiers(dossiers, known.get("dossiers", {}), ctx)
        records, named, kept_commons = self._judge_commons(commons, known.get("commons", {}), ctx)
        records["strategy"] = strategies

        paths: dict[str, dict[str, list[str]]] = {kind: {} for kind in KINDS}
        for file in files:
            paths[file.kind].setdefault(file.id, []).append(file.path)
        members = {key: [file.path for file in group] for key, group in dossiers.items()}
        roadmap = Roadmap(rows, records, paths, named, members, self._reread)
        for entry in of_scope(ROADMAP):
            self._apply(entry.rule.code, entry.check, roadmap, ctx)
        self._locate(self._findings)
        if self._remember:
            value = {
                "key": self._key, "homes": homes, "dossiers": kept, "commons": kept_commons,
                "holidays": calendar.known,
            }  # fmt: skip
            cache.store(self._remember, value)
        counts = {kind: len(ids) for kind, ids in paths.items()}
        return Judgement(_unique(self._findings), roadmap, ctx, counts)

    # -- what is remembered

    def _recall(self, files: list[File]) -> dict[str, Any]:
        """The usable part of the cache: written for the same day, policy, code and strategies."""
        shared = [f"{f.path} {f.signature}" for f in files if f.kind in ("strategy", "roadmap")]
        self._key = cache.digest(
            cache.tool_signature(), self._day, self.today.isoformat(), repr(self.policy.data), *shared
        )
        value = cache.load(self._remember) if self._remember else None
        if not isinstance(value, dict) or value.get("key") != self._key:
            return {}
        return value

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
            return _Read(b"", None, [_finding(problem, key, file.path)])
        value, problems = read(data)
        if value is None:
            return _Read(data, None, [_finding(p, key, file.path) for p in problems])
        if not is_valid(file.kind, value):
            from governance.source.schema_findings import explain, prune

            refused = list(explain(file.kind, value))
            # A scalar refused by the reader needs no second finding from the schema.
            value = prune(value, refused)
            problems = problems + ([] if problems else refused)
        seen = known_at(file.kind, value, self._day)
        record = None if seen is None else Record(file.kind, file.id, file.path, seen)
        ahead = None
        if seen is None and file.kind in DATED and str(value.get("date")) > self.today.isoformat():
            ahead = Record(file.kind, file.id, file.path, value)
        return _Read(data, record, [_finding(p, key, file.path) for p in problems], ahead)

    def _reread(self, path: str) -> Record | None:
        file = self._files.get(path)
        return self._record(file) if file else None

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
        self, dossiers: dict[str, list[File]], known: dict[str, Any], ctx: Context
    ) -> tuple[dict[str, Row], dict[str, Any]]:
        rows: dict[str, Row] = {}
        kept: dict[str, Any] = {}
        for number, (key, files) in enumerate(dossiers.items()):
            signature = _signature(files)
            old = known.get(key)
            if old and old[0] == signature:
                kept[key] = old
                self._findings += map(Finding.load, old[1])
            else:
                findings, row = self._judge_dossier(files, ctx)
                self._locate(findings)
                self._findings += findings
                kept[key] = old = [signature, [f.dump() for f in findings], row]
                for file in files:
                    if file.kind != "strategy":
                        self._reads.pop(file.path, None)
                ctx.forget()
            if old[2] is not None:
                rows[key] = old[2]
            self._progress(number, len(dossiers))
        return rows, kept

    def _judge_dossier(self, files: list[File], ctx: Context) -> tuple[list[Finding], Row | None]:
        before, self._findings = self._findings, []
        records: dict[str, list[Record]] = {}
        for file in files:
            found = self._read(file)
            self._findings += found.findings
            if found.record is not None:
                records.setdefault(file.kind, []).append(found.record)
                self._judge_record(found.record, ctx)
            elif found.ahead is not None:
                self._judge_record(found.ahead, ctx)
        subjects = records.get("programme", []) or records.get("strategy", [])
        row = None
        if subjects:
            dossier = _dossier(subjects[0], records)
            for entry in of_scope(DOSSIER):
                self._apply(entry.rule.code, entry.check, dossier, ctx)
            row = build(dossier, ctx)
        findings, self._findings = self._findings, before
        return findings, row

    def _judge_commons(
        self, files: list[File], known: dict[str, Any], ctx: Context
    ) -> tuple[dict[str, dict[str, Record]], dict[str, dict[str, list[str]]], dict[str, Any]]:
        records: dict[str, dict[str, Record]] = {}
        named: dict[str, dict[str, list[str]]] = {}
        kept: dict[str, Any] = {}
        for file in files:
            old = known.get(file.path)
            if not old or old[0] != file.signature:
                before, self._findings = self._findings, []
                found = self._read(file)
                self._findings += found.findings
                data = named_ids = None
                if found.record is not None:
                    self._judge_record(found.record, ctx)
                    data, named_ids = found.record.data, refs([found.record])
                elif found.ahead is not None:
                    self._judge_record(found.ahead, ctx)
                self._locate(self._findings)
                old = [file.signature, [f.dump() for f in self._findings], data, named_ids]
                self._findings = before
            kept[file.path] = old
            self._findings += map(Finding.load, old[1])
            if old[2] is not None:
                record = Record(file.kind, file.id, file.path, old[2])
                records.setdefault(file.kind, {})[file.id] = record
                named[file.path] = old[3]
        return records, named, kept

    def _judge_record(self, record: Record, ctx: Context) -> None:
        for entry in of_scope(RECORD):
            self._apply(entry.rule.code, entry.check, record, ctx)

    def _apply(
        self, code: str, check: Callable[..., Iterable[Finding]] | None, what: Any, ctx: Context
    ) -> None:
        """Run one rule; a crash becomes a finding that names it, and the other rules go on."""
        if check is None or self.policy.severity(code) == "off":
            return
        try:
            self._findings += check(what, ctx)
        except Exception as error:  # a rule may fail in any way, the judgement must not
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


