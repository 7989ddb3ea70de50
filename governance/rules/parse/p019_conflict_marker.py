"""A merge conflict left in the file.

What it checks
    No line starts with the seven signs by which git marks the two sides of a conflict.

Why it matters
    Nobody has decided which side holds. Read as it is, the file says both, or neither.

Example
    ``<<<<<<< HEAD`` above the two values of a forecast date.

How to fix
    Keep the right side, delete the other and the marker lines.

Parameters
    None.

Source
    The check-merge-conflict hook of pre-commit.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P019",
    "conflict-marker",
    FILE,
    N_("A merge conflict was left here: two versions of the same lines."),
    N_("Keep the right version, and delete the other and the marker lines."),
    waivable=False,
)
