"""Findings as a GitLab code quality report: the widget of a merge request, and marks on its lines."""

from __future__ import annotations

import json

from governance.reporters.fingerprint import digests
from governance.reporters.message import fix, message, name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.services.check import Report

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report, language: str) -> str:
    """A list of the findings that count; GitLab itself compares it with that of the target branch."""
    found = report.open
    return (
        json.dumps(
            [
                {
                    "description": f"{message(finding, language)} {fix(finding, language)}",
                    "check_name": f"{finding.code} {name(finding)}",
                    "fingerprint": digest,
                    "severity": _SEVERITIES[finding.severity],
                    "location": {"path": finding.path, "lines": {"begin": max(finding.line, 1)}},
                }
                for finding, digest in zip(found, digests(found), strict=True)
            ],
            indent=2,
        )
        + "\n"
    )
