"""Findings as JUnit XML: one test case per record, so that a viewer names whose file it is."""

from __future__ import annotations

from xml.etree import ElementTree

from governance.hygiene import show
from governance.i18n import N_, tell
from governance.model.kinds import KINDS
from governance.reporters import text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from governance.model.finding import Finding
    from governance.services.check import Report

_LONG = 500
_ELSEWHERE = "governance"
"""Suite of what is no record: files of the policy, and files that cannot be read."""


def render(report: Report, language: str, *, fail_on: str) -> str:
    """A suite per kind of record.  A record fails when a finding that counts weighs at least
    ``fail_on``; it is skipped when all of its findings are waived or inherited."""
    cases = _cases(report)
    root = ElementTree.Element("testsuites", {"name": "jalon"})
    for suite in [*KINDS, _ELSEWHERE]:
        if names := [key for key in cases if key[0] == suite]:
            _suite(
                root, suite, [(name[1], *cases[name]) for name in names], report, language, fail_on
            )
    _count(root)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


def _cases(report: Report) -> dict[tuple[str, str], tuple[str, list[Finding]]]:
    """By suite and name: the file, and its findings."""
    cases: dict[tuple[str, str], tuple[str, list[Finding]]] = {}
    for kind, ids in report.judgement.roadmap.paths.items():
        for id, paths in ids.items():
            if any(report.asked(path) for path in paths):
                cases[kind, id] = (paths[0], [])
    for finding in report.findings:
        kind, _, id = finding.record.partition("/")
        key = (kind, id) if (kind, id) in cases else (_ELSEWHERE, finding.path)
        cases.setdefault(key, (finding.path, []))[1].append(finding)
    return cases


def _suite(
    root: Element,
    suite: str,
    cases: list[tuple[str, str, list[Finding]]],
    report: Report,
    language: str,
    fail_on: str,
) -> None:
    element = ElementTree.SubElement(root, "testsuite", {"name": suite})
    for name, path, findings in cases:
        case = ElementTree.SubElement(
            element,
            "testcase",
            {"classname": suite, "name": show(name, _LONG), "file": show(path, _LONG)},
        )
        counting = [finding for finding in findings if not finding.debt]
        failing = [finding for finding in counting if report.fails(finding, fail_on)]
        lines = "\n".join(text.line(finding, language) for finding in counting)
        if failing:
            heads = ", ".join(dict.fromkeys(finding.code for finding in failing))
            failure = ElementTree.SubElement(case, "failure", {"message": heads, "type": fail_on})
            failure.text = lines
        elif counting:
            ElementTree.SubElement(case, "system-out").text = lines
        elif findings:
            said = tell(
                N_("Waived or inherited: {codes}."),
                {"codes": ", ".join(dict.fromkeys(finding.code for finding in findings))},
                language,
            )
            ElementTree.SubElement(case, "skipped", {"message": said})


def _count(root: Element) -> None:
    """Write how many cases there are, failed and were skipped, in each suite and in all."""
    for element in (*root, root):
        cases = list(element.iter("testcase"))
        element.set("tests", str(len(cases)))
        element.set("failures", str(sum(case.find("failure") is not None for case in cases)))
        element.set("errors", "0")
        element.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
