"""A programme that no indicator measures.

What it checks
    Every programme has at least one indicator that names it and has not been dropped. Indicators of
    its mission or of the strategy do not count: they cannot tell whether this programme works.

Why it matters
    Without an indicator a programme is judged by its activity. Of the programmes of TECH.GOUV that
    public documents describe, about two in three have no figure attached at all, and nobody can say
    today whether they served.

Example
    ``programmes/annuaire.yaml`` has roles, milestones and costs, and no file in ``indicators/``
    says ``programme: annuaire``.

How to fix
    Add a file in ``indicators/`` that names the programme: what is counted, in which direction it
    must move, from where, to where and by when. One indicator of use or effect is worth more than
    several of activity.

Parameters
    None.

Source
    US IT Dashboard, where a major investment has at least five metrics, one of them customer
    satisfaction; here one is the floor.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.indicator import DROPPED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "M203",
    "unmeasured-programme",
    DOSSIER,
    N_(
        "No indicator measures the programme “{title}” ({id}), so nothing can tell whether it "
        "succeeds."
    ),
    N_("Add a file in indicators/ with “programme: {id}”, a “baseline” and dated “targets”."),
    misses=("indicator/programme",),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding for a programme without any indicator in force."""
    if dossier.subject.kind == "programme" and all(
        ctx.indicator(indicator, dossier).status == DROPPED for indicator in dossier.indicators
    ):
        yield RULE.at(dossier.subject)
