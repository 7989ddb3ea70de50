"""The day of a target, or the end of a strategy, moved later without a rebaseline.

What it checks
    In a change, no target of an indicator is due later than before, nor loses its day, and no
    strategy ends later than before, unless the change adds to ``rebaselines`` of the record an
    entry of ``what: deadline`` with the ``old`` and the ``new`` day. A target whose day is gone is
    taken for the first new one of a later day. An indicator that is dropped with a reason is left
    alone.

Why it matters
    A target that is late is on track again once its day has moved. That may be right; it must not
    be silent.

Example
    On the eve of the due day, ``date: 2022-12-31`` becomes ``date: 2023-12-31``.

How to fix
    Put the day back, or add under ``rebaselines`` of the record: ``date``, ``what: deadline``,
    ``old``, ``new``, ``reason`` and ``approver``. A further target for a later day may be added
    beside the first at any time.

Parameters
    None.

Source
    The panorama of the large digital projects of the State, which publishes the slippage of the
    calendar against the first estimate: 26.6 % in 2020.
"""

from __future__ import annotations

from governance.gate.registry import CHANGE, Rule
from governance.i18n import N_
from governance.measure.rebaseline import DEADLINE, explained
from governance.measure.targets import moves, place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.changeset import ChangeSet
    from governance.gate.context import Context
    from governance.model.finding import Finding, Pointer
    from governance.model.record import Record

RULE = Rule(
    "C102",
    "moved-deadline",
    CHANGE,
    N_("“{title}” ({id}) was due on {old} and is put off to {new} without a rebaseline."),
    N_(
        "Put the day back, or add the change to `rebaselines` of the record: what, old and new "
        "day, reason, approver and date."
    ),
)

NO_DAY = N_("no day")


def check(changes: ChangeSet, ctx: Context) -> Iterator[Finding]:
    """One finding per target and per strategy put off."""
    for change in changes.changes("indicator"):
        if change.both and "dropped" not in change.both[1].data:
            before, after = change.both
            for old, new in moves(before, after):
                if old and new:
                    at = ("targets", place(after, new), "date")
                    yield from _put_off(before, after, at, old.get("date"), new.get("date"))
    for change in changes.changes("strategy"):
        if change.both:
            ends = (record.data.get("end") for record in change.both)
            yield from _put_off(*change.both, ("end",), *ends)


def _put_off(
    before: Record, after: Record, at: Pointer, old: str | None, new: str | None
) -> Iterator[Finding]:
    if old is None or (new is not None and new <= old):
        return
    if not explained(before, after, DEADLINE, old, new, old):
        yield RULE.at(after, *at, old=old, new=new or NO_DAY)
