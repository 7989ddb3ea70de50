"""Who answers for a record in a change: people and organisations that hold a role before or after."""

from __future__ import annotations

from governance.gate.weigh import OVERSEEING
from governance.measure.mandate import is_held
from governance.model.names import folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from typing import Any

    from governance.gate.changeset import ChangeSet
    from governance.gate.snapshot import Snapshot
    from governance.model.record import Record

_LEADING = ("lead", "deputy")


def holders(record: str, changes: ChangeSet, clock: date) -> set[str]:
    """Folded names of those who answer for ``record`` (``kind/id``) on the day ``clock``: people,
    and organisations by id and by title.  Both sides of the change count, so that nobody steps out
    of a role to grant an exception."""
    names: set[str] = set()
    for side in (changes.before, changes.after):
        for role in _roles(record, side):
            if role.get("role") not in OVERSEEING and is_held(role, clock):
                organisation = str(role.get("organisation") or "")
                known = side.record("contributor", organisation) if organisation else None
                names.update((organisation, known.title if known else ""))
                names.add(str(role.get("person") or ""))
    return {folded(name) for name in names if name}


def leads(record: str, changes: ChangeSet, clock: date) -> set[str]:
    """Names, as written, of the people who on the day ``clock`` lead the programmes that ``record``
    (``kind/id``) is or belongs to, or deputise for their lead, before or after the change."""
    kind, _, id = record.partition("/")
    return {
        str(role["person"])
        for side in (changes.before, changes.after)
        for own in [side.record(kind, id)]
        for found in [own, *_above(own, side)]
        if found is not None and found.kind == "programme"
        for role in found.items("roles")
        if role.get("person") and role.get("role") in _LEADING and is_held(role, clock)
    }


def _roles(record: str, side: Snapshot) -> Iterator[dict[str, Any]]:
    """The roles of ``record`` and of the programmes or the strategy that it belongs to."""
    kind, _, named = record.partition("/")
    subject = named.partition("/")[0]
    if kind == "contributor":
        yield {"organisation": named}
        return
    if kind == "checkpoint":
        above = [side.record("programme", subject), side.record("strategy", subject)]
    elif kind == "measurement":
        above = _above(side.record("indicator", subject), side)
    else:
        own = side.record(kind, named)
        above = [own, *_above(own, side)]
    for found in above:
        if found is not None:
            yield from found.items("roles")
            yield {"organisation": found.text("operator") or found.text("asked_by")}


def _above(record: Record | None, side: Snapshot) -> list[Record | None]:
    """The programmes a record names, else, for an indicator, its strategy."""
    if record is None or record.kind in ("programme", "strategy"):
        return []
    named = record.data.get("programmes")
    ids = [record.text("programme"), *(named if isinstance(named, list) else [])]
    found = [side.record("programme", str(id)) for id in ids if id]
    return found or [side.record("strategy", record.text("strategy"))]
