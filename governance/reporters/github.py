"""Findings as GitHub workflow commands: annotations on the lines of a pull request.

A job shows ten annotations of each level per step and forgets the others, so the gravest come first
and the rest follows as plain lines of the log.
"""

from __future__ import annotations

from governance.i18n import N_, tell
from governance.reporters import text
from governance.reporters.message import fix, message, name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.model.finding import Finding
    from governance.services.check import Report

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_SHOWN = 10
"""Annotations of one level that GitHub shows for one step."""


def render(report: Report, language: str) -> str:
    """One command per finding that counts, as far as GitHub shows them, then the others and the
    summary as plain lines."""
    commands: list[str] = []
    others: list[str] = []
    for severity, level in _LEVELS.items():
        found = [finding for finding in report.open if finding.severity == severity]
        commands += [_command(level, finding, language) for finding in found[:_SHOWN]]
        others += [_inert(text.line(finding, language)) for finding in found[_SHOWN:]]
    if others:
        said = N_("GitHub shows {shown} annotations of each level; {count} more findings:")
        others.insert(0, tell(said, {"shown": _SHOWN, "count": len(others)}, language))
    total = text.render(report, language, quiet=True).strip("\n")
    return "\n".join([*commands, *others, _inert(total)]) + "\n"


def _command(level: str, finding: Finding, language: str) -> str:
    properties = (
        f"file={_property(finding.path)},line={max(finding.line, 1)},col={max(finding.column, 1)},"
        f"title={_property(f'{finding.code} {name(finding)}')}"
    )
    said = f"{message(finding, language)} {fix(finding, language)}"
    return f"::{level} {properties}::{_data(said)}"


def _inert(line: str) -> str:
    """``line`` without a command: a runner obeys ``##[…]`` wherever it stands, and ``::…::`` at the
    start of a line, which here is that of a path."""
    return line.replace("##[", "## [")


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
