"""A stop criterion that is met while nobody decides.

What it checks
    A stop criterion of the programme is met by the measures available (operator, threshold, the day
    ``from`` which it applies, as many measures in a row as ``periods`` says). Within ``within`` of
    the day the last measure needed was available, plus the grace, a checkpoint records a decision
    to correct, pivot, pause, merge, transfer, stop or complete. To continue does not answer it; a
    programme that is paused or ended owes nothing.

Why it matters
    Everybody knows how to launch a project; few know how to stop one. The criterion was set so that
    the question be asked on a given day, by a machine that has no friends. It stops nothing by
    itself.

Example
    The programme stops under 1,000 users for two quarters; December and March are below, and at the
    end of June no decision has been taken.

How to fix
    Hold a review and record in its checkpoint what is decided and why. If the criterion is wrong,
    change it by a proposal that says why.

Parameters
    ``within``: time allowed between the measure and the decision.

Source
    The first director of TECH.GOUV, before the Senate in June 2019, on the difficulty of knowing
    how to stop a project; Kubernetes KEP-1635, where a beta that does not move is deprecated.
"""

from __future__ import annotations

from governance.gate.context import known_by
from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.criteria import SIGNS, met
from governance.measure.review import ENDED, decided_on

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "D301",
    "criterion-met-undecided",
    DOSSIER,
    N_(
        "The stop criterion {indicator} {sign} {threshold} of the programme “{title}” ({id}) has "
        "been met since {since} (now {value}) and no decision has answered it."
    ),
    N_(
        "Hold a review and record under “decision” another “kind” than continue: correct, pivot, "
        "pause, merge, transfer, stop or complete."
    ),
)

ANSWERS = frozenset({"correct", "pivot", "pause", "merge", "transfer", "stop", "complete"})
"""Decisions that answer a stop criterion."""


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per criterion met for too long without an answer."""
    subject = dossier.subject
    if subject.kind != "programme" or not subject.items("stop_criteria"):
        return
    review, clock = ctx.review(dossier), ctx.clock(subject)
    if review.paused or review.stage == ENDED:
        return
    answered = max(
        (
            day
            for checkpoint in known_by(dossier.checkpoints, clock)
            if checkpoint.part("decision").get("kind") in ANSWERS
            and (day := decided_on(checkpoint))
        ),
        default=None,
    )
    within = ctx.policy.span("D301", "within")
    for found in met(dossier, clock, ctx.policy.calendar("measure_delay")):
        if answered is not None and answered >= found.since:
            continue
        if ctx.is_past(within.after(found.known), clock):
            yield RULE.at(
                subject, "stop_criteria", found.index,
                indicator=found.criterion["indicator"], sign=SIGNS[found.criterion["operator"]],
                threshold=found.criterion["threshold"], since=found.since.isoformat(),
                value=found.last.data["value"],
            )  # fmt: skip
