"""A field that is written twice in the same place.

What it checks
    No mapping of a record holds the same field name twice, quoted or not.

Why it matters
    Some readers keep the first value, others the last, others stop: the same file then says
    different things. It is usually what a merge or a copy leaves behind.

Example
    ``kind: press`` below ``kind: official`` in a source.

How to fix
    Keep the right one of the two lines and delete the other.

Parameters
    None.

Source
    YAML 1.2.2, section 3.2.1.3 (keys are unique), and the duplicate-key check of yamllint.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P003",
    "duplicate-key",
    FILE,
    N_("The field “{key}” is written twice here; the first one is on line {first}."),
    N_("Keep one of the two."),
    waivable=False,
)
