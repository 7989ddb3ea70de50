"""A file that is not encoded in UTF-8.

What it checks
    Every byte of the file belongs to a character of UTF-8.

Why it matters
    In another encoding the accents of a title are read as other letters, or not at all, depending
    on the machine.

Example
    A record saved by an old editor in Windows-1252, where ``é`` is the single byte E9.

How to fix
    Open the file in its real encoding and save it as UTF-8; most editors have “Save with encoding”.

Parameters
    None.

Source
    RFC 3629, and the référentiel général d’interopérabilité, which asks for UTF-8.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P012",
    "not-utf8",
    FILE,
    N_("The byte {byte} here is not UTF-8 text."),
    N_("Save the file with the encoding UTF-8."),
    waivable=False,
)
