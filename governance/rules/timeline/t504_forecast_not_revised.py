"""A review that leaves a missed milestone as it is.

What it checks
    On the day of the last review, every milestone whose day had gone by without an ``actual`` is
    named under the ``forecasts`` of that checkpoint, or has been given a later ``forecast`` or an
    ``actual`` in its programme since.

Why it matters
    A review is the moment at which a missed date is either declared reached or moved. One that does
    neither confirms a date that everybody knows to be wrong.

Example
    The checkpoint of 28 May 2020 says nothing of a milestone planned for 30 April 2020 and not
    reached.

How to fix
    Add the milestone with its new day and the reason under ``forecasts`` of the next checkpoint, and
    write that day as its ``forecast``.

Parameters
    None.

Source
    What a review is for: it says of every date whether it still holds.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.health import overdue_milestones
from governance.measure.review import ENDED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "T504",
    "forecast-not-revised",
    DOSSIER,
    N_(
        "The last review of the programme “{title}” ({id}), on {date}, left “{name}” planned for "
        "{planned}, which had gone by."
    ),
    N_("At the next review, give the new day and the reason under “forecasts”."),
    misses=("checkpoint",),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per milestone that the last review should have moved."""
    subject, review = dossier.subject, ctx.review(dossier)
    if subject.kind != "programme" or review.last is None or review.stage == ENDED:
        return
    last = review.last.isoformat()
    revised = {
        str(one.get("milestone")).rpartition("/")[2]
        for checkpoint in dossier.checkpoints
        if checkpoint.text("date") == last
        for one in checkpoint.items("forecasts")
        if str(one.get("milestone")).rpartition("/")[0] in ("", subject.id)
    }
    milestones = subject.items("milestones")
    for index in overdue_milestones(milestones, last):
        milestone = milestones[index]
        if milestone.get("id") not in revised:
            field = "forecast" if milestone.get("forecast") else "baseline"
            yield RULE.at(
                subject,
                *("milestones", index, field),
                name=milestone.get("title", ""),
                planned=milestone[field],
                date=last,
            )
