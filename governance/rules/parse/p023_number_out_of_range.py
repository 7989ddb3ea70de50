"""A number with more digits than programs keep.

What it checks
    A number has at most 18 digits before the point and 17 after it.

Why it matters
    Beyond that, programs round without a word, each in its own way, so that the same file holds
    several values.

Example
    ``value: 0.3333333333333333333333`` pasted from a spreadsheet.

How to fix
    Round to what was really measured; put an identifier made of digits between double quotes.

Parameters
    None.

Source
    The 64-bit integers and double precision numbers (IEEE 754) of most languages.
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "P023",
    "number-out-of-range",
    FILE,
    N_("{value} has more digits than programs keep (18 before the point, 17 after it)."),
    N_("Round it; put an identifier made of digits between double quotes."),
    waivable=False,
)
