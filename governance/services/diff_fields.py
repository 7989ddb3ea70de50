"""What differs between two versions of a record, field by field, in sentences."""

from __future__ import annotations

from governance.i18n import N_
from governance.measure.fingerprint import canonical
from governance.measure.indicator import number
from governance.measure.mandate import NAMES, holder
from governance.measure.rebaseline import FIELD, added
from governance.measure.targets import eased, moves, place
from governance.model.duration import day
from governance.services.diff_values import pairs, told, when
from governance.services.diff_words import (
    DECIDED,
    LOST,
    MEASURED,
    OTHER,
    PEOPLE,
    Id,
    Label,
    Sentence,
    Word,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.measure.targets import Target
    from governance.model.finding import Pointer
    from governance.model.record import Record

_PROMISES = frozenset(
    {"baseline", "unit", "definition", "direction", "population", "tolerance", "stop_criteria",
     "costs", "programme", "strategy", "frequency"}
)  # fmt: skip
"""Fields on which a judgement rests."""
_TOMBSTONES = {
    "dropped": N_("{id} is given up on {date}: {reason}"),
    "left": N_("{id} leaves the roadmap on {date}: {reason}"),
}


def differences(before: Record, after: Record) -> list[Sentence]:
    """Every fact that differs; two layouts of one content give none."""
    found: list[Sentence] = []
    for field in [*before.data, *(name for name in after.data if name not in before.data)]:
        if canonical(before.data.get(field)) != canonical(after.data.get(field)):
            found += _field(field, before, after)
    return found


def _field(field: str, before: Record, after: Record) -> Iterator[Sentence]:
    if field == "targets" and before.kind == "indicator":
        yield from _targets(before, after)
    elif field == "milestones":
        yield from _milestones(before, after)
    elif field == "roles":
        yield from _roles(before, after)
    elif field == FIELD:
        yield from _rebaselines(before, after)
    elif field in _TOMBSTONES and field not in before.data:
        yield _tombstone(field, after)
    else:
        rank = LOST if field in _PROMISES else OTHER
        old, new = before.data.get(field), after.data.get(field)
        yield from told((field,), (field,), old, new, after, rank)


def _targets(before: Record, after: Record) -> Iterator[Sentence]:
    """Values and days of targets; when neither moves, whatever else is written about them."""
    found = [
        sentence
        for old, new in moves(before, after)
        for sentence in _target(old, new, before.text("direction"), after)
    ]
    if not found:
        old, new = before.data.get("targets"), after.data.get("targets")
        found += told(("targets",), ("targets",), old, new, after, OTHER)
    yield from found


def _target(
    old: Target | None, new: Target | None, direction: str, after: Record
) -> Iterator[Sentence]:
    was, to = (number(target["value"]) if target else None for target in (old, new))
    at: Pointer = ("targets", place(after, new), "value") if new else ("targets",)
    params = {
        "id": Id(after.id), "was": was, "to": to, "when": when((old or new or {}).get("date")),
    }  # fmt: skip
    if was is None:
        message = N_("{id} gets a target of {to} for {when}.")
        yield Sentence(after.key, at, OTHER, message, new=to, **params)
    elif to is None:
        message = N_("The target of {id} for {when}, {was}, is withdrawn.")
        yield Sentence(after.key, at, LOST, message, old=was, **params)
    elif was != to:
        message = N_("The target of {id} for {when} is raised from {was} to {to}.")
        if to < was:
            message = N_("The target of {id} for {when} is lowered from {was} to {to}.")
        rank = LOST if eased(was, to, direction) else OTHER
        yield Sentence(after.key, at, rank, message, old=was, new=to, **params)
    if old and new and old.get("date") != new.get("date"):
        due, then = old.get("date"), new.get("date")
        put_off = due is not None and (then is None or then > due)
        yield Sentence(
            after.key, (*at[:2], "date"), LOST if put_off else OTHER,
            N_("The target of {id} due on {when} is now due on {then}."),
            old=due, new=then, id=Id(after.id), when=when(due), then=when(then),
        )  # fmt: skip


def _milestones(before: Record, after: Record) -> Iterator[Sentence]:
    for _, old, index, new in pairs(before.data.get("milestones"), after.data.get("milestones")):
        params = {"name": Id(str((new or old or {}).get("id"))), "id": Id(after.id)}
        at: Pointer = ("milestones",) if index is None else ("milestones", index)
        if old is None:
            message = N_("{id} gets the milestone {name}.")
            yield Sentence(after.key, at, OTHER, message, new=new, **params)
        elif new is None:
            message = N_("The milestone {name} of {id} is withdrawn.")
            yield Sentence(after.key, at, LOST, message, old=old, **params)
        else:
            for field in [*old, *(name for name in new if name not in old)]:
                if canonical(old.get(field)) != canonical(new.get(field)):
                    yield from _milestone(field, old, new, (*at, field), after)


def _milestone(
    field: str, old: Target, new: Target, at: Pointer, after: Record
) -> Iterator[Sentence]:
    name, was, now = Id(str(new.get("id"))), old.get(field), new.get(field)
    if field == "actual" and was is None:
        yield Sentence(
            after.key, at, MEASURED, N_("The milestone {name} of {id} is reached on {then}."),
            new=now, name=name, id=Id(after.id), then=when(now),
        )  # fmt: skip
    elif field == "forecast" and now is not None:
        yield _forecast(old, now, at, after, name)
    else:
        rank = LOST if field == "baseline" and was is not None else OTHER
        yield from told(("milestones", field), at, was, now, after, rank, name.text)


def _forecast(old: Target, now: object, at: Pointer, after: Record, name: Id) -> Sentence:
    """A forecast, by how many days it moves from the one before, else from the baseline."""
    was = old.get("forecast", old.get("baseline"))
    first, last = day(was), day(now)
    message = N_("The milestone {name} of {id} is expected on {then}.")
    days = (last - first).days if first and last else 0
    if days > 0:
        message = N_("The milestone {name} of {id} slips by {days} days, from {when} to {then}.")
    elif days < 0:
        message = N_("The milestone {name} of {id} comes {days} days earlier, {then} for {when}.")
    return Sentence(
        after.key, at, MEASURED, message, old=was, new=now, name=name, id=Id(after.id),
        days=abs(days), when=when(was), then=when(now),
    )  # fmt: skip


def _roles(before: Record, after: Record) -> Iterator[Sentence]:
    """Who comes, who goes, who takes over from whom; any other field of a role as it is."""
    came: list[tuple[int, Target]] = []
    gone: list[tuple[int | None, Target, object]] = []
    for _, old, index, new in pairs(before.data.get("roles"), after.data.get("roles")):
        if old is None and new is not None:
            came.append((index or 0, new))
        elif old is not None and new is None:
            gone.append((None, old, None))
        elif old is not None and new is not None and canonical(old) != canonical(new):
            if "to" in new and "to" not in old:
                gone.append((index, old, new["to"]))
            else:
                at = ("roles", index or 0)
                yield from told(("roles",), at, old, new, after, PEOPLE, holder(new))
    for place_, role in came:
        last = next((one for one in gone if one[1].get("role") == role.get("role")), None)
        message = N_("{holder} becomes {role} of {id}.")
        if last is not None:
            gone.remove(last)
            message = N_("{holder} takes over from {before} as {role} of {id}.")
        yield Sentence(
            after.key, ("roles", place_), PEOPLE, message,
            old=holder(last[1]) if last else None, new=holder(role), id=Id(after.id),
            role=_role(role), holder=holder(role) or "—", before=holder(last[1]) if last else "—",
        )  # fmt: skip
    for held, role, until in gone:
        message = N_("{holder} is no longer {role} of {id}.")
        if until:
            message = N_("{holder} is {role} of {id} until {until}.")
        yield Sentence(
            after.key, ("roles",) if held is None else ("roles", held, "to"), PEOPLE, message,
            old=holder(role), id=Id(after.id), role=_role(role), holder=holder(role) or "—",
            until=when(until),
        )  # fmt: skip


def _role(role: Target) -> Word | str:
    name = str(role.get("role"))
    return Word(name) if name in NAMES else name


def _rebaselines(before: Record, after: Record) -> Iterator[Sentence]:
    for index, entry in added(before, after):
        what, reason = (
            Label(after.kind, (FIELD, name), str(entry.get(name))) for name in ("what", "reason")
        )
        yield Sentence(
            after.key, (FIELD, index), DECIDED,
            N_("Rebaseline of {id}, accepted by {approver} on {date}: {what} ({why})."),
            new=entry, id=Id(after.id), approver=str(entry.get("approver")),
            date=when(entry.get("date")), what=what, why=reason,
        )  # fmt: skip
    for _, entry in added(after, before):
        message = N_("A rebaseline of {id} is taken away or rewritten.")
        yield Sentence(after.key, (FIELD,), LOST, message, old=entry, id=Id(after.id))


def _tombstone(field: str, after: Record) -> Sentence:
    end = after.data[field] if isinstance(after.data[field], dict) else {}
    return Sentence(
        after.key, (field,), LOST, _TOMBSTONES[field], new=end, id=Id(after.id),
        date=when(end.get("date")), reason=str(end.get("reason", "—")),
    )  # fmt: skip
