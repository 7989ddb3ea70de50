"""A need that an administration has stated and that nobody has answered.

What it checks
    A demand has, ``within`` that time after its ``date`` (and the working days of grace), a
    programme that answers it (``answered_by``) or an ``answer``, be it a refusal.

Why it matters
    A need that stays without answer is met elsewhere, at full price, and the administration does
    not ask a second time.  A refusal with its reason is an answer.

Example
    A ministry asked in January for a tool to plan meetings for 40,000 agents; in September nothing
    has been said.

How to fix
    Name the programme that answers under ``answered_by``, or write under ``answer`` what was said
    to the administration.

Parameters
    ``within``: time allowed to answer.

Source
    The petitions of the UK Parliament, whose site shows for each one the answer of the government
    or for how many days it has waited.
"""

from __future__ import annotations

from governance.gate.registry import ROADMAP, Rule
from governance.i18n import N_
from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding

RULE = Rule(
    "E702",
    "unanswered-demand",
    ROADMAP,
    N_(
        "The need “{title}” ({id}), stated by {asked_by} on {date}, has had no answer for"
        " {days} {days:day/days}."
    ),
    N_(
        "Name the programme that answers under “answered_by”, or write under “answer” what was "
        "replied."
    ),
    reads=(),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per demand left without answer past its time."""
    within = ctx.policy.span("E702", "within")
    for demand in roadmap.of("demand"):
        asked = day(demand.data.get("date"))
        if asked is None or demand.text("answered_by") or demand.text("answer"):
            continue
        if ctx.is_past(within.after(asked), ctx.as_of):
            yield RULE.at(
                demand,
                "date",
                asked_by=demand.text("asked_by"),
                date=asked.isoformat(),
                days=(ctx.as_of - asked).days,
            )
