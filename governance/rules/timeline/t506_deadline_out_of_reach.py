"""A deadline that the plan cannot meet.

What it checks
    The day on which the plan puts a milestone (its forecast, what it comes after, the work before
    it, and no earlier than the day judged) is not later than its ``deadline``.

Why it matters
    A deadline is set from outside: a law, the end of a contract. That it will be missed is known as
    soon as one of the milestones before it slips, months before the day itself.

Example
    ``deadline: 2026-12-31`` on a milestone that comes three months of work after one forecast for
    2026-11-30.

How to fix
    Bring forward what holds it up, cut the work, or have the deadline moved by whoever set it;
    ``jalon plan`` shows the path.

Parameters
    None.

Source
    The backward pass of the critical path method (Kelley and Walker, 1959): a deadline earlier than
    the early date is a negative float.
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
    "T506",
    "deadline-out-of-reach",
    ROADMAP,
    N_(
        "“{name}” of the programme “{title}” ({id}) has to be reached by {deadline}; the plan "
        "reaches it on {finish}, {days} days too late. What holds it up: {others}."
    ),
    N_("Bring forward what holds it up, cut the work, or have the deadline moved."),
    reads=(*SCHEDULED, "moved"),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per deadline, which names what keeps the milestone after it."""
    if not any(one.get("deadline") for row in roadmap.programmes() for one in row["milestones"]):
        return
    from governance.planning.paths import pushers

    schedule = roadmap.schedule()
    nodes = schedule.network.nodes
    for place, node in enumerate(nodes):
        finish, deadline = schedule.finish[place], node.deadline
        if deadline is None or finish is None or finish <= deadline or not schedule.is_open(place):
            continue
        row = roadmap.rows[node.record]
        others = [
            nodes[o].key.removeprefix("milestone/") for o in pushers(schedule, place, deadline)
        ]
        yield RULE.on(
            node.record, node.path, original(("milestones", node.index, "deadline"), row["moved"]),
            name=node.title, title=row["title"], id=row["id"],
            deadline=date.fromordinal(deadline).isoformat(),
            finish=date.fromordinal(finish).isoformat(), days=finish - deadline,
            others=", ".join(others) or N_("its own dates"),
        )  # fmt: skip
