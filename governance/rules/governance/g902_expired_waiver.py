"""A waiver whose last day has passed.

What it checks
    The day ``until`` of every waiver is the day judged or later: a waiver holds on its last day and
    covers nothing from the next one on.

Why it matters
    Every exception has an end, or nobody ever looks at it again.  When it ends, the finding it
    covered is back and somebody must decide: it is fixed, or it is asked for again in the open.

Example
    ``until: 2026-03-31``, and the check runs on 1 April.

How to fix
    Fix the finding and remove the entry.  If the exception is still right, a new entry with a new
    reason and a new day is proposed and granted like the first.

Parameters
    None.

Source
    The exceptions of a Kubernetes release, granted for days and never open-ended.
"""

from __future__ import annotations

from governance.gate.registry import GATE, Rule
from governance.i18n import N_

RULE = Rule(
    "G902",
    "expired-waiver",
    GATE,
    N_("The waiver of {rule} for {record} ended on {until}."),
    N_("Fix what it covered and remove it, or have a new one granted with a new reason."),
)
