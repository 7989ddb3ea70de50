"""A product that costs more per active user than the benchmark.

What it checks
    For a product in service: the running cost of its latest period, brought back to one year,
    divided by its active users, does not exceed ``benchmark`` euros.  Registered accounts are not
    users; terms older than the limit of B605 give no ratio; amounts of AE and CP are not added;
    a bound that leaves room for doubt ("at most" on the cost, "at least" on the users) proves
    nothing.

Why it matters
    A tool of the State is worth its cost while it serves its people for less than the alternatives.
    The suite of tools for civil servants cost just under 15 million euros for fewer than 200,000
    users, that is 75 euros each, while the target set in 2023 was 50 and private licences were put
    at 300 to 590.

Example
    Running costs of 2,400,000 euros for the year and 30,000 active users: 80 euros per user.

How to fix
    Put the question to the next checkpoint: gain users, cut the cost, share the service or stop it.
    If a number is wrong, correct it with its source.

Parameters
    ``benchmark``: euros per active user and year above which the product is listed.

Source
    The Cour des comptes on the steering of the State's digital transformation (July 2024); the
    target of 50 euros of the roadmap of March 2023.
"""

from __future__ import annotations

from governance.gate.registry import ROADMAP, Rule
from governance.i18n import N_
from governance.measure.cost import euros, per_user
from governance.measure.product import terms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding

RULE = Rule(
    "B604",
    "costly-per-user",
    ROADMAP,
    N_(
        "“{title}” ({id}) costs {cost} € a year ({period}) for {users} active users ({day}): "
        "{ratio} € each, above the benchmark of {benchmark} €."
    ),
    N_("Decide at the next checkpoint: gain users, cut the cost, share the service or stop it."),
    reads=("active", "clock"),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per product whose ratio of fresh terms exceeds the benchmark."""
    benchmark = ctx.policy.parameter("B604", "benchmark")
    limit = ctx.policy.span("B605", "limit")
    for product, run, users in terms(
        roadmap.of("product"), roadmap.rows, roadmap.naming, ctx.as_of
    ):
        ratio = per_user(run, users)
        proven = run.bound != "at_most" and users.bound != "at_least"
        fresh = limit.after(min(run.day, users.day)) >= ctx.as_of
        if ratio > benchmark and proven and fresh:
            yield RULE.at(
                product,
                *run.pointer,
                cost=euros(run.value),
                period=run.name,
                users=euros(users.value),
                day=users.day.isoformat(),
                ratio=euros(ratio),
                benchmark=euros(benchmark),
            )
