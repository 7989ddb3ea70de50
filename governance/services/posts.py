"""Who answers for a programme or a strategy on the day judged, and since when nobody does."""

from __future__ import annotations

from governance.measure.mandate import held, holder, is_held, is_over, last_held
from governance.model.duration import day
from governance.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any, TypedDict

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.gate.row import Row

    class Holder(TypedDict):
        """One holder of a post; ``name`` is the person, else the organisation's short name."""

        name: str
        person: str | None
        organisation: str | None
        since: str | None
        until: str | None
        interim: bool

    class Post(TypedDict):
        """A post that should be held.

        ``vacant_since``  last day of its last holder, else the day it began to be owed; ``None``
                          when it is held, or owed no more
        ``vacant_days``   days from then to the day judged (or to the day the post lapsed)
        ``lapsed``        the day from which nobody owes it any more, if any
        ``last``          the name of its last holder, if any
        """

        role: str
        holders: list[Holder]
        vacant_since: str | None
        vacant_days: int | None
        lapsed: str | None
        last: str | None


def organisation_name(roadmap: Roadmap, id: str | None) -> str:
    """The acronym of a contributor, else its title, else its id."""
    record = roadmap.records.get("contributor", {}).get(id or "")
    if record is None:
        return id or ""
    return record.text("acronym") or record.title


def lead(row: Row, roadmap: Roadmap, *, owed: bool) -> Post:
    """The lead of a programme at its clock; nobody owes one (``owed``) once the programme ended."""
    programme = Record("programme", row["id"], row["path"], {"roles": _raw(row)})
    clock, entered = day(row["clock"]), day(row["entered"])
    return _post(programme, "lead", clock, entered if owed else None, roadmap)


def others(row: Row, role: str, roadmap: Roadmap) -> list[Holder]:
    """The current holders of another role of ``row``."""
    subject = Record(row["kind"], row["id"], row["path"], {"roles": _raw(row)})
    clock = day(row["clock"])
    return [_holder(post, roadmap) for _, post in held(subject, role, clock)] if clock else []


def director(strategy: Record, roadmap: Roadmap, ctx: Context) -> Post:
    """The director of a strategy on the day judged, even when the strategy stopped de facto before:
    somebody has to end it.  The post lapses when it is ended, or when its successor starts."""
    lapsed = _lapsed(strategy, ctx)
    clock = min(ctx.as_of, lapsed) if lapsed else ctx.as_of
    return _post(strategy, "director", clock, ctx.entered(strategy), roadmap, lapsed)


def _post(
    record: Record,
    role: str,
    clock: date | None,
    owed_from: date | None,
    roadmap: Roadmap,
    lapsed: date | None = None,
) -> Post:
    found: Post = {
        "role": role, "holders": [], "vacant_since": None, "vacant_days": None,
        "lapsed": lapsed.isoformat() if lapsed else None, "last": None,
    }  # fmt: skip
    if clock is None:
        return found
    found["holders"] = [_holder(post, roadmap) for _, post in held(record, role, clock)]
    last = last_held(record, role, clock)
    if last is not None:
        found["last"] = _holder(record.items("roles")[last[0]], roadmap)["name"]
    if not found["holders"] and owed_from is not None:
        since = last[1] if last else owed_from
        found["vacant_since"] = since.isoformat()
        found["vacant_days"] = (clock - since).days
    return found


def _lapsed(strategy: Record, ctx: Context) -> date | None:
    if not is_over(strategy, ctx.strategies.values()):
        return None
    days = [
        day(event.get("date"))
        for event in strategy.items("life")
        if event.get("event") == "closed"
        or (event.get("event") == "interrupted" and not event.get("de_facto"))
    ]
    days += [
        day(other.data.get("start"))
        for other in ctx.strategies.values()
        if other.text("predecessor") == strategy.id
    ]
    return min((found for found in days if found is not None), default=None)


def heads(mission: Record, clock: date, roadmap: Roadmap) -> list[Holder]:
    """Who heads ``mission`` on the day ``clock``."""
    return [_holder(post, roadmap) for _, post in held(mission, "head", clock)]


def ending(row: Row, clock: date, role: str) -> list[dict[str, Any]]:
    """The post ``role`` of ``row`` when its holder leaves on a known day and nobody follows."""
    named = [post for post in _raw(row) if post["role"] == role and holder(post)]
    ends = [
        (last, index)
        for index, post in enumerate(named)
        if is_held(post, clock) and (last := day(post.get("to"))) is not None
    ]
    if not ends:
        return []
    last, index = max(ends)
    follows = any((end := day(post.get("to"))) is None or end > last for post in named)
    return [] if follows else [named[index]]


def name_of(role: dict[str, Any], roadmap: Roadmap) -> str:
    """The person who holds ``role``, else the short name of the organisation."""
    return str(role.get("person") or organisation_name(roadmap, role.get("organisation")))


def _raw(row: Row) -> list[dict[str, Any]]:
    """The roles of a row in the words of the record."""
    return [
        {
            "role": role["role"], "person": role["person"], "organisation": role["organisation"],
            "from": role["since"], "to": role["until"], "interim": role["interim"],
        }
        for role in row["roles"]
    ]  # fmt: skip


def _holder(role: dict[str, Any], roadmap: Roadmap) -> Holder:
    return {
        "name": name_of(role, roadmap),
        "person": role.get("person"),
        "organisation": role.get("organisation"),
        "since": role.get("from"),
        "until": role.get("to"),
        "interim": bool(role.get("interim")),
    }
