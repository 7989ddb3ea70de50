"""Lists as a table, as JSON, or as the names of records for another command."""

from __future__ import annotations

from governance.i18n import N_, _, plural
from governance.model.words import KINDS, STAGE, STATE, STATUS, WEATHER
from governance.reporters import cells
from governance.reporters.cells import BOLD, DIM, RED, clean
from governance.reporters.document import dump
from governance.reporters.states import COLOURS, stage_word, status_word, weather_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.services.item import Item
    from governance.services.list import Listing

HEADINGS = {
    "record": N_("record"), "id": N_("id"), "title": N_("title"), "weather": N_("weather"),
    "status": N_("status"), "reached": N_("reached"), "overdue": N_("days late"),
    "lead": N_("lead"), "value": N_("value"), "unit": N_("unit"), "date": N_("date"),
    "progress": N_("progress"), "state": N_("state"), "start": N_("start"), "end": N_("end"),
    "director": N_("director"), "strategy": N_("strategy"), "order": N_("rank"),
    "code": N_("code"), "head": N_("head of mission"), "programmes": N_("programmes"),
    "operator": N_("operator"), "first_day.date": N_("first day"), "last_day.date": N_("last day"),
    "bound": N_("bound"), "decision": N_("decision"), "acronym": N_("acronym"),
    "kind": N_("kind"), "asked_by": N_("asked by"), "answered_by": N_("answered by"),
    "publisher": N_("publisher"), "language": N_("language"), "country": N_("country"),
}  # fmt: skip
"""What the columns of lists are called."""
_TITLE = 20
_FEWEST = 2
_RIGHT = frozenset(("reached", "overdue", "value", "progress", "order", "programmes"))


def ids(found: Listing) -> str:
    """One ``kind/id`` per line."""
    return "".join(f"{clean(item.key)}\n" for item in found.items)


def as_json(found: Listing, as_of: str) -> str:
    """The records with their derived fields."""
    return dump(
        {
            "as_of": as_of,
            "kind": found.kind,
            "total": found.total,
            "count": len(found.items),
            "records": found.documents(),
        }
    )


def table(found: Listing, *, width: int = 80, colours: bool = False) -> str:
    """One record per line on at most ``width`` cells, and how many there are."""
    said = _count(found)
    if not found.items:
        return said + "\n"
    width = max(width, cells.NARROWEST)
    rows = [[_cell(item, name) for name in found.columns] for item in found.items]
    names = list(found.columns)
    head = [_(HEADINGS[name]) for name in names]
    while len(names) > _FEWEST and _least([head, *rows], names) > width:
        names.pop()
        head.pop()
        for row in rows:
            row.pop()
    right = [index for index, name in enumerate(names) if name in _RIGHT]
    laid = cells.columns(
        [head, *rows], width, right=right, flexible=names.index("title"), least=_TITLE, keep=(0,)
    )
    lines = [cells.paint("  ".join(laid[0]).rstrip(), BOLD, colours)]
    for item, row in zip(found.items, laid[1:], strict=True):
        painted = [
            cells.paint(text, _colour(item, name), colours)
            for name, text in zip(names, row, strict=True)
        ]
        lines.append("  ".join(painted).rstrip())
    if hidden := found.columns[len(names) :]:
        left_out = ", ".join(_(HEADINGS[name]) for name in hidden)
        said += " · " + _("not shown on this width: {columns}", columns=left_out)
    lines += ["", *(cells.paint(line, DIM, colours) for line in cells.wrap(said, width))]
    return "\n".join(lines) + "\n"


def _least(rows: list[list[str]], names: list[str]) -> int:
    """The width below which a table would have to cut more than titles."""
    widths = [max(cells.width(row[i]) for row in rows) for i in range(len(names))]
    title = names.index("title")
    widths[title] = min(widths[title], _TITLE)
    return sum(widths) + 2 * (len(widths) - 1)


def overview(counts: dict[str, int], *, width: int = 80, colours: bool = False) -> str:
    """How many records of each kind there are."""
    rows = [
        [str(count), kind, _(KINDS[kind][1])] for kind, count in counts.items() if kind != "roadmap"
    ]
    laid = cells.columns(rows, max(width, cells.NARROWEST), right=(0,), flexible=2)
    lines = [f"{row[0]}  {cells.paint(row[1], BOLD, colours)}  {row[2]}".rstrip() for row in laid]
    hint = _("`jalon list KIND` lists one kind, `jalon list --where WORD` searches all of them.")
    return "\n".join([*lines, "", *cells.wrap(hint, max(width, cells.NARROWEST))]) + "\n"


def _count(found: Listing) -> str:
    shown, total = len(found.items), found.total
    if shown == total:
        return plural(N_("{count} record"), N_("{count} records"), total)
    return plural(
        N_("{shown} of {count} record"), N_("{shown} of {count} records"), total, shown=shown
    )


def _cell(item: Item, name: str) -> str:
    values = item.get(name)
    value = values[0] if values else None
    if name == "state" and value in STATE:
        return _(STATE[str(value)])
    if name == "status" and value in STATUS:
        return status_word(str(value))
    if name == "weather" and (value is None or value in WEATHER):
        return weather_word(str(value) if value else None)
    if name == "stage" and value in STAGE:
        return stage_word(str(value))
    if name == "reached" and item.fields.get("indicators") is not None:
        return f"{value}/{item.fields['indicators']}" if item.fields["indicators"] else "–"
    if value is None:
        return "–"
    if name == "progress" and isinstance(value, int | float):
        return f"{cells.number(value)}\u00a0%"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return cells.number(value)
    return clean(item.word(name) or value)


def _colour(item: Item, name: str) -> str:
    value = item.fields.get(name)
    if name in ("status", "weather"):
        return COLOURS.get(str(value) if value else None, "")
    return RED if name == "overdue" and value is not None else ""
