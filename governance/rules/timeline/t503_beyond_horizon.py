"""A milestone planned after the end of its strategy.

What it checks
    A milestone that has not been reached is planned (``forecast``, else ``baseline``) for a day
    after the ``end`` of the strategy of its programme. A strategy without an announced end is left
    alone.

Why it matters
    What is planned beyond the horizon is owed by nobody: the strategy that promised it will be over,
    and the next one has not taken it up. It is how promises disappear between two roadmaps.

Example
    ``forecast: 2023-06-30`` under a strategy whose ``end`` is 2022-12-31.

How to fix
    Bring the milestone back within the horizon, move it to the programme that continues it in the
    next strategy, or extend the strategy by a decision of its steering body.

Parameters
    None.

Source
    TECH.GOUV moved its horizon from 2021 to 2022 in August 2020, then stopped de facto in January
    2022: what was still ahead had nobody to answer for it.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.review import ENDED
from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "T503",
    "beyond-horizon",
    DOSSIER,
    N_(
        "“{name}” of the programme “{title}” ({id}) is planned for {planned}, after the end of the "
        "strategy “{strategy}”, {end}."
    ),
    N_("Bring it back within the horizon, or hand it to the strategy that follows."),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per milestone."""
    subject = dossier.subject
    strategy = ctx.strategies.get(subject.text("strategy"))
    end = day(strategy.data.get("end")) if strategy is not None else None
    if subject.kind != "programme" or end is None or ctx.review(dossier).stage == ENDED:
        return
    for index, milestone in enumerate(subject.items("milestones")):
        field = "forecast" if milestone.get("forecast") else "baseline"
        planned = day(milestone.get(field))
        if planned is not None and planned > end and not milestone.get("actual"):
            yield RULE.at(
                subject,
                *("milestones", index, field),
                name=milestone.get("title", ""),
                planned=planned.isoformat(),
                strategy=subject.text("strategy"),
                end=end.isoformat(),
            )
