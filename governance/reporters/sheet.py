"""Tables for a spreadsheet: CSV that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io

from governance.reporters.cells import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheet(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """``rows`` under ``head`` as CSV (RFC 4180, LF); a text that a spreadsheet would compute starts
    with an apostrophe, controls are shown, nothing is cut.  Truths are ``yes`` and ``no``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return value
    text = clean(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
