"""An organisation that has promised more people than it has.

What it checks
    The full-time equivalents an organisation contributes today, added over all programmes that are
    still running, stay within its ``capacity_fte``. A contribution counts from its first to its
    last day. Organisations without a stated capacity are left alone.

Why it matters
    A roadmap carried by contributors is only as real as the people behind it, and shares that
    nobody adds up are promised twice.

Example
    ``capacity_fte: 20``, with 12 on one programme and 10 on another.

How to fix
    Lower or end a contribution (``fte``, ``to``) with the programme that loses it, or correct
    ``capacity_fte`` if the organisation grew.

Parameters
    None.

Source
    The contributive model of TECH.GOUV (2019): each ministry takes on projects or lends identified
    people, according to its means.
"""

from __future__ import annotations

from governance.gate.registry import ROADMAP, Rule
from governance.i18n import N_
from governance.measure.indicator import number
from governance.measure.mandate import is_held
from governance.measure.review import ENDED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding

RULE = Rule(
    "O405",
    "over-capacity",
    ROADMAP,
    N_(
        "“{title}” ({id}) has promised {sum} full-time equivalents for a capacity of "
        "{capacity}: {programmes}."
    ),
    N_("Lower or end a contribution with the programme concerned, or correct “capacity_fte”."),
    reads=("clock", "contributions", "stage"),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per organisation whose current contributions exceed its capacity."""
    today = ctx.as_of.isoformat()
    shares: dict[str, list[tuple[str, float]]] = {}
    for row in roadmap.programmes():
        if row["clock"] != today or row["stage"] == ENDED:
            continue
        for contribution in row["contributions"]:
            fte = number(contribution.get("fte"))
            if fte is not None and is_held(contribution, ctx.as_of):
                organisation = str(contribution.get("organisation", ""))
                shares.setdefault(organisation, []).append((row["id"], fte))
    for contributor in roadmap.of("contributor"):
        capacity = number(contributor.data.get("capacity_fte"))
        promised = shares.get(contributor.id, [])
        total = round(sum(fte for _, fte in promised), 6)
        if capacity is not None and total > capacity:
            yield RULE.at(
                contributor,
                "capacity_fte",
                sum=f"{total:.15g}",
                capacity=f"{capacity:.15g}",
                programmes=", ".join(
                    f"{name} {fte:.15g}"
                    for name, fte in sorted(promised, key=lambda share: (-share[1], share[0]))
                ),
            )
