"""A programme that nobody leads.

What it checks
    A programme has a role ``lead`` held on the day judged, by a person or an organisation. The rule
    fires when the post has been empty for longer than ``allowed``, counted from the last day of the
    last lead, or from the entry of the programme when there never was one. Somebody standing in
    counts as a lead. Programmes that have left the roadmap or ended are left alone, and so is what
    came after the end of the strategy.

Why it matters
    A programme without a lead goes on spending and stops deciding. The post is often filled on
    paper for months after the person has gone.

Example
    The only ``lead`` of a programme has ``to: 2026-03-31`` and it is June.

How to fix
    Add a role with ``role: lead``, the organisation or person and the first day, with ``interim:
    true`` for somebody who stands in. If nobody will lead the programme, decide to stop or transfer
    it.

Parameters
    ``allowed``: how long the post may stay empty.

Source
    The Court of Auditors asked in 2020 for one responsible owner, with authority, for each large
    digital project; the tool that follows the goals of the Rust project lists those that nobody
    owns.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.mandate import held, last_held
from governance.measure.review import ENDED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "O401",
    "vacant-lead",
    DOSSIER,
    N_(
        "On {clock} the programme “{title}” ({id}) had been without a lead for {days} "
        "{days:day/days}, since {since}."
    ),
    N_(
        "Name the lead under “roles” with its first day, or decide at a checkpoint to stop or "
        "transfer the programme."
    ),
    misses=("/roles", "strategy/life"),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """At most one finding per programme, at the end of the last mandate."""
    programme = dossier.subject
    if programme.kind != "programme" or ctx.review(dossier).stage == ENDED:
        return
    clock = ctx.clock(programme)
    if held(programme, "lead", clock):
        return
    last = last_held(programme, "lead", clock)
    since = last[1] if last else ctx.entered(programme)
    if since is None or clock <= ctx.policy.span("O401", "allowed").after(since):
        return
    at = ("roles", last[0], "to") if last else ()
    yield RULE.at(
        programme,
        *at,
        clock=clock.isoformat(),
        since=since.isoformat(),
        days=(clock - since).days,
    )
