"""A text or a list that is too short or too long.

What it checks
    Texts and lists keep the length that the schema allows: a title is one line of at most 300
    characters, a list that is present holds at least one item.

Why it matters
    An empty list or text says neither “none” nor “unknown”; a title of a page no longer fits any
    table.

Example
    ``source: []``, or ``title: ""``.

How to fix
    Remove an empty field, since absent means unknown; shorten a long title and keep the rest in
    ``description`` or ``note``.

Parameters
    None.

Source
    JSON Schema 2020-12, keywords ``minLength``, ``maxLength``, ``minItems`` and ``maxItems``.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "S009",
    "wrong-length",
    FILE,
    N_(
        "The length of “{field}” is {count} (characters of a text, items of a list); it must be "
        "{bound} {limit}."
    ),
    N_("Remove the field if it says nothing, or bring it to the right length."),
)
