"""A number beyond what its field admits.

What it checks
    Numbers lie between the limits of the schema: no negative cost, no staff below zero, no rank
    under 1.

Why it matters
    Such a number is a typing error or a wrong unit (thousands of euros for euros), and one is
    enough to turn a total over.

Example
    ``fte: -2``, or ``order: 0``.

How to fix
    Correct the number or its unit; money is written in whole euros.

Parameters
    None.

Source
    JSON Schema 2020-12, keywords ``minimum``, ``maximum`` and ``exclusiveMinimum``.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "S008",
    "number-beyond-limit",
    FILE,
    N_("“{field}” is {value}, but it must be {bound} {limit}."),
    N_("Correct the number, or its unit."),
)
