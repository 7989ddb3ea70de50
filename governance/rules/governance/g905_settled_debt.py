"""An inherited debt that has been paid and is still listed.

What it checks
    Every entry of ``governance/policy/baseline.yaml`` still matches a finding: same rule, same
    record, same field.  Not told when a past day is replayed, nor while some file cannot be read.

Why it matters
    The baseline is a ratchet: it lets a roadmap adopt the rules with the debts it has, and it only
    shrinks.  An entry kept after the debt is paid would let the same debt be made again in silence.

Example
    ``franceconnect`` was reviewed in May, and the entry ``R101 programme/franceconnect`` is still
    there in June.

How to fix
    Where the record is still there, remove the entry: the debt is paid. Where it has been renamed,
    write its new name in the entry. Where it has vanished, bring it back and say in it what became
    of it (``left`` for a programme); remove the entry only if the record should never have been.

Parameters
    None.

Source
    The baselines of static analysis tools (PHPStan, detekt, basedpyright), which report entries
    that no longer match.
"""

from __future__ import annotations

from governance.gate.registry import GATE, Rule
from governance.i18n import N_

RULE = Rule(
    "G905",
    "settled-debt",
    GATE,
    N_("The inherited debt “{rule} {record}” matches nothing: {state}."),
    N_("{advice}{near}."),
)
