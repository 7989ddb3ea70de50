"""A date that is not a day of the calendar.

What it checks
    A date is an existing day, written ``YYYY-MM-DD``. A month, a quarter or a year is written as
    its last day, with its ``precision`` beside it.

Why it matters
    Some programs roll 2021-13-45 over to 14 February 2022 and go on; a deadline then falls on a day
    that nobody chose.

Example
    ``date: 2026-02-29``, ``date: 31/12/2025``, ``date: "2025"``.

How to fix
    Write an existing day; for “2020” write ``2020-12-31`` and ``precision: year``.

Parameters
    None.

Source
    ISO 8601 and RFC 3339 full-date.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "S005",
    "impossible-date",
    FILE,
    N_("“{field}” says {value}, which is not a day of the calendar, written as YYYY-MM-DD."),
    N_("Write an existing day as year, month, day, with hyphens: {example}."),
)
