"""An indicator of use that does not say whom it counts.

What it checks
    An indicator of kind ``adoption`` has a ``population``; a population of ``active`` users,
    whatever the kind, has the ``period`` over which one counts as active. Dropped indicators are
    left alone.

Why it matters
    Accounts opened and people who come back differ by a factor of two or more. In 2023 one text
    gave the same messaging service 500,000 users without saying whom it counted, another fewer than
    190,000 active ones without saying over which period.

Example
    ``population: {counts: active}`` without ``period``: active today, this month, or once since the
    opening?

How to fix
    Write under ``population`` what is counted (``registered``, ``active`` or ``other``) and, for
    active users, the period: ``P1M`` for a month. Two definitions are two indicators.

Parameters
    None.

Source
    The contradictory public figures of 2023 on Tchap, registered in one text and active in the
    other, which are easily read as one series.
"""

from __future__ import annotations

from governance.gate.registry import RECORD, Rule
from governance.i18n import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "M206",
    "undefined-active-users",
    RECORD,
    N_(
        "The indicator “{title}” ({id}) measures use without saying whom it counts: {field} "
        "is missing."
    ),
    N_(
        "Say under “population” what is counted and, for active users, over which period (P1M "
        "for a month)."
    ),
    misses=("/population",),
)


def check(record: Record, ctx: Context) -> Iterator[Finding]:
    """At most one finding per indicator of use."""
    if record.kind != "indicator" or "dropped" in record.data:
        return
    population = record.data.get("population")
    if not isinstance(population, dict):
        if record.text("kind") == "adoption":
            yield RULE.at(record, "kind", field="population")
    elif population.get("counts") == "active" and not population.get("period"):
        yield RULE.at(record, "population", "counts", field="population.period")
