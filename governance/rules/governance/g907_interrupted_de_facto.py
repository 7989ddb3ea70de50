"""A strategy that has stopped without anyone having decided it.

What it checks
    Either its ``life`` says so: ``interrupted`` with ``de_facto: true``, and no decision since
    (``closed``, ``interrupted`` without ``de_facto``, or a checkpoint of the strategy that ends
    it).  Or the records say so on the day judged: no director, ``share`` percent or more of the
    programmes still running overdue for review or never reviewed, and no sign of life for longer
    than ``silence`` (review, measure, launch, adoption or update), while the strategy is neither
    ended nor past its end nor followed by another.

Why it matters
    Nobody announces that a strategy has stopped.  The State's roadmap of 2019 lost its director in
    January 2022, nine months of interim followed, the reviews ceased, and no text says that it was
    over.  The day of the last sign of life is what an evaluation needs first.

Example
    The last director left on 31 January, 30 of 35 programmes are overdue, the last measure is of
    31 January, and it is October.

How to fix
    Decide: name a director and hold the reviews, or close the strategy with a ``life`` event and
    its source, have it evaluated, and give each programme its fate.

Parameters
    ``share``: percent of the running programmes, overdue or never reviewed, from which it is told.
    ``silence``: time since the last sign of life.

Source
    The report of the Cour des comptes (July 2024) on TECH.GOUV, interrupted in fact when its
    director left; the CNCF and Apache, which put a silent project on the agenda by itself.
"""

from __future__ import annotations

from datetime import timedelta

from governance.gate.registry import ROADMAP, Rule
from governance.i18n import N_
from governance.measure.review import ENDED, ENDING
from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding, Pointer
    from governance.model.record import Record

RULE = Rule(
    "G907",
    "interrupted-de-facto",
    ROADMAP,
    N_(
        "“{title}” ({id}) is interrupted in fact since {since} and nobody has decided it: last "
        "sign of life on {signal}, {overdue} of {programmes} programmes ({share} %) not reviewed "
        "in time."
    ),
    N_(
        "Name a director under “roles” and hold the reviews, or close the strategy under “life”, "
        "have it evaluated and give each programme its fate."
    ),
    reads=("last_review", "last_sign", "left", "review_overdue", "stage"),
)
_ALIVE = frozenset({"adopted", "launched", "updated"})


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per strategy that stopped without a decision, or by all signs has."""
    least, silence = ctx.policy.parameter("G907", "share"), ctx.policy.span("G907", "silence")
    followed = {strategy.text("predecessor") for strategy in ctx.strategies.values()}
    for _, strategy in sorted(ctx.strategies.items()):
        rows = [row for row in roadmap.programmes(strategy.id) if not row["left"]]
        running = [row for row in rows if row["stage"] != ENDED]
        overdue = [row for row in running if row["review_overdue"] or not row["last_review"]]
        share = 100 * len(overdue) / len(running) if running else 0
        signal = _last_signal(strategy, roadmap)
        at, since = _stated(strategy, roadmap)
        if since is None:
            at, since = ("roles",), _vacant_since(strategy, ctx.as_of)
            if share < least or strategy.id in followed or _is_over(strategy, ctx):
                continue
            if since is None or signal is None or silence.after(signal) >= ctx.as_of:
                continue
        yield RULE.at(
            strategy,
            *at,
            since=since.isoformat(),
            signal=signal.isoformat() if signal else "",
            overdue=len(overdue),
            programmes=len(running),
            share=round(share),
        )


def _stated(strategy: Record, roadmap: Roadmap) -> tuple[Pointer, date | None]:
    """The interruption in fact that ``life`` tells and that no decision has followed."""
    life = strategy.items("life")
    decided = [
        event.get("date", "")
        for event in life
        if event.get("event") in ("closed", "interrupted") and not event.get("de_facto")
    ]
    for index, event in enumerate(life):
        since = day(event.get("date"))
        if event.get("event") != "interrupted" or not event.get("de_facto") or since is None:
            continue
        decided += [
            record.text("date")
            for record in roadmap.naming(strategy.key)
            if record.part("decision").get("kind") in ENDING
        ]
        if max(decided, default="") < since.isoformat():
            return ("life", index), since
    return (), None


def _vacant_since(strategy: Record, as_of: date) -> date | None:
    """The first day without a director, when there is none on ``as_of``."""
    since = day(strategy.data.get("start"))
    for role in strategy.items("roles"):
        first, last = day(role.get("from")), day(role.get("to"))
        if role.get("role") != "director" or (first and first > as_of):
            continue
        if last is None or last >= as_of:
            return None
        since = max(since or last, last + timedelta(days=1))
    return since


def _is_over(strategy: Record, ctx: Context) -> bool:
    end = day(strategy.data.get("end"))
    return ctx.ended(strategy.id) is not None or (end is not None and end < ctx.as_of)


def _last_signal(strategy: Record, roadmap: Roadmap) -> date | None:
    """The latest review or measure of the strategy and its programmes, or living life event."""
    told = [e.get("date") for e in strategy.items("life") if e.get("event") in _ALIVE]
    told.append(strategy.text("start"))
    rows = (*roadmap.programmes(strategy.id), roadmap.row("strategy", strategy.id))
    told += [row["last_sign"] for row in rows if row is not None]
    return max((found for text in set(told) if (found := day(text))), default=None)
