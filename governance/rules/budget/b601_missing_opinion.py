"""A project above the legal threshold without the opinion that the law requires.

What it checks
    A programme whose whole cost reaches ``threshold`` has an entry under ``opinions``.  The whole
    cost is that of the law: the ``build`` lines and the first 24 months of ``run``, or a ``total``
    line when it is more, within one authority (AE or CP, never both); a forecast or a spending
    counts before the plan, and "at most" proves no amount.

Why it matters
    The opinion is sought before the contracts are signed, when the project can still be cut,
    split or stopped.  Asked for afterwards, it only comments on money already committed.

Example
    ``costs`` holds a ``build`` line of 8,500,000 euros and a ``run`` line of 400,000 euros a year:
    9,300,000 euros with the first two years of running, and no ``opinions``.

How to fix
    Refer the project to the interministerial directorate for digital affairs and record its answer
    under ``opinions``, with the day, the result (``deemed_favourable`` after one month of silence)
    and the source.

Parameters
    ``threshold``: whole cost in euros from which the opinion is required.

Source
    Décret n° 2019-1088 du 25 octobre 2019, article 3, and the arrêté of 5 June 2020 that sets the
    threshold at nine million euros, all taxes and the first 24 months of running included.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.cost import euros, project
from governance.model.finding import KEY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "B601",
    "missing-opinion",
    DOSSIER,
    N_(
        "“{title}” ({id}) costs {amount} €, {threshold} € or more, without the opinion that "
        "the law requires."
    ),
    N_(
        "Ask the interministerial directorate for its opinion and record the answer under "
        "“opinions”."
    ),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding on the costs of a programme that needs an opinion and has none."""
    programme = dossier.subject
    if programme.kind != "programme" or programme.items("opinions"):
        return
    whole = project(programme.items("costs"))
    threshold = ctx.policy.parameter("B601", "threshold")
    if whole is not None and whole[1] >= threshold:
        amount = euros(whole[1])
        yield RULE.at(programme, "costs", on=KEY, amount=amount, threshold=euros(threshold))
