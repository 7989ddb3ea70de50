"""A milestone that slipped far from its baseline without a reason.

What it checks
    The ``forecast`` of a milestone that is still ahead lies more than ``limit`` after its
    ``baseline``, and no checkpoint names the milestone under ``forecasts`` with a ``reason``.

Why it matters
    Large slips are made of small ones, none of which was worth a word. A reason written down at the
    time is what the next estimate can learn from.

Example
    ``baseline: 2026-06-30`` and ``forecast: 2027-03-31``, and no review that says why.

How to fix
    Name the milestone under ``forecasts`` of the next checkpoint with its day and the ``reason``.

Parameters
    ``limit``: how far a forecast may lie after the baseline without a reason.

Source
    The IT Dashboard of the United States, where a new baseline needs a reason from a list and a
    comment.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.review import ENDED
from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "T505",
    "unexplained-slip",
    DOSSIER,
    N_(
        "“{name}” of the programme “{title}” ({id}) has slipped by {days} days, from {baseline} to "
        "{forecast}, and no review says why."
    ),
    N_("Give the reason under “forecasts” of the next checkpoint."),
    misses=("checkpoint",),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per milestone."""
    subject = dossier.subject
    if subject.kind != "programme" or ctx.review(dossier).stage == ENDED:
        return
    limit = ctx.policy.span("T505", "limit")
    explained = {
        str(one.get("milestone")).rpartition("/")[2]
        for checkpoint in dossier.checkpoints
        for one in checkpoint.items("forecasts")
        if one.get("reason") and str(one.get("milestone")).rpartition("/")[0] in ("", subject.id)
    }
    for index, milestone in enumerate(subject.items("milestones")):
        baseline, forecast = day(milestone.get("baseline")), day(milestone.get("forecast"))
        if baseline is None or forecast is None or milestone.get("actual"):
            continue
        if forecast > limit.after(baseline) and milestone.get("id") not in explained:
            yield RULE.at(
                subject,
                *("milestones", index, "forecast"),
                name=milestone.get("title", ""),
                baseline=baseline.isoformat(),
                forecast=forecast.isoformat(),
                days=(forecast - baseline).days,
            )
