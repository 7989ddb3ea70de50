"""A baseline rewritten without a rebaseline.

What it checks
    In a change, a baseline stays what it is once it is written: the value and the day an indicator
    starts from, the ``baseline`` date of a milestone, the ``baseline`` amount of a cost of a
    programme, a product or a strategy; a programme does not enter, and a strategy does not start,
    later than it did. Otherwise the change adds to ``rebaselines`` an entry of ``what: baseline``,
    ``milestone`` or ``cost`` with what was there and what is there. Forecasts and actual values
    move freely, but a milestone whose forecast is all that was promised does not disappear either.
    Records that are dropped or have left are left alone.

Why it matters
    Slippage is measured against the baseline: whoever rewrites it erases the slippage. Tchap was
    announced at about 1 million euros in 2019 and put at 5.6 million in 2023; without a dated
    baseline nobody can say how much of that is slippage and how much is scope.

Example
    The milestone that was missed gets the day of today as its ``baseline``.

How to fix
    Put it back and write the new date as ``forecast``. If the commitment itself was revised, add
    under ``rebaselines``: ``date``, ``what``, ``of``, what was and what is, ``reason`` and
    ``approver``.

Parameters
    None.

Source
    US IT Dashboard (rebaselines with a reason); the panorama of the large digital projects of the
    State, which computes every slippage against the first estimate.
"""

from __future__ import annotations

from governance.gate.registry import CHANGE, Rule
from governance.i18n import N_
from governance.measure.indicator import number
from governance.measure.rebaseline import BASELINE, COST, MILESTONE, explained

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from governance.gate.changeset import ChangeSet
    from governance.gate.context import Context
    from governance.model.finding import Finding, Pointer
    from governance.model.record import Record

    Entry = dict[str, Any]

RULE = Rule(
    "C104",
    "rewritten-baseline",
    CHANGE,
    N_(
        "In “{title}” ({id}), the baseline of the {what} “{name}” goes from {old} to {new} without "
        "a rebaseline."
    ),
    N_(
        "Put it back, or add the change to `rebaselines` of the record: what, of which, what was "
        "and what is, reason, approver and date."
    ),
)

WHAT = {
    BASELINE: N_("indicator"), MILESTONE: N_("milestone"), COST: N_("cost"),
}  # fmt: skip
_BEGUN = {
    "programme": (N_("programme"), ("entered", "date")),
    "strategy": (N_("strategy"), ("start",)),
}
NOTHING = N_("nothing")
_TOMBSTONES = ("dropped", "left")


def check(changes: ChangeSet, ctx: Context) -> Iterator[Finding]:
    """One finding per baseline that says something else."""
    for change in changes.changes():
        if change.both and not any(name in change.both[1].data for name in _TOMBSTONES):
            yield from _indicator(*change.both)
            yield from _begun(*change.both)
            yield from _milestones(*change.both)
            yield from _costs(*change.both)


def _indicator(before: Record, after: Record) -> Iterator[Finding]:
    old, new = before.data.get("baseline"), after.data.get("baseline")
    if before.kind != "indicator" or not isinstance(old, dict):
        return
    new = new if isinstance(new, dict) else {}
    for field in ("value", "date"):
        if field in old and old[field] != new.get(field):
            yield from _told(
                before, after, BASELINE, after.id, old[field], new.get(field), ("baseline", field)
            )


def _begun(before: Record, after: Record) -> Iterator[Finding]:
    """The first review of a programme is owed from the day it entered, the first session of a
    steering body from the start of its strategy."""
    if before.kind in _BEGUN:
        word, at = _BEGUN[before.kind]
        old, new = (_day(record, at) for record in (before, after))
        if old and new > old:
            yield from _told(before, after, BASELINE, after.id, old, new, at, word)


def _day(record: Record, at: tuple[str, ...]) -> str:
    value: Any = record.data
    for step in at:
        value = value.get(step) if isinstance(value, dict) else None
    return str(value or "")


def _milestones(before: Record, after: Record) -> Iterator[Finding]:
    places = {item.get("id"): index for index, item in _listed(after, "milestones")}
    if not places:
        return  # all of them are gone, which C106 tells once
    for _, old in _listed(before, "milestones"):
        index = places.get(old.get("id"))
        new = after.data["milestones"][index] if index is not None else {}
        promised = old.get("baseline") or (old.get("forecast") if index is None else None)
        if promised and promised != new.get("baseline"):
            at: Pointer = ("milestones",) if index is None else ("milestones", index, "baseline")
            yield from _told(
                before, after, MILESTONE, str(old.get("id")), promised, new.get("baseline"), at
            )


def _costs(before: Record, after: Record) -> Iterator[Finding]:
    """A cost is known by its nature and its authority, then by its period."""
    old = [item for _, item in _listed(before, "costs") if number(item.get("baseline")) is not None]
    new = _listed(after, "costs")
    for field in (("nature", "authority", "from", "to"), ("nature", "authority", "from"),
                  ("nature", "authority")):  # fmt: skip
        for item in list(old):
            same = [pair for pair in new if _key(pair[1], field) == _key(item, field)]
            exact = [pair for pair in same if pair[1].get("baseline") == item["baseline"]]
            if not same:
                continue
            index, became = (exact or same)[0]
            old.remove(item)
            new.remove((index, became))
            if became.get("baseline") != item["baseline"]:
                yield from _told(
                    before, after, COST, item["nature"], item["baseline"], became.get("baseline"),
                    ("costs", index, "baseline"),
                )  # fmt: skip
    for item in old:
        yield from _told(before, after, COST, item["nature"], item["baseline"], None, ("costs",))


def _key(item: Entry, fields: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(item.get(field) for field in fields)


def _listed(record: Record, field: str) -> list[tuple[int, Entry]]:
    value = record.data.get(field)
    entries = enumerate(value if isinstance(value, list) else [])
    return [(index, item) for index, item in entries if isinstance(item, dict)]


def _told(
    before: Record, after: Record, what: str, name: str, old: Any, new: Any, at: Pointer,
    word: str = "",
) -> Iterator[Finding]:  # fmt: skip
    if not explained(before, after, what, old, new, name):
        yield RULE.at(
            after, *at, on="value" if new is not None else "key", what=word or WHAT[what], name=name,
            old=_text(old), new=NOTHING if new is None else _text(new),
        )  # fmt: skip


def _text(value: Any) -> str:
    return f"{value:.15g}" if number(value) is not None else str(value)
