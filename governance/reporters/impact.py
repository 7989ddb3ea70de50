"""What a slip moves, as text: one sentence, then the milestones, ministries, targets and reviews."""

from __future__ import annotations

from governance.i18n import N_, _, plural
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
    """The impact on lines of at most ``width`` cells: each with the ``kind/id`` of the record that
    it is about, or none."""
    told = [(line, "") for line in cells.wrap(sentence(found), width)]
    moves = _moves(found["moves"], width)
    keys = ["", *(move["record"] for move in found["moves"])]
    told += _section(_("What moves"), zip(moves, keys, strict=False), colours)
    told += _section(_("Deadlines missed"), _deadlines(found, width), colours, RED)
    names = cells.joined((clean(one["name"]) for one in found["ministries"]), width, "  ")
    told += _section(_("Who is concerned"), ((line, "") for line in names), colours)
    told += _section(_("Targets that become late"), _targets(found, width), colours, RED)
    return told + _section(_("Reviews to hold earlier"), _reviews(found, width), colours)


def _deadlines(found: Impact, width: int) -> Iterator[tuple[str, str]]:
    for one in found["deadlines"]:
        said = plural(
            N_("{key}: deadline of {day} missed by {count} day"),
            N_("{key}: deadline of {day} missed by {count} days"),
            one["days"], key=clean(short(one["key"])), day=one["deadline"],
        )  # fmt: skip
        key = _record(one["key"])
        yield from ((line, key) for line in cells.wrap(said, width, "  ", "    "))


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
    title, slip = clean(found["title"]), clean(found["slip"])
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
           "{day} (by {days} d)."),
        N_("If “{title}” slips by {slip}, {count} other programmes and products move, the last day to "
           "{day} (by {days} d)."),
        records, title=title, slip=slip, day=others[-1]["after"], days=others[-1]["days"],
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


def _moves(moves: list[Move], width: int) -> list[str]:
    if not moves:
        return []
    rows = [["", _("before"), _("after"), _("moves by"), _("because of")]]
    for move in moves:
        what = _(KINDS[move["kind"]][0]) if move["kind"] in KINDS else ""
        name = short(move["key"]) if not what else f"{what} {move['title']}"
        because = short(move["because"]) if move["because"] else "–"
        rows.append(
            [
                clean(name), move["before"], ("≥ " if move["uncertain"] else "") + move["after"],
                _("{count} d", count=f"{move['days']:+d}"), clean(because),
            ]
        )  # fmt: skip
    laid = cells.columns(rows, width, flexible=4, right=(3,), indent="  ", least=14, keep=(1, 2, 3))
    return [("  " + "  ".join(row)).rstrip() for row in laid]
