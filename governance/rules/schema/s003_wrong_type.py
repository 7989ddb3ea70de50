"""A value of the wrong type.

What it checks
    A text is a text, a number a number, a list a list, as the schema asks; a number holds neither
    unit, nor space, nor decimal comma, and an unknown value is left out instead of written as null.

Why it matters
    A number that is stored as text is left out of every total and every curve, without a word.

Example
    ``value: 12 %``, ``fte: 4,5``, ``source: plan-2025`` instead of ``source: [plan-2025]``.

How to fix
    Write the value as the message asks: a decimal point instead of a comma, the unit in its own
    field, brackets around a list even of one.

Parameters
    None.

Source
    JSON Schema 2020-12, keyword ``type``.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "S003",
    "wrong-type",
    FILE,
    N_("“{field}” holds {given}, where {expected} is expected."),
    N_("Write {expected}, or remove the field if the value is unknown."),
)
