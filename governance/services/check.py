"""Checking a roadmap: judge, weigh, count; one call for the command line and the terminal UI."""

from __future__ import annotations

import os

from governance.errors import CANNOT_JUDGE, FINDINGS, OK, JalonError
from governance.gate.judge import Judge, Judgement
from governance.gate.policy import FILE
from governance.gate.weigh import weigh
from governance.i18n import N_
from governance.services.repository import load_policy, policy_in
from governance.source import cache
from governance.source.look import ROADMAP
from governance.source.overlay import Overlay
from governance.source.tree import Folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from governance.model.finding import Finding
    from governance.source.look import Look
    from governance.source.tree import Tree

WEIGHT = {"error": 3, "warning": 2, "info": 1, "off": 0}


class Report:
    """A weighed judgement.

    ``findings``  all of them, in file order; ``debt`` marks those that do not count
    ``judgement`` rows, records and counts behind them
    ``standing``  of a change: by path, the day since which the record of a finding that does not
                  count is as it is
    """

    def __init__(self, root: str, judgement: Judgement, findings: list[Finding]) -> None:
        self.root = root
        self.judgement = judgement
        self.findings = findings
        self.standing: dict[str, str] = {}
        self._only: list[str] = []

    def keep_only(self, paths: list[str]) -> None:
        """Leave out the findings of other files than ``paths`` (files or folders)."""
        self._only = paths
        self.findings = [finding for finding in self.findings if self.asked(finding.path)]

    def asked(self, path: str) -> bool:
        """Whether the file ``path`` is among those asked about; all are when none was named."""
        only = self._only
        return not only or any(p in (".", path) or path.startswith(p + "/") for p in only)

    @property
    def open(self) -> list[Finding]:
        """Findings that count: neither waived nor inherited."""
        return [finding for finding in self.findings if not finding.debt]

    def records(self) -> dict[str, int]:
        """How many record files were asked about, by kind."""
        if not self._only:
            return self.judgement.counts
        paths = self.judgement.roadmap.paths
        return {
            kind: sum(1 for files in paths[kind].values() for path in files if self.asked(path))
            for kind in self.judgement.counts
        }

    @property
    def partial(self) -> bool:
        """Whether only some files were asked about."""
        return bool(self._only)

    def count(self, *, severity: str = "", debt: str = "") -> int:
        """How many findings have that severity (any when empty) and that debt."""
        return sum(1 for f in self.findings if f.debt == debt and severity in ("", f.severity))

    def exit_code(self, fail_on: str) -> int:
        """1 when a finding that counts weighs at least ``fail_on``, else 0."""
        return FINDINGS if any(self.fails(finding, fail_on) for finding in self.open) else OK

    def fails(self, finding: Finding, fail_on: str) -> bool:
        """Whether ``finding`` counts and weighs at least ``fail_on``."""
        return not finding.debt and WEIGHT[finding.severity] >= WEIGHT[fail_on]


def check(
    root: str,
    as_of: date,
    today: date,
    *,
    at: str = "",
    hook: bool = False,
    with_baseline: bool = True,
    use_cache: bool = True,
    look: Look | None = None,
    unsaved: Mapping[str, bytes] | None = None,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Judge the roadmap at ``root`` on the day ``as_of``.

    ``unsaved``  by path, files that are judged as if they held these bytes
    ``processes``  see :class:`governance.gate.judge.Judge`
    ``hook``  whether git has started this run, and the objects of ``at`` lie in quarantine
    ``at``  judge it as that revision holds it, by the policy found there, instead of the folder

    Raises :class:`JalonError`: exit 3 when there is no record to judge, no usable policy or no such
    revision.
    """
    tree: Tree
    if at:
        from governance.services.revision import files_at, open_repository

        repository = open_repository(root, hook=hook)
        tree = files_at(repository, at)
        policy = policy_in(tree, f"{at}:{FILE}")
        name, place = f"objects-{cache.digest(repository.gitdir)}", f"{at}:{ROADMAP}"
    else:
        tree = Folder(root, look)
        look = None  # it is large, and of no use once the files are listed
        if unsaved:
            tree = Overlay(tree, unsaved)
        policy = load_policy(root, use_cache=use_cache)
        name = f"rows-{cache.digest(os.path.realpath(root))}"
        place = os.path.join(root, ROADMAP)
    name = name if use_cache else ""
    judgement = Judge(
        tree, policy, as_of, today, remember=name, processes=processes, progress=progress
    ).run()
    refuse_nothing(judgement, place)
    settle = as_of == today and not at
    findings = weigh(judgement, tree, with_baseline=with_baseline, settle=settle)
    return Report(root, judgement, findings)


def refuse_nothing(judgement: Judgement, place: str) -> None:
    """Raise :class:`JalonError` (exit 3) when ``judgement`` saw no record, for that is no pass."""
    if not any(judgement.counts.values()) and not judgement.findings:
        raise JalonError(
            N_("There is no record in {path}."),
            hint=N_("Nothing to judge is never a pass: create one with `jalon new`."),
            exit_code=CANNOT_JUDGE, path=place,
        )  # fmt: skip


def refuse_before(judgement: Judgement) -> None:
    """Raise :class:`JalonError` (exit 3) when a past day lies before everything: nothing of the
    roadmap was known then, and no finding would look like a pass."""
    roadmap, ctx = judgement.roadmap, judgement.ctx
    if ctx.as_of >= ctx.today or ctx.strategies:
        return
    records = [
        roadmap.whole(path) for paths in roadmap.paths["strategy"].values() for path in paths
    ]
    first = min((r.text("start") for r in records if r and r.text("start")), default="")
    if first > ctx.as_of.isoformat():
        raise JalonError(
            N_("On {day} no strategy of this roadmap had begun; the first one starts on {first}."),
            hint=N_("Judge a day from {first} on: --as-of {first}."),
            exit_code=CANNOT_JUDGE, day=ctx.as_of.isoformat(), first=first,
        )  # fmt: skip
