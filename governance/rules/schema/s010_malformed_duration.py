"""A duration that cannot be read.

What it checks
    A cadence, a frequency, a delay or a lag is an ISO 8601 duration of whole years, months, weeks
    and days, at least one of them.

Why it matters
    Due dates are computed from it; “every six months” in words would never be due.

Example
    ``frequency: 6 mois``, or ``P6`` without its unit.

How to fix
    Write P, a number and Y, M, W or D: ``P6M`` for six months, ``P13W`` for thirteen weeks, ``P1Y``
    for a year.

Parameters
    None.

Source
    ISO 8601 and RFC 3339, appendix A (durations).
"""

from __future__ import annotations

from governance.gate.registry import FILE, Rule
from governance.i18n import N_

RULE = Rule(
    "S010",
    "malformed-duration",
    FILE,
    N_("“{field}” says “{value}”, which is not a duration."),
    N_("Write P, a number and Y, M, W or D: P6M for six months, P13W for thirteen weeks."),
)
