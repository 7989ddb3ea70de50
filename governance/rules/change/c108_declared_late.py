"""A measure or a review declared long after its day.

What it checks
    In a change, a new measurement or checkpoint is received at most ``within`` after its day; for a
    measure, after the day its value is available (``availability_delay`` of the indicator, else
    ``calendar.measure_delay``). The day of receipt is that of whoever judges, never a date of a
    commit. A measure that names the one of the same day that it corrects (``supersedes``) is left
    alone.

Why it matters
    A review entered months later is told from memory, by somebody who knows how it ended; on the
    curve it looks as if it had been known all along. It may be honest, and must be seen.

Example
    ``checkpoints/portail/2026-01-15.yaml`` arrives on 1 June.

How to fix
    Nothing, when it is true: a reviewer confirms it. Enter measures and reviews when they take
    place; what is taken from an old document says so in ``source``.

Parameters
    ``within``: how long after its day a record may arrive.

Source
    kubernetes/enhancements: 84 % of the dates declared as “last updated” are more than a month
    older than the last change of the file, by 583 days at the median.
"""

from __future__ import annotations

from governance.gate.registry import CHANGE, Rule
from governance.i18n import N_
from governance.model.duration import Duration, day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.changeset import ChangeSet
    from governance.gate.context import Context
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "C108",
    "declared-late",
    CHANGE,
    N_("{named} is dated {date} and arrives on {received}, {days} days later."),
    N_("Confirm that it says what was known on that day; enter the next one when it takes place."),
)


def check(changes: ChangeSet, ctx: Context) -> Iterator[Finding]:
    """One finding per new dated record that arrives too late."""
    within = ctx.policy.span("C108", "within")
    for kind in ("measurement", "checkpoint"):
        for change in changes.changes(kind):
            when = day(change.after.data.get("date")) if change.after is not None else None
            if change.after is None or change.path_before is not None or when is None:
                continue
            available = when
            if kind == "measurement":
                if _corrects(change.after, changes):
                    continue
                available = _delay(change.after, changes, ctx).after(when)
            if changes.received > within.after(available):
                yield RULE.on(
                    change.key, change.after.path, ("date",), named=change.key,
                    date=when.isoformat(), received=changes.received.isoformat(),
                    days=(changes.received - when).days,
                )  # fmt: skip


def _corrects(measure: Record, changes: ChangeSet) -> bool:
    """Whether ``measure`` corrects one of the same day that was there before."""
    named = measure.text("supersedes")
    if not named:
        return False
    corrected = changes.before.record("measurement", f"{measure.text('indicator')}/{named}")
    return corrected is not None and corrected.text("date") == measure.text("date")


def _delay(measure: Record, changes: ChangeSet, ctx: Context) -> Duration:
    indicator = changes.before.record("indicator", measure.text("indicator"))
    own = Duration.parse(indicator.data.get("availability_delay")) if indicator else None
    return own or ctx.policy.calendar("measure_delay")
