"""Totals as text: programmes, weather, reviews, vacancies, indicators and their bar."""

from __future__ import annotations

from governance.i18n import N_, _, plural
from governance.model.words import STATUS
from governance.reporters import cells
from governance.reporters.states import COLOURS, PAUSED, status_word, weather_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.services.totals import Totals

_BAR = 60


def block(totals: Totals, width: int, *, colours: bool) -> list[str]:
    """All the totals, one subject per line, then the bar of the indicators."""
    rows = [
        (_("programmes"), programmes(totals)),
        (_("weather"), weather(totals)),
        (_("reviews"), reviews(totals)),
        (_("roles"), [
            plural(N_("{count} post vacant"), N_("{count} posts vacant"), totals["vacant"])
        ]),
        (_("indicators"), indicators(totals, colours=colours)),
    ]  # fmt: skip
    blank = " " * (max(cells.width(label) for label, parts in rows if any(parts)) + 2)
    line = bar(totals["status"], min(_BAR, width - len(blank)), colours=colours)
    return cells.labelled(rows, width) + ([blank + line] if line else [])


def programmes(totals: Totals) -> list[str]:
    """How many there are, measured and not."""
    parts = [
        str(totals["programmes"]),
        _("{count} measured", count=totals["measured"]),
        _("{count} never measured", count=totals["never_measured"]),
    ]
    if totals["ended"]:
        parts.append(plural(N_("{count} has ended"), N_("{count} have ended"), totals["ended"]))
    return parts


def weather(totals: Totals) -> list[str]:
    """How many programmes have each declared weather; the paused apart."""
    parts = [
        f"{weather_word(None if name == 'not_stated' else name)} {count}"
        for name, count in totals["weather"].items()
        if count
    ]
    if totals["paused"]:
        parts.append(f"{PAUSED} {_('paused')} {totals['paused']}")
    return parts


def reviews(totals: Totals) -> list[str]:
    """How many reviews are overdue, how many programmes never had one."""
    late, first = totals["reviews_overdue"], totals["first_overdue"]
    said = _("{count} overdue", count=late)
    if first:
        said = _("{count} overdue, {first} of them never held", count=late, first=first)
    return [said, plural(
        N_("{count} programme never reviewed"),
        N_("{count} programmes never reviewed"),
        totals["never_reviewed"],
    )]  # fmt: skip


def indicators(totals: Totals, *, colours: bool) -> list[str]:
    """How many there are, then by status; the statuses add up to them."""
    return [str(totals["indicators"])] + [
        cells.paint(f"{status_word(state)} {count}", COLOURS[state], colours)
        for state, count in totals["status"].items()
        if count
    ]


def bar(status: dict[str, int], width: int, *, colours: bool) -> str:
    """One cell per indicator, with the glyph of its status; in proportion when there are many."""
    parts = cells.bar([(state, status.get(state, 0)) for state in STATUS], width)
    return "".join(
        cells.paint(STATUS[name][0] * size, COLOURS[name], colours) for name, size in parts
    )
