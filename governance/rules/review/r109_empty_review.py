"""A review recorded without anything that was said.

What it checks
    Every checkpoint, of a programme or of a strategy, says at least one of: the stage, an answer,
    the weather, the measures looked at or why there were none, a forecast, a decision, an action or
    the minutes.

Why it matters
    A file that only says that a review took place moves no due date and decides nothing, so the
    review stays due; without this finding nobody would be told why.

Example
    ``checkpoints/tech-gouv/2021-03-10.yaml`` names the strategy, the day and who took part, and
    nothing else.

How to fix
    Write down what was said and decided, or remove the file before it is proposed if the review did
    not take place.

Parameters
    None.

Source
    gds-way, the technical handbook of the British Government Digital Service: more than half of the
    changes of its dates of last review changed nothing else.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.review import is_empty

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "R109",
    "empty-review",
    DOSSIER,
    N_(
        "The review of “{reviewed}” held on {date} records nothing that was said: it moves no due date."
    ),
    N_("Write at least the weather and the decision, or the minutes; see `jalon checkpoint`."),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per checkpoint without content."""
    for checkpoint in dossier.checkpoints:
        if is_empty(checkpoint):
            yield RULE.at(checkpoint, reviewed=dossier.subject.title, date=checkpoint.text("date"))
