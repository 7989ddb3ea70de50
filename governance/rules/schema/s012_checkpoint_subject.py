"""A checkpoint of nothing, or of two things.

What it checks
    A checkpoint names exactly one subject: the ``programme`` or the ``strategy`` that was reviewed.

Why it matters
    The next review is computed from the last one of that subject, so a review of both would count
    twice, and one of neither not at all.

Example
    The minutes of a committee that looked at a strategy and one of its programmes, in one file.

How to fix
    Name the subject of the folder in which the file lies; write a second file for the other.

Parameters
    None.

Source
    GOV.UK service assessments: one report per service assessed.
"""

from __future__ import annotations

from governance.gate.registry import RECORD, Rule
from governance.i18n import N_
from governance.model.finding import KEY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "S012",
    "checkpoint-subject",
    RECORD,
    N_("The checkpoint {id} names {count} subjects; it must name one, a programme or a strategy."),
    N_("Keep `programme:` or `strategy:`, the one whose folder the file lies in."),
)


def check(record: Record, ctx: Context) -> Iterator[Finding]:
    """At most one finding per checkpoint."""
    if record.kind != "checkpoint":
        return
    subjects = [name for name in ("programme", "strategy") if record.text(name)]
    if len(subjects) != 1:
        at = subjects[-1] if subjects else "programme"
        yield RULE.at(record, at, on=KEY, count=len(subjects))
