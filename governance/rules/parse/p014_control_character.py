r"""A control character.

What it checks
    The file, and every text that its escapes write, holds no control character but the line end and
    the tab: no escape, null, bell, delete, C1 control, line or paragraph separator, lone surrogate.

Why it matters
    Printed on a terminal, such characters clear the screen, change its title or rewrite the line
    above; in a report they cut the text in two.

Example
    ``title: "\x1b[2JTout va bien"``, which wipes the screen of the reviewer.

How to fix
    Delete the character; it often comes from a copy out of a terminal or a PDF.

Parameters
    None.

Source
    Terminal escape injection (CWE-150).
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P014",
    "control-character",
    FILE,
    N_("The control character {character} stands here."),
    N_("Delete it; it often comes from a copy out of a terminal or a PDF."),
    waivable=False,
)
