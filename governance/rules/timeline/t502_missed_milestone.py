"""A milestone whose day went by.

What it checks
    A milestone without ``actual`` is planned (``forecast``, else ``baseline``) for a day that lies
    before the day judged, the grace over. Programmes that left the roadmap or ended are left alone,
    and so is what came after the end of their strategy.

Why it matters
    A date in the past is no plan. Of several milestones that TECH.GOUV had announced for 2020, no
    public document says whether they were reached or moved: nobody had to say which.

Example
    ``baseline: 2020-04-30`` without ``forecast`` or ``actual``, on 30 June 2021.

How to fix
    Write the ``actual`` day if it was reached. Otherwise hold a review, give the new day under
    ``forecasts`` with the reason, and write it as ``forecast``.

Parameters
    ``calendar.grace_working_days``: how many working days after its day a milestone counts as
    missed.

Source
    The milestones of TECH.GOUV as this repository records them, with the documents they come from.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.health import overdue_milestones
from governance.measure.review import ENDED
from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "T502",
    "missed-milestone",
    DOSSIER,
    N_(
        "“{name}” of the programme “{title}” ({id}) was planned for {planned} and has not been "
        "reached {days} days later, on {clock}."
    ),
    N_("Write the “actual” day, or give a new forecast at a review, with the reason."),
    misses=("/milestones",),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding per milestone missed."""
    subject = dossier.subject
    if subject.kind != "programme" or ctx.review(dossier).stage == ENDED or "left" in subject.data:
        return
    clock, milestones = ctx.clock(subject), subject.items("milestones")
    for index in overdue_milestones(milestones, clock.isoformat()):
        milestone = milestones[index]
        field = "forecast" if milestone.get("forecast") else "baseline"
        planned = day(milestone[field])
        if planned is not None and ctx.is_past(planned, clock):
            yield RULE.at(
                subject,
                *("milestones", index, field),
                name=milestone.get("title", ""),
                planned=planned.isoformat(),
                clock=clock.isoformat(),
                days=(clock - planned).days,
            )
