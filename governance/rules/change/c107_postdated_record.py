"""A measure, a review, a sign-off, a rebaseline or an end dated after the commit that brings it.

What it checks
    In a change, no new measurement or checkpoint, no new sign-off, no new entry of ``rebaselines``
    and no new ``dropped`` or ``left`` is dated after the day its file entered the history: that of
    the last commit that touches it, in the time zone of the roadmap, and never later than the day
    the change was received.

Why it matters
    Nobody can have measured tomorrow. A date ahead of its own commit silences the reminders until
    it comes, and makes a review that may never be held look held. What has ended is no longer
    compared with what it promised, so an end announced for later would open it to any edit.

Example
    A commit of 1 June brings ``checkpoints/portail/2026-06-30.yaml``.

How to fix
    Write the day on which it took place, in the field and in the name of the file; bring it once
    that day has come.

Parameters
    None.

Source
    US IT Dashboard, which refuses an actual date in the future; a public tracker of objectives
    whose list of overdue ones a future-dated check-in silenced.
"""

from __future__ import annotations

from governance.gate.registry import CHANGE, Rule
from governance.i18n import N_
from governance.measure.fingerprint import canonical
from governance.measure.rebaseline import FIELD, added
from governance.model.duration import day
from governance.model.kinds import DATED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.changeset import ChangeSet
    from governance.gate.context import Context
    from governance.model.finding import Finding, Pointer
    from governance.model.record import Record

RULE = Rule(
    "C107",
    "postdated-record",
    CHANGE,
    N_("The {what} in {named} is dated {date}, after {entered}, the day its commit brings it."),
    N_("Write the day on which it took place, and bring it once that day has come."),
)

WHAT = {
    "measurement": N_("measure"), "checkpoint": N_("review"), "signoffs": N_("sign-off"),
    FIELD: N_("rebaseline"), "dropped": N_("end"), "left": N_("end"),
}  # fmt: skip
_TOMBSTONES = ("dropped", "left")


def check(changes: ChangeSet, ctx: Context) -> Iterator[Finding]:
    """One finding per date that lies ahead of its commit."""
    for change in changes.changes():
        if change.after is None:
            continue
        entered = changes.entered(change.after.path)
        for what, at, written in _dates(change.before, change.after):
            when = day(written)
            if when is not None and when > entered:
                yield RULE.on(
                    change.key, change.after.path, at, what=WHAT[what], named=change.key,
                    date=when.isoformat(), entered=entered.isoformat(),
                )  # fmt: skip


def _dates(before: Record | None, after: Record) -> Iterator[tuple[str, Pointer, object]]:
    """What ``after`` brings that has a day of its own, where, and that day."""
    if after.kind in DATED and before is None:
        yield after.kind, ("date",), after.data.get("date")
    signed = {canonical(item) for item in before.items("signoffs")} if before is not None else set()
    for index, item in enumerate(after.items("signoffs")):
        if canonical(item) not in signed:
            yield "signoffs", ("signoffs", index, "date"), item.get("date")
    for index, entry in added(before, after):
        yield FIELD, (FIELD, index, "date"), entry.get("date")
    for name in _TOMBSTONES:
        end = after.data.get(name)
        if isinstance(end, dict) and (before is None or name not in before.data):
            yield name, (name, "date"), end.get("date")
