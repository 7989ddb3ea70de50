"""The plan as a chart on a text terminal: one line per milestone, one cell per so many days."""

from __future__ import annotations

from datetime import date

from governance.i18n import N_, _, plural
from governance.reporters import cells
from governance.reporters.cells import BOLD, CYAN, DIM, GREEN, RED, clean
from governance.reporters.plan import MARKS, mark, short, summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from governance.services.plan import Entry, Plan

BASELINE, FORECAST, ACTUAL, WORK, SLIP, TODAY = "◇", "▸", "●", "═", "·", "│"
_LEAST = 20
"""Cells that the chart keeps at least."""


def render(plan: Plan, *, width: int = 80, colours: bool = False, critical: bool = False) -> str:
    """The chart on lines of at most ``width`` cells: baseline, finish, actual day, work, today."""
    width = max(width, cells.NARROWEST)
    lines = summary(plan, width)
    found = [e for e in plan["entries"] if e["kind"] == "milestone"]
    if critical:
        found = [e for e in found if e["critical"] or e["near"]]
    dated = in_order(found)
    if dated:
        lines += ["", *_chart(dated, plan["as_of"], width, colours)]
    undated = [short(e["key"]) for e in found if not e["finish"]]
    if undated:
        lines += ["", cells.paint(_("Without a date ({count})", count=len(undated)), BOLD, colours)]
        lines += cells.joined((clean(key) for key in undated), width, "  ")
    return "\n".join(lines) + "\n"


class Chart:
    """A scale of days that holds everything about ``found`` (with a finish each), on lines of at
    most ``width`` cells; ``as_of`` is the day of its line of today."""

    def __init__(self, found: Sequence[Entry], as_of: str, width: int) -> None:
        widest = max(cells.width(clean(e["title"])) for e in found) + 3
        self._size = min(widest, width * 3 // 8)
        room = max(width - self._size - 1, _LEAST)
        days = [d for e in found for d in (e["baseline"], e["start"], e["finish"]) if d]
        first, last = _number(min(*days, as_of)), _number(max(*days, as_of))
        self._first = first
        self._scale = max(1, -(-(last - first + 1) // room))
        self._room = -(-(last - first + 1) // self._scale)
        self._as_of = as_of

    def axis(self) -> str:
        """The line above the others: years and months."""
        return _axis(self._first, self._scale, self._room, self._size)

    def line(self, entry: Entry, *, colours: bool) -> str:
        """A milestone: its title, then its days."""
        label = cells.pad(f"{mark(entry)} {clean(entry['title'])}", self._size)
        bar: list[tuple[str, str]] = [(" ", "")] * self._room
        bar[self._at(self._as_of)] = (TODAY, DIM)
        _draw(bar, entry, self._at)
        drawn = "".join(cells.paint(sign, colour, colours) for sign, colour in bar)
        return f"{label} {drawn}".rstrip()

    def legend(self, width: int, *, colours: bool) -> list[str]:
        """What the signs are, and how many days a cell is."""
        parts = [
            f"{BASELINE} {_('baseline')}", f"{FORECAST} {_('forecast')}", f"{ACTUAL} {_('actual')}",
            f"{MARKS['critical']} {_('critical')}", f"! {_('missed')}", f"{WORK} {_('work')}",
            f"{SLIP} {_('slip')}", f"{TODAY} {_('today')}",
            plural(N_("one cell is {count} day"), N_("one cell is {count} days"), self._scale),
        ]  # fmt: skip
        laid = cells.joined(parts, width, "  ", separator="  ")
        return [cells.paint(line, DIM, colours) for line in laid]

    def _at(self, day: str) -> int:
        return (_number(day) - self._first) // self._scale


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Those with a finish as a chart shows them: by record, then by day."""
    dated = (entry for entry in entries if entry["finish"])
    return sorted(dated, key=lambda e: (e["record"], e["finish"] or "", e["key"]))


def _chart(found: Sequence[Entry], as_of: str, width: int, colours: bool) -> list[str]:
    chart = Chart(found, as_of, width)
    lines = [chart.axis()]
    record = ""
    for entry in found:
        if entry["record"] != record:
            record = entry["record"]
            head = cells.wrap(clean(entry["of"]), width, "", "  ")
            lines += [cells.paint(line, BOLD, colours) for line in head]
        lines.append(chart.line(entry, colours=colours))
    return [*lines, "", *chart.legend(width, colours=colours)]


def _draw(bar: list[tuple[str, str]], entry: Entry, at: Callable[[str], int]) -> None:
    """The signs of one milestone; its own day is drawn last, over everything."""
    finish = entry["finish"] or ""
    colour = RED if entry["critical"] else CYAN if entry["near"] else ""
    if entry["start"]:
        for place in range(at(entry["start"]), at(finish)):
            bar[place] = (WORK, colour)
    if entry["baseline"]:
        low, high = sorted((at(entry["baseline"]), at(finish)))
        for place in range(low + 1, high):
            if bar[place][0] != WORK:
                bar[place] = (SLIP, DIM)
        bar[at(entry["baseline"])] = (BASELINE, "")
    if entry["actual"]:
        bar[at(finish)] = (ACTUAL, GREEN)
    else:
        sign = "!" if entry["state"] == "missed" else FORECAST
        bar[at(finish)] = (MARKS["critical"] if entry["critical"] else sign, colour)


def _axis(first: int, scale: int, room: int, indent: int) -> str:
    """The years, and the months where there is room, above the cells in which they begin."""
    marks = [" "] * room
    used = -1
    day = date.fromordinal(first)
    months = 1 if scale <= 4 else 3 if scale <= 12 else 12
    year, month = day.year, 1
    while True:
        start = date(year, month, 1).toordinal()
        place = (start - first) // scale
        if place >= room:
            break
        label = str(year) if month == 1 else f"{month:02d}"
        if place < 0 and month == 1 and (date(year + 1, 1, 1).toordinal() - first) // scale > 5:
            place = 0  # the year in which the chart begins, where it hides no other
        if place > used and place >= 0 and place + len(label) <= room:
            marks[place : place + len(label)] = label
            used = place + len(label)
        month += months
        if month > 12:
            year, month = year + 1, 1
        if year > date.max.year:
            break
    return (" " * (indent + 1) + "".join(marks)).rstrip()


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()
