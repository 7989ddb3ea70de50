"""A value that carries a type tag.

What it checks
    No value or field name is preceded by a tag such as ``!!str``, ``!secret`` or a lone ``!``.

Why it matters
    A tag tells a program how to build the value, and some programs obey: it is the classic way to
    make a reader run a command. Here the schema alone says what each field is.

Example
    ``value: !!python/object/apply:os.system [ls]``, or an innocent ``title: !important``.

How to fix
    Remove the tag; put a text that starts with ! between double quotes.

Parameters
    None.

Source
    The deserialisation flaw of PyYAML’s loaders (CVE-2017-18342).
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P005",
    "explicit-tag",
    FILE,
    N_("“{tag}” is a type tag, which records do not use."),
    N_("Remove it; put a text that starts with ! between double quotes."),
    waivable=False,
)
