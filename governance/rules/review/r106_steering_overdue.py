"""A strategy whose steering body did not meet in time.

What it checks
    A review of the strategy is held at the cadence of its steering body, or at that of the policy
    when it states none, counted from the start of the strategy; the first one within
    ``calendar.first_review_within``. Every checkpoint that names the strategy counts as a review, a
    session of the steering body as well as the publication of an update. Judged on the day the
    strategy ended, if it has.

Why it matters
    The steering body is the only place where a programme can be stopped or funded. When it no
    longer meets, nothing else says so, and the strategy stops without anybody having decided it.

Example
    The steering body meets every six months, and ``checkpoints/tech-gouv/`` holds nothing after
    September 2021.

How to fix
    Hold the session and add ``checkpoints/<strategy>/<day>.yaml``, or say under ``life`` that the
    strategy is closed or interrupted.

Parameters
    ``cadence.steering``: time between two sessions when the strategy states none;
    ``calendar.first_review_within``, ``calendar.grace_working_days``.

Source
    The COSINUM, the steering body of TECH.GOUV, was to meet twice a year; the French Court of
    Auditors noted in 2024 that the strategy had stopped in fact in January 2022.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "R106",
    "steering-overdue",
    DOSSIER,
    N_(
        "No steering review of the strategy “{title}” ({id}) is recorded after {since}; "
        "one was due on {due} and is {days} {days:day/days} late on {clock}."
    ),
    N_(
        "Hold the session and add checkpoints/{id}/<day>.yaml, or say under “life” that the "
        "strategy is closed or interrupted."
    ),
    misses=("checkpoint", "/life"),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """At most one finding per strategy."""
    subject = dossier.subject
    review, clock, start = ctx.review(dossier), ctx.clock(subject), ctx.entered(subject)
    if subject.kind != "strategy" or start is None or review.due is None:
        return
    if ctx.is_past(review.due, clock):
        yield RULE.at(
            subject,
            since=(review.last or start).isoformat(),
            due=review.due.isoformat(),
            clock=clock.isoformat(),
            days=(clock - review.due).days,
        )
