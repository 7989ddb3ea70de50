"""An interim that lasts.

What it checks
    A role with ``interim: true`` held on the day judged, in a programme or a strategy, is not older
    than ``limit``. Interims that follow one another count as one, from the first day of the first.
    A strategy that stopped without a decision is still judged, until its successor starts; ended
    programmes are not.

Why it matters
    Who stands in keeps the shop open and puts off what binds: stopping, changing course, hiring. In
    2022 the State's digital directorate was held ad interim for nine months, and the roadmap was
    never taken up again.

Example
    ``role: lead``, ``interim: true``, ``from: 2026-01-05``, and it is June.

How to fix
    Appoint a holder and end the interim with ``to``, or remove ``interim`` if the person has been
    confirmed.

Parameters
    ``limit``: how long an interim may last.

Source
    The nine months of interim at the head of TECH.GOUV in 2022, as told by the Court of Auditors.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.mandate import NAMES, held, holder, interim_since, is_over
from governance.measure.review import ENDED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "O404",
    "long-interim",
    DOSSIER,
    N_(
        "On {clock} the post of {role} of “{title}” ({id}) had been filled ad interim for"
        " {days} {days:day/days}, since {since}; {holder} held it."
    ),
    N_(
        "Appoint a holder under “roles” and end the interim with “to”, or remove “interim” if the"
        " person has been confirmed."
    ),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """At most one finding per post, at the interim that holds it."""
    subject, clock = dossier.subject, ctx.clock(dossier.subject)
    if subject.kind == "strategy":
        if is_over(subject, ctx.strategies.values()):
            return
        clock = ctx.as_of
    elif ctx.review(dossier).stage == ENDED:
        return
    for name in NAMES:
        interims = [post for post in held(subject, name, clock) if post[1].get("interim") is True]
        if not interims:
            continue
        since = interim_since(subject, name, clock) or ctx.entered(subject)
        if since is not None and clock > ctx.policy.span("O404", "limit").after(since):
            index, role = interims[-1]
            yield RULE.at(
                subject,
                *("roles", index, "interim"),
                role=name,
                holder=holder(role),
                clock=clock.isoformat(),
                since=since.isoformat(),
                days=(clock - since).days,
            )
