"""A file that lies where no record is looked for.

What it checks
    Below ``roadmap/`` there are only ``roadmap.yaml``, the folders of the kinds of record, a README
    and a LICENSE. Hidden files are ignored.

Why it matters
    A record in a misspelt folder is read by nobody, and nobody notices: its programme seems to have
    no measures, its reviews seem never held.

Example
    ``roadmap/program/tchap.yaml`` instead of ``roadmap/programmes/tchap.yaml``.

How to fix
    Move the file to the folder of its kind, or out of ``roadmap/`` if it is no record.

Parameters
    None.

Source
    Checks that were found not to run on some files of public repositories (Kubernetes,
    beta.gouv.fr).
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P025",
    "misplaced-file",
    FILE,
    N_("“{name}” is not a place where records are looked for."),
    N_(
        "Move it to the folder of its kind (strategies, programmes, indicators…), or out of "
        "roadmap/."
    ),
    waivable=False,
)
