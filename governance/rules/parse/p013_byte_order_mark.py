"""A file that starts with a byte order mark.

What it checks
    The first bytes of the file are its text: neither the mark of UTF-8 nor that of UTF-16.

Why it matters
    The mark is invisible, yet for many programs it is part of the first field name, which they then
    do not find; with UTF-16 every other byte is zero.

Example
    A record saved by Notepad as “UTF-8 with BOM” or “Unicode”.

How to fix
    Save the file as UTF-8 without byte order mark.

Parameters
    None.

Source
    Unicode Standard, section 2.6: neither required nor recommended for UTF-8.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P013",
    "byte-order-mark",
    FILE,
    N_("The file starts with a byte order mark, which nobody sees and many programs stumble over."),
    N_("Save the file as “UTF-8”, not as “UTF-8 with BOM” or “Unicode”."),
    waivable=False,
)
