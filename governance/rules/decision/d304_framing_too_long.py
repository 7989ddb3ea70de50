"""A programme that no review has taken out of framing.

What it checks
    Once ``limit`` and the grace have passed since a programme entered the roadmap, at least one of
    its reviews states a stage beyond framing. A programme never reviewed is not concerned (its
    stage is unknown, and R102 speaks), nor is one that is paused or ended.

Why it matters
    Framing costs little and commits nobody, so it can last for years. A programme that cannot say
    what it will build after a year should be stopped or changed.

Example
    The programme entered in January 2025, it has been reviewed every month, and in June 2026 the
    reviews still say ``stage: framing``, or say nothing.

How to fix
    State at the next review the stage reached, with the decision that goes with it; or decide to
    stop, merge or pause.

Parameters
    ``limit``: time allowed in framing.

Source
    Kubernetes KEP-1635, against features that stay in limbo; the first phase (cadrage) of the large
    digital projects of the French State, followed apart in their published panorama.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.review import FRAMING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "D304",
    "framing-too-long",
    DOSSIER,
    N_(
        "The programme “{title}” ({id}) entered the roadmap on {since}; on {clock}, "
        "{days} {days:day/days} later, no review has taken it out of framing."
    ),
    N_(
        "At the next review, state the “stage” reached and its “decision”, or decide to stop, "
        "merge or pause."
    ),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """At most one finding per programme that has been reviewed."""
    subject, review = dossier.subject, ctx.review(dossier)
    since = ctx.entered(subject)
    if subject.kind != "programme" or since is None or review.last is None:
        return
    clock = ctx.clock(subject)
    if review.stage != FRAMING or review.paused:
        return
    if ctx.is_past(ctx.policy.span("D304", "limit").after(since), clock):
        yield RULE.at(
            subject, since=since.isoformat(), clock=clock.isoformat(), days=(clock - since).days
        )
