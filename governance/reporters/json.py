"""Findings as JSON: the stable form for other programs, described in docs/json.md."""

from __future__ import annotations

import json

from governance import __version__
from governance.model.finding import pointer_text
from governance.reporters.message import fix, message, name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.services.check import Report

FORMAT = 1


def render(report: Report, language: str) -> str:
    """The whole report; waived and inherited findings are in it, marked by ``debt``."""
    judgement = report.judgement
    document = {
        "format": FORMAT,
        "tool": f"jalon {__version__}",
        "as_of": judgement.ctx.as_of.isoformat(),
        "language": language,
        "records": report.records(),
        "summary": {
            severity: report.count(severity=severity) for severity in ("error", "warning", "info")
        }
        | {
            "waived": report.count(debt="waived"),
            "inherited": report.count(debt="baseline"),
            "standing": report.count(debt="standing"),
        },
        "standing": report.standing,
        "findings": [
            {
                "code": f.code,
                "name": name(f),
                "severity": f.severity,
                "debt": f.debt or None,
                "record": f.record,
                "path": f.path,
                "line": f.line,
                "column": f.column,
                "pointer": pointer_text(f.pointer),
                "fingerprint": f.fingerprint,
                "message": message(f, language),
                "fix": fix(f, language),
            }
            for f in report.findings
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
