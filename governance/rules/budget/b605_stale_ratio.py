"""A cost per active user that can no longer be told, because one of its terms is too old.

What it checks
    For a product in service that has both terms of its cost per active user: the end of the period
    of the running cost, and the day the active users were counted, are less than ``limit`` ago.
    One finding per term that is older; B604 computes nothing in the meantime.

Why it matters
    A ratio of this year's users and the costs of three years ago is a number without a meaning, and
    it is quoted all the same.  It is better refused, with the name of the term to refresh.

Example
    The running cost is that of 2024, the active users were last counted in December 2022.

How to fix
    Add the measure, or the cost line of the latest period, with its source.

Parameters
    ``limit``: age beyond which a term is refused.

Source
    The Cour des comptes (July 2024), which sets the cost of the State's tools against their average
    number of users; here each term carries its date and expires.
"""

from __future__ import annotations

from governance.gate.registry import ROADMAP, Rule
from governance.i18n import N_
from governance.measure.product import terms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding

RULE = Rule(
    "B605",
    "stale-ratio",
    ROADMAP,
    N_(
        "The cost per active user of “{title}” ({id}) cannot be told: its term “{term}” "
        "dates from {day}, {days} {days:day/days} ago."
    ),
    N_(
        "Refresh that term: a new measure, or the line of the latest period under “costs”, with "
        "its source."
    ),
    reads=("active", "clock"),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per term that is older than the limit."""
    limit = ctx.policy.span("B605", "limit")
    for product, *pair in terms(roadmap.of("product"), roadmap.rows, roadmap.naming, ctx.as_of):
        for term in pair:
            if limit.after(term.day) < ctx.as_of:
                days = (ctx.as_of - term.day).days
                yield RULE.at(
                    product, *term.pointer, term=term.name, day=term.day.isoformat(), days=days
                )
