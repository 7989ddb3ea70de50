"""An indicator without any target.

What it checks
    Every indicator in force has at least one entry under ``targets`` with a value.

Why it matters
    A figure without a target commits nobody: it cannot be reached, missed or late. According to the
    Court of Auditors 14 of the 45 objectives of TECH.GOUV were reached in mid-2021; for most of the
    indicators that can be found today no target is known, so that count cannot be redone.

Example
    ``indicators/api-referencees.yaml`` is measured twice a year and has no ``targets``.

How to fix
    Add under ``targets`` the value to reach, the day, and the document that says so. When the
    figure is only watched and nobody will set a target, drop the indicator and say why.

Parameters
    None.

Source
    PILOTE, the French State's steering tool, alerts when a rate of progress cannot be computed; the
    organic law on finance laws (LOLF, article 51) asks for expected results measured by indicators.
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
    "M205",
    "no-target",
    DOSSIER,
    N_("The indicator “{title}” ({id}) has no target, so it can be neither reached nor late."),
    N_("Add under “targets” the value to reach, its date and its source."),
    misses=("/targets",),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per indicator without a target that has a value."""
    for indicator in dossier.indicators:
        if any(number(target.get("value")) is not None for target in indicator.items("targets")):
            continue
        if ctx.indicator(indicator, dossier).status != DROPPED:
            yield RULE.at(indicator)
