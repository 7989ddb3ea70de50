"""An indicator whose next measure is overdue.

What it checks
    The next measure is due one ``frequency`` after the last, plus the ``availability_delay`` of the
    indicator; the policy stands in where the indicator states none. The rule fires when that day
    and the grace are over. A measure of the last day of a month stands for the month, so the next
    one is due at the end of a month too. Reached indicators are owed a measure like the others;
    dropped ones are not. Judged on the day the strategy ended, if it has.

Why it matters
    An old value is read as today's. Use that was reached falls again unseen: the Court of Auditors
    found 8,015 users a month of a sign-in service where 22,043 had been counted nine months before.

Example
    An indicator with ``frequency: P3M`` and ``availability_delay: P1M`` was measured for 31 March;
    it is September and ``measurements/`` holds nothing newer.

How to fix
    Add the measure, with its source. If the rhythm is not the one the figures are published at,
    correct ``frequency`` or ``availability_delay``; if nobody will measure any more, drop the
    indicator and say why.

Parameters
    ``calendar.measure_frequency`` and ``calendar.measure_delay``: for an indicator that states
    none; ``calendar.grace_working_days``: how late still counts.

Source
    PILOTE, the French State's steering tool: the next value is due at the last one plus its period
    plus the time it takes to be available, at the end of the month.
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
    "M202",
    "stale-measurement",
    DOSSIER,
    N_(
        "On {clock} the measure of “{title}” ({id}) due on {due} was {days} "
        "{days:day/days} late; the last one is of {last}."
    ),
    N_(
        "Add measurements/{id}/<day>.yaml, correct “frequency”, or drop the indicator under "
        "“dropped”, with a reason."
    ),
    misses=("measurement", "strategy/life", "programme/strategy"),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per indicator whose next measure and its grace are past."""
    clock = ctx.clock(dossier.subject)
    for indicator in dossier.indicators:
        state = ctx.indicator(indicator, dossier)
        due = state.next_due
        if state.last is not None and due is not None and ctx.is_past(due, clock):
            yield RULE.at(
                indicator,
                clock=clock.isoformat(),
                last=state.last.text("date"),
                due=due.isoformat(),
                days=(clock - due).days,
            )
