"""A record whose id, subject or day differs from the name of its file.

What it checks
    ``id`` equals the name of the file without its suffix. A measurement lies in the folder of its
    ``indicator``, a checkpoint in that of its ``programme`` or ``strategy``, and both are named by
    their ``date`` (with ``-2``, ``-3``… for several of one day).

Why it matters
    Everything is found by file name: a measure in the wrong folder would count for another
    indicator, a review under another day would move a due date.

Example
    ``measurements/tchap-messages/2022-01-31.yaml`` with ``date: 2022-01-13``.

How to fix
    Rename the file, move it, or correct the field: whichever is wrong.

Parameters
    None.

Source
    One file per measure and per review, named by its day, merges without conflict (0 of 150 against
    60 of 60 for a shared list); the name is only worth something if it is checked.
"""

from __future__ import annotations

from governance.gate.registry import RECORD, Rule
from governance.i18n import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "L103",
    "id-differs-from-file",
    RECORD,
    N_("“{field}” says “{value}”, but the file is named for “{named}”."),
    N_("Rename or move the file, or correct the field."),
)


def check(record: Record, ctx: Context) -> Iterator[Finding]:
    """One finding per field that contradicts the path."""
    folder, _, stem = record.id.rpartition("/")
    expected = {"id": record.id}
    if record.kind == "measurement":
        expected = {"indicator": folder, "date": stem[:10]}
    elif record.kind == "checkpoint":
        expected = {"programme": folder, "strategy": folder, "date": stem[:10]}
    for field, wanted in expected.items():
        value = record.text(field)
        if value and value != wanted:
            yield RULE.at(record, field, field=field, value=value, named=wanted)
