"""Checking a roadmap: judge, weigh, count; one call for the command line and the terminal UI."""

from __future__ import annotations

import os

from governance.errors import CANNOT_JUDGE, FINDINGS, OK, JalonError
from governance.gate.judge import Judge, Judgement
from governance.gate.weigh import weigh
from governance.i18n import N_
from governance.services.repository import load_policy
from governance.source import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from governance.model.finding import Finding
    from governance.source.look import Look

WEIGHT = {"error": 3, "warning": 2, "info": 1, "off": 0}


class Report:
    """A weighed judgement.

    ``findings``  all of them, in file order; ``debt`` marks those that do not count
    ``judgement`` rows, records and counts behind them
    """

    def __init__(self, root: str, judgement: Judgement, findings: list[Finding]) -> None:
        self.root = root
        self.judgement = judgement
        self.findings = findings

    def keep_only(self, paths: list[str]) -> None:
        """Leave out the findings of other files than ``paths`` (files or folders)."""
        self.findings = [
            f
            for f in self.findings
            if any(p in (".", f.path) or f.path.startswith(p + "/") for p in paths)
        ]

    @property
    def open(self) -> list[Finding]:
        """Findings that count: neither waived nor inherited."""
        return [finding for finding in self.findings if not finding.debt]

    def count(self, *, severity: str = "", debt: str = "") -> int:
        """How many findings have that severity (any when empty) and that debt."""
        return sum(1 for f in self.findings if f.debt == debt and severity in ("", f.severity))

    def exit_code(self, fail_on: str) -> int:
        """1 when a finding that counts weighs at least ``fail_on``, else 0."""
        least = WEIGHT[fail_on]
        return FINDINGS if any(WEIGHT[f.severity] >= least for f in self.open) else OK


def check(
    root: str,
    as_of: date,
    today: date,
    *,
    with_baseline: bool = True,
    use_cache: bool = True,
    look: Look | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Judge the roadmap at ``root`` on the day ``as_of``.

    Raises :class:`JalonError`: exit 3 when there is no record to judge or no usable policy.
    """
    policy = load_policy(root, use_cache=use_cache)
    name = f"rows-{cache.digest(os.path.realpath(root))}" if use_cache else ""
    judge = Judge(root, policy, as_of, today, remember=name, look=look, progress=progress)
    judgement = judge.run()
    if not any(judgement.counts.values()) and not judgement.findings:
        raise JalonError(
            N_("There is no record in {path}."),
            hint=N_("Nothing to judge is never a pass: create one with `jalon new`."),
            exit_code=CANNOT_JUDGE,
            path=os.path.join(root, "roadmap"),
        )
    findings = weigh(judgement, root, with_baseline=with_baseline, settle=as_of == today)
    return Report(root, judgement, findings)
