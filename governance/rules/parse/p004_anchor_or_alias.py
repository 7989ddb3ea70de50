"""An anchor or an alias.

What it checks
    No value of a record is named by an anchor (``&name``) or repeated by an alias (``*name``).

Why it matters
    With aliases, what a line says stands elsewhere, so a change far above alters it unseen; and a
    few lines of nested aliases unfold into gigabytes.

Example
    ``source: &s [plan-2025]`` in one place and ``source: *s`` in another.

How to fix
    Write the value out in each place; put a text that starts with & or * between double quotes.

Parameters
    None.

Source
    The “billion laughs” attack on YAML readers (Kubernetes, CVE-2019-11253).
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P004",
    "anchor-or-alias",
    FILE,
    N_("“{name}” is an anchor or an alias, which records do not use."),
    N_("Write the value out here; put a text that starts with & or * between double quotes."),
    waivable=False,
)
