"""A milestone planned before what it comes after.

What it checks
    The day that the ``after`` links of a milestone allow, their lags and its own ``duration``
    counted, is not later than the day it is planned for (``forecast``, else ``baseline``). The
    milestones it comes after stand where the plan puts them: on their actual day, else on the day
    planned, and no earlier than the day judged. Only milestones still ahead are told: one whose day
    went by has a finding of its own.

Why it matters
    A date that cannot be kept is found out on the day it is missed. The link that makes it
    impossible was written down all along, often by another ministry.

Example
    ``deploiement`` is planned for 2026-09-30, three months of work after ``marche``, which is itself
    planned for 2026-09-01.

How to fix
    Move the forecast of the later milestone, bring the earlier one forward, shorten the work, or
    remove the link if it is not a real need.

Parameters
    None.

Source
    The forward pass of the critical path method (Kelley and Walker, 1959).
"""

from __future__ import annotations

from datetime import date

from governance.gate.registry import ROADMAP, Rule
from governance.gate.roadmap import SCHEDULED
from governance.i18n import N_
from governance.model.record import original

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding

RULE = Rule(
    "T501",
    "planned-too-early",
    ROADMAP,
    N_(
        "“{name}” of the programme “{title}” ({id}) is planned for {planned}, but cannot come "
        "before {needed}: it comes after {others}."
    ),
    N_("Move the forecast, bring forward what it comes after, or remove a link that is no need."),
    reads=(*SCHEDULED, "moved"),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per milestone, which names what keeps it, the latest first."""
    if not any(one.get("after") for row in roadmap.programmes() for one in row["milestones"]):
        return
    from governance.planning.paths import is_impossible, pushers

    schedule = roadmap.schedule()
    nodes = schedule.network.nodes
    for place, node in enumerate(nodes):
        planned, needed = node.planned, schedule.needed[place]
        if planned is None or needed is None or not is_impossible(schedule, place):
            continue
        row = roadmap.rows[node.record]
        others = [
            f"{nodes[other].key.removeprefix('milestone/')} "
            f"({date.fromordinal(schedule.finish[other] or 1).isoformat()})"
            for other in pushers(schedule, place, planned)
        ]
        field = "baseline" if node.forecast is None else "forecast"
        yield RULE.on(
            node.record, node.path, original(("milestones", node.index, field), row["moved"]),
            name=node.title, title=row["title"], id=row["id"],
            planned=date.fromordinal(planned).isoformat(),
            needed=date.fromordinal(needed).isoformat(), others=", ".join(others),
        )  # fmt: skip
