"""The plan: every milestone with its dates and float, the critical paths, what nobody has dated.

Plain values, the same for the command line, the terminal UI and JSON.  Days are ``YYYY-MM-DD``
text, floats whole days; what is not known is ``None``.
"""

from __future__ import annotations

from datetime import date

from governance.planning.cycles import cycles
from governance.planning.days import FIRST, LAST
from governance.planning.network import MILESTONE
from governance.planning.paths import critical_records, drag, is_impossible, longest_chain, paths
from governance.planning.schedule import NOT_BEFORE, PLANNED, TODAY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypedDict

    from governance.gate.roadmap import Roadmap
    from governance.planning.schedule import Schedule
    from governance.services.check import Report

    class Wait(TypedDict):
        """What a node waits for; ``type`` is ``FS``, ``SS`` or ``FF``, ``lag`` in days (as laid on
        the days of the plan), ``via`` one of ``after``, ``needs``, ``part``, ``built``."""

        key: str
        type: str
        via: str
        basis: str

    class Entry(TypedDict):
        """A milestone, or the end of a programme or product that others depend on.

        ``key``        ``milestone/PROGRAMME/ID``, ``programme/ID`` or ``product/ID``
        ``of``         title of its record, for a milestone
        ``state``      ``done``, ``missed`` (its day went by), ``ahead``, ``undated``, ``dropped``
                       (its programme ended without it), ``circular``; an end is ``end``
        ``planned``    the day its record plans
        ``finish``     the day that follows from the network; ``start`` the beginning of the work
        ``uncertain``  whether it rests on something without a date: it can only be later
        ``driver``     what sets the finish: the key of a node, ``planned``, ``today`` or
                       ``not_before``
        ``late``       the latest finish that moves no end and misses no deadline
        ``drag``       days it adds to the end of its group
        ``impossible`` whether it is planned before what it waits for allows; ``needed`` that day
        ``slip``       days between the baseline and the actual day, else the finish
        """

        key: str
        kind: str
        record: str
        path: str
        title: str
        of: str
        state: str
        baseline: str | None
        forecast: str | None
        actual: str | None
        precision: str | None
        not_before: str | None
        deadline: str | None
        planned: str | None
        start: str | None
        finish: str | None
        late: str | None
        total_float: int | None
        free_float: int | None
        critical: bool
        near: bool
        uncertain: bool
        impossible: bool
        needed: str | None
        driver: str | None
        drag: int | None
        slip: int | None
        waits_for: list[Wait]

    class PathView(TypedDict):
        """Nodes that hold one another up, first to last, with the smallest float among them."""

        total_float: int
        keys: list[str]

    class Plan(TypedDict):
        """Everything planned, on the day judged.

        ``near``      days of float up to which a node is near critical
        ``entries``   milestones by finish, ends among them; those without a date come last
        ``paths``     critical and near-critical paths, tightest first
        ``chain``     the longest chain of needs, dated or not
        ``circles``   what waits for itself: first and last step are the same
        ``shared``    programmes of which a milestone moves that of another one
        """

        title: str
        as_of: str
        near: int
        entries: list[Entry]
        paths: list[PathView]
        chain: list[str]
        circles: list[list[str]]
        shared: list[str]


_DRIVERS = {PLANNED: "planned", TODAY: "today", NOT_BEFORE: "not_before"}


def plan(report: Report, *, mission: str | None = None) -> Plan:
    """The plan behind ``report``; of one mission, what surrounds it still sets the dates."""
    roadmap, ctx = report.judgement.roadmap, report.judgement.ctx
    schedule = roadmap.schedule()
    near = round(ctx.policy.calendar("near_critical").length)
    nodes = schedule.network.nodes
    wanted = _wanted(roadmap, mission)
    keep = [wanted is None or node.record in wanted for node in nodes]
    found = entries(schedule, roadmap, near)
    shown = [entry for entry, kept in zip(found, keep, strict=True) if kept]
    shown.sort(key=lambda e: (e["finish"] is None, e["finish"] or "", e["record"], e["key"]))
    settings = roadmap.records.get("roadmap", {}).get("roadmap")
    told = [p for p in paths(schedule, near) if any(keep[place] for place in p.places)]
    chain = longest_chain(schedule.network)
    return {
        "title": settings.title if settings else "",
        "as_of": ctx.as_of.isoformat(),
        "near": near,
        "entries": shown,
        "paths": [
            {"total_float": p.total, "keys": [nodes[place].key for place in p.places]} for p in told
        ],
        "chain": [nodes[place].key for place in chain] if any(keep[p] for p in chain) else [],
        "circles": cycles(schedule.network.needs()) if schedule.circular else [],
        "shared": sorted(critical_records(schedule)),
    }


def _wanted(roadmap: Roadmap, mission: str | None) -> frozenset[str] | None:
    if mission is None:
        return None
    return frozenset(
        f"programme/{row['id']}" for row in roadmap.programmes() if row["mission"] == mission
    )


def entries(schedule: Schedule, roadmap: Roadmap, near: int) -> list[Entry]:
    """Every node of ``schedule`` in the order of its network."""
    drags = drag(schedule)
    return [
        _entry(schedule, roadmap, place, near, drags.get(place))
        for place in range(len(schedule.network.nodes))
    ]


def _entry(schedule: Schedule, roadmap: Roadmap, place: int, near: int, drag: int | None) -> Entry:
    nodes, links = schedule.network.nodes, schedule.network.links
    node = nodes[place]
    finish, total, number = schedule.finish[place], schedule.total[place], schedule.driver[place]
    critical = schedule.is_critical(place)
    is_milestone = node.kind == MILESTONE
    is_open = schedule.is_open(place)
    row = roadmap.rows.get(node.record) if is_milestone else None
    needed = schedule.needed[place]
    impossible = is_impossible(schedule, place)
    reference = node.baseline if is_milestone else None
    return {
        "key": node.key, "kind": node.kind, "record": node.record, "path": node.path,
        "title": node.title, "of": row["title"] if row is not None else "",
        "state": state(schedule, place),
        "baseline": iso(node.baseline), "forecast": iso(node.forecast), "actual": iso(node.actual),
        "precision": node.precision, "not_before": iso(node.not_before),
        "deadline": iso(node.deadline), "planned": iso(node.planned),
        "start": iso(schedule.start[place]) if node.duration else None,
        "finish": iso(finish),
        "late": iso(schedule.late[place]), "total_float": total,
        "free_float": schedule.free[place], "critical": critical,
        "near": total is not None and not critical and schedule.group[place] >= 0 and total <= near,
        "uncertain": schedule.uncertain[place] and node.actual is None,
        "impossible": impossible, "needed": iso(needed) if impossible else None,
        "driver": (nodes[links[number].source].key if number >= 0 else _DRIVERS.get(number))
        if is_open else None,
        "drag": drag if is_milestone else None,
        "slip": finish - reference if finish is not None and reference is not None else None,
        "waits_for": [
            {"key": nodes[link.source].key, "type": link.type, "via": link.via, "basis": link.basis}
            for link in (links[n] for n in schedule.into[place]) if link.via != "part"
        ],
    }  # fmt: skip


def state(schedule: Schedule, place: int) -> str:
    """The state of a node, see :class:`Entry`."""
    node = schedule.network.nodes[place]
    if node.actual is not None:
        return "done"
    if node.dropped:
        return "dropped"
    if place in schedule.circular:
        return "circular"
    if node.kind != MILESTONE:
        return "end"
    if schedule.finish[place] is None:
        return "undated"
    return "missed" if node.planned is not None and node.planned < node.floor else "ahead"


def iso(day: int | None) -> str | None:
    """The day of an ordinal as text."""
    return None if day is None else date.fromordinal(min(max(day, FIRST), LAST)).isoformat()
