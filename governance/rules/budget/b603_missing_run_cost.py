"""A product in service, or a programme that builds one, whose running cost nobody has written.

What it checks
    A product whose ``first_day`` has come and whose ``last_day`` has not, and a programme that has
    ``build`` costs and has not left, state a ``run`` cost; for a programme, that of one of its
    products counts.  A ``total`` says nothing about running.

Why it matters
    Building is paid once, running every year.  A tool whose yearly cost is not known cannot be
    compared with what the market offers, and nobody has the number that a decision to stop needs.

Example
    A webconference service is open since 2020 and its record has no ``costs``.

How to fix
    Add a line ``nature: run`` under ``costs`` with the amount, the period and the source; for a
    period still ahead, write the ``forecast``.

Parameters
    None.

Source
    The Cour des comptes (July 2024) sets 5 million euros a year of running beside 9.3 million of
    building for the State's collaborative tools; the arrêté of 5 June 2020 counts 24 months of
    running in the cost of a project.
"""

from __future__ import annotations

from governance.gate.registry import ROADMAP, Rule
from governance.i18n import N_
from governance.measure.product import closed, opened
from governance.model.finding import KEY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding

RULE = Rule(
    "B603",
    "missing-run-cost",
    ROADMAP,
    N_("Nothing says what it costs to run “{title}” ({id})."),
    N_("Add a line “nature: run” under “costs”, with its amount, period and source."),
    reads=("costs", "left"),
    misses=("/costs",),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per product in service, and per building programme, without running cost."""
    served: set[str] = set()
    for product in roadmap.of("product"):
        if _states(product.items("costs"), "run"):
            served.update(product.data.get("programmes", []))
        elif opened(product, ctx.as_of) and not closed(product, ctx.as_of):
            at = "costs" if product.items("costs") else "first_day"
            yield RULE.at(product, at, on=KEY)
    for row in roadmap.programmes():
        costs = row["costs"]
        if row["left"] or row["id"] in served or not _states(costs, "build"):
            continue
        if not _states(costs, "run"):
            key = f"programme/{row['id']}"
            yield RULE.on(key, row["path"], ("costs",), on=KEY, title=row["title"], id=row["id"])


def _states(costs: list[dict[str, Any]], nature: str) -> bool:
    return any(line.get("nature") == nature for line in costs)
