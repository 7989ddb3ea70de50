"""Proposals as JSON: what would be proposed, what became of it, those that await a signature."""

from __future__ import annotations

from governance.errors import OK
from governance.reporters import diff
from governance.reporters.document import dump, finding_document
from governance.reporters.propose import fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from governance.services.demo import Demo
    from governance.services.differing import Plan
    from governance.services.gate import ChangeReport
    from governance.services.proposals import Proposal
    from governance.services.propose import Outcome


def planned(plan: Plan, done: Outcome | None, language: str) -> str:
    """What would be proposed, and what became of it."""
    outcome = {
        "state": done.state,
        "branch": done.branch,
        "commit": done.commit,
        "address": done.address or None,
        "path": done.path or None,
        "said": done.said,
    } if done else None  # fmt: skip
    return dump(
        {
            "language": language,
            "remote": plan.server.remote if plan.server else None,
            "base": plan.base,
            "files": plan.files,
            "left": plan.left,
            "awaiting": plan.awaiting,
            "changes": diff.documents(plan.story, language),
            "verdict": _verdict(plan.report, language),
            "outcome": outcome,
        }
    )


def listed(proposals: list[Proposal], more: int, language: str) -> str:
    """The proposals, the newest first."""
    told = [_proposal(one, language) for one in proposals]
    return dump({"language": language, "proposals": told, "older": more})


def shown(one: Proposal, raw: str | None, language: str) -> str:
    """One proposal; ``raw`` is what git shows of it, where that was asked for."""
    return dump({"language": language, "proposal": _proposal(one, language), "diff": raw})


def signed(one: Proposal, who: str, paths: list[str]) -> str:
    """Which files ``who`` has signed off."""
    return dump({"branch": one.branch.shown, "by": who, "signed": paths})


def asked(one: Proposal, address: str, request: list[str]) -> str:
    """Where changes were asked for, or the request to be sent by hand."""
    return dump({"branch": one.branch.shown, "address": address or None, "request": request})


def demonstration(made: Demo, tries: list[tuple[str, str]]) -> str:
    """The demonstration, and what to try in it: pairs of a command and what it does."""
    told = [{"command": command, "about": about} for command, about in tries]
    return dump(
        {
            "clone": made.clone,
            "server": made.server,
            "day": made.day.isoformat(),
            "new": made.is_new,
            "try": told,
        }
    )


def _proposal(one: Proposal, language: str) -> dict[str, Any]:
    return {
        "branch": one.branch.shown,
        "remote": one.branch.remote or None,
        "commit": one.branch.tip,
        "date": one.branch.when.date().isoformat(),
        "authors": one.authors,
        "commits": [
            {
                "commit": made.id,
                "date": made.when.date().isoformat(),
                "author": made.author_name,
                "subject": made.subject,
            }
            for made in reversed(one.commits)
        ],
        "changes": diff.documents(one.story, language) if one.story else [],
        "verdict": _verdict(one.report, language) if one.report else None,
        "fault": fault(one) or None,
    }


def _verdict(report: ChangeReport, language: str) -> dict[str, Any]:
    found = [
        {"record": f.record, "path": f.path, **finding_document(f, language)} for f in report.open
    ]
    return {"accepted": report.exit_code("error") == OK, "findings": found}
