"""A word that is not one of those the field admits.

What it checks
    A field with a closed vocabulary (stage, weather, decision, kind, precision…) holds one of its
    words, exactly.

Why it matters
    A word of one’s own becomes a column of its own in every count: the programme is neither on
    track nor late, it disappears.

Example
    ``weather: sunn``, or ``stage: production`` for ``operation``.

How to fix
    Take the word that fits among those listed; the French meaning of each stands in the schema and
    in the completion of the editor.

Parameters
    None.

Source
    JSON Schema 2020-12, keyword ``enum``; roadmaps in git whose misspelt status passed unseen.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "S004",
    "not-in-vocabulary",
    FILE,
    N_("“{value}” is not a word that “{field}” admits (nearest: {closest})."),
    N_("Use one of: {allowed}."),
)
