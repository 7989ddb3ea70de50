"""Findings as text: one line each, ``file:line:column`` first, then what they add up to."""

from __future__ import annotations

from collections import Counter

from governance.gate.registry import rules
from governance.gate.row import has_ended
from governance.hygiene import show
from governance.i18n import N_, tell, translator
from governance.reporters.message import fix, message, name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from governance.model.finding import Finding
    from governance.services.check import Report

_COLOURS = {"error": "31", "warning": "33", "info": "36"}
_FIRST = {
    "strategy": N_("There is no strategy yet: `jalon new strategy ID` writes the first one."),
    "programme": N_("There is no programme yet: `jalon new programme ID` writes the first one."),
}
"""What a newborn roadmap lacks, in the order in which it is written."""
_PROGRAMMES = N_(
    "{programmes} {programmes:programme/programmes}: {overdue} overdue for review "
    "({first} for the first), {never} never reviewed, {unmeasured} never measured"
)
_INDICATORS = N_(
    "{indicators} {indicators:indicator/indicators}: {reached} reached, {stale} stale, "
    "{never_measured} never measured"
)
_DECISIONS = N_("{open} {open:decision/decisions} open")
SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "info": N_("info")}


def render(report: Report, language: str, *, colours: bool = False, quiet: bool = False) -> str:
    """The report as text; ``quiet`` leaves the findings out and keeps what they add up to."""
    lines = [] if quiet else [line(f, language, colours=colours) for f in report.open]
    lines += _by_rule(report, language)
    lines += totals(report, language)
    return "\n".join(lines) + "\n"


def totals(report: Report, language: str) -> list[str]:
    """What the findings and the roadmap, or what was asked about of it, add up to."""
    missing = next((kind for kind in _FIRST if not report.judgement.counts[kind]), "")
    story = [tell(_FIRST[missing], {}, language)] if missing else _story(report, language)
    return [*story, _total(report, language)]


def severity(finding: Finding, language: str) -> str:
    """How grave ``finding`` is, in words."""
    return translator(language)(SEVERITIES[finding.severity])


def line(finding: Finding, language: str, *, colours: bool = False) -> str:
    """One finding: where, how grave, which rule, what is wrong, what to do."""
    where = f"{show(finding.path, 500)}:{finding.line}:{finding.column}"
    grave = severity(finding, language)
    if colours:
        where = f"\033[1m{where}\033[0m"
        grave = f"\033[{_COLOURS[finding.severity]}m{grave}\033[0m"
    said, remedy = message(finding, language), fix(finding, language)
    return f"{where}: {grave} {finding.code} {name(finding)}: {said} {remedy}"


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


def _story(report: Report, language: str) -> list[str]:
    """What is stale, unmeasured or undecided among what was asked about, in one line; nothing where
    there is neither a programme nor an indicator."""
    rows = [row for row in report.judgement.roadmap.programmes() if report.asked(row["path"])]
    status: dict[str, int] = {}
    opened = 0
    for row in report.judgement.roadmap.rows.values():
        found: Mapping[str, int] = row["counts"]
        if report.partial:
            found = Counter(i["status"] for i in row["indicators"] if report.asked(i["path"]))
            items = [item for item in row["open"] if item["kind"] == "decision"]
            opened += sum(1 for item in items if report.asked(item["path"]))
        else:
            opened += row["undecided"]
        for key, count in found.items():
            status[key] = status.get(key, 0) + count
    active = [row for row in rows if not has_ended(row) and not row["paused"]]
    overdue = [row for row in rows if report.judgement.roadmap.is_overdue(row)]
    counts = {
        "programmes": len(rows),
        "overdue": len(overdue),
        "first": sum(1 for row in overdue if row["last_review"] is None),
        "never": sum(1 for row in active if row["last_review"] is None),
        "unmeasured": sum(1 for row in rows if not row["measured"]),
        "indicators": sum(status.values()),
        "reached": status.get("reached", 0),
        "stale": status.get("stale", 0),
        "never_measured": status.get("never_measured", 0),
        "open": opened,
    }
    whole = not report.partial
    parts = [
        tell(text, counts, language)
        for text, told in (
            (_PROGRAMMES, whole or counts["programmes"]),
            (_INDICATORS, whole or counts["indicators"]),
            (_DECISIONS, whole or counts["open"]),
        )
        if told
    ]
    return [tell(N_("; "), {}, language).join(parts) + "."] if parts else []


def _total(report: Report, language: str) -> str:
    judged = (
        N_("{records} {records:record/records} judged as of {as_of}:")
        if not report.partial
        else N_("{records} {records:record/records} asked about, {all} judged as of {as_of}:")
    )
    counts = {
        "records": sum(report.records().values()),
        "all": sum(report.judgement.counts.values()),
        "errors": report.count(severity="error"),
        "warnings": report.count(severity="warning"),
        "infos": report.count(severity="info"),
    }
    said = tell(judged, {**counts, "as_of": report.judgement.ctx.as_of.isoformat()}, language)
    said += " " + tell(
        N_(
            "{errors} {errors:error/errors}, {warnings} {warnings:warning/warnings}, "
            "{infos} {infos:note/notes}."
        ),
        counts,
        language,
    )
    inherited, waived = report.count(debt="baseline"), report.count(debt="waived")
    if inherited:
        said += " " + tell(
            N_(
                "{count} inherited {count:finding does/findings do} not count "
                "(`jalon check --no-baseline` shows them)."
            ),
            {"count": inherited},
            language,
        )
    if waived:
        said += " " + tell(
            N_("{count} {count:finding is/findings are} waived."), {"count": waived}, language
        )
    if standing := report.count(debt="standing"):
        said += " " + tell(
            N_(
                "{count} {count:finding/findings} of the base, on records that the change leaves "
                "alone, {count:does/do} not count."
            ),
            {"count": standing},
            language,
        )
    if report.standing:
        said += " " + tell(
            N_("The record that has stood longest with such a finding has done so since {day}."),
            {"day": min(report.standing.values())},
            language,
        )
    return said
