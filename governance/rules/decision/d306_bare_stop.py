"""A stop, a merger or a transfer decided without saying why or how.

What it checks
    A decision to stop, merge or transfer states its ``reason``; a decision to stop also states in
    ``wind_down`` how it is carried out, or which product record holds the plan. For a merger or a
    transfer the reason says enough.

Why it matters
    A stop without a reason teaches nothing to the next programme: of the 327 products that a public
    incubator had ended, 322 did not say why. A stop without a plan leaves its users alone, with a
    service that gets worse.

Example
    ``decision: {kind: stop, decider: COSINUM}`` and nothing more.

How to fix
    Add ``reason``, and ``wind_down``: users affected, where they go, last day, data, contracts.

Parameters
    None.

Source
    The termination reviews of OpenDaylight (reason, impact on users and mitigation, place of the
    archive) and the sunsetting checklist of the OpenJS Foundation; the public records of beta.gouv.
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
    "D306",
    "bare-stop",
    DOSSIER,
    N_("The decision “{kind}” of the review “{title}” of {date} does not state: {missing}."),
    N_(
        "Add “reason” and, for a stop, “wind_down”: who is affected, where they go, the last day,"
        " the data."
    ),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per such decision, the older ones too: the next programme learns from them."""
    for checkpoint in dossier.checkpoints:
        decision = checkpoint.part("decision")
        kind = decision.get("kind")
        if kind not in ("stop", "merge", "transfer"):
            continue
        needed = ("reason", "wind_down") if kind == "stop" else ("reason",)
        missing = [field for field in needed if not str(decision.get(field, "")).strip()]
        if missing:
            yield RULE.at(
                checkpoint, "decision", on="key",
                kind=kind, date=checkpoint.text("date"), missing=", ".join(missing),
            )  # fmt: skip
