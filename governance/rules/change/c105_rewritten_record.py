"""A measure, a review, a rebaseline, a tombstone or a term rewritten or deleted.

What it checks
    What happened is only ever added. In a change, no measurement and no checkpoint is deleted or
    says something else; no entry of ``rebaselines`` is changed or taken away; ``dropped`` of an
    indicator and ``left`` of a programme stay once written, for an id is never used again. A past
    term of a role does not end later than it said, and one that has begun does not begin later,
    unless other sources say so. A checkpoint may still gain sign-offs, the ``fingerprint`` they
    approve and the day its actions were ``done``; every record may gain sources. Layout and
    comments are free.

Why it matters
    A curve whose past can be edited proves nothing, and a review rewritten afterwards always knew.

Example
    The measure of March is turned from 6,000 into 7,500 in September.

How to fix
    Put the file back. To correct a measure, add a second file of the same day that names the first
    under ``supersedes``; to correct a review, hold another one (``<day>-2.yaml``) that says so.

Parameters
    None.

Source
    One file per measure: no merge conflict in 150 trials, against 60 in 60 for a list in one file;
    so nothing is gained by editing one.
"""

from __future__ import annotations

from governance.gate.registry import CHANGE, Rule
from governance.i18n import N_
from governance.measure.fingerprint import canonical
from governance.measure.rebaseline import FIELD as REBASELINES
from governance.model.kinds import DATED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from governance.gate.changeset import Change, ChangeSet
    from governance.gate.context import Context
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "C105",
    "rewritten-record",
    CHANGE,
    N_("{named} is {how}, and what happened is only ever added."),
    N_(
        "Put it back. Correct a measure by a second file that names it under `supersedes`, a "
        "review by another review."
    ),
)

DELETED = N_("deleted")
CHANGED = N_("rewritten")
_TOMBSTONES = ("dropped", "left")
_HOLDER = ("role", "person", "organisation")
_EVER = "9999-12-31"
_MAY_BE_ADDED = {
    "measurement": frozenset({"source", "provenance"}),
    "checkpoint": frozenset({"source", "provenance", "signoffs", "fingerprint"}),
}


def check(changes: ChangeSet, ctx: Context) -> Iterator[Finding]:
    """One finding per record deleted and per field rewritten."""
    today = changes.received.isoformat()
    for change in changes.changes():
        if change.kind in DATED:
            yield from _dated(change)
        elif change.both:
            yield from _kept(*change.both)
            yield from _terms(*change.both, today)


def _dated(change: Change) -> Iterator[Finding]:
    if change.path_before is None:
        return
    if change.path_after is None:
        yield RULE.on(change.key, change.path_before, named=change.key, how=DELETED)
    if not change.both:
        return
    before, after = change.both
    for field in [*before.data, *(name for name in after.data if name not in before.data)]:
        if not _is_kept(field, before, after):
            yield RULE.at(
                after, field, on="value" if field in after.data else "key",
                named=change.key, how=CHANGED,
            )  # fmt: skip


def _is_kept(field: str, before: Record, after: Record) -> bool:
    """Whether ``field`` of a dated record says at least what it said, and nothing else."""
    if field not in before.data:
        return field in _MAY_BE_ADDED[before.kind]
    old, new = before.data[field], after.data.get(field)
    if field in ("source", "signoffs"):
        return _holds(new, old)
    if field == "actions" and isinstance(new, list) and len(new) == len(old):
        return all(
            canonical({**action, "done": None} if "done" not in was else action)
            == canonical({**was, "done": None} if "done" not in was else was)
            for was, action in zip(old, new, strict=True)
            if isinstance(was, dict) and isinstance(action, dict)
        )
    return canonical(old) == canonical(new)


def _kept(before: Record, after: Record) -> Iterator[Finding]:
    """What an undated record must keep."""
    if not _holds(after.data.get(REBASELINES), before.data.get(REBASELINES)):
        yield RULE.at(
            after, REBASELINES, on="key", named=f"{after.key}#/{REBASELINES}", how=CHANGED
        )
    for field in _TOMBSTONES:
        old, new = (_unsourced(record.data.get(field)) for record in (before, after))
        if old is not None and canonical(old) != canonical(new):
            how = CHANGED if new is not None else DELETED
            yield RULE.at(after, field, on="key", named=f"{after.key}#/{field}", how=how)


def _terms(before: Record, after: Record, today: str) -> Iterator[Finding]:
    """Where a holder of a role seems to have taken it later, or to have kept it longer."""
    roles = after.data.get("roles")
    for old in before.items("roles"):
        same = [
            (index, role)
            for index, role in enumerate(roles if isinstance(roles, list) else [])
            if isinstance(role, dict) and all(role.get(name) == old.get(name) for name in _HOLDER)
        ]
        if not same or any(role.get("source") != old.get("source") for _, role in same):
            continue
        index, role = same[0]
        for field, ends in (("from", False), ("to", True)):
            was = str(old.get(field) or "")
            days = [str(role.get(field) or (_EVER if ends else "")) for _, role in same]
            if was and was <= today and min(days) > was:
                told = f"{after.key}#/roles/{index}/{field} ({was} → {role.get(field) or '—'})"
                on = "value" if field in role else "key"
                yield RULE.at(after, "roles", index, field, on=on, named=told, how=CHANGED)


def _holds(new: Any, old: Any) -> bool:
    """Whether the list ``new`` has every entry of ``old``, as often."""
    left = [canonical(item) for item in new] if isinstance(new, list) else []
    for item in old or []:
        text = canonical(item)
        if text not in left:
            return False
        left.remove(text)
    return True


def _unsourced(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: item for name, item in value.items() if name != "source"}
    return value
