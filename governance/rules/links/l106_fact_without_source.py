"""A fact that does not say where it comes from.

What it checks
    Whatever states a fact (a target, a baseline, a role, a cost, a milestone, a declared total, a
    dependency, an evaluation…) has a ``source`` of its own. Measurements have their own rule, M208.

Why it matters
    Two figures that contradict each other can both be kept if each says who claims it; without a
    source the first reader’s doubt is the end of both.

Example
    A target of 30 million users whose announcement nobody can find again.

How to fix
    Add ``source: [id]`` to the fact; write the document as a record of ``sources/`` if it is new.

Parameters
    None; the schemas mark what is a fact (``x-fact``).

Source
    Public figures for Tchap differ by a factor of two and a half between documents of 2023 and 2024
    (registered against active users): only their sources tell them apart.
"""

from __future__ import annotations

from governance.gate.registry import RECORD, Rule
from governance.i18n import N_
from governance.model.finding import KEY
from governance.source.annotations import unsourced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "L106",
    "fact-without-source",
    RECORD,
    N_("In “{title}” ({id}), {what} states a fact without a source."),
    N_("Add `source: [id]` to it, and the document to sources/ if it is new."),
)

WHOLE = N_("the record as a whole")


def check(record: Record, ctx: Context) -> Iterator[Finding]:
    """One finding per fact without a source."""
    if record.kind == "measurement":
        return
    for pointer in unsourced(record.kind, record.data):
        field = ".".join(str(step + 1) if isinstance(step, int) else step for step in pointer)
        what = f"“{field}”" if field else WHOLE
        yield RULE.at(record, *pointer, "source", on=KEY, field=field, what=what)
