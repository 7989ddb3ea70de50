"""What a slip moves, as text: one sentence, then the milestones, ministries, targets and reviews."""

from __future__ import annotations

from governance.i18n import N_, _, plural
from governance.model.duration import Duration
from governance.model.words import KINDS
from governance.reporters import cells
from governance.reporters.cells import BOLD, RED, clean, number
from governance.reporters.plan import short

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from governance.services.plan_impact import Impact, Move


def render(found: Impact, *, width: int = 80, colours: bool = False) -> str:
    """The impact on lines of at most ``width`` cells."""
    width = max(width, cells.NARROWEST)
    return "\n".join(line for line, _key in lines(found, width, colours=colours)) + "\n"


def lines(found: Impact, width: int, *, colours: bool) -> list[tuple[str, str]]:
    """The impact on lines of at most ``width`` cells: each with the key of the milestone or
    record that it is about, or none."""
    told = [(line, "") for line in cells.wrap(sentence(found), width)]
    told += _section(_("What moves"), _moves(found["moves"], width), colours)
    told += _section(_("Deadlines missed"), _deadlines(found, width), colours, RED)
    names = cells.joined((clean(one["name"]) for one in found["ministries"]), width, "  ")
    told += _section(_("Who is concerned"), ((line, "") for line in names), colours)
    told += _section(_("Targets that become late"), _targets(found, width), colours, RED)
    told += _section(_("Reviews to hold earlier"), _reviews(found, width), colours)
    return told + [
        (line, "") for said in _remarks(found) for line in ("", *cells.wrap(said, width))
    ]


def _remarks(found: Impact) -> Iterator[str]:
    """What the sections do not say."""
    nothing = [
        _(title)
        for title, what in (
            (N_("Deadlines missed"), found["deadlines"]),
            (N_("Targets that become late"), found["late_targets"]),
            (N_("Reviews to hold earlier"), found["reviews"]),
        )
        if not what
    ]
    if nothing:
        yield _("Nothing to tell under: {text}.", text=", ".join(nothing))
    if any(move["before"] < found["as_of"] for move in found["moves"]):
        yield _(
            "Days before {day} are those of a strategy that ended: its clock stands still on the "
            "day it ended.",
            day=found["as_of"],
        )
    if any(move["uncertain"] for move in found["moves"]):
        yield _("≥ waits for something without a date: it can only be later.")


def _deadlines(found: Impact, width: int) -> Iterator[tuple[str, str]]:
    for one in found["deadlines"]:
        said = plural(
            N_("{key}: deadline of {day} missed by {count} day"),
            N_("{key}: deadline of {day} missed by {count} days"),
            one["days"], key=clean(short(one["key"])), day=one["deadline"],
        )  # fmt: skip
        yield from ((line, one["key"]) for line in cells.wrap(said, width, "  ", "    "))


def _targets(found: Impact, width: int) -> Iterator[tuple[str, str]]:
    for target in found["late_targets"]:
        said = _(
            "{title}: target {value} of {day} falls before {programme} is done",
            title=clean(target["title"]), value=number(target["target"]), day=target["date"],
            programme=clean(target["programme"]),
        )  # fmt: skip
        key = f"indicator/{target['indicator']}"
        yield from ((line, key) for line in cells.wrap(said, width, "  ", "    "))


def _reviews(found: Impact, width: int) -> Iterator[tuple[str, str]]:
    for review in found["reviews"]:
        reason = (
            _("it comes onto a critical path")
            if review["reason"] == "critical"
            else _("its milestone was to be reached by then")
        )
        said = _("{title}: by {by} instead of {due} ({reason})", title=clean(review["title"]),
                 by=review["by"], due=review["due"], reason=reason)  # fmt: skip
        key = f"programme/{review['programme']}"
        yield from ((line, key) for line in cells.wrap(said, width, "  ", "    "))


def sentence(found: Impact) -> str:
    """The whole impact in one sentence."""
    others = [m for m in found["moves"] if m["record"] != _record(found["slipped"])]
    title, slip = clean(found["title"]), spelt(found["slip"])
    if not found["moves"]:
        return _("If “{title}” slips by {slip}, nothing moves.", title=title, slip=slip)
    if not others:
        return _(
            "If “{title}” slips by {slip}, it moves to {day} and no other programme or product moves.",
            title=title, slip=slip, day=found["moves"][-1]["after"],
        )  # fmt: skip
    records = len({m["record"] for m in others})
    return plural(
        N_("If “{title}” slips by {slip}, {count} other programme or product moves, the last day to "
           "{day} ({days} later)."),
        N_("If “{title}” slips by {slip}, {count} other programmes and products move, the last day to "
           "{day} ({days} later)."),
        records, title=title, slip=slip, day=others[-1]["after"],
        days=plural(N_("{count} day"), N_("{count} days"), others[-1]["days"]),
    )  # fmt: skip


def _record(key: str) -> str:
    """The record of a node."""
    kind, _slash, rest = key.partition("/")
    return f"programme/{rest.partition('/')[0]}" if kind == "milestone" else key


def _section(
    title: str, told: Iterable[tuple[str, str]], colours: bool, colour: str = BOLD
) -> list[tuple[str, str]]:
    found = list(told)
    return [("", ""), (cells.paint(title, colour, colours), ""), *found] if found else []


def spelt(slip: str) -> str:
    """``P90D`` as a person says it."""
    found = Duration.parse(slip) or Duration()
    parts = [
        plural(N_("{count} month"), N_("{count} months"), found.months) if found.months else "",
        plural(N_("{count} day"), N_("{count} days"), found.days) if found.days else "",
    ]
    return " ".join(filter(None, parts))


def _moves(moves: list[Move], width: int) -> Iterator[tuple[str, str]]:
    """A line or more for each: its days, then which it is and what pushes it."""
    if not moves:
        return
    rows = [[_("moves by"), _("before"), _("after")]]
    for move in moves:
        later = _("{count} d", count=f"{move['days']:+d}")
        rows.append([later, move["before"], ("≥ " if move["uncertain"] else "  ") + move["after"]])
    rows[0][2] = "  " + rows[0][2]
    laid = ["  " + "  ".join(row) + "  " for row in cells.columns(rows, width, right=(0,))]
    yield laid[0].rstrip(), ""
    for move, before in zip(moves, laid[1:], strict=True):
        kind = f"{_(KINDS[move['kind']][0])} " if move["kind"] in KINDS else ""
        id = short(move["key"]).removeprefix(f"{move['kind']}/")
        said = f"{clean(move['title'])} [{kind}{clean(id)}]"
        if move["because"]:
            said += ", " + _("because of {key}", key=clean(short(move["because"])))
        yield from ((line, move["key"]) for line in cells.wrap(said, width, before))
