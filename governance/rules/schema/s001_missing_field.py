"""A field that every record of its kind must have is not there.

What it checks
    The schema of the kind of record lists the fields that are required, at the top of the record
    and inside its lists.

Why it matters
    Required fields are the few without which nothing can be judged: an id to be cited by, a
    strategy to belong to, a date on a fact. Everything else may be absent, which means unknown.

Example
    An indicator without ``direction``: nobody can say whether a rise is good news.

How to fix
    Add the field; ``jalon new`` writes every required field of a kind, with its meaning.

Parameters
    None.

Source
    JSON Schema 2020-12, keyword ``required``.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "S001",
    "missing-field",
    FILE,
    N_("The field “{field}” is missing here; every record of this kind must have it."),
    N_("Add it with its value."),
)
