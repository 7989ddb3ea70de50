"""Fields nested too deep.

What it checks
    Lists and mappings are nested at most 20 levels deep.

Why it matters
    No record needs more than six levels. Thousands of brackets crash YAML parsers, which call
    themselves once per level.

Example
    A file that holds one hundred thousand ``[``.

How to fix
    Remove the superfluous brackets or dashes; compare with ``jalon new`` for that kind of record.

Parameters
    None.

Source
    Uncontrolled recursion of YAML and JSON parsers on nested brackets (CWE-674).
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P011",
    "too-deep",
    FILE,
    N_("Lists and fields are nested here more than {limit} levels deep."),
    N_("Remove the superfluous brackets or dashes."),
    waivable=False,
)
