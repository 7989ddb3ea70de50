"""What ``jalon fmt`` did: one line per file that changed or was refused, then the count."""

from __future__ import annotations

from governance.hygiene import show
from governance.i18n import N_, tell
from governance.reporters.document import dump
from governance.reporters.message import message, name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from governance.services.fmt import Outcome, Run

_CHANGED = {False: N_("laid out"), True: N_("would change")}


def render(run: Run, language: str, *, check: bool, colours: bool = False) -> str:
    """The run as text."""
    lines = []
    changed, refused = run.of("changed"), run.of("refused")
    for outcome in run.outcomes:
        if outcome.state == "changed":
            lines.append(f"~ {tell(_CHANGED[check], {}, language)}  {show(outcome.path, 500)}")
        elif outcome.state == "refused":
            said = f"✗ {tell(N_('left alone'), {}, language)}  {_why(outcome, language)}"
            lines.append(f"\033[31m{said}\033[0m" if colours else said)
    counts = {"changed": len(changed), "refused": len(refused), "all": len(run.outcomes)}
    if check:
        total = N_(
            "{changed} of {all} files {changed:is/are} not in the canonical layout; "
            "`jalon fmt` gives it."
        )
        if not changed:
            total = N_("{all} files are in the canonical layout.")
    else:
        total = N_("{changed} of {all} files laid out; no value changed.")
    counts["all"] -= len(refused)
    lines.append(tell(total, counts, language))
    if refused:
        left = N_("{refused} {refused:file/files} could not be laid out.")
        lines.append(tell(left, counts, language))
    return "\n".join(lines) + "\n"


def _why(outcome: Outcome, language: str) -> str:
    path = show(outcome.path, 500)
    finding = outcome.finding
    if finding is None:
        return f"{path}: {tell(outcome.reason, {}, language)}"
    said = f"{finding.code} {name(finding)}: {message(finding, language)}"
    return f"{path}:{finding.line}:{finding.column}: {said}"


def render_json(run: Run, language: str, *, check: bool) -> str:
    """The run as JSON, described in docs/json.md."""
    return dump(
        {
            "written": not check,
            "files": len(run.outcomes),
            "changed": [outcome.path for outcome in run.of("changed")],
            "refused": [_plain(outcome, language) for outcome in run.of("refused")],
        }
    )


def _plain(outcome: Outcome, language: str) -> dict[str, Any]:
    finding = outcome.finding
    return {
        "path": outcome.path,
        "code": finding.code if finding else None,
        "line": finding.line if finding else None,
        "column": finding.column if finding else None,
        "message": message(finding, language) if finding else tell(outcome.reason, {}, language),
    }
