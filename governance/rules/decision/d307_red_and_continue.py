"""A programme in a storm for two reviews, told to continue without a word.

What it checks
    A checkpoint that declares stormy weather, after another that declared it too, may decide to
    continue only with a ``criteria_note`` that says why. A review that declares no weather in
    between does not end the storm.

Why it matters
    Stormy means that the objectives are compromised. To go on all the same can be right, but it is
    a decision, and whoever takes it owes the reason to those who will read it later.

Example
    March and April are both ``weather: stormy``; the decision of April is ``kind: continue`` and
    says nothing.

How to fix
    Write in ``criteria_note`` why the programme continues and what would make it stop, or decide to
    correct, pivot, pause or stop.

Parameters
    None.

Source
    The delivery confidence of the British major projects, where red calls for a new scope or a new
    look at viability; the US Government Accountability Office on ratings that never move.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.review import RED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "D307",
    "red-and-continue",
    DOSSIER,
    N_(
        "“{subject}” continues although its objectives were compromised on {before} and still on "
        "{date}, and no “criteria_note” says why."
    ),
    N_(
        "Say in “criteria_note” why it continues and what would make it stop, or decide something "
        "else."
    ),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per review that continues in a storm without a sentence."""
    before = ""
    for checkpoint in dossier.checkpoints:
        weather, held = checkpoint.text("weather"), checkpoint.text("date")
        if not weather:
            continue
        decision = checkpoint.part("decision")
        if (
            before
            and weather in RED
            and decision.get("kind") == "continue"
            and not str(decision.get("criteria_note", "")).strip()
        ):
            yield RULE.at(
                checkpoint, "decision", "kind",
                subject=dossier.subject.title, before=before, date=held,
            )  # fmt: skip
        before = held if weather in RED else ""
