"""What was approved has changed since it was signed.

What it checks
    The latest checkpoint of a programme or strategy that carries both ``signoffs`` and a
    ``fingerprint`` approves what the records still say: purpose and scope, the baselines of
    milestones and costs, the stop criteria and, for each indicator, definition, unit, direction,
    population, baseline and targets. Titles, notes, sources, forecasts and roles may change freely.
    The fingerprint is SHA-256 over that content; any difference makes the approval suspect.

Why it matters
    A signature under a text that has been changed since signs nothing, and nobody who reads the
    signature can see it.

Example
    The steering body signs in March a target of 30 million; the record says 25 in June, and the
    checkpoint of March still shows the signatures.

How to fix
    Show what has changed to those who signed, and record their agreement in a new checkpoint with
    its own fingerprint. Putting the content back also settles it.

Parameters
    None.

Source
    doorstop, whose reviewed items keep a fingerprint of what was reviewed and whose links become
    suspect when it changes; without its flaw of joining values without separators.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.fingerprint import fingerprint
from governance.measure.review import ENDED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "C110",
    "suspect-approval",
    DOSSIER,
    N_("What was signed off on {date} for “{subject}” has changed since: the approval is suspect."),
    N_("Have the change approved in a new checkpoint, or put back what was approved."),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """At most one finding, on the latest checkpoint that was signed."""
    signed = [
        checkpoint
        for checkpoint in dossier.checkpoints
        if checkpoint.items("signoffs") and checkpoint.text("fingerprint")
    ]
    if not signed or ctx.review(dossier).stage == ENDED:
        return
    last = signed[-1]
    if last.text("fingerprint") != fingerprint(dossier.subject, dossier.indicators):
        yield RULE.at(last, "fingerprint", date=last.text("date"), subject=dossier.subject.title)
