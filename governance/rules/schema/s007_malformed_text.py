"""A text that is not written in the form its field asks for.

What it checks
    An id, a reference to a milestone or to a measure, a country, a time zone follow the pattern of
    the schema: an id is made of lower-case letters without accents, digits and single hyphens.

Why it matters
    Ids become file names, branch names and words of the command line; a space or an accent in one
    breaks where nobody expects it.

Example
    ``programme: Réseau de l'État`` instead of ``programme: rie-resilience``.

How to fix
    Write the id as the file of the record is named, without ``.yaml``; keep names for ``title``.

Parameters
    None.

Source
    JSON Schema 2020-12, keyword ``pattern``.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "S007",
    "malformed-text",
    FILE,
    N_("“{field}” says “{value}”, where this is expected: {expected}."),
    N_("Write the value in that form."),
)
