"""A pause without an end.

What it checks
    When the latest decision of a programme or of a strategy is to pause, it states its last day
    (``until``), that day is not further than ``limit`` after the decision, and once it and the
    grace are over another decision has been taken.

Why it matters
    No review is due during a pause. A pause without an end is a stop that nobody dared to decide:
    its people and its money stay tied, and its users wait.

Example
    ``kind: pause`` with the reason "waiting for the budget" and no ``until``; two years later the
    programme is still paused.

How to fix
    Write in ``until`` the last day of the pause, within ``limit``; on that day hold a review and
    decide to continue, to stop, or to pause again with a reason.

Parameters
    ``limit``: longest pause; ``calendar.grace_working_days``: working days after the end of the
    pause.

Source
    Operately, whose users ask that a paused goal be neither "on track" nor asked about on the day
    it resumes; the archive proposals of the CNCF, which leave a way back.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.review import decided_on
from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "D305",
    "endless-pause",
    DOSSIER,
    N_(
        "The pause decided on {since} at the review “{title}” {problem} (stated end: {until}; "
        "latest end allowed: {latest})."
    ),
    N_(
        "State under “until” the last day of the pause within the time allowed, and decide on "
        "that day to continue, to stop or to pause again."
    ),
)

UNBOUNDED = N_("states no end")
OVER = N_("is over and nothing was decided after it")
TOO_LONG = N_("is longer than allowed")


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """At most one finding: the pause in force, or the one that ended without a decision."""
    review, clock = ctx.review(dossier), ctx.clock(dossier.subject)
    decision, checkpoint = review.decision, review.source
    if decision is None or checkpoint is None or decision.get("kind") != "pause":
        return
    since, until = decided_on(checkpoint), day(decision.get("until"))
    if since is None:
        return
    latest = ctx.policy.span("D305", "limit").after(since)
    problem = ""
    if until is None:
        problem = UNBOUNDED
    elif ctx.is_past(until, clock):
        problem = OVER
    elif until > latest:
        problem = TOO_LONG
    if problem:
        at = ("decision", "until") if until else ("decision",)
        yield RULE.at(
            checkpoint, *at, on="value" if until else "key",
            since=since.isoformat(), problem=problem, latest=latest.isoformat(),
            until=until.isoformat() if until else "—",
        )  # fmt: skip
