"""A stop criterion on an indicator that belongs to another programme.

What it checks
    Every stop criterion of a programme watches an indicator of that programme.

Why it matters
    A criterion is judged on the measures of the programme's own indicators; one that watches
    somebody else's never fires, and whoever wrote it believes that it does. It also makes a
    programme stop for a value that it does not control.

Example
    The programme ``portail`` has a stop criterion on ``annuaire-comptes``, an indicator of the
    programme ``annuaire``.

How to fix
    Name an indicator of the programme, or create one that measures what would justify stopping it.

Parameters
    None.

Source
    Experience of validators that are never called: Kubernetes and beta.gouv both had checks that
    silently judged nothing.
"""

from __future__ import annotations

from governance.gate.registry import ROADMAP, Rule
from governance.i18n import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding

RULE = Rule(
    "D308",
    "criterion-elsewhere",
    ROADMAP,
    N_(
        "A stop criterion of the programme “{title}” ({id}) watches {indicator}, an indicator of "
        "{owner}: it never fires."
    ),
    N_(
        "Name under “indicator” one of the programme, or create the one that measures what would "
        "justify stopping it."
    ),
    reads=("indicator_ids", "refs"),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per such criterion; a dangling one is not ours."""
    owners = {
        indicator: key for key, row in roadmap.rows.items() for indicator in row["indicator_ids"]
    }
    for row in roadmap.programmes():
        key = f"programme/{row['id']}"
        named = row["refs"].get("indicator", [])
        if all(owners.get(indicator, key) == key for indicator in named):
            continue
        programme = roadmap.read(row["path"])
        for index, criterion in enumerate(programme.items("stop_criteria") if programme else []):
            indicator = str(criterion.get("indicator", ""))
            owner = owners.get(indicator, key)
            if programme and owner != key:
                yield RULE.at(
                    programme, "stop_criteria", index, "indicator",
                    indicator=indicator, owner=owner,
                )  # fmt: skip
