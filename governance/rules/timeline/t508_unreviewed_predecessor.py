"""A programme that waits for one whose review was missed.

What it checks
    For every programme that another one needs (a ``dependencies`` entry that is not ``soft``, or an
    ``after`` link to one of its milestones), the next review is not overdue. It is told at the
    programme that waits. Strategies that ended are left alone.

Why it matters
    A review that is not held is a piece of news that does not come. Whoever waits for the result is
    the first concerned, and the last to hear of it.

Example
    ``portail`` needs ``annuaire``, whose review of 15 March was not held; it is May.

How to fix
    Ask its lead for the review. Until it is held, count on a later date, or prepare to go on without
    it.

Parameters
    ``calendar.grace_working_days``: how late still counts as held.

Source
    Users of Operately ask that the reviewer be told of a missed check-in (its issue 1329); here it
    is whoever waits.
"""

from __future__ import annotations

from governance.gate.registry import ROADMAP, Rule
from governance.gate.roadmap import SCHEDULED
from governance.i18n import N_
from governance.measure.review import ENDED
from governance.model.record import original

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.gate.row import Row
    from governance.model.finding import Finding, Pointer

RULE = Rule(
    "T508",
    "unreviewed-predecessor",
    ROADMAP,
    N_(
        "The programme “{title}” ({id}) waits for “{other_title}” ({other}), whose review was due "
        "on {due} and has not been held."
    ),
    N_("Ask its lead for the review, or prepare to go on without it."),
    reads=(*SCHEDULED, "critical_review", "moved", "next_review", "paused", "review_overdue"),
    misses=("checkpoint",),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per programme that is waited for, at the first link to it."""
    today = ctx.as_of.isoformat()
    for row in roadmap.programmes():
        if row["clock"] != today or _is_over(row):
            continue
        for other, pointer in _waits_for(row).items():
            predecessor = roadmap.row("programme", other)
            if predecessor is None or predecessor["clock"] != today or _is_over(predecessor):
                continue
            due, overdue = roadmap.review(predecessor)
            if overdue:
                yield RULE.on(
                    f"programme/{row['id']}", row["path"], original(pointer, row["moved"]),
                    title=row["title"], id=row["id"], other=other,
                    other_title=predecessor["title"], due=due,
                )  # fmt: skip


def _is_over(row: Row) -> bool:
    return row["left"] is not None or row["stage"] == ENDED


def _waits_for(row: Row) -> dict[str, Pointer]:
    """The other programmes that ``row`` waits for, with the place that says so first."""
    found: dict[str, Pointer] = {}
    for index, dependency in enumerate(row["dependencies"]):
        if not dependency.get("soft"):
            found.setdefault(str(dependency.get("needs")), ("dependencies", index, "needs"))
    for index, milestone in enumerate(row["milestones"]):
        after = milestone.get("after")
        for number, link in enumerate(after if isinstance(after, list) else []):
            programme, slash, _ = str(link.get("milestone")).partition("/")
            if slash and programme != row["id"]:
                found.setdefault(programme, ("milestones", index, "after", number, "milestone"))
    found.pop(row["id"], None)
    return found
