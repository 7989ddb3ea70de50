"""A waiver that covers nothing.

What it checks
    Every waiver in force covers at least one finding of its rule on its record (and on its field,
    when it names one).  Not told when a past day is replayed, nor while some file cannot be read,
    since the finding may then only be hidden.

Why it matters
    A waiver left behind waits for the next mistake and hides it before anyone has seen it.  One
    that names the wrong record gives its author a false peace.

Example
    The indicator was measured in May, and its waiver of M201 runs until August.

How to fix
    Remove the entry.  If the finding it should cover is still listed, compare rule, record and
    field with those of the finding.

Parameters
    None.

Source
    Linters that report unused suppressions, such as Ruff (unused-noqa), ESLint
    (report-unused-disable-directives) and mypy (warn_unused_ignores).
"""

from __future__ import annotations

from governance.gate.registry import GATE, Rule
from governance.i18n import N_

RULE = Rule(
    "G903",
    "unused-waiver",
    GATE,
    N_("The waiver of {rule} for {record} covers no finding."),
    N_(
        "Remove it: the finding is gone, or the rule, record or field it names is not the "
        "right one."
    ),
)
