"""A programme whose next review is overdue.

What it checks
    The next review of a programme is due on a day counted from its entry in the roadmap: entry plus
    a whole number of cadences, the cadence being that of its stage, or the stormy one while the
    weather is stormy. The rule fires when that day and the grace are over and no checkpoint has
    been recorded. A late review does not shift the calendar; a pause stops it, and so do the end of
    the programme and the end of its strategy.

Why it matters
    A review date that can be put off is put off. In three years TECH.GOUV had one review of the
    whole, and its programmes drifted between publications: nobody was obliged to look.

Example
    A programme in delivery is reviewed every four weeks; ``checkpoints/portail/`` holds nothing
    since March and it is June.

How to fix
    Hold the review and add ``checkpoints/<programme>/<day>.yaml`` with what was looked at and
    decided. No field moves the due date; to review less often for a time, decide a pause with its
    end.

Parameters
    ``cadence.<stage>`` and ``cadence.stormy``: time between two reviews;
    ``calendar.grace_working_days`` and ``calendar.early_days``: how late, and how early, still
    counts as held (early by a quarter of the cadence at most).

Source
    Apache board reports (a late report does not shift the next one) and Operately (a check-in held
    a few days early counts). The first director of TECH.GOUV said in 2019 that launching is what
    everybody knows how to do, holding regular reviews is another matter.
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
    "R101",
    "overdue-review",
    DOSSIER,
    N_(
        "The review of the programme “{title}” ({id}) was due on {due} and is {days} "
        "{days:day/days} late on {clock}; the last was held on {last}."
    ),
    N_(
        "Hold the review and add checkpoints/{id}/<day>.yaml, or decide a pause there (“kind: "
        "pause” and “until” under “decision”)."
    ),
    misses=("checkpoint", "strategy/life", "programme/strategy"),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """At most one finding per programme, once a first review was held."""
    if dossier.subject.kind != "programme":
        return
    review, clock = ctx.review(dossier), ctx.clock(dossier.subject)
    if review.last is None or review.due is None or not ctx.is_past(review.due, clock):
        return
    yield RULE.at(
        dossier.subject,
        due=review.due.isoformat(),
        clock=clock.isoformat(),
        days=(clock - review.due).days,
        last=review.last.isoformat(),
    )
