"""A file name that no record can have.

What it checks
    A record’s file is named by its id (lower-case letters without accents, digits, single hyphens,
    at most 64 characters) and ``.yaml``. A measurement or a checkpoint lies in a folder named by
    what it speaks of, and is named by its day, with a number when there are several:
    ``2021-06-30.yaml``, ``2021-06-30-2.yaml``.

Why it matters
    The name is the id that other records cite. Capitals and accents are the same name on some disks
    and two names on others, and a file with another suffix would never be read.

Example
    ``Tchap.yaml``, ``réseau.yaml``, ``tchap.yml``, or ``measurements/2021-06-30.yaml`` without the
    folder of its indicator.

How to fix
    Rename the file (``git mv``), and the ``id`` in it.

Parameters
    None.

Source
    Names that collide on case-insensitive disks (Windows, macOS).
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P022",
    "bad-file-name",
    FILE,
    N_("“{name}” is not a name that a record here can have."),
    N_(
        "Use lower-case letters without accents, digits, hyphens and .yaml; a measurement or a "
        "checkpoint is <folder>/<YYYY-MM-DD>.yaml."
    ),
    waivable=False,
)
