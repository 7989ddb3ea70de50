"""An indicator that does not say where it starts.

What it checks
    Every indicator in force has a ``baseline`` with a value. One whose value is to be held needs
    none: it is judged by its distance from the target.

Why it matters
    Progress is the way gone from the baseline to the target. Without a start, 40 % may be the fruit
    of the programme or the situation it found, and a cost that grew five times cannot be told apart
    from a wider scope.

Example
    An indicator aims at 30 million users by 2022 and says nothing of the users it had at the
    launch.

How to fix
    Add ``baseline`` with the value before the programme, its date and its source. When nobody
    measured it in time, measure now and say so in the note; never write 0 for unknown.

Parameters
    None.

Source
    PILOTE, the French State's steering tool: the rate of progress needs an initial value; without
    one it stays empty.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.indicator import DROPPED, number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "M204",
    "no-baseline",
    DOSSIER,
    N_("The indicator “{title}” ({id}) has no baseline: nothing says where it starts."),
    N_("Add “baseline” with the value before the programme, its date and its source."),
    misses=("/baseline",),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per indicator that must move and has no starting value."""
    for indicator in dossier.indicators:
        baseline = indicator.data.get("baseline")
        known = isinstance(baseline, dict) and number(baseline.get("value")) is not None
        if known or indicator.text("direction") == "hold":
            continue
        if ctx.indicator(indicator, dossier).status != DROPPED:
            yield RULE.at(indicator)
