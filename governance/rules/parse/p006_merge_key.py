"""A merge key.

What it checks
    No field is named ``<<``.

Why it matters
    In YAML 1.1 ``<<`` copies another mapping into this one; in YAML 1.2 it is a field like any
    other. The same file is therefore two records.

Example
    ``<<: {grade: official}`` under ``provenance``.

How to fix
    Write the fields out where they belong.

Parameters
    None.

Source
    The merge key type of YAML 1.1, dropped from YAML 1.2.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P006",
    "merge-key",
    FILE,
    N_("“<<” merges other fields into these for some programs and is a field for others."),
    N_("Write the fields out here."),
    waivable=False,
)
