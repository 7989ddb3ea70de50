"""A programme that changes stage without a decision.

What it checks
    When a checkpoint states another stage than the one stated before it, the same checkpoint
    records a decision, and one that is taken: ``open`` is none. A programme whose earlier reviews
    state no stage is not concerned, for nothing says which one it left.

Why it matters
    Passing from one stage to the next is the moment to ask whether to go on. When stages change by
    themselves, a prototype becomes a national service without anybody having wanted it.

Example
    The checkpoint of January says ``stage: validation``, the one of February ``stage: delivery``,
    and neither has a ``decision``.

How to fix
    Write in the checkpoint the decision that made the programme change stage, with its reason and
    who took it; if there was none, correct the stage.

Parameters
    None.

Source
    The assessments of the British Government Digital Service at the end of each phase, on which
    spending depends.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.review import ENDED, ENDING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "D303",
    "stage-left-undecided",
    DOSSIER,
    N_(
        "The programme “{programme}” passed from {before} to {stage} at the review of {date} "
        "without a decision."
    ),
    N_("Write under “decision” what was decided, why and by whom, or correct “stage”."),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per review of a programme at which the stage changed by itself."""
    if dossier.subject.kind != "programme":
        return
    before = ""
    for checkpoint in dossier.checkpoints:
        stage = checkpoint.text("stage") or before
        kind = checkpoint.part("decision").get("kind")
        if before and stage != before and kind in (None, "open"):
            yield RULE.at(
                checkpoint, "stage",
                programme=dossier.subject.title, before=before, stage=stage,
                date=checkpoint.text("date"),
            )  # fmt: skip
        before = ENDED if kind in ENDING else stage
