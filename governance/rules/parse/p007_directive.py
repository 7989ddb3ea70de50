"""A YAML directive.

What it checks
    No line starts with ``%`` in the first column.

Why it matters
    A directive changes the version of YAML or the meaning of tags for what follows, so the same
    lines mean something else than in every other record.

Example
    ``%YAML 1.1`` above a record, which turns ``no`` into false for the programs that obey it.

How to fix
    Remove the line; a text that starts with % is indented or put between quotes.

Parameters
    None.

Source
    YAML 1.2.2, section 6.8 (directives).
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P007",
    "directive",
    FILE,
    N_("A line that starts with % is a directive of YAML, which records do not use."),
    N_("Remove the line, or put the text between double quotes."),
    waivable=False,
)
