"""A waiver that has been renewed more often than allowed.

What it checks
    A waiver is renewed at most ``renewals`` times: its field ``renewals`` says how often it was, and
    each earlier one for the same rule and record counts for one more, unless the two name different
    fields.  Where a change is judged, those that the history granted count too: a waiver deleted and
    written again has been renewed.  A waiver beyond that does not apply.

Why it matters
    An exception renewed every quarter has no end, whatever each of its dates says.  The second time
    the reason did not go away, the rule or the programme has to change, not the date.

Example
    ``renewals: 2`` on a waiver of M201 for ``indicator/tchap-messages``, granted for the third time.

How to fix
    Fix the finding and remove the entry.  When the rule does not suit the roadmap, change the
    policy: its severity or its parameters, for everyone, in the open.

Parameters
    ``renewals``: how often a waiver may be renewed.

Source
    A choice of this policy: with ninety days each time, a waiver and its renewal cover half a year,
    the longest time between two meetings of a steering body.
"""

from __future__ import annotations

from governance.gate.registry import GATE, Rule
from governance.i18n import N_

RULE = Rule(
    "G912",
    "waiver-renewed-again",
    GATE,
    N_(
        "Renewals of the waiver of {rule} for {record}: {count}, where {limit} at most are allowed."
    ),
    N_("Fix what it covers and remove it; when the rule itself is wrong, change the policy."),
)
