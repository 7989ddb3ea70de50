"""A strategy that declares other totals than the roadmap records.

What it checks
    The latest total of programmes that a strategy declared equals the number of its programmes that
    had entered the roadmap by the day of that declaration, ended ones included; the latest total of
    indicators equals the number of its indicators, but for those that say ``in_declared_total:
    not_counted``. Both as declared by the day judged, or by the end of the strategy. Nothing is said
    while a record that would count cannot be read.

Why it matters
    35, then 38, then 43 programmes were announced for one strategy; nobody outside could say which
    ones were new. A difference is either records that are missing or an announcement that was
    wrong, and a reader must know which.

Example
    ``declared`` says 43 programmes on 2021-09-13 and ``programmes/`` holds 35.

How to fix
    Where records are missing, add them. Where there are too many, correct the day under ``entered``
    of the programmes that came later, write ``in_declared_total: not_counted`` in the indicators
    left out, or correct the total. Else have the difference waived with its reason.

Parameters
    None.

Source
    TECH.GOUV: the totals of October 2019, August 2020 and September 2021.
"""

from __future__ import annotations

from governance.gate.registry import ROADMAP, Rule
from governance.i18n import N_
from governance.model.words import KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.gate.row import Row
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "L107",
    "declared-totals-differ",
    ROADMAP,
    N_("“{title}” ({id}) declared {declared} {what} on {date}; the roadmap holds {recorded}."),
    N_("{remedy}, or ask for a waiver that says why the totals differ."),
    reads=("declared", "entered"),
    misses=("programme/strategy", "indicator/programme", "indicator/strategy"),
)

MISSING = N_("Add the missing records")
TOO_MANY = {
    "programmes": N_(
        "Correct the day under “entered” of the programmes that came later, or the declared total"
    ),
    "indicators": N_(
        "Write “in_declared_total: not_counted” in the indicators left out of it, or correct it"
    ),
}
WORDS = {"programmes": KINDS["programme"][1], "indicators": KINDS["indicator"][1]}


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """At most one finding per strategy and total."""
    for strategy in roadmap.of("strategy"):
        own = roadmap.row("strategy", strategy.id)
        if own is None:
            continue
        for what, word in WORDS.items():
            index = _latest(strategy, what, own["clock"])
            if index is None:
                continue
            item = strategy.items("declared")[index]
            count = _recorded(roadmap, own, what, item["date"])
            if count != item[what]:
                yield RULE.at(
                    strategy, "declared", index, what,
                    declared=item[what], what=word, date=item["date"], recorded=count,
                    remedy=MISSING if count < item[what] else TOO_MANY[what],
                )  # fmt: skip


def _latest(strategy: Record, what: str, clock: str) -> int | None:
    """Which declaration was the last one to give the total ``what``."""
    given = [
        (str(item.get("date")), index)
        for index, item in enumerate(strategy.items("declared"))
        if isinstance(item.get(what), int) and "" < str(item.get("date", "")) <= clock
    ]
    return max(given)[1] if given else None


def _recorded(roadmap: Roadmap, own: Row, what: str, date: str) -> int:
    programmes = roadmap.programmes(own["id"])
    if what == "programmes":
        return sum(1 for row in programmes if (row["entered"] or "") <= date)
    return sum(row["declared"] for row in [*programmes, own])
