"""A file that says nothing.

What it checks
    A record holds at least one field; blank lines and comments do not count.

Why it matters
    An empty file is what a failed save or a full disk leaves. Taken for an empty record, it would
    delete what was known.

Example
    ``roadmap/products/resana.yaml`` of zero bytes.

How to fix
    Restore it from git (``git checkout -- FILE``), fill it in, or delete it.

Parameters
    None.

Source
    Files of zero length after a crash, known from the delayed allocation of ext4.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P020",
    "empty-file",
    FILE,
    N_("This file is empty."),
    N_("Fill it in (`jalon new` shows what a record holds), or delete it."),
    waivable=False,
)
