"""Lists: the records of a kind, filtered and sorted."""

from __future__ import annotations

from governance.i18n import N_
from governance.model.kinds import KINDS
from governance.services.fields import COMMON, DERIVED, items, known
from governance.services.filter import Filter, fold, no_field, parse
from governance.services.filter_values import check_values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.services.check import Report
    from governance.services.item import Item

SHOWN: dict[str, tuple[str, ...]] = {
    "programme": ("id", "title", "status", "overdue", "reached", "weather", "lead"),
    "indicator": ("id", "title", "status", "value", "date", "progress", "unit"),
    "strategy": ("id", "title", "state", "start", "end", "director"),
    "axis": ("id", "title", "order", "strategy"),
    "mission": ("id", "title", "code", "programmes", "head"),
    "stake": ("id", "title", "order", "strategy"),
    "product": ("id", "title", "operator", "first_day.date", "last_day.date"),
    "measurement": ("id", "title", "value", "bound"),
    "checkpoint": ("id", "title", "weather", "decision"),
    "contributor": ("id", "title", "acronym", "kind"),
    "event": ("id", "title", "date", "kind"),
    "demand": ("id", "title", "date", "asked_by", "answered_by"),
    "lesson": ("id", "title", "strategy"),
    "source": ("id", "title", "date", "publisher"),
    "roadmap": ("id", "title", "language", "country"),
}
"""The columns of a list, by kind, those that give way first at the end; of every kind together,
:data:`EVERY`."""
_ORDER = {"event": "date", "strategy": "start", "axis": "order", "stake": "order"}
EVERY = ("record", "title")


class Listing:
    """What was asked for, found.

    ``kind``   ``None`` for every kind
    ``items``  in the order asked
    ``total``  how many there are without the filter
    """

    def __init__(self, kind: str | None, found: list[Item], total: int) -> None:
        self.kind = kind
        self.items = found
        self.total = total

    @property
    def columns(self) -> tuple[str, ...]:
        """The fields a table shows."""
        return SHOWN[self.kind] if self.kind else EVERY

    def documents(self) -> list[dict[str, object]]:
        """The records with their derived fields, in a fixed order, for JSON."""
        return [
            {name: item.fields.get(name) for name in (*COMMON, *DERIVED.get(item.kind, ()))}
            | {name: _first(item, name) for name in SHOWN[item.kind] if name not in item.fields}
            for item in self.items
        ]


def counts(report: Report) -> dict[str, int]:
    """How many records of each kind there are."""
    return {kind: len(items(report, kind)) for kind in KINDS}


def listing(report: Report, kind: str | None, where: str = "", sort: str = "") -> Listing:
    """The records of ``kind`` for which ``where`` holds, sorted by ``sort`` (``-field`` backwards).

    Raises :class:`governance.errors.JalonError` for a field that does not exist, and for a value
    that a field cannot have.
    """
    fields = known(kind)
    told = [*COMMON, *(n for n in DERIVED.get(kind or "", ()) if n not in COMMON)]
    wanted: Filter = parse(where)
    wanted.check(fields, told)
    name = sort.removeprefix("-")
    if name and name not in fields:
        raise no_field(N_("There is no field “{field}” to sort by."), name, fields, told)
    kinds = [kind] if kind else list(KINDS)
    every = [item for one in kinds for item in items(report, one)]
    check_values(wanted, kind, every, report.judgement.roadmap)
    found = [item for item in every if wanted.holds(item.get)]
    name = name or _ORDER.get(kind or "", "")
    if name:
        found = _sorted(found, name, backwards=sort.startswith("-"))
    return Listing(kind, found, len(every))


def _first(item: Item, field: str) -> object:
    return next(iter(item.get(field)), None)


def _sorted(found: list[Item], name: str, *, backwards: bool) -> list[Item]:
    """Numbers before words; what has no value comes last either way."""

    def rank(item: Item) -> tuple[bool, float, str]:
        value = _first(item, name)
        if isinstance(value, int | float):
            return (False, float(value), "")
        return (True, 0.0, fold(str(value)))

    valued = [item for item in found if _first(item, name) is not None]
    empty = [item for item in found if _first(item, name) is None]
    return sorted(valued, key=rank, reverse=backwards) + empty
