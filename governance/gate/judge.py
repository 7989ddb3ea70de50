"""Judging a roadmap: read what changed, judge each dossier, then the whole, and remember the rest."""

from __future__ import annotations

import os
from itertools import chain

from governance.gate.changes import Changes
from governance.gate.context import Context
from governance.gate.dossiers import group, homes
from governance.gate.echoes import without_echoes
from governance.gate.holidays import Holidays
from governance.gate.reading import Readings, finding_of, record_of
from governance.gate.registry import outline
from governance.gate.roadmap import SCHEDULED, Roadmap
from governance.gate.ruling import Rulings
from governance.gate.shares import shared_out
from governance.gate.verdicts import HEADS, Verdicts
from governance.model.finding import Finding
from governance.model.kinds import KINDS, ROADMAP_FILE
from governance.source import cache
from governance.source.look import ROADMAP as FOLDER
from governance.source.scan import File, sort_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date
    from typing import Any

    from governance.gate.policy import Policy
    from governance.model.record import Record
    from governance.source.tree import Tree

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
    ``follows``    who has judged another tree by the same policy on the same days: what is the same
                   in both is not judged twice
    ``followed``   whether another follows, to whom it is left to remember
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
        follows: Judge | None = None,
        followed: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self.policy = policy
        self.as_of = as_of
        self.today = today
        self._tree = tree
        self._remember = remember
        self._follows = follows
        self._followed = followed
        self._processes = processes if hasattr(os, "fork") else 1
        self._readings = Readings(tree, as_of.isoformat())
        self._progress = progress or (lambda done, total: None)
        self._listed: list[File] = []
        self._by_path: dict[str, File] = {}
        self._ledger: cache.Ledger | None = None
        self._findings: list[Finding] = []
        self._reread_some = False

    def run(self) -> Judgement:
        """Judge the whole roadmap; only what changed since the last run is read."""
        before = self._follows
        files, refused = sort_out(self._tree.look(), before._files if before else {})
        self._listed = files
        for path, problem in refused:
            self._findings.append(finding_of(problem, path, path))
        ledger = cache.Ledger(
            self._remember, self._key(files), follows=before._ledger if before else None
        )
        self._ledger = ledger
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

        rules = ledger.heading.get("rules") or outline()
        rulings = Rulings(self.policy, rules)
        places = homes(files, ledger.heading.get("homes", {}), self._readings)
        known = {path: [read.data, read.moved] if read else None for path, read in heads.items()}
        ledger.begin({"heads": known, "homes": places, "rules": rules}, hold=self._followed)
        dossiers, commons = group(files, places, strategies)
        changes = Changes([file.path for file in files])
        verdicts = Verdicts(self._readings, rulings, ctx, ledger, changes, self._progress)
        first = not ledger.heading
        processes = self._processes if first and len(files) >= _WORTH_SHARING else 1
        if first:
            verdicts.prepare(dossiers, commons, processes)
        rows, named = verdicts.on_dossiers(dossiers)
        records = verdicts.on_commons(commons, named)
        self._findings += verdicts.findings
        changes.recall(ledger)
        records["strategy"] = strategies

        roadmap = Roadmap(
            rows, records, files, named, dossiers, self._reread, self._reread_whole, ctx
        )  # fmt: skip
        self._judge_roadmap(roadmap, rulings, changes, ctx, shared=processes > 1)
        changes.keep(ledger)
        self._readings.locate(self._findings)
        holidays.keep()
        counts = dict.fromkeys(KINDS, 0)
        for file in files:
            counts[file.kind] += 1
        findings = _unique(self._findings)
        told = without_echoes(findings, self.policy)
        return Judgement(told, roadmap, ctx, counts, hidden=len(told) < len(findings))

    @property
    def _files(self) -> dict[str, File]:
        """By path, the files of the tree."""
        if not self._by_path:
            self._by_path = {file.path: file for file in self._listed}
        return self._by_path

    # -- what is remembered

    def _key(self, files: list[File]) -> str:
        """What every judgement rests on, beside the files of its dossier: the day, the policy, the
        code, the public holidays, the strategies and the settings."""
        return cache.digest(
            cache.tool_signature(), cache.library_signature("holidays"), self.as_of.isoformat(),
            self.today.isoformat(), repr(self.policy.data),
            *(f"{f.path} {f.signature}" for f in files if f.kind in HEADS),
        )  # fmt: skip

    def _heads(self, files: list[File], known: dict[str, Any]) -> dict[str, Record | None]:
        """By path, the records that all others depend on; those ``known`` have not changed."""
        found: dict[str, Record | None] = {}
        for file in files:
            if file.kind not in HEADS:
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
        return self._files.get(path)

    # -- judging

    def _judge_roadmap(
        self, roadmap: Roadmap, rulings: Rulings, changes: Changes, ctx: Context, *, shared: bool
    ) -> None:
        due = {code: reads for code, reads in rulings.across() if not changes.spare(code, reads)}
        found: dict[str, list[Finding]] = {}

        def silent(parts: Sequence[Iterable[str]]) -> Iterator[bytes]:
            for code in chain(*parts):
                self._reread_some = False
                found[code] = rulings.of_roadmap(code, roadmap, ctx)
                if not found[code] and not self._reread_some:
                    yield code.encode()

        said_nothing: set[bytes] = set()
        if shared:
            # The schedule takes as long as all the rest, and needs to be computed but once.
            asking = [code for code, reads in due.items() if _asks_schedule(reads)]
            parts = [[code for code in due if code not in asking], asking]
            said_nothing.update(shared_out(parts, silent, len(parts)))
        # Another process tells what found nothing; what did find something is looked at here again.
        left = [code for code in due if code not in found and code.encode() not in said_nothing]
        said_nothing.update(silent([left]))
        for code in due:
            self._findings += found.get(code, [])
            if code.encode() in said_nothing:
                changes.found_nothing(code)


def _asks_schedule(reads: Sequence[str] | None) -> bool:
    return reads is not None and set(SCHEDULED) <= set(reads)


def _unique(findings: list[Finding]) -> list[Finding]:
    """Sorted, one per fingerprint and position."""
    seen: dict[tuple[str, int, int, str, str], Finding] = {}
    for finding in findings:
        seen.setdefault(finding.order, finding)
    return [seen[order] for order in sorted(seen)]
