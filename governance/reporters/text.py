"""Findings as text: one line each, ``file:line:column`` first, then what they add up to."""

from __future__ import annotations

from governance.gate.registry import rules
from governance.hygiene import show
from governance.i18n import N_, tell, translator
from governance.reporters.message import fix, message, name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.model.finding import Finding
    from governance.services.check import Report

_COLOURS = {"error": "31", "warning": "33", "info": "36"}
_SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "info": N_("info")}


def render(report: Report, language: str, *, colours: bool = False, quiet: bool = False) -> str:
    """The report as text; ``quiet`` leaves the findings out and keeps what they add up to."""
    lines = [] if quiet else [_line(f, language, colours) for f in report.open]
    lines += _by_rule(report, language)
    lines.append(_story(report, language))
    lines.append(_total(report, language))
    return "\n".join(lines) + "\n"


def _line(finding: Finding, language: str, colours: bool) -> str:
    where = f"{show(finding.path, 500)}:{finding.line}:{finding.column}"
    severity = translator(language)(_SEVERITIES[finding.severity])
    if colours:
        where = f"\033[1m{where}\033[0m"
        severity = f"\033[{_COLOURS[finding.severity]}m{severity}\033[0m"
    said, remedy = message(finding, language), fix(finding, language)
    return f"{where}: {severity} {finding.code} {name(finding)}: {said} {remedy}"


def _by_rule(report: Report, language: str) -> list[str]:
    """How often each rule speaks, where several findings would otherwise have to be counted."""
    counts: dict[str, int] = {}
    for finding in report.open:
        counts[finding.code] = counts.get(finding.code, 0) + 1
    if len(report.open) < 2:
        return []
    width = len(str(max(counts.values())))
    return ["", *(
        f"{count:>{width}} × {code} {rules()[code].rule.name}"
        for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ), ""]  # fmt: skip


def _story(report: Report, language: str) -> str:
    """What is stale, unmeasured or undecided, in one line."""
    rows = report.judgement.roadmap.programmes()
    status: dict[str, int] = {}
    for row in report.judgement.roadmap.rows.values():
        for key, count in row["counts"].items():
            status[key] = status.get(key, 0) + count
    return tell(
        N_(
            "{programmes} programmes: {never} never reviewed, {overdue} overdue for review, "
            "{unmeasured} without any measure; {indicators} indicators: {reached} reached, "
            "{stale} stale, {never_measured} never measured; {open} decisions open."
        ),
        {
            "programmes": len(rows),
            "never": sum(1 for row in rows if row["last_review"] is None),
            "overdue": sum(1 for row in rows if row["last_review"] and row["review_overdue"]),
            "unmeasured": sum(1 for row in rows if not row["measured"]),
            "indicators": sum(status.values()),
            "reached": status.get("reached", 0),
            "stale": status.get("stale", 0),
            "never_measured": status.get("never_measured", 0),
            "open": sum(row["undecided"] for row in report.judgement.roadmap.rows.values()),
        },
        language,
    )


def _total(report: Report, language: str) -> str:
    said = tell(
        N_(
            "{records} records judged as of {as_of}: {errors} errors, {warnings} warnings, {infos} notes."
        ),
        {
            "records": sum(report.judgement.counts.values()),
            "as_of": report.judgement.ctx.as_of.isoformat(),
            "errors": report.count(severity="error"),
            "warnings": report.count(severity="warning"),
            "infos": report.count(severity="info"),
        },
        language,
    )
    inherited, waived = report.count(debt="baseline"), report.count(debt="waived")
    if inherited:
        said += " " + tell(
            N_("{count} inherited findings do not count (`jalon check --no-baseline` shows them)."),
            {"count": inherited},
            language,
        )
    if waived:
        said += " " + tell(N_("{count} findings are waived."), {"count": waived}, language)
    return said
