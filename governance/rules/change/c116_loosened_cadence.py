"""A rhythm of measuring or of steering slowed down without a rebaseline.

What it checks
    In a change, ``frequency`` and ``availability_delay`` of an indicator and the ``cadence`` of the
    ``steering`` of a strategy never become longer, unless the change adds to ``rebaselines`` of the
    record an entry of ``what: frequency`` with ``old`` and ``new``. What is not written counts as
    ``calendar.measure_frequency``, ``calendar.measure_delay`` and ``cadence.steering``. Dropped
    indicators are left alone.

Why it matters
    A measure that is owed every ten years is never stale, and a committee that owes nothing is never
    late: the quietest way to silence a reminder is to move the rhythm.

Example
    ``frequency: P3M`` becomes ``frequency: P5Y`` in the week in which the measure falls overdue.

How to fix
    Put it back, or add under ``rebaselines``: ``date``, ``what: frequency``, ``old``, ``new``,
    ``reason`` and ``approver``.

Parameters
    None.

Source
    Of the three years of TECH.GOUV, one interim review is known: what nobody owed, nobody held.
"""

from __future__ import annotations

from governance.gate.registry import CHANGE, Rule
from governance.i18n import N_
from governance.measure.rebaseline import FREQUENCY, explained
from governance.model.duration import Duration

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.changeset import ChangeSet
    from governance.gate.context import Context
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "C116",
    "loosened-cadence",
    CHANGE,
    N_("The field {field} of “{title}” ({id}) goes from {old} to {new} without a rebaseline."),
    N_(
        "Put it back, or add the change to `rebaselines` of the record: what, old and new, reason, "
        "approver and date."
    ),
)

NOT_WRITTEN = N_("not written")


def check(changes: ChangeSet, ctx: Context) -> Iterator[Finding]:
    """One finding per rhythm that slows down."""
    usual = {
        ("frequency",): ctx.policy.calendar("measure_frequency"),
        ("availability_delay",): ctx.policy.calendar("measure_delay"),
        ("steering", "cadence"): ctx.policy.cadence("steering"),
    }
    for change in changes.changes():
        if change.kind in ("indicator", "strategy") and change.both:
            before, after = change.both
            for at, default in usual.items():
                if (at[0] == "steering") == (change.kind == "strategy"):
                    yield from _slower(before, after, at, default)


def _slower(
    before: Record, after: Record, at: tuple[str, ...], default: Duration
) -> Iterator[Finding]:
    old, new = _at(before, at), _at(after, at)
    was, now = (Duration.parse(text) or default for text in (old, new))
    if now.length <= was.length or "dropped" in after.data:
        return
    if not explained(before, after, FREQUENCY, old, new):
        yield RULE.at(
            after, *at, on="value" if new else "key", field=".".join(at), old=old or NOT_WRITTEN,
            new=new or NOT_WRITTEN,
        )  # fmt: skip


def _at(record: Record, at: tuple[str, ...]) -> str | None:
    value: object = record.data
    for step in at:
        value = value.get(step) if isinstance(value, dict) else None
    return value if isinstance(value, str) else None
