"""A programme past framing that never said what would make it stop.

What it checks
    A programme whose stage is beyond framing, and that has not ended, has at least one entry under
    ``stop_criteria``.

Why it matters
    Before the launch nobody minds writing down what a failure would look like. Afterwards everybody
    has a reason to find the figures encouraging.

Example
    The programme is in delivery since March and its record has no ``stop_criteria``.

How to fix
    Add under ``stop_criteria`` an indicator of the programme, a comparison, a threshold, and if
    need be the day from which it applies and how many measures in a row must meet it.

Parameters
    None.

Source
    The first director of TECH.GOUV (2019) on knowing how to stop; Kubernetes, where a feature
    states its graduation criteria before it enters.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.review import ENDED, FRAMING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "D309",
    "no-stop-criterion",
    DOSSIER,
    N_("The programme “{title}” ({id}) is in {stage} and has no stop criterion."),
    N_("Add under “stop_criteria” an indicator of the programme, a comparison and a threshold."),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """At most one finding per programme."""
    subject = dossier.subject
    if subject.kind != "programme" or subject.items("stop_criteria"):
        return
    stage = ctx.review(dossier).stage
    if stage not in (FRAMING, ENDED):
        yield RULE.at(subject, stage=stage)
