"""A baseline of inherited debts that grows.

What it checks
    In a change, ``governance/policy/baseline.yaml`` names no debt (rule and record) that it did not
    name before. Where there never was such a file, the first one is left alone; once one has been
    deleted, the history still knows of it, and no debt comes back.

Why it matters
    The baseline forgives what was there when the rules came, once. If debts can be added, every new
    fault has been inherited.

Example
    A pull request adds its own overdue review under ``R101`` of the baseline.

How to fix
    Take the entry out, and pay the debt; or ask for a waiver, which has a reason, an author and an
    end.

Parameters
    None.

Source
    The exemption list of the quality scale of Home Assistant, which only ever shrinks.
"""

from __future__ import annotations

from governance.gate.registry import CHANGE, Rule
from governance.gate.weigh import BASELINE
from governance.i18n import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.changeset import ChangeSet
    from governance.gate.context import Context
    from governance.model.finding import Finding, Pointer
    from governance.model.record import Record

RULE = Rule(
    "C117",
    "grown-baseline",
    CHANGE,
    N_("The baseline gains the debt {rule} of {named}, although it may only shrink."),
    N_("Take it out and pay the debt, or ask for a waiver with a reason, an author and an end."),
)


def check(changes: ChangeSet, ctx: Context) -> Iterator[Finding]:
    """One finding per debt that is added."""
    if changes.after.files.get(BASELINE) == changes.before.files.get(BASELINE):
        return
    before, after = changes.before.baseline(), changes.after.at(BASELINE)
    if before is None or after is None:
        return
    known = {debt for debt, _ in _debts(before)}
    for (rule, record), at in _debts(after):
        if (rule, record) not in known:
            yield RULE.on(after.key, BASELINE, at, rule=rule, named=record)


def _debts(baseline: Record) -> Iterator[tuple[tuple[str, str], Pointer]]:
    """Rule and record of each debt, and where it stands."""
    for index, debt in enumerate(baseline.items("debts")):
        records = debt.get("records")
        for place, record in enumerate(records if isinstance(records, list) else []):
            yield (str(debt.get("rule")), str(record)), ("debts", index, "records", place)
