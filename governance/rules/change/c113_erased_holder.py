"""A person erased from a role who still carries others.

What it checks
    A change that erases somebody from a role held at that time (the entry is deleted, or another
    name is written over theirs, instead of an end under ``to``) leaves them with no other role that
    goes on; those that they still carry are listed.

Why it matters
    Whoever leaves is taken out of the record somebody happens to look at. The other posts stay
    occupied by a name, and nobody comes to the reviews.

Example
    A name disappears from the lead of one programme, and still leads two others.

How to fix
    End the role with ``to`` instead of erasing it, so that its history stays, and say for each role
    listed who takes over, or that nothing changes there.

Parameters
    None.

Source
    Requests in the trackers of Backstage and of the Rust team repository: owners who have left and
    still own.
"""

from __future__ import annotations

from governance.gate.registry import CHANGE, Rule
from governance.i18n import N_
from governance.measure.mandate import is_held
from governance.model.names import folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from governance.gate.changeset import ChangeSet
    from governance.gate.context import Context
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "C113",
    "erased-holder",
    CHANGE,
    N_(
        "{person} is erased from the role of {role} of “{title}” ({id}), and still carries {count}: "
        "{carried}."
    ),
    N_("End the role with `to` instead, and say who takes over each of those that are listed."),
)

_KINDS = ("strategy", "mission", "programme")
"""Kinds of record that have roles."""


def check(changes: ChangeSet, ctx: Context) -> Iterator[Finding]:
    """One finding per person erased who is still named elsewhere."""
    clock = changes.received
    erased = [
        (change.both[1], person, role)
        for kind in _KINDS
        for change in changes.changes(kind)
        if change.both
        for person, role in _erased(*change.both, clock)
    ]
    if not erased:
        return
    carried: dict[str, list[str]] = {}
    names = {folded(person) for _, person, _ in erased}
    for kind in _KINDS:
        for record in changes.after.of(kind, naming=names):
            for person, role in _held(record, clock):
                carried.setdefault(folded(person), []).append(f"{record.id} ({role})")
    for after, person, role in erased:
        if others := carried.get(folded(person)):
            yield RULE.at(
                after, "roles", on="key", person=person, role=role, count=len(others),
                carried=", ".join(others),
            )  # fmt: skip


def _erased(before: Record, after: Record, clock: date) -> Iterator[tuple[str, str]]:
    """Who held a role of ``before`` and is named in no role of ``after``, and that role."""
    still = {folded(str(role.get("person", ""))) for role in after.items("roles")}
    for person, role in _held(before, clock):
        if folded(person) not in still:
            yield person, role


def _held(record: Record, clock: date) -> Iterator[tuple[str, str]]:
    """The people who hold a role of ``record`` on ``clock``, and its name."""
    for role in record.items("roles"):
        if role.get("person") and is_held(role, clock):
            yield str(role["person"]), str(role.get("role", ""))
