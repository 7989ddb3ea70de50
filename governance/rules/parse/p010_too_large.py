"""A file too large to be a record.

What it checks
    A record weighs at most 256 KiB.

Why it matters
    The largest real record weighs a few kilobytes. A file a hundred times larger is a document put
    in the wrong place, or an attempt to exhaust whoever reads it.

Example
    The scanned minutes of a committee pasted into ``minutes``.

How to fix
    Keep the document elsewhere, describe it in ``sources/`` and name it under ``source``; split a
    record that grew by accretion.

Parameters
    None.

Source
    Size limits of manifests (etcd refuses objects over 1.5 MiB).
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P010",
    "too-large",
    FILE,
    N_("This file is larger than {limit} bytes, the most a record may weigh."),
    N_("Keep long documents elsewhere and name them under sources/."),
    waivable=False,
)
