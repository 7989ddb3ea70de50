"""A review signed off, or a rebaseline accepted, by whoever wrote it.

What it checks
    The ``author`` of a checkpoint is none of the people under its ``signoffs``; whoever signs in a
    change is nobody who made the commit that brought the checkpoint, in that change or before it.
    The ``approver`` of a new entry of ``rebaselines`` is nobody who made a commit of the change on
    that file, or on any record other than a review, merges left aside, and nobody who leads the
    programme or deputises for its lead. Whoever made a commit is its author, its committer and each
    ``Co-authored-by``. Names are compared whatever their case, accents, spacing and order, an
    initial standing for a word, and with addresses such as ``alex.robin@``; a new name in letters
    of two alphabets is nobody's.

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

from governance.gate.holders import leads
from governance.gate.registry import CHANGE, Rule
from governance.gate.snapshot import records_among
from governance.i18n import N_
from governance.measure.fingerprint import canonical
from governance.measure.rebaseline import FIELD, added
from governance.measure.signing import DISGUISED, SIGNED, unfit
from governance.model.names import mixes_alphabets, same_person

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.changeset import Change, ChangeSet, Commit
    from governance.gate.context import Context
    from governance.model.finding import Finding

RULE = Rule(
    "C109",
    "self-signed",
    CHANGE,
    N_("In {named}, {person} {how}."),
    N_(
        "Have it signed or accepted by somebody who did not write it, under their full name and in "
        "a commit of their own."
    ),
)

ACCEPTED = N_("accepts a rebaseline that they propose")
LEADS = N_("accepts a rebaseline of the programme that they answer for")


def check(changes: ChangeSet, ctx: Context) -> Iterator[Finding]:
    """One finding per signature of an author, and per rebaseline accepted by who proposes it."""
    for change in changes.changes():
        if change.after is None:
            continue
        if change.kind == "checkpoint":
            yield from _signed(change, changes)
        for index, entry in added(change.before, change.after):
            approver = str(entry.get("approver", ""))
            how = _accepted(approver, change, changes)
            if how:
                yield RULE.on(
                    change.key, change.after.path, (FIELD, index, "approver"),
                    named=change.key, person=approver, how=how,
                )  # fmt: skip


def _accepted(approver: str, change: Change, changes: ChangeSet) -> str:
    """What is wrong with ``approver`` accepting a rebaseline of ``change``; empty: nothing."""
    if mixes_alphabets(approver):
        return DISGUISED
    if any(c.is_by(approver) for c in changes.commits if _proposes(c, change.path)):
        return ACCEPTED
    if any(same_person(approver, lead) for lead in leads(change.key, changes, changes.received)):
        return LEADS
    return ""


def _proposes(commit: Commit, path: str) -> bool:
    """Whether ``commit`` changes ``path``, or another record that is no review: a commit that signs
    a review, or that merges, proposes nothing."""
    if path in commit.paths:
        return True
    records = () if commit.merge else records_among(dict.fromkeys(commit.paths, ""))
    return any(file.kind != "checkpoint" for file in records)


def _signed(change: Change, changes: ChangeSet) -> Iterator[Finding]:
    if change.after is None:
        return
    before = change.before.items("signoffs") if change.before is not None else []
    known = {canonical(item) for item in before}
    author = change.after.text("author")
    for index, item in enumerate(change.after.items("signoffs")):
        person = str(item.get("person", ""))
        if not person:
            continue
        if canonical(item) not in known:
            how = unfit(person, author, changes.brought(change.path))
        else:
            how = SIGNED if same_person(person, author) else ""
        if how:
            yield RULE.on(
                change.key, change.after.path, ("signoffs", index, "person"),
                named=change.key, person=person, how=how,
            )  # fmt: skip
