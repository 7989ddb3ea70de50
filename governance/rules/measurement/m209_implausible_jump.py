"""A measure too far from the one before to be taken without a word.

What it checks
    A value more than ``factor`` times the previous one of its indicator, or less than the
    ``factor``-th part of it, has a ``note``. The sign is left aside, and so is what follows a zero.

Why it matters
    Most such jumps are a unit typed wrong, thousands for units, or a change of method. In June 2017
    the average overrun of the State's large projects was 25 % by a new formula and 32 % by the old
    one: without a note, a method reads as a success.

Example
    7,500 users in March, 7.5 in June: the second file is in thousands.

How to fix
    Correct the value in a new file that names the wrong one under ``supersedes``, or explain the
    jump in the ``note`` of the measure.

Parameters
    ``factor``: how many times larger or smaller is implausible.

Source
    The change of method in the Panorama des grands projets numériques de l'État of June 2017.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.indicator import number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "M209",
    "implausible-jump",
    DOSSIER,
    N_(
        "The indicator “{indicator}” goes from {before} on {since} to {value} on {date}, more "
        "than {factor} times apart, without a note."
    ),
    N_(
        "Correct the value with a new file that names {id} under “supersedes”, or explain the "
        "jump in its “note”."
    ),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per unexplained jump between two values in a row."""
    factor = ctx.policy.parameter("M209", "factor")
    for indicator in dossier.indicators:
        previous: Record | None = None
        for measure in dossier.measures.get(indicator.id, []):
            value = number(measure.data.get("value"))
            if value is None:
                continue
            if previous is not None and not measure.text("note"):
                before = previous.data["value"]
                small, large = sorted((abs(before), abs(value)))
                if before != 0 and large > factor * small:
                    yield RULE.at(
                        measure,
                        "value",
                        indicator=indicator.title,
                        before=f"{before:.15g}",
                        since=previous.text("date"),
                        value=f"{value:.15g}",
                        date=measure.text("date"),
                        factor=factor,
                    )
            previous = measure
