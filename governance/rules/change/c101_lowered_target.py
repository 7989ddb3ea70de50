"""A target lowered or withdrawn without a rebaseline.

What it checks
    In a change, no target of an indicator asks for less than before (less when the value must rise,
    more when it must fall, anything else or a wider tolerance when it must hold), and none
    disappears, unless the change adds to ``rebaselines`` an entry of ``what: target`` (or
    ``tolerance``) with both figures. Of several targets for one day, the one stated last counts. An
    indicator that is dropped with a reason is left alone.

Why it matters
    An indicator can turn green in two ways: the value moves, or the target does. The second must be
    seen, with a reason and the name of whoever accepted it.

Example
    A pull request that corrects a title also turns ``value: 30`` into ``value: 25``.

How to fix
    Put the target back, or add under ``rebaselines`` of the indicator: ``date``, ``what: target``,
    ``of`` (the day of the target), ``old_value``, ``new_value``, ``reason`` and ``approver``.

Parameters
    None.

Source
    US IT Dashboard, where a rebaseline states its reason from a closed list, its approval date and
    a comment.
"""

from __future__ import annotations

from governance.gate.registry import CHANGE, Rule
from governance.i18n import N_
from governance.measure.indicator import number
from governance.measure.rebaseline import TARGET, TOLERANCE, explained
from governance.measure.targets import eased, moves, place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.changeset import ChangeSet
    from governance.gate.context import Context
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "C101",
    "lowered-target",
    CHANGE,
    N_(
        "The {what} of “{title}” ({id}) for {when} goes from {old} to {new}, which asks for less, "
        "without a rebaseline."
    ),
    N_(
        "Put it back, or add the change to `rebaselines` of the indicator: what, both figures, "
        "reason, approver and date."
    ),
)

AIM, MARGIN = N_("target"), N_("tolerance")
ANY_DAY, NOTHING = N_("any day"), N_("nothing")


def check(changes: ChangeSet, ctx: Context) -> Iterator[Finding]:
    """One finding per target lowered or withdrawn, and per tolerance widened."""
    for change in changes.changes("indicator"):
        if change.both and "dropped" not in change.both[1].data:
            yield from _targets(*change.both)
            yield from _tolerance(*change.both)


def _targets(before: Record, after: Record) -> Iterator[Finding]:
    if not after.items("targets"):
        return  # all of them are gone, which C106 tells once
    direction = before.text("direction")
    for old, new in moves(before, after):
        if old is None:
            continue
        value = number(new["value"]) if new else None
        if value is not None and not eased(old["value"], value, direction):
            continue
        when = str(old.get("date") or "")
        if not explained(before, after, TARGET, old["value"], value, when):
            at = ("targets", place(after, new), "value") if new else ("targets",)
            yield RULE.at(
                after, *at, on="value" if new else "key",
                what=AIM, when=when or ANY_DAY, old=f"{old['value']:.15g}",
                new=NOTHING if value is None else f"{value:.15g}",
            )  # fmt: skip


def _tolerance(before: Record, after: Record) -> Iterator[Finding]:
    old, new = (number(record.data.get("tolerance")) for record in (before, after))
    wider = before.text("direction") == "hold" and (new or 0) > (old or 0)
    if wider and not explained(before, after, TOLERANCE, old, new):
        yield RULE.at(
            after, "tolerance", what=MARGIN, when=ANY_DAY, old=f"{old or 0:.15g}",
            new=f"{new or 0:.15g}",
        )  # fmt: skip
