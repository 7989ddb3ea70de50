"""Posts and who holds them on a day: holders, vacancies, interims."""

from __future__ import annotations

from governance.i18n import N_
from governance.model.duration import Duration, day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Any

    from governance.model.record import Record

    Post = tuple[int, dict[str, Any]]
    """A role with its place in the record."""

NAMES = (
    N_("lead"), N_("deputy"), N_("sponsor"), N_("head"), N_("director"), N_("chair"),
)  # fmt: skip
"""The roles of the schema, marked so that a message names them in the reader's language."""

_MONTH = Duration(months=1)


def posts(record: Record, name: str) -> list[Post]:
    """The roles ``name`` of ``record`` that somebody is named for, past, present and planned."""
    roles = record.data.get("roles")
    return [
        (index, role)
        for index, role in enumerate(roles if isinstance(roles, list) else [])
        if isinstance(role, dict) and role.get("role") == name and holder(role)
    ]


def holder(role: dict[str, Any]) -> str:
    """The person who holds ``role``, else the organisation; empty when nobody is named."""
    return str(role.get("person") or role.get("organisation") or "")


def is_held(role: dict[str, Any], clock: date) -> bool:
    """Whether ``clock`` lies in the term of ``role``, first and last day included."""
    first, last = day(role.get("from")), day(role.get("to"))
    return (first is None or first <= clock) and (last is None or last >= clock)


def held(record: Record, name: str, clock: date) -> list[Post]:
    """The roles ``name`` of ``record`` that are held on ``clock``."""
    return [post for post in posts(record, name) if is_held(post[1], clock)]


def last_held(record: Record, name: str, clock: date) -> tuple[int, date] | None:
    """The role ``name`` that ended last before ``clock``, and its last day."""
    ended = [
        (last, index)
        for index, role in posts(record, name)
        if (last := day(role.get("to"))) is not None and last < clock
    ]
    return max(ended)[::-1] if ended else None


def interim_since(record: Record, name: str, clock: date) -> date | None:
    """The day from which the post ``name`` is only stood in for: the first day of the first interim
    after its last holder proper; the end of that holder's term where no interim is dated."""
    proper = [
        last
        for _, role in posts(record, name)
        if not role.get("interim") and (last := day(role.get("to"))) is not None and last < clock
    ]
    left = max(proper, default=None)
    firsts = [
        first
        for _, role in posts(record, name)
        if role.get("interim")
        and (first := day(role.get("from"))) is not None
        and first <= clock
        and (left is None or first > left)
    ]
    return min(firsts, default=left)


def is_over(strategy: Record, strategies: Iterable[Record]) -> bool:
    """Whether nobody has to direct ``strategy`` any more: it was closed, or interrupted by a
    decision, or its successor has started.  One that merely stopped, de facto, is not over: nobody
    decided it.  All records as they are known on the day judged."""
    for event in strategy.items("life"):
        kind = event.get("event")
        if kind == "closed" or (kind == "interrupted" and not event.get("de_facto")):
            return True
    return any(
        other.text("predecessor") == strategy.id and other.text("start") for other in strategies
    )


def months_between(start: date, end: date) -> int:
    """Whole months from ``start`` to ``end``."""
    months = 12 * (end.year - start.year) + end.month - start.month
    return max(0, months if _MONTH.after(start, months) <= end else months - 1)
