"""Several YAML documents in one file.

What it checks
    A file holds a single document: no second ``---`` line.

Why it matters
    Many programs read the first document and ignore the rest without a word: what stands below
    would be committed, reviewed and never judged.

Example
    Two measurements in one file, separated by ``---``.

How to fix
    Move the second document to a file of its own, or remove the ``---`` line.

Parameters
    None.

Source
    YAML 1.2.2, section 9.2 (streams): several documents may follow each other in a file.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P008",
    "several-documents",
    FILE,
    N_("A second document starts here, but a file holds one record."),
    N_("Move what follows to a file of its own, or remove the line ---."),
    waivable=False,
)
