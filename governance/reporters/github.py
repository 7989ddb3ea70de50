"""Findings as GitHub workflow commands: annotations on the lines of a pull request."""

from __future__ import annotations

from governance.reporters import text
from governance.reporters.message import fix, message, name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.services.check import Report

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report, language: str) -> str:
    """One command per finding that counts, then the summary as plain lines."""
    lines = []
    for finding in report.open:
        properties = (
            f"file={_property(finding.path)},line={finding.line},col={finding.column},"
            f"title={_property(f'{finding.code} {name(finding)}')}"
        )
        said = _data(f"{message(finding, language)} {fix(finding, language)}")
        lines.append(f"::{_LEVELS[finding.severity]} {properties}::{said}")
    return "\n".join([*lines, text.render(report, language, quiet=True).strip("\n")]) + "\n"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
