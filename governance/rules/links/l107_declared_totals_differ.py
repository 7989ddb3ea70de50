"""A strategy that declares other totals than the roadmap records.

What it checks
    The latest totals a strategy declared by the day judged (programmes, indicators) equal the
    number of its programme and indicator records on that day.

Why it matters
    35, then 38, then 43 programmes were announced for one strategy; nobody outside could say which
    ones were new.  A difference is either records that are missing or an announcement that was
    wrong, and a reader must know which.

Example
    ``declared`` says 43 programmes on 2021-09-13 and ``programmes/`` holds 35.

How to fix
    Add the missing records, or say in the note of the declared total why they cannot be had.

Parameters
    None.

Source
    TECH.GOUV: the totals of October 2019, August 2020 and September 2021.
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
    "L107",
    "declared-totals-differ",
    ROADMAP,
    N_("“{title}” ({id}) declared {declared} {what} on {date}; {recorded} are recorded."),
    N_("Add the missing records, or say in the note of that total why they cannot be had."),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """At most one finding per strategy and total."""
    for strategy in roadmap.of("strategy"):
        own = roadmap.row("strategy", strategy.id)
        programmes = roadmap.programmes(strategy.id)
        rows = [*programmes, own] if own else programmes
        recorded = {
            "programmes": len(programmes),
            "indicators": sum(len(row["indicators"]) for row in rows),
        }
        for what, count in recorded.items():
            declared = [
                (str(item.get("date")), index)
                for index, item in enumerate(strategy.items("declared"))
                if isinstance(item.get(what), int)
            ]
            if declared:
                date, index = max(declared)
                total = strategy.items("declared")[index][what]
                if total != count:
                    yield RULE.at(
                        strategy, "declared", index, what,
                        declared=total, what=what, date=date, recorded=count,
                    )  # fmt: skip
