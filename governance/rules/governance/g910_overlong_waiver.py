"""A waiver granted for too long.

What it checks
    From ``granted`` to ``until`` a waiver lasts at most ``limit``.  A longer one does not apply.

Why it matters
    An exception for a year is a change of policy that nobody has discussed.  A short one comes back
    before those who know why it was given have gone.

Example
    ``granted: 2026-01-10`` and ``until: 2026-12-31``.

How to fix
    Choose a nearer day.  When the rule does not suit the roadmap, change the policy instead: its
    severity or its parameters, for everyone, in the open.

Parameters
    ``limit``: longest time from the day a waiver is granted to its last day.

Source
    The exceptions of a Kubernetes release, which are counted in days; the ninety days are a choice
    of this policy: one quarter, so that each waiver meets a steering body at least once.
"""

from __future__ import annotations

from governance.gate.registry import GATE, Rule
from governance.i18n import N_

RULE = Rule(
    "G910",
    "overlong-waiver",
    GATE,
    N_("The waiver of {rule} for {record} lasts {days} {days:day/days}; {limit} are allowed."),
    N_("Bring “until” nearer; if the need is still there then, it is granted again."),
)
