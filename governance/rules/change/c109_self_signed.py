"""A review signed off, or a rebaseline accepted, by whoever wrote it.

What it checks
    The ``author`` of a checkpoint is none of the people under its ``signoffs``; when the change
    brings the checkpoint, neither is the author nor the committer of the commit that brings it. The
    ``approver`` of a new entry of ``rebaselines`` is nobody who made a commit of the change on that
    file. Names are compared whatever their case and spacing.

Why it matters
    A signature is worth the second pair of eyes behind it.

Example
    ``author: Claude Durand`` and, ten lines below, ``person: Claude Durand`` under ``signoffs``.

How to fix
    Have it signed by somebody else: the steering body, another ministry, the next level. Whoever
    signs makes a commit of their own.

Parameters
    None.

Source
    Gerrit, which counts no vote of the uploader, then none of any contributor; décret n° 2012-1246
    of 7 November 2012, article 9: whoever authorises is not whoever pays.
"""

from __future__ import annotations

from governance.gate.registry import CHANGE, Rule
from governance.i18n import N_
from governance.measure.rebaseline import FIELD, added
from governance.model.names import folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.changeset import Change, ChangeSet
    from governance.gate.context import Context
    from governance.model.finding import Finding

RULE = Rule(
    "C109",
    "self-signed",
    CHANGE,
    N_("In {named}, {person} {how}."),
    N_("Have it signed or accepted by somebody who did not write it, in a commit of their own."),
)

SIGNED = N_("signs off a review that they wrote")
ACCEPTED = N_("accepts a rebaseline that they propose")


def check(changes: ChangeSet, ctx: Context) -> Iterator[Finding]:
    """One finding per signature of an author."""
    for change in changes.changes():
        if change.after is None:
            continue
        if change.kind == "checkpoint":
            yield from _signed(change, changes)
        proposers = {name for c in changes.commits_of(change.after.path) for name in c.people}
        for index, entry in added(change.before, change.after):
            approver = str(entry.get("approver", ""))
            if folded(approver) in proposers:
                yield RULE.on(
                    change.key, change.after.path, (FIELD, index, "approver"),
                    named=change.key, person=approver, how=ACCEPTED,
                )  # fmt: skip


def _signed(change: Change, changes: ChangeSet) -> Iterator[Finding]:
    if change.after is None:
        return
    authors = {folded(change.after.text("author"))}
    commits = changes.commits_of(change.after.path)
    if change.path_before is None and commits:
        authors |= commits[0].people.keys()
    for index, item in enumerate(change.after.items("signoffs")):
        person = str(item.get("person", ""))
        if person and folded(person) in authors:
            yield RULE.on(
                change.key, change.after.path, ("signoffs", index, "person"),
                named=change.key, person=person, how=SIGNED,
            )  # fmt: skip
