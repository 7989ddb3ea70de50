"""A character that is not seen and changes what is seen.

What it checks
    The file holds no character that reverses the order of text, has no width or fills space without
    a sign: bidirectional controls, zero-width space, soft hyphen, word joiner, tag characters and
    the like.

Why it matters
    What the reviewer reads is then not what the programs read: two ids look the same and differ, a
    sentence is shown in another order than it is stored.

Example
    ``title: France`` copied from a web page, with a zero-width space before ``ce``.

How to fix
    Delete the word and type it again.

Parameters
    None.

Source
    “Trojan Source” (CVE-2021-42574) and Unicode Technical Standard 39.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P016",
    "hidden-character",
    FILE,
    N_("The character {character}, which nobody sees, stands here."),
    N_("Delete the word and type it again."),
    waivable=False,
)
