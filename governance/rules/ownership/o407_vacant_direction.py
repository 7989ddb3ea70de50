"""A strategy without a director.

What it checks
    A strategy has a role ``director`` held on the day judged, or the post has been empty no longer
    than ``allowed``, counted from the last day of the last director, or from the start of the
    strategy. This is judged today even when the strategy has stopped de facto: only closing it, a
    decision to interrupt it, or the start of the strategy that names it as ``predecessor`` ends the
    vacancy.

Why it matters
    The director of TECH.GOUV left in January 2022. Nine months of interim followed, the strategy
    stopped without any known decision, and its successor learned nothing from it. A vacancy at the
    top is the first sign of that, and the cheapest to see.

Example
    The last ``director`` has ``to: 2022-01-31`` and it is October 2022.

How to fix
    Add the new director under ``roles`` with the first day, with ``interim: true`` for somebody who
    stands in. If the strategy is over, say so under ``life`` (``closed``) and have it evaluated.

Parameters
    ``allowed``: how long the post may stay empty.

Source
    The Court of Auditors' report of July 2024 on the steering of the State's digital
    transformation.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.mandate import held, is_over, last_held, months_between

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "O407",
    "vacant-direction",
    DOSSIER,
    N_(
        "The direction of the strategy “{title}” ({id}) has been vacant for {days} "
        "{days:day/days} ({months} {months:month/months}) since {since}."
    ),
    N_(
        "Name the director under “roles” with the first day, or close the strategy under "
        "“life” and evaluate it."
    ),
    misses=("/roles", "strategy/predecessor"),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """At most one finding per strategy, at the end of the last mandate."""
    strategy, today = dossier.subject, ctx.as_of
    if strategy.kind != "strategy" or is_over(strategy, ctx.strategies.values()):
        return
    if held(strategy, "director", today):
        return
    last = last_held(strategy, "director", today)
    since = last[1] if last else ctx.entered(strategy)
    if since is None or today <= ctx.policy.span("O407", "allowed").after(since):
        return
    at = ("roles", last[0], "to") if last else ()
    yield RULE.at(
        strategy,
        *at,
        since=since.isoformat(),
        days=(today - since).days,
        months=months_between(since, today),
    )
