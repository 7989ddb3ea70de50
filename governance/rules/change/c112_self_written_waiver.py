"""A waiver brought by somebody who benefits from it.

What it checks
    In a change, whoever made a commit on ``waivers.yaml`` (author, committer or co-author) holds no
    role in a record for which a waiver is added or altered, neither before nor after the change.
    Roles are those of the record and of the programmes or the strategy it belongs to; chairs of a
    steering body, who oversee, do not count. Names are compared whatever their case and spacing.

Why it matters
    The name under ``author`` of a waiver is text; whoever commits it is the one who asks. An
    exception that one grants to oneself is a habit.

Example
    The lead of a programme commits a waiver of its overdue review, signed with the name of the
    committee.

How to fix
    Have the waiver committed by whoever grants it.

Parameters
    None.

Source
    The separation of duties of public accounting (décret n° 2012-1246 of 7 November 2012, article
    9).
"""

from __future__ import annotations

from governance.gate.holders import holders
from governance.gate.registry import CHANGE, Rule
from governance.gate.weigh import WAIVERS
from governance.i18n import N_
from governance.measure.fingerprint import canonical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.changeset import ChangeSet
    from governance.gate.context import Context
    from governance.model.finding import Finding

RULE = Rule(
    "C112",
    "self-written-waiver",
    CHANGE,
    N_("The waiver of {rule} for {named} is committed by {person}, who answers for that record."),
    N_("Have it committed by whoever grants it, who holds no role in the record."),
)

_FIELD = "waivers"


def check(changes: ChangeSet, ctx: Context) -> Iterator[Finding]:
    """One finding per new waiver that one of its beneficiaries commits."""
    commits = changes.commits_of(WAIVERS)
    after = changes.after.at(WAIVERS) if commits else None
    if after is None:
        return
    before = changes.before.at(WAIVERS)
    known = {canonical(waiver) for waiver in before.items(_FIELD)} if before is not None else set()
    for index, waiver in enumerate(after.items(_FIELD)):
        record = waiver.get("record")
        if canonical(waiver) in known or not isinstance(record, str):
            continue
        served = holders(record, changes, changes.received)
        person = next(
            (
                name
                for commit in commits
                for folds, name in commit.people.items()
                if folds in served
            ),
            "",
        )
        if person:
            yield RULE.on(
                after.key, WAIVERS, (_FIELD, index), rule=waiver.get("rule"), named=record,
                person=person,
            )  # fmt: skip
