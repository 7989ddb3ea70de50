"""Weighing findings: severity from the policy, then waivers, then the baseline that only shrinks."""

from __future__ import annotations

import os

from governance.gate.policy import DIRECTORY
from governance.gate.registry import rules
from governance.model.duration import Duration, day
from governance.model.finding import Finding, pointer_text
from governance.source.guards import MAX_BYTES
from governance.source.precheck import is_valid
from governance.source.problem import Problem
from governance.source.reader import Locator, read
from governance.source.scan import read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from governance.gate.judge import Judgement

WAIVERS = f"{DIRECTORY}/waivers.yaml"
BASELINE = f"{DIRECTORY}/baseline.yaml"
BASELINE_LIMIT = 16 * MAX_BYTES
"""The list of inherited debts of a large roadmap outgrows what one record may weigh."""


class _Ledger:
    """A policy file read like a record: its data, and the findings about itself."""

    def __init__(self, root: str, path: str, kind: str, limit: int) -> None:
        self.path = path
        self.key = f"{kind}/{kind}"
        self.findings: list[Finding] = []
        self.data: dict[str, Any] = {}
        self._bytes = b""
        if not os.path.lexists(os.path.join(root, path)):
            return
        try:
            self._bytes = read_bytes(root, path, limit)
        except Problem as problem:
            self._problems([problem])
            return
        value, problems = read(self._bytes, limit)
        if value is not None and not is_valid(kind, value):
            from governance.source.schema_findings import explain, prune

            refused = list(explain(kind, value))
            value = prune(value, refused)
            problems = [*problems, *refused]
        self._problems(problems)
        self.data = value or {}

    def _problems(self, problems: list[Problem]) -> None:
        for p in problems:
            self.add(p.code, p.pointer, p.params, on=p.on, line=p.line, column=p.column)

    def items(self, field: str) -> list[dict[str, Any]]:
        value = self.data.get(field)
        return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []

    def add(self, code: str, pointer: tuple[str | int, ...], params: dict[str, Any], **at: Any) -> None:
        self.findings.append(Finding(code, self.key, self.path, pointer, params, **at))

    def located(self) -> list[Finding]:
        if self.findings:
            locator = Locator(self._bytes)
            for finding in self.findings:
                if not finding.line:
                    finding.line, finding.column = locator.locate(finding.pointer, finding.on)
        return self.findings


def weigh(
    judgement: Judgement, root: str, *, with_baseline: bool = True, settle: bool = True
) -> list[Finding]:
    """Every finding with its severity, waived and inherited ones marked by ``debt``.

    ``settle`` also reports waivers and debts that match nothing: only sensible when the day judged
    is the day of the run.
    """
    ctx = judgement.ctx
    waivers = _Ledger(root, WAIVERS, "waivers", MAX_BYTES)
    baseline = _Ledger(root, BASELINE, "baseline", BASELINE_LIMIT)
    findings = [f for f in judgement.findings if ctx.policy.severity(f.code) != "off"]
    known = rules()
    used: set[int] = set()
    for index, waiver in enumerate(waivers.items("waivers")):
        _apply_waiver(index, waiver, findings, waivers, judgement, used)
        if settle and index not in used and waiver.get("rule") in known:
            until = day(waiver.get("until"))
            if until is not None and until >= ctx.as_of:
                waivers.add("G903", ("waivers", index), _named(waiver))
    if with_baseline:
        _apply_baseline(findings, baseline, settle)
    findings += waivers.located() + baseline.located()
    for finding in findings:
        finding.severity = ctx.policy.severity(finding.code)
    return sorted(findings, key=lambda f: f.order)


def _named(entry: dict[str, Any]) -> dict[str, Any]:
    return {"rule": str(entry.get("rule", "")), "record": str(entry.get("record", ""))}


def _apply_waiver(
    index: int,
    waiver: dict[str, Any],
    findings: list[Finding],
    ledger: _Ledger,
    judgement: Judgement,
    used: set[int],
) -> None:
    ctx, at, named = judgement.ctx, ("waivers", index), _named(waiver)
    entry = rules().get(named["rule"])
    if entry is None or not entry.rule.waivable:
        ledger.add("G911", (*at, "rule"), named)
        return
    reason = str(waiver.get("reason", ""))
    if len(reason.split()) < ctx.policy.parameter("G901", "words"):
        ledger.add("G901", (*at, "reason"), {**named, "reason": reason})
        return
    granted, until = day(waiver.get("granted")), day(waiver.get("until"))
    limit: Duration = ctx.policy.span("G910", "limit")
    if granted and until and until > limit.after(granted):
        ledger.add("G910", (*at, "until"), {**named, "days": (until - granted).days})
        return
    if until is None or until < ctx.as_of:
        ledger.add("G902", (*at, "until"), {**named, "until": str(waiver.get("until", ""))})
        return
    if _benefits(str(waiver.get("author", "")), named["record"], judgement):
        ledger.add("G904", (*at, "author"), {**named, "author": str(waiver.get("author", ""))})
        return
    for finding in findings:
        if finding.code == named["rule"] and finding.record == named["record"] and (
            "field" not in waiver or pointer_text(finding.pointer) == waiver["field"]
        ):  # fmt: skip
            finding.debt = "waived"
            used.add(index)


def _benefits(author: str, record: str, judgement: Judgement) -> bool:
    """Whether ``author`` holds a role in ``record``, or in the programme of that indicator."""
    row = judgement.roadmap.rows.get(record)
    if row is None:
        subject = record.split("/")[1] if "/" in record else record
        owners = (
            row
            for row in judgement.roadmap.rows.values()
            if any(indicator["id"] == subject for indicator in row["indicators"])
        )
        row = next(owners, None) or judgement.roadmap.rows.get(f"programme/{subject}")
    return row is not None and any(
        author in (role["organisation"], role["person"]) for role in row["roles"]
    )


def _apply_baseline(findings: list[Finding], ledger: _Ledger, settle: bool) -> None:
    by_fingerprint: dict[str, list[Finding]] = {}
    for finding in findings:
        by_fingerprint.setdefault(finding.fingerprint, []).append(finding)
    known = rules()
    for index, debt in enumerate(ledger.items("debts")):
        code = debt.get("rule")
        entry = known.get(str(code))
        names = debt.get("records")
        for place, name in enumerate(names if isinstance(names, list) else []):
            at = ("debts", index, "records", place)
            params = {"rule": str(code), "record": str(name)}
            if entry is None or not entry.rule.waivable:
                ledger.add("G911", at, params)
                continue
            matched = by_fingerprint.get(f"{code} {name}", [])
            for finding in matched:
                finding.debt = finding.debt or "baseline"
            if settle and not matched:
                ledger.add("G905", at, params)
