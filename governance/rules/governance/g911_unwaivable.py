"""A waiver, or an inherited debt, on a rule that admits none or does not exist.

What it checks
    The ``rule`` of every entry of the waivers and of the baseline is the code of a rule that can be
    waived.  The P rules and G999 cannot.

Why it matters
    A file that cannot be read, or that two readers read differently, is judged by guesswork: no
    reason makes that safe.  A code that does not exist is a typing error that covers nothing.

Example
    ``rule: P018`` for a record whose ``yes`` is not quoted; or ``rule: M2O1`` with the letter O.

How to fix
    Remove the entry and fix the file, or correct the code.

Parameters
    None.

Source
    The YAML pitfalls that make two programs see two different files (``no`` read as false,
    ``1:30`` as ninety), which no exception can settle.
"""

from __future__ import annotations

from governance.gate.registry import GATE, Rule
from governance.i18n import N_

RULE = Rule(
    "G911",
    "unwaivable",
    GATE,
    N_(
        "{rule} for {record} can be neither waived nor inherited: no such rule, or one that "
        "always holds."
    ),
    N_("Remove the entry; correct the code of the rule, or fix what the rule says."),
)
