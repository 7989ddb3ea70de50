"""A decision that says neither who took it nor why.

What it checks
    Every decision of a checkpoint other than ``continue`` states its ``decider`` and its
    ``reason``. A decision left ``open`` is not taken yet (D302 follows it), and the reason of a
    stop, a merger or a transfer is asked for by D306.

Why it matters
    A decision without an author cannot be discussed, and one without a reason cannot be learned
    from. Two years later nobody knows whether it still holds.

Example
    ``decision: {kind: pivot}``: the programme changed its purpose, and nothing says who wanted it.

How to fix
    Add ``decider``, the function or the body that decided, and ``reason``, in a sentence.

Parameters
    None.

Source
    PILOTE, the French State's steering tool, where a decision is a free text; the architecture
    decision records used in software, which always state context and status.
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
    "D311",
    "decision-without-decider",
    DOSSIER,
    N_("The decision “{kind}” of the review “{title}” of {date} does not state: {missing}."),
    N_("Add under “decision” who decided (“decider”) and, in a sentence, why (“reason”)."),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per decision taken that lacks one or the other."""
    for checkpoint in dossier.checkpoints:
        decision = checkpoint.part("decision")
        kind = decision.get("kind")
        if kind in (None, "continue", "open"):
            continue
        bare = kind in ("stop", "merge", "transfer")
        needed = ("decider",) if bare else ("decider", "reason")
        missing = [field for field in needed if not str(decision.get(field, "")).strip()]
        if missing:
            yield RULE.at(
                checkpoint, "decision", on="key",
                kind=kind, date=checkpoint.text("date"), missing=", ".join(missing),
            )  # fmt: skip
