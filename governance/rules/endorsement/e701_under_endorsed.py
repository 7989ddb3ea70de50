"""An interministerial programme that too few administrations support.

What it checks
    A programme whose ``scope`` is ``interministerial`` and that has neither left nor ended has at
    least ``minimum`` different administrations under ``endorsements``, given by the day judged and
    not withdrawn since.

Why it matters
    A shared tool that no ministry has asked for is built for nobody: in 2022 more than three
    quarters of the civil servants did not use the shared workspace offered to all of them.

Example
    A messaging service is declared interministerial, and only the ministry that builds it has
    signed for it.

How to fix
    Get each administration to say so: who signs, on which day, for how many agents, with the
    source.  If there are not enough of them, the programme is ministerial, or its case is not made.

Parameters
    ``minimum``: number of administrations required.

Source
    TECH.GOUV, whose first director told the Senate in 2019 that its programmes had to be recognised
    as such by the administrations; the goals of the Rust project, which name the teams that agreed
    to each.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.review import ENDED
from governance.model.duration import day
from governance.model.finding import KEY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "E701",
    "under-endorsed",
    DOSSIER,
    N_(
        "“{title}” ({id}) is interministerial and {count} of the {minimum} administrations "
        "needed support it."
    ),
    N_("Record under “endorsements” the administrations that support it, or change its “scope”."),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """One finding on an interministerial programme below the minimum."""
    programme, clock = dossier.subject, ctx.clock(dossier.subject)
    if programme.text("scope") != "interministerial" or programme.data.get("left"):
        return
    given: set[str] = set()
    for endorsement in programme.items("endorsements"):
        since, until = day(endorsement.get("date")), day(endorsement.get("withdrawn"))
        if since is not None and since <= clock and (until is None or until > clock):
            given.add(str(endorsement.get("administration")))
    minimum = ctx.policy.parameter("E701", "minimum")
    if len(given) < minimum and ctx.review(dossier).stage != ENDED:
        at, on = ("endorsements", KEY) if programme.items("endorsements") else ("scope", "value")
        yield RULE.at(programme, at, on=on, count=len(given), minimum=minimum)
