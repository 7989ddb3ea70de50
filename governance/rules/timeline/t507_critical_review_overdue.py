"""A programme on a critical path that has not been reviewed often enough for it.

What it checks
    A programme of which a milestone holds up that of another programme (an ``after`` link without a
    day of float, every date known), or is held up so, is reviewed at least every
    ``cadence.critical``. The rule fires when the day that this cadence sets and the grace are over,
    and the review due on the cadence of its own stage is not overdue yet.

Why it matters
    A day lost on a critical path is lost by all that follow. That is where a review is worth most.

Example
    A programme in delivery, reviewed every four weeks, on which the opening of another depends
    without a day of float; its last review was three weeks ago.

How to fix
    Hold the review now, or give the path some float: bring a milestone forward, move what follows.
    ``jalon plan`` shows the path.

Parameters
    ``cadence.critical``: longest time between two reviews on a critical path;
    ``calendar.grace_working_days``: how late still counts as held.

Source
    Schedule and review cadence are two calculations everywhere else: project tools know the path,
    review tools the cadence.
"""

from __future__ import annotations

from governance.gate.registry import ROADMAP, Rule
from governance.gate.roadmap import SCHEDULED
from governance.i18n import N_
from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding

RULE = Rule(
    "T507",
    "critical-review-overdue",
    ROADMAP,
    N_(
        "The programme “{title}” ({id}) is on a critical path: its review was due on {due} and is "
        "{days} days late on {clock}; the last was held on {last}."
    ),
    N_("Hold the review, or give the path some float."),
    reads=(*SCHEDULED, "critical_review", "next_review", "review_overdue"),
    misses=("checkpoint",),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """At most one finding per programme, once a first review was held."""
    for row in roadmap.programmes():
        if row["critical_review"] is None or row["review_overdue"] or row["last_review"] is None:
            continue
        due, overdue = roadmap.review(row)
        on, clock = day(due), day(row["clock"])
        if overdue and on is not None and clock is not None:
            yield RULE.on(
                f"programme/{row['id']}", row["path"], title=row["title"], id=row["id"], due=due,
                clock=row["clock"], days=(clock - on).days, last=row["last_review"],
            )  # fmt: skip
