"""An outside event that touches a programme, and no review since.

What it checks
    After an event of ``events/``, every programme, strategy and product that it names is reviewed:
    for a product, each programme behind it. The review is held within the ``review_within`` of the
    event, or ``within`` when it states none, plus the grace; a later one still settles the matter.
    Of an event known to the month, the quarter or the year only, a review held since the first day
    of that period counts. Nobody owes a review for an event older than the entry of the programme,
    or that came too late for the end of the strategy, or once the programme has ended.

Why it matters
    A law, a crisis or an order from above changes what a programme is for. When the roadmap does
    not look at it, programmes go on as if nothing had happened, or stop without having been told.

Example
    In November 2023 a note of the Prime Minister asks for another messaging service than the one
    the State builds; no checkpoint of the programme follows.

How to fix
    Hold a review that takes the event into account, and add its checkpoint.

Parameters
    ``within``: time allowed when the event states none.

Source
    The French Court of Auditors (2024) on the note that asked ministers to use Olvid while the
    State ran Tchap.
"""

from __future__ import annotations

from governance.gate.registry import ROADMAP, Rule
from governance.i18n import N_
from governance.measure.review import ENDED
from governance.model.duration import Duration, day, earliest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.gate.row import Row
    from governance.model.finding import Finding, Pointer
    from governance.model.record import Record

RULE = Rule(
    "D310",
    "unanswered-event",
    ROADMAP,
    N_(
        "The event “{title}” of {date} touches “{subject}” ({key}), which has not been reviewed "
        "since; a review was due by {due}."
    ),
    N_("Hold a review that takes the event into account, and add its checkpoint."),
    reads=("clock", "entered", "last_review", "stage"),
    misses=("checkpoint", "strategy/life", "programme/entered", "/precision"),
)


def check(roadmap: Roadmap, ctx: Context) -> Iterator[Finding]:
    """One finding per event and programme or strategy touched."""
    within = ctx.policy.span("D310", "within")
    for event in roadmap.of("event"):
        happened = day(event.data.get("date"))
        if happened is None:
            continue
        since = earliest(happened, event.data.get("precision")).isoformat()
        due = (Duration.parse(event.data.get("review_within")) or within).after(happened)
        for pointer, row in _touched(event, roadmap):
            clock = day(row["clock"])
            if row["stage"] == ENDED or happened.isoformat() < (row["entered"] or ""):
                continue
            if (row["last_review"] or "") < since and clock and ctx.is_past(due, clock):
                yield RULE.at(
                    event, *pointer,
                    date=happened.isoformat(), subject=row["title"],
                    key=f"{row['kind']}/{row['id']}", due=due.isoformat(),
                )  # fmt: skip


def _touched(event: Record, roadmap: Roadmap) -> Iterator[tuple[Pointer, Row]]:
    """The rows that ``event`` touches, each once, with where it says so."""
    products = roadmap.records.get("product", {})
    seen: set[str] = set()
    for field, kind in (("programmes", "programme"), ("strategies", "strategy"), ("products", "")):
        named = event.data.get(field)
        for index, name in enumerate(named if isinstance(named, list) else []):
            product = products.get(name)
            behind = product.data.get("programmes") if product and not kind else None
            for touched in [name] if kind else behind or []:
                row = roadmap.row(kind or "programme", touched)
                key = f"{kind or 'programme'}/{touched}"
                if row is not None and key not in seen:
                    seen.add(key)
                    yield (field, index), row
