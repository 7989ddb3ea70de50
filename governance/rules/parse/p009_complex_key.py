"""A field name that is not plain text.

What it checks
    Every field name is a text on one line, followed by a colon: no ``? name``, no list or mapping
    as a name, no unquoted number, true, false or null.

Why it matters
    A name that is not text is the text ``1`` for one program and the number 1 for another, and most
    cannot hold a list as a name at all.

Example
    ``2021: 30`` under an indicator, to mean the target of 2021.

How to fix
    Use the fields of the schema; a year or a number belongs in a value, for instance ``date:
    2021-12-31``.

Parameters
    None.

Source
    YAML 1.2.2, section 8.2.2 (explicit keys), and JSON, where a name is always a string.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P009",
    "complex-key",
    FILE,
    N_("“{key}” is not a plain field name."),
    N_("Write a field name of letters and underscores, followed by a colon."),
    waivable=False,
)
