"""Line ends of several kinds in one file.

What it checks
    All lines of the file end in the same way, with LF or with CR LF; CR alone is never a line end.

Why it matters
    Git and editors count the lines differently, so the place of a problem is wrong, and the next
    save rewrites every line of the file.

Example
    A file written on Windows in which one line was pasted from Linux.

How to fix
    Choose one kind of line end in the editor (LF is that of this repository) and save.

Parameters
    None.

Source
    git’s own warning on mixed line ends (core.safecrlf).
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P015",
    "mixed-line-ends",
    FILE,
    N_("The lines of this file end in several ways; the first that differs is this one."),
    N_("Choose one kind of line end in the editor, LF if possible, and save."),
    waivable=False,
)
