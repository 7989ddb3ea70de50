"""What a slip moves: milestones, programmes, ministries, targets, and which reviews should be earlier."""

from __future__ import annotations

from governance.errors import USAGE, JalonError
from governance.i18n import N_
from governance.model.duration import Duration
from governance.planning.days import later, length
from governance.planning.network import MILESTONE
from governance.planning.paths import critical_records
from governance.planning.schedule import Schedule
from governance.services.plan import iso
from governance.services.plan_named import meant, title_of
from governance.services.posts import organisation_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TypedDict

    from governance.gate.roadmap import Roadmap
    from governance.gate.row import Row
    from governance.services.check import Report

    class Move(TypedDict):
        """A node whose day changes; ``days`` later, ``because`` the node that pushes it."""

        key: str
        kind: str
        record: str
        title: str
        of: str
        before: str
        after: str
        days: int
        because: str | None
        uncertain: bool

    class Late(TypedDict):
        """A target dated before the last moved milestone of its programme, and not before the slip."""

        indicator: str
        title: str
        programme: str
        target: float | None
        date: str

    class Sooner(TypedDict):
        """A review that should be held earlier than planned.

        ``reason``  ``critical`` (the programme comes onto a critical path) or ``too_late`` (it is
                    due after the day that has to be discussed)
        """

        programme: str
        title: str
        due: str
        by: str
        reason: str

    class Broken(TypedDict):
        """A deadline that is missed with the slip, and by how many days."""

        key: str
        title: str
        deadline: str
        days: int

    class Impact(TypedDict):
        """What slips by how much, and what follows."""

        as_of: str
        slipped: str
        title: str
        slip: str
        moves: list[Move]
        ministries: list[dict[str, str]]
        late_targets: list[Late]
        deadlines: list[Broken]
        reviews: list[Sooner]


_OTHERS = (
    N_("{kind}/{id} cannot slip: only milestones, programmes and products have a day to reach."),
    N_("Name a milestone as programme/milestone; `jalon plan` lists them."),
)


def impact(report: Report, root: str, given: str, slip: str) -> Impact:
    """What moves when ``given`` (a milestone ``programme/milestone``, a programme or a product)
    slips by the ISO 8601 duration ``slip``.

    A programme slips with every milestone it still has ahead.  Raises :class:`JalonError` when there
    is no such thing, when it has happened, or when it has no date to slip from.
    """
    roadmap, ctx = report.judgement.roadmap, report.judgement.ctx
    before = roadmap.schedule()
    network = before.network
    key = meant(roadmap, network, root, given, _OTHERS)
    places = _slipping(before, key)
    by, asked = length(slip), Duration.parse(slip)
    if by is None or asked is None or asked.length <= 0:
        raise JalonError(
            N_("“{value}” is no time by which something can slip."),
            hint=N_("Write it as P90D, P6W or P3M."),
            exit_code=USAGE, value=slip,
        )  # fmt: skip
    after = Schedule(network, {p: later(before.finish[p] or 0, by) for p in places})
    moves = list(_moves(before, after, roadmap))
    records = {move["record"] for move in moves}
    rows = [row for row in roadmap.programmes() if f"programme/{row['id']}" in records]
    return {
        "as_of": ctx.as_of.isoformat(),
        "slipped": key,
        "title": title_of(roadmap, network, key),
        "slip": slip,
        "moves": moves,
        "ministries": _ministries(rows, records, roadmap),
        "late_targets": list(_late_targets(rows, moves)),
        "deadlines": list(_deadlines(before, after)),
        "reviews": list(_reviews(before, after, roadmap, rows, moves)),
    }


def _slipping(before: Schedule, key: str) -> list[int]:
    """The places that slip with ``key``."""
    network = before.network
    place = network.places.get(key)
    if place is not None and network.nodes[place].actual is not None:
        raise JalonError(
            N_("{key} was reached on {day} and cannot slip any more."),
            hint=N_("`jalon plan` shows what is still ahead."),
            exit_code=USAGE, key=key.removeprefix("milestone/"),
            day=iso(network.nodes[place].actual),
        )  # fmt: skip
    places = [] if place is None or not before.is_open(place) else [place]
    if not key.startswith(f"{MILESTONE}/"):
        places += [p for p in network.milestones_of(key) if before.is_open(p)]
    if not places:
        raise JalonError(
            N_("{key} has no known day ahead, so nothing can be told of its slip."),
            hint=N_("Give a milestone a forecast in its programme; `jalon plan` lists those without."),
            exit_code=USAGE, key=key.removeprefix("milestone/"),
        )  # fmt: skip
    return places


def _moves(before: Schedule, after: Schedule, roadmap: Roadmap) -> Iterator[Move]:
    """The nodes whose finish changes, by their new days; of one day, what pushes comes first."""
    nodes, links = before.network.nodes, before.network.links
    rank = {place: number for number, place in enumerate(after.order)}
    found = []
    for place, node in enumerate(nodes):
        old, new = before.finish[place], after.finish[place]
        if old is None or new is None or new == old:
            continue
        number = after.driver[place]
        row = roadmap.rows.get(node.record) if node.index >= 0 else None
        move: Move = {
            "key": node.key, "kind": node.kind, "record": node.record, "title": node.title,
            "of": row["title"] if row is not None else "",
            "before": iso(old) or "", "after": iso(new) or "", "days": new - old,
            "because": nodes[links[number].source].key if number >= 0 else None,
            "uncertain": after.uncertain[place],
        }  # fmt: skip
        found.append((new, rank[place], move))
    for _new, _rank, move in sorted(found, key=lambda item: item[:2]):
        yield move


def _ministries(rows: list[Row], records: set[str], roadmap: Roadmap) -> list[dict[str, str]]:
    """The organisations that lead, run or contribute to what moves."""
    ids = {
        str(organisation)
        for row in rows
        for organisation in (
            *(role["organisation"] for role in row["roles"] if role["current"]),
            *(one.get("organisation") for one in row["contributions"]),
        )
        if organisation
    }
    ids |= {p.text("operator") for p in roadmap.of("product") if p.key in records} - {""}
    return [{"id": id, "name": organisation_name(roadmap, id)} for id in sorted(ids)]


def _last(moves: list[Move]) -> dict[str, tuple[str, str]]:
    """By record: the last day of what moves there, before and after."""
    found: dict[str, tuple[str, str]] = {}
    for move in moves:
        old, new = found.get(move["record"], ("", ""))
        found[move["record"]] = (max(old, move["before"]), max(new, move["after"]))
    return found


def _late_targets(rows: list[Row], moves: list[Move]) -> Iterator[Late]:
    last = _last(moves)
    for row in rows:
        old, new = last[f"programme/{row['id']}"]
        for state in row["indicators"]:
            due = state["target_date"]
            if due and old <= due < new and state["status"] not in ("reached", "dropped"):
                yield {
                    "indicator": state["id"], "title": state["title"], "programme": row["id"],
                    "target": state["target"], "date": due,
                }  # fmt: skip


def _deadlines(before: Schedule, after: Schedule) -> Iterator[Broken]:
    for place, node in enumerate(before.network.nodes):
        old, new = before.finish[place], after.finish[place]
        if node.deadline is not None and old is not None and new is not None and old < new:
            days = new - node.deadline
            if days > 0:
                yield {
                    "key": node.key, "title": node.title, "deadline": iso(node.deadline) or "",
                    "days": days,
                }  # fmt: skip


def _reviews(
    before: Schedule, after: Schedule, roadmap: Roadmap, rows: list[Row], moves: list[Move]
) -> Iterator[Sooner]:
    """Reviews due too late: after the day that moves was to be reached, or on the cadence of a
    programme that nothing waited for."""
    newly = critical_records(after) - critical_records(before)
    first: Mapping[str, str] = {
        move["record"]: move["before"]
        for move in sorted(moves, key=lambda m: m["before"], reverse=True)
    }
    for row in rows:
        key, (due, _late) = f"programme/{row['id']}", roadmap.review(row)
        if due is None or row["paused"] or row["left"] is not None:
            continue
        shorter = row["critical_review"]
        if key in newly and shorter is not None and shorter < due:
            by = max(shorter, row["clock"])  # one that should have been held is held now
            yield {"programme": row["id"], "title": row["title"], "due": due, "by": by,
                   "reason": "critical"}  # fmt: skip
        elif (by := first[key]) < due and by >= row["clock"]:
            yield {"programme": row["id"], "title": row["title"], "due": due, "by": by,
                   "reason": "too_late"}  # fmt: skip
