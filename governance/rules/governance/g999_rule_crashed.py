"""A rule that failed instead of judging.

What it checks
    Every rule comes to an end on every record.  When one fails, this finding names it, the record
    and the error; the other rules go on.

Why it matters
    A rule that failed has said nothing, and silence would read as a pass.

Example
    ``M207`` fails on an indicator with the error ``ZeroDivisionError: division by zero``.

How to fix
    This is a fault of the tool, not of the roadmap.  Report it with the record; meanwhile read the
    record for that rule with your own eyes.

Parameters
    None.

Source
    The Kubernetes enhancement proposals, whose validator was found not to be called at all: a check
    must be seen to run.
"""

from __future__ import annotations

from governance.gate.registry import GATE, Rule
from governance.i18n import N_

RULE = Rule(
    "G999",
    "rule-crashed",
    GATE,
    N_("The rule {code} failed on this record ({error}); what it would have said is not known."),
    N_(
        "Report it with the record that makes it fail; until then read the record for that "
        "rule yourself."
    ),
    waivable=False,
)
