"""A file that is not made of fields.

What it checks
    The file holds fields, one ``name: value`` per line; not a list, nor a single text or number.

Why it matters
    A list of records in one file makes every change of one a conflict with the others; a single
    text is no record at all.

Example
    ``- indicator: tchap-usagers`` and ten more such items in one file.

How to fix
    Make one file per record, with its fields at the start of the lines.

Parameters
    None.

Source
    A public project in which 17 additions to one shared list took 23 rounds of merging.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P021",
    "not-a-mapping",
    FILE,
    N_("A record is made of fields, but this file holds {found}."),
    N_("Write one `field: value` per line, and one file per record."),
    waivable=False,
)
