"""A cost that has left its plan by a tenth or more.

What it checks
    Every cost line that has a ``baseline``: what it comes to (``actual`` once its period is over,
    ``forecast`` before) stays within ``yellow`` percent of that plan, above or below.  From
    ``yellow`` percent the variance is in the yellow band, from ``red`` percent in the red one.
    A bound that leaves room for doubt ("at most" when it costs more) is not held against anyone.

Why it matters
    A cost that drifts in silence is decided by nobody.  The messaging service of the State was
    announced at about one million euros in 2019 and had cost 5.6 million by 2023; without a dated
    plan nobody can say how much of that was drift and how much a larger scope.

Example
    ``baseline: 4000000`` and ``forecast: 5600000``: 40 % more than planned, in the red band.

How to fix
    Explain the variance at the next checkpoint and decide what to do.  When the scope itself has
    changed, plan again with a new line and its own perimeter; the first plan stays.

Parameters
    ``yellow``: percent from which a variance is told.
    ``red``: percent from which it is in the red band.

Source
    The US IT Dashboard: cost variance in percent of the planned cost, under 10 green, from 10
    yellow, from 30 red.  The sign is that of the French panorama of large digital projects: more
    than planned is positive.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.cost import GREEN, amount, band, euros, told, variance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "B602",
    "cost-variance",
    DOSSIER,
    N_(
        "“{title}” ({id}): the cost “{nature}” went from {baseline} € planned to {current} €, "
        "{percent} % (yellow from {yellow} %, red from {red} %)."
    ),
    N_(
        "Explain the variance in “note” and decide at the next checkpoint; a new scope gets a new"
        " line under “costs”, with its own “baseline”."
    ),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per cost line outside the green band."""
    subject, clock = dossier.subject, ctx.clock(dossier.subject)
    yellow, red = (ctx.policy.parameter("B602", name) for name in ("yellow", "red"))
    for index, line in enumerate(subject.items("costs")):
        baseline, current = amount(line, "baseline"), told(line, clock)
        percent = variance(baseline, current[1]) if baseline and current else None
        if not baseline or not current or percent is None or band(percent, yellow, red) == GREEN:
            continue
        if line.get("bound") == ("at_most" if percent > 0 else "at_least"):
            continue
        yield RULE.at(
            subject,
            "costs",
            index,
            current[0],
            nature=str(line.get("nature", "")),
            baseline=euros(baseline),
            current=euros(current[1]),
            # Cut, not rounded: 29.7 must not read as the 30 of the next band.
            percent=f"{int(percent):+d}",
            yellow=yellow,
            red=red,
        )
