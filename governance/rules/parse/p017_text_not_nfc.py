"""A letter that is written in pieces.

What it checks
    The text is in the composed normal form of Unicode (NFC): an accented letter is one character,
    not a letter followed by an accent.

Why it matters
    The two forms look the same and are different: a search misses the word, two equal titles
    compare as unequal, a column is one cell too narrow.

Example
    ``réel`` copied from a file name of macOS, where ``é`` is two characters.

How to fix
    Type the word again, or convert the file to NFC (``uconv -x any-nfc``).

Parameters
    None.

Source
    Unicode Standard Annex 15, and RFC 5198, which asks for NFC in what is exchanged.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P017",
    "text-not-nfc",
    FILE,
    N_(
        "A letter here is written in pieces, not as the one character that Unicode has for it "
        "(NFC)."
    ),
    N_("Delete the word and type it again."),
    waivable=False,
)
