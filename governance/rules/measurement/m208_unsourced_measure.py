"""A measure that no document supports.

What it checks
    Every measurement names at least one source. Who entered it is not enough: ``entered_by`` says
    who typed the value, not where it comes from.

Why it matters
    A figure that cannot be traced cannot be checked, corrected or compared. Two figures published
    for the same service a fortnight apart, 32 then 31 million users, can be told apart only because
    each keeps its document.

Example
    ``measurements/portail-usagers/2026-03-31.yaml`` holds ``value: 7500`` and no ``source``.

How to fix
    Write under ``source`` the id of the document, dashboard or extraction the value was read from.
    One file in ``sources/`` for a dashboard serves all the measures read from it.

Parameters
    None.

Source
    The contradictory public figures on Tchap and FranceConnect, which only their documents tell
    apart; a complaint in a public tracker that objectives record claims instead of measures.
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
    "M208",
    "unsourced-measure",
    RECORD,
    N_("The measure {id} has no source: nobody can check where its value comes from."),
    N_("Name under “source” the document or dashboard it was read from, with a file in sources/."),
    misses=("/source",),
)


def check(record: Record, ctx: Context) -> Iterator[Finding]:
    """One finding per measurement without a source."""
    if record.kind == "measurement" and not record.data.get("source"):
        yield RULE.at(record)
