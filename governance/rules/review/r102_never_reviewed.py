"""A programme that nobody has ever reviewed.

What it checks
    A programme holds its first review within ``calendar.first_review_within`` of its entry in the
    roadmap, plus the grace. Judged on the day its strategy ended or the programme left, if it has.

Why it matters
    Without a first review there is no stage, no weather and no decision: the programme exists on
    paper. Most of the programmes of TECH.GOUV were never reviewed one by one; their state is only
    known from brochures.

Example
    ``programmes/commando-ux.yaml`` entered in 2020 and ``checkpoints/commando-ux/`` does not exist.

How to fix
    Hold the first review and add ``checkpoints/<programme>/<day>.yaml``: stage, weather, measures
    looked at, decision. If the programme is over, say under ``left`` when and why.

Parameters
    ``calendar.first_review_within``: time allowed before the first review.

Source
    The first director of TECH.GOUV on regular reviews (2019); triagebot, the assistant of the Rust
    project, gives new goals a period of grace before it asks for a first report.
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
    "R102",
    "never-reviewed",
    DOSSIER,
    N_(
        "The programme “{title}” ({id}) entered the roadmap on {since} and has no review "
        "on {clock}, {days} {days:day/days} later."
    ),
    N_(
        "Hold the first review and add checkpoints/{id}/<day>.yaml, or say under “left” when and "
        "why the programme went."
    ),
    misses=("checkpoint", "strategy/life", "programme/strategy"),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """At most one finding per programme, while no review is known."""
    subject = dossier.subject
    since = ctx.entered(subject)
    if subject.kind != "programme" or since is None or ctx.review(dossier).last is not None:
        return
    clock = ctx.clock(subject)
    if ctx.is_past(ctx.policy.calendar("first_review_within").after(since), clock):
        yield RULE.at(
            subject, since=since.isoformat(), clock=clock.isoformat(), days=(clock - since).days
        )
