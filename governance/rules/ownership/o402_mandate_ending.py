"""A mandate that ends soon with nobody to follow.

What it checks
    The last day of the current ``lead`` of a programme, or ``director`` of a strategy, is at most
    ``notice`` away, and no other role of that name goes on after it or is planned. A role whose
    first day lies ahead is a planned successor. Ended programmes and strategies are left alone.

Why it matters
    A departure that is known is the only vacancy that can be avoided. The director of TECH.GOUV
    left in January 2022 and the post stayed without a holder for nine months.

Example
    ``to: 2026-06-30`` on the only ``lead``, on 1 June.

How to fix
    Add the successor under ``roles`` with the first day, even one that lies ahead, or move the last
    day if the mandate is renewed. Plan the handover at the next checkpoint.

Parameters
    ``notice``: how long before the last day a successor must be named.

Source
    The nine months of interim at the head of TECH.GOUV in 2022, as told by the Court of Auditors.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.mandate import holder, is_held, is_over, posts
from governance.measure.review import ENDED
from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "O402",
    "mandate-ending",
    DOSSIER,
    N_(
        "The mandate of {holder} as {role} of “{title}” ({id}) ends on {to}, {days} "
        "{days:day/days} after {clock}, and nobody is named to follow."
    ),
    N_(
        "Name the successor under “roles” with the first day, or move “to” if the mandate is "
        "renewed."
    ),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """At most one finding per post: the holder who stays longest goes, and nobody follows."""
    subject = dossier.subject
    name, clock = "lead", ctx.clock(subject)
    if subject.kind == "strategy":
        if is_over(subject, ctx.strategies.values()):
            return
        name, clock = "director", ctx.as_of
    elif ctx.review(dossier).stage == ENDED:
        return
    mandates = posts(subject, name)
    ends = [
        (last, index)
        for index, role in mandates
        if is_held(role, clock) and (last := day(role.get("to"))) is not None
    ]
    if not ends:
        return
    last, index = max(ends)
    follows = any((until := day(role.get("to"))) is None or until > last for _, role in mandates)
    if not follows and ctx.policy.span("O402", "notice").after(clock) >= last:
        yield RULE.at(
            subject,
            *("roles", index, "to"),
            holder=holder(dict(mandates)[index]),
            role=name,
            clock=clock.isoformat(),
            to=last.isoformat(),
            days=(last - clock).days,
        )
