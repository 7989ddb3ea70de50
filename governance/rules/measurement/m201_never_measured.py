"""An indicator that nobody has ever measured.

What it checks
    Every indicator in force has a measurement once ``calendar.first_measure_within`` has passed
    since its programme entered the roadmap (for an indicator of the strategy itself, since the
    strategy started). A measurement that only gives a breakdown counts. Judged on the day the
    strategy ended, if it has.

Why it matters
    A target without a measure proves nothing, and an empty line is easily taken for a zero. Of the
    45 indicators that TECH.GOUV announced in 2019, not even the list can be found today.

Example
    ``indicators/tchap-messages.yaml`` exists since 2019 and ``measurements/tchap-messages/`` is
    empty.

How to fix
    Add ``measurements/<indicator>/<day>.yaml`` with a value and its source, or say in the
    indicator, under ``dropped``, when and why it was given up.

Parameters
    ``calendar.first_measure_within``: time allowed before the first measure.

Source
    PILOTE, the French State's steering tool, only alerts on an empty rate of progress; here
    emptiness has a deadline.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.indicator import NEVER_MEASURED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "M201",
    "never-measured",
    DOSSIER,
    N_(
        "By {clock} the indicator “{title}” ({id}) had never been measured, {days} "
        "{days:day/days} after {since}."
    ),
    N_(
        "Add measurements/{id}/<day>.yaml with a “value” and its “source”, or drop the indicator "
        "under “dropped”, with a reason."
    ),
    misses=("measurement", "strategy/life", "programme/strategy"),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per indicator without any measurement past its first deadline."""
    since = ctx.entered(dossier.subject)
    if since is None:
        return
    clock = ctx.clock(dossier.subject)
    if not ctx.is_past(ctx.policy.calendar("first_measure_within").after(since), clock):
        return
    for indicator in dossier.indicators:
        if ctx.indicator(indicator, dossier).status == NEVER_MEASURED:
            yield RULE.at(
                indicator,
                clock=clock.isoformat(),
                since=since.isoformat(),
                days=(clock - since).days,
            )
