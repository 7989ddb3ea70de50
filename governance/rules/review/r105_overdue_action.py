"""An action decided at a review, past its day and not done.

What it checks
    Every action of a checkpoint, of a programme or of a strategy, has a ``done`` day once its
    ``due`` day and the grace are over.

Why it matters
    Minutes full of actions that nobody follows teach everybody that a review has no consequence.

Example
    The checkpoint of March asks the ministry to connect its directory by 30 April; it is June and
    the action has no ``done``.

How to fix
    Write in ``done`` the day on which the action was done. If it no longer makes sense, say so at
    the next review, and close it there with the day of that review.

Parameters
    ``calendar.grace_working_days``: working days after the due day.

Source
    Operately, whose users ask for a clean list of the things they must do; triagebot, the assistant
    of the Rust project, which sends one reminder per owner.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "R105",
    "overdue-action",
    DOSSIER,
    N_(
        "The action “{action}”, decided at the review “{title}” and entrusted to {owner}, was due "
        "on {due} and is not done."
    ),
    N_("Write in “done” the day it was done, or close it at the next review and say why."),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per action past its day."""
    clock = ctx.clock(dossier.subject)
    for checkpoint in dossier.checkpoints:
        for index, action in enumerate(checkpoint.items("actions")):
            due = day(action.get("due"))
            if due is None or action.get("done") or not ctx.is_past(due, clock):
                continue
            yield RULE.at(
                checkpoint, "actions", index, "due",
                action=str(action.get("title", "")),
                owner=str(action.get("owner", "")) or "—",
                due=due.isoformat(),
            )  # fmt: skip
