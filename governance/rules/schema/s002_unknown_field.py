"""A field that does not exist in this kind of record.

What it checks
    Every field name is one of those of the schema at that place.

Why it matters
    A misspelt field is a fact that nobody reads: ``targts`` instead of ``targets`` gives an
    indicator without target, and everything else looks well.

Example
    ``titel: Tchap``, or a ``next_review`` field, which exists nowhere because it is computed.

How to fix
    Correct the name, or move the field to the record it belongs to; what cannot be expressed goes
    in ``note``.

Parameters
    None.

Source
    JSON Schema 2020-12, keyword ``additionalProperties``.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "S002",
    "unknown-field",
    FILE,
    N_("“{field}” is not a field that exists here (nearest: {closest})."),
    N_("Use one of: {allowed}."),
)
