"""Findings as Markdown: the summary of a job, or a comment on a pull request.

Words of records stand in code spans alone, so that they can be no mention, link, tag or reference.
"""

from __future__ import annotations

from governance.gate.registry import rules
from governance.hygiene import code, markdown
from governance.i18n import N_, tell, translator
from governance.reporters import text
from governance.reporters.message import fix, message, name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.model.finding import Finding
    from governance.services.check import Report

_TOLD = 50
_ROOM = 18_000
"""Findings told one by one in each of three parts, and their characters: a comment on a pull request
holds 65,536, and a reader fewer."""
_SEVERITIES = ("error", "warning", "info")


def render(report: Report, language: str, *, fail_on: str) -> str:
    """The verdict, what blocks, the rest that counts, the counts by rule, and what is set aside."""
    blocking = [f for f in report.open if report.fails(f, fail_on)]
    other = [f for f in report.open if not report.fails(f, fail_on)]
    aside = [f for f in report.findings if f.debt]
    parts = [
        f"## {_verdict(len(blocking), language)}",
        *map(markdown, text.totals(report, language)),
    ]
    if blocking:
        parts += [f"### {tell(N_('What blocks'), {}, language)}", _listed(blocking, language)]
    if other:
        parts += [f"### {tell(N_('What does not block'), {}, language)}", _listed(other, language)]
    if report.findings:
        parts += [f"### {tell(N_('Rule by rule'), {}, language)}", _table(report, language)]
    if aside:
        head = tell(N_("Set aside, waived or inherited: {count}"), {"count": len(aside)}, language)
        parts += [f"<details>\n<summary>{head}</summary>", _listed(aside, language), "</details>"]
    return "\n\n".join(parts) + "\n"


def _verdict(blocking: int, language: str) -> str:
    if not blocking:
        return tell(N_("✓ Nothing blocks"), {}, language)
    said = N_("✗ {count} finding blocks") if blocking == 1 else N_("✗ {count} findings block")
    return tell(said, {"count": blocking}, language)


def _listed(findings: list[Finding], language: str) -> str:
    """One item per finding, the gravest first; beyond a number, how many more there are."""
    grave = sorted(findings, key=lambda finding: _SEVERITIES.index(finding.severity))
    lines: list[str] = []
    room = _ROOM
    for finding in grave[:_TOLD]:
        item = _item(finding, language)
        room -= len(item)
        if room < 0 and lines:
            break
        lines.append(item)
    if left := len(grave) - len(lines):
        said = N_("… and {count} more: `jalon check` tells them all.")
        lines.append(f"- {tell(said, {'count': left}, language)}")
    return "\n".join(lines)


def _item(finding: Finding, language: str) -> str:
    where = code(f"{finding.path}:{max(finding.line, 1)}:{max(finding.column, 1)}", 500)
    severity = text.severity(finding, language)
    said = f"{message(finding, language, marked=True)} {fix(finding, language, marked=True)}"
    return f"- {where} {severity} **{finding.code}** {name(finding)}: {said}"


def _table(report: Report, language: str) -> str:
    """How many findings each rule has: by severity, and set aside."""
    say = translator(language)
    heads = [say(text.SEVERITIES[severity]) for severity in _SEVERITIES] + [say(N_("set aside"))]
    lines = [f"| {say(N_('Rule'))} | {' | '.join(heads)} |", "|---|" + "--:|" * len(heads)]
    codes = [c for c in rules() if any(finding.code == c for finding in report.findings)]
    for one in codes:
        found = [finding for finding in report.findings if finding.code == one]
        counts = [sum(not f.debt and f.severity == s for f in found) for s in _SEVERITIES]
        counts.append(sum(1 for f in found if f.debt))
        lines.append(f"| {one} {rules()[one].rule.name} | {' | '.join(_cells(counts))} |")
    return "\n".join(lines)


def _cells(counts: Iterable[int]) -> list[str]:
    return [str(count) if count else "" for count in counts]
