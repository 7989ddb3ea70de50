"""A decision left open with nobody to prepare it, or past its day.

What it checks
    When the latest decision of a programme or of a strategy is ``open``, it names who prepares it
    (``owner``) and the day by which it is taken (``due``), and that day and the grace are not over.

Why it matters
    "Considered, but no final decision has been taken" is how a service dies slowly: its users do
    not know, its team leaves, and the cost goes on.

Example
    The end of a tool with 48,000 active users is left open, without a day and without an owner.

How to fix
    Take the decision at a review and record it in a new checkpoint. If it cannot be taken yet,
    record a new ``open`` decision with an owner, a day and the reason for the delay.

Parameters
    ``calendar.grace_working_days``: working days after the due day.

Source
    The French Court of Auditors (2024) on Osmose, whose closing was "envisaged" while no decision
    had been taken.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "D302",
    "open-decision-expired",
    DOSSIER,
    N_(
        "The decision left open on {since} at the review “{title}” needs an owner and a day still "
        "ahead; it has: owner {owner}, due {due}."
    ),
    N_(
        "Take the decision at a review and record it under “decision”, or leave it open again "
        "with “owner”, “due” and “reason”."
    ),
)

UNKNOWN = "—"


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """At most one finding: only the latest decision can still be open."""
    review = ctx.review(dossier)
    decision, checkpoint = review.decision, review.source
    if decision is None or checkpoint is None or decision.get("kind") != "open":
        return
    due, owner = day(decision.get("due")), decision.get("owner")
    past = due is not None and ctx.is_past(due, ctx.clock(dossier.subject))
    if due is None or not owner or past:
        at = ("decision", "due") if past else ("decision",)
        yield RULE.at(
            checkpoint, *at, on="value" if past else "key",
            since=decision.get("date") or checkpoint.text("date"),
            owner=owner or UNKNOWN, due=due.isoformat() if due else UNKNOWN,
        )  # fmt: skip
