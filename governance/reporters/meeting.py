"""The agenda of a review meeting: as text, as Markdown to convene with, as JSON."""

from __future__ import annotations

from governance.hygiene import prose
from governance.i18n import N_, _, plural
from governance.reporters import cells
from governance.reporters.cells import CYAN, DIM, RED, YELLOW, clean
from governance.reporters.states import COLOURS, PAUSED, weather_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.services.meeting import Agenda, Point

_LONG = 10_000


def render(agenda: Agenda, *, width: int = 80, colours: bool = False) -> str:
    """The agenda on lines of at most ``width`` cells, under the title of each mission."""
    width = max(width, cells.NARROWEST)
    lines = cells.wrap(_total(agenda), width)
    above = ""
    for rank, point in enumerate(agenda["points"], 1):
        if of(point) != above:
            above = of(point)
            lines += ["", *(cells.paint(x, CYAN, colours) for x in cells.wrap(above, width))]
        lines += title_lines(point, rank, width)
        lines += state_lines(point, width, colours=colours)
        lines += [cells.paint(x, DIM, colours) for x in cells.wrap(people(point), width, "     ")]
    return "\n".join(lines) + "\n"


def markdown(agenda: Agenda) -> str:
    """The agenda as Markdown, one line per review."""
    lines = [f"# {_('Review meeting of {day}', day=agenda['on'])}", "", _total(agenda)]
    above = ""
    for rank, point in enumerate(agenda["points"], 1):
        if of(point) != above:
            above = of(point)
            lines += ["", f"## {prose(above, _LONG)}", ""]
        said = " · ".join(text for text, _colour in _said(point))
        lines.append(f"{rank}. **{prose(point['title'], _LONG)}**: {said}. {prose(people(point))}")
    return "\n".join(lines) + "\n"


def of(point: Point) -> str:
    """What ``point`` stands under: the title of its mission."""
    if point["record"].startswith("strategy/"):
        return _("Strategies")
    return clean(point["mission_title"]) or _("Without a mission")


def title_lines(point: Point, rank: int, width: int) -> list[str]:
    """The rank, the title and the id of a point."""
    told = f"{clean(point['title'])} ({clean(point['subject'])})"
    return cells.wrap(told, width, f"{rank:>3}  ")


def state_lines(point: Point, width: int, *, colours: bool, first: str = "") -> list[str]:
    """How it stands, after the painted ``first``: held or begun, last weather, due day, findings open,
    decisions awaited."""
    parts = [cells.paint(text, colour, colours) for text, colour in _said(point)]
    return cells.joined([first, *parts], width, "     ")


def people(point: Point) -> str:
    """Who answers for it."""
    return ", ".join(clean(who["name"]) for who in point["who"]) or "–"


def _said(point: Point) -> Iterator[tuple[str, str]]:
    if point["held"]:
        yield f"✓ {_('held')}", COLOURS["sunny"]
    elif point["draft"]:
        yield f"→ {_('begun')}", CYAN
    if point["paused"]:
        yield f"{PAUSED} {_('paused')}", ""
    yield weather_word(point["weather"]), COLOURS[point["weather"]]
    yield _due(point), RED if (point["days"] or 0) > 0 else ""
    if point["findings"]:
        yield _findings(point), ""
    if point["awaited"]:
        awaited = plural(
            N_("{count} decision awaited"), N_("{count} decisions awaited"), point["awaited"]
        )
        yield awaited, YELLOW


def _due(point: Point) -> str:
    days, due = point["days"], point["due"]
    if due is None or days is None:
        return _("no review due")
    if days > 0:
        return plural(
            N_("due {day}, {count} day ago"), N_("due {day}, {count} days ago"), days, day=due
        )
    if days == 0:
        return _("due today")
    return plural(N_("due {day}, in {count} day"), N_("due {day}, in {count} days"), -days, day=due)


def _findings(point: Point) -> str:
    return plural(N_("{count} finding"), N_("{count} findings"), point["findings"])


def _total(agenda: Agenda) -> str:
    points = agenda["points"]
    if not points:
        return _("No review is due by {until}.", until=agenda["until"])
    held = sum(point["held"] is not None for point in points)
    said = plural(
        N_("{count} review to hold on {on}, of those due by {until}."),
        N_("{count} reviews to hold on {on}, of those due by {until}."),
        len(points) - held, on=agenda["on"], until=agenda["until"],
    )  # fmt: skip
    if held:
        said += " " + plural(
            N_("{count} checkpoint is held."), N_("{count} checkpoints are held."), held
        )
    return said
