"""A strategy that has ended and that nobody has evaluated.

What it checks
    A strategy that was closed or interrupted, or whose announced ``end`` has passed, has an entry
    of scope ``final`` under ``evaluations`` once ``within`` has gone by (and the working days of
    grace).  Judged on the day asked for, not on the day the strategy ended.

Why it matters
    Without an evaluation the next strategy starts from opinions.  The State's roadmap of 2019 had
    one interim review in three years, stopped in January 2022, and was first evaluated in July
    2024, from outside, sixteen months after its successor had been published.

Example
    ``life`` says ``interrupted`` on 2022-01-31; on 2022-10-31 ``evaluations`` holds only an interim
    review.

How to fix
    Have the strategy evaluated and record it under ``evaluations``: day, author, ``scope: final``,
    source.  Until then say in a waiver who evaluates it and when.

Parameters
    ``within``: time allowed after the end.

Source
    The report of the Cour des comptes on the steering of the State's digital transformation (July
    2024), which notes that the strategy was not evaluated by those who led it.
"""

from __future__ import annotations

from governance.gate.registry import ROADMAP, Rule
from governance.i18n import N_
from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding, Pointer
    from governance.model.record import Record

RULE = Rule(
    "G906",
    "ended-unevaluated",
    ROADMAP,
    N_("“{title}” ({id}) ended on {end} and has no final evaluation {days} {days:day/days} later."),
    N_(
        "Have it evaluated and record it under “evaluations” with “scope: final”, its author and "
        "source."
    ),
    reads=(),
    misses=("/evaluations",),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per ended strategy without final evaluation past its time."""
    within = ctx.policy.span("G906", "within")
    for _, strategy in sorted(ctx.strategies.items()):
        end, at = _end(strategy, ctx)
        if end is None or end >= ctx.as_of or not ctx.is_past(within.after(end), ctx.as_of):
            continue
        if not any(found.get("scope") == "final" for found in strategy.items("evaluations")):
            yield RULE.at(strategy, *at, end=end.isoformat(), days=(ctx.as_of - end).days)


def _end(strategy: Record, ctx: Context) -> tuple[date | None, Pointer]:
    """The day ``strategy`` ended in fact, else its announced end, and where that is written."""
    ended = ctx.ended(strategy.id)
    for index, event in enumerate(strategy.items("life") if ended else ()):
        ending = event.get("event") in ("closed", "interrupted")
        if ending and day(event.get("date")) == ended:
            return ended, ("life", index, "date")
    return day(strategy.data.get("end")), ("end",)
