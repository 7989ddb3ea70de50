"""A path under ``roadmap/`` that cannot be opened as a file.

What it checks
    Every path below ``roadmap/`` is a regular file that the check may read. A symbolic link is
    never followed, even when it leads to a good record; a pipe, a device, a folder without
    permission or a disk error is told in the same way.

Why it matters
    A link can lead outside the repository, so that what is judged is not what was reviewed; and a
    record that is silently skipped would count as one that has nothing wrong.

Example
    ``roadmap/products/tchap.yaml`` is a link to ``/etc/passwd``.

How to fix
    Replace the link by a copy of the file, or give the file read permission.

Parameters
    None.

Source
    Advisories on tools that read pull requests and followed links out of the checkout.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P001",
    "unreadable-file",
    FILE,
    N_("This file cannot be read: {reason}."),
    N_("Put a regular, readable file there, or remove the path."),
    waivable=False,
)
