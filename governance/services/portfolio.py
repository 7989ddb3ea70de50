"""The portfolio: strategies, axes, missions, programmes, and what they add up to on a day.

Declared weather and computed status stand side by side and are never mixed; what is not known is
``None``.  Everything is plain values, so that the command line, the terminal UI and JSON show the
same thing.  Days are ``YYYY-MM-DD`` text.
"""

from __future__ import annotations

from governance.gate.row import has_ended
from governance.measure import health
from governance.measure.indicator import REACHED
from governance.model.duration import day
from governance.services import posts
from governance.services.check import check
from governance.services.life import declared, steering, strategy_state
from governance.services.totals import add, total

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import TypedDict

    from governance.gate.roadmap import Roadmap
    from governance.gate.row import Row
    from governance.model.record import Record
    from governance.services.check import Report
    from governance.services.life import Declared, State, Steering
    from governance.services.posts import Holder, Post
    from governance.services.totals import Totals

    class ProgrammeView(TypedDict):
        """One programme.

        ``stage``, ``weather``  what the reviews say; ``None`` when none says it
        ``status``              computed from indicators and milestones, see measure.health
        ``indicators``          how many count (dropped ones do not), ``reached`` of them
        ``overdue_days``        days the next review is late, grace over; ``None`` when it is not
        ``ended``               whether it left the roadmap or its reviews ended it
        """

        id: str
        title: str
        path: str
        strategy: str
        mission: str | None
        clock: str
        stage: str | None
        weather: str | None
        status: str
        counts: dict[str, int]
        indicators: int
        reached: int
        measured: bool
        paused: bool
        ended: bool
        left: str | None
        fate: str | None
        last_review: str | None
        next_review: str | None
        overdue_days: int | None
        missed_milestones: int
        lead: Post

    class MissionView(TypedDict):
        """A mission; ``id`` is ``None`` for the programmes whose mission is not stated."""

        id: str | None
        code: str
        title: str
        heads: list[Holder]
        programmes: list[ProgrammeView]

    class AxisView(TypedDict):
        """An axis with its missions."""

        id: str
        title: str
        missions: list[MissionView]

    class StrategyView(TypedDict):
        """A strategy; ``own`` is what its indicators outside programmes say, by status."""

        id: str
        title: str
        path: str
        state: State
        director: Post
        steering: Steering
        declared: list[Declared]
        own: dict[str, int]
        totals: Totals
        axes: list[AxisView]
        unassigned: list[ProgrammeView]

    class Portfolio(TypedDict):
        """Every strategy, predecessors first."""

        title: str
        as_of: str
        totals: Totals
        strategies: list[StrategyView]

    class Summary(TypedDict):
        """One strategy in one line, for a table of days."""

        as_of: str
        strategy: str
        totals: Totals
        director: Post
        state: State
        declared: list[Declared]


def portfolio(
    report: Report, *, strategy: str | None = None, mission: str | None = None
) -> Portfolio:
    """The portfolio behind ``report``, whole or of one strategy or mission.

    With a mission, the totals count its programmes and their indicators only.
    """
    roadmap, as_of = report.judgement.roadmap, report.judgement.ctx.as_of
    if mission is not None and strategy is None:
        strategy = strategy_of_mission(roadmap, mission)
    views = [
        _strategy(row, report, mission)
        for row in _in_order(roadmap)
        if strategy in (None, row["id"])
    ]
    head = roadmap.records.get("roadmap", {}).get("roadmap")
    return {
        "title": head.title if head else "",
        "as_of": as_of.isoformat(),
        "totals": add(view["totals"] for view in views),
        "strategies": views,
    }


def summary(root: str, as_of: date, today: date, strategy: str) -> Summary:
    """What ``strategy`` added up to on the day ``as_of``; nothing is remembered on disk."""
    report = check(root, as_of, today, with_baseline=False, use_cache=False)
    view = portfolio(report, strategy=strategy)["strategies"][0]
    return {
        "as_of": as_of.isoformat(), "strategy": strategy, "totals": view["totals"],
        "director": view["director"], "state": view["state"], "declared": view["declared"],
    }  # fmt: skip


def programme(row: Row, roadmap: Roadmap) -> ProgrammeView:
    """What the portfolio says of one programme."""
    counts, clock = row["counts"], day(row["clock"])
    ended = has_ended(row)
    missed = [] if ended else health.overdue_milestones(row["milestones"], row["clock"])
    next_review, _ = roadmap.review(row)
    due, overdue = day(next_review), roadmap.is_overdue(row)
    return {
        "id": row["id"],
        "title": row["title"],
        "path": row["path"],
        "strategy": row["strategy"],
        "mission": row["mission"] if row["mission"] in roadmap.records.get("mission", {}) else None,
        "clock": row["clock"],
        "stage": row["stage"] if row["stage_stated"] else None,
        "weather": row["weather"],
        "status": health.status(counts, len(missed)),
        "counts": counts,
        "indicators": health.in_force(counts),
        "reached": counts[REACHED],
        "measured": row["measured"],
        "paused": row["paused"],
        "ended": ended,
        "left": row["left"],
        "fate": row["fate"],
        "last_review": row["last_review"],
        "next_review": None if ended else next_review,
        "overdue_days": (clock - due).days if overdue and clock and due else None,
        "missed_milestones": len(missed),
        "lead": posts.lead(row, roadmap, owed=not ended),
    }


def strategy_of_mission(roadmap: Roadmap, mission: str) -> str | None:
    """The strategy of the axis of ``mission``."""
    record = roadmap.records.get("mission", {}).get(mission)
    axis = roadmap.records.get("axis", {}).get(record.text("axis")) if record else None
    return axis.text("strategy") or None if axis else None


def title_at(record: Record, field: str = "title") -> str:
    """``title`` or ``code`` of a mission as it was on the day judged: later ones are not known."""
    known = [item for item in record.items("titles") if isinstance(item.get(field), str)]
    if known:
        return str(known[-1][field])
    return record.title if field == "title" else record.text(field)


def _strategy(row: Row, report: Report, mission: str | None) -> StrategyView:
    roadmap, ctx = report.judgement.roadmap, report.judgement.ctx
    record = ctx.strategies[row["id"]]
    rows = roadmap.programmes(row["id"])
    views = [programme(found, roadmap) for found in rows]
    views.sort(key=lambda view: (view["title"].casefold(), view["id"]))
    if mission is not None:
        views = [view for view in views if view["mission"] == mission]
    own = row["counts"] if mission is None else {}
    director = posts.director(record, roadmap, ctx)
    vacant = director["vacant_since"] is not None and director["lapsed"] is None
    totals = total(views, own, 1 if vacant and mission is None else 0)
    axes = [
        _axis(axis, views, roadmap, ctx.as_of, mission)
        for axis in ranked(roadmap.of("axis"))
        if axis.text("strategy") == row["id"]
    ]
    if mission is not None:
        axes = [axis for axis in axes if axis["missions"]]
    placed = {v["id"] for axis in axes for m in axis["missions"] for v in m["programmes"]}
    return {
        "id": row["id"],
        "title": row["title"],
        "path": row["path"],
        "state": strategy_state(record, report),
        "director": director,
        "steering": steering(record, row),
        "declared": declared(record, row, rows) if mission is None else [],
        "own": own,
        "totals": totals,
        "axes": axes,
        "unassigned": [view for view in views if view["id"] not in placed],
    }


def _axis(
    axis: Record, views: list[ProgrammeView], roadmap: Roadmap, as_of: date, only: str | None
) -> AxisView:
    missions: list[MissionView] = [
        {
            "id": mission.id,
            "code": title_at(mission, "code"),
            "title": title_at(mission),
            "heads": posts.heads(mission, as_of, roadmap),
            "programmes": [view for view in views if view["mission"] == mission.id],
        }
        for mission in ranked(roadmap.of("mission"))
        if mission.text("axis") == axis.id and only in (None, mission.id)
    ]
    return {"id": axis.id, "title": axis.title, "missions": missions}


def ranked(records: list[Record]) -> list[Record]:
    """Axes or missions by their rank, those without one last."""

    def rank(record: Record) -> tuple[float, str]:
        order = record.data.get("order")
        return (order if isinstance(order, int) else float("inf"), record.id)

    return sorted(records, key=rank)


def _in_order(roadmap: Roadmap) -> list[Row]:
    """The strategies by start: a successor comes after the one it replaces."""
    return sorted(roadmap.strategies(), key=lambda row: (row["entered"] or "", row["id"]))
