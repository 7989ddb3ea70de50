"""Lists: the records of a kind, filtered and sorted."""

from __future__ import annotations

import difflib

from governance.errors import USAGE, JalonError
from governance.i18n import N_, translator
from governance.model.kinds import FOLDERS, KINDS
from governance.model.words import KINDS as WORDS
from governance.services.fields import COMMON, DERIVED, items, known
from governance.services.filter import Filter, fold, parse

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

    Raises :class:`JalonError` for a field that does not exist.
    """
    fields = known(kind)
    wanted: Filter = parse(where)
    wanted.check(fields)
    name = sort.removeprefix("-")
    if name:
        parse(f"{name}:any").check(fields)
    kinds = [kind] if kind else list(KINDS)
    every = [item for one in kinds for item in items(report, one)]
    found = [item for item in every if wanted.holds(item.get)]
    name = name or _ORDER.get(kind or "", "")
    if name:
        found = _sorted(found, name, backwards=sort.startswith("-"))
    return Listing(kind, found, len(every))


def kind_named(name: str) -> str:
    """The kind called ``name``: its name, its plural or its folder, in English or French."""
    wanted = fold(name).rstrip("/")
    spoken: dict[str, str] = dict(FOLDERS)
    for kind, (one, many) in WORDS.items():
        for word in (kind, one, many, translator("fr")(one), translator("fr")(many)):
            spoken[fold(word)] = kind
    if wanted in spoken:
        return spoken[wanted]
    near = difflib.get_close_matches(wanted, spoken, 1, 0.5)
    raise JalonError(
        N_("There is no kind of record called “{given}”."),
        hint=N_("Did you mean {near}?") if near else N_("Kinds: {kinds}."),
        exit_code=USAGE, given=name, near=spoken[near[0]] if near else "", kinds=", ".join(KINDS),
    )  # fmt: skip


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
