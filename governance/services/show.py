"""One record with what is derived from it, its neighbours, its sources and its findings."""

from __future__ import annotations

from governance.errors import CANNOT_JUDGE, JalonError
from governance.i18n import N_
from governance.measure import cost, health
from governance.measure.indicator import number
from governance.model.duration import day
from governance.services import neighbours
from governance.services.find import find
from governance.services.portfolio import portfolio, programme

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypedDict

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.gate.row import IndicatorRow, OpenItem, Row
    from governance.model.finding import Finding
    from governance.model.record import Record
    from governance.services.check import Report
    from governance.services.neighbours import Link, Source
    from governance.services.portfolio import ProgrammeView, StrategyView

    class MeasureView(TypedDict):
        """One measure; ``superseded`` when a later file corrects it."""

        record: str
        date: str
        value: float | None
        bound: str
        breakdown: list[dict[str, Any]]
        source: list[str]
        note: str
        superseded: bool

    class IndicatorView(TypedDict):
        """The state of an indicator with its measures, oldest first."""

        state: IndicatorRow
        overdue_days: int | None
        measures: list[MeasureView]

    class MilestoneView(TypedDict):
        """A milestone; ``state`` is ``done``, ``missed``, ``ahead`` or ``undated``; ``days`` after
        its baseline when done, after its due day when missed, before it when ahead."""

        id: str
        title: str
        baseline: str | None
        forecast: str | None
        actual: str | None
        precision: str | None
        state: str
        days: int | None

    class ReviewView(TypedDict):
        """A review held."""

        record: str
        date: str
        title: str
        weather: str | None
        stage: str | None
        decision: str | None

    class Shown(TypedDict):
        """A record; what does not apply to its kind is ``None`` or empty.

        ``data``  as written, without the facts later than the day judged
        """

        record: str
        kind: str
        title: str
        path: str
        as_of: str
        clock: str | None
        data: dict[str, Any]
        programme: ProgrammeView | None
        strategy: StrategyView | None
        indicators: list[IndicatorView]
        milestones: list[MilestoneView]
        reviews: list[ReviewView]
        open: list[OpenItem]
        needs: list[Link]
        needed_by: list[Link]
        named_by: list[Link]
        sources: list[Source]
        around: int


class Found:
    """What :func:`show` gives: the record as plain values, and its findings."""

    def __init__(self, shown: Shown, findings: list[Finding]) -> None:
        self.shown = shown
        self.findings = findings


def show(report: Report, root: str, given: str) -> Found:
    """The record called ``given``, see :func:`governance.services.find.find`.

    Raises :class:`JalonError` when there is none, or when it was not known yet on the day judged
    or cannot be read.
    """
    roadmap, ctx = report.judgement.roadmap, report.judgement.ctx
    kind, id = find(roadmap, root, given)
    path = roadmap.paths[kind][id][0]
    record = roadmap.read(path)
    if record is None:
        raise _absent(report, f"{kind}/{id}", path)
    row = roadmap.row(kind, id)
    shown: Shown = {
        "record": record.key,
        "kind": kind,
        "title": record.title if record.title != id else "",
        "path": path,
        "as_of": ctx.as_of.isoformat(),
        "clock": None,
        "data": _known(record, ctx),
        "programme": None,
        "strategy": None,
        "indicators": [],
        "milestones": [],
        "reviews": [],
        "open": [],
        "needs": neighbours.needs(record, roadmap),
        "needed_by": neighbours.needed_by(record, roadmap),
        "named_by": neighbours.named_by(record, roadmap),
        "sources": [],
        "around": 0,
    }
    linked = {link["record"] for link in shown["needs"] + shown["needed_by"]}
    shown["named_by"] = [link for link in shown["named_by"] if link["record"] not in linked]
    read: list[Record] = [record]
    if row is not None:
        own = list(roadmap.naming(record.key))
        _dossier(shown, row, own, roadmap)
        shown["around"] = _around(report, row, record.key)
        if kind == "strategy":
            shown["strategy"] = portfolio(report, strategy=id)["strategies"][0]
    elif kind == "indicator":
        home = neighbours.home(roadmap, id)
        if home is not None:
            shown["clock"] = home["clock"]
            measures = _measures(id, list(roadmap.naming(f"{home['kind']}/{home['id']}")))
            read += [m for m in roadmap.naming(f"{home['kind']}/{home['id']}")
                     if m.kind == "measurement" and m.text("indicator") == id]  # fmt: skip
            state = next(state for state in home["indicators"] if state["id"] == id)
            shown["indicators"] = [_indicator(state, home, measures)]
    shown["sources"] = neighbours.sources(read, roadmap)
    return Found(shown, [f for f in report.findings if f.record == record.key])


def _known(record: Record, ctx: Context) -> dict[str, Any]:
    """What the record says, without the facts later than the day judged."""
    if ctx.as_of >= ctx.today or not record.items("costs"):
        return record.data
    costs = cost.known(record.items("costs"), ctx.as_of)
    return {
        name: costs if name == "costs" else value
        for name, value in record.data.items()
        if costs or name != "costs"
    }


def _absent(report: Report, key: str, path: str) -> JalonError:
    problem = next((f for f in report.findings if f.path == path and f.code[0] == "P"), None)
    if problem is not None:
        return JalonError(
            N_("{path}:{line}:{column}: {record} cannot be read ({code})."),
            hint=N_("Run `jalon explain {record}`."),
            exit_code=CANNOT_JUDGE, path=path, line=problem.line, column=problem.column,
            record=key, code=problem.code,
        )  # fmt: skip
    return JalonError(
        N_("{record} was not known yet on {day}."),
        hint=N_("Ask for a later day with --as-of."),
        record=key, day=report.judgement.ctx.as_of.isoformat(),
    )  # fmt: skip


def _dossier(shown: Shown, row: Row, own: list[Record], roadmap: Roadmap) -> None:
    clock = row["clock"]
    shown["clock"] = clock
    shown["open"] = row["open"]
    if row["kind"] == "programme":
        shown["programme"] = programme(row, roadmap)
        shown["milestones"] = _milestones(row)
    shown["indicators"] = [
        _indicator(state, row, _measures(state["id"], own)) for state in row["indicators"]
    ]
    reviews = [r for r in own if r.kind == "checkpoint"]
    for review in sorted(reviews, key=lambda r: (r.text("date"), r.id)):
        shown["reviews"].append(
            {
                "record": review.key, "date": review.text("date"), "title": review.text("title"),
                "weather": review.data.get("weather"), "stage": review.data.get("stage"),
                "decision": review.part("decision").get("kind"),
            }
        )  # fmt: skip


def _indicator(state: IndicatorRow, row: Row, measures: list[MeasureView]) -> IndicatorView:
    clock, due = day(row["clock"]), day(state["next_due"])
    late = (clock - due).days if state["overdue"] and clock and due else None
    return {"state": state, "overdue_days": late, "measures": measures}


def _measures(indicator: str, own: list[Record]) -> list[MeasureView]:
    found = [r for r in own if r.kind == "measurement" and r.text("indicator") == indicator]
    corrected = {f"{indicator}/{m.text('supersedes')}" for m in found if m.text("supersedes")}
    return [
        {
            "record": m.key, "date": m.text("date"), "value": number(m.data.get("value")),
            "bound": m.text("bound") or "exact", "breakdown": m.items("breakdown"),
            "source": list(m.data.get("source", [])), "note": m.text("note"),
            "superseded": m.id in corrected,
        }
        for m in sorted(found, key=lambda m: (m.text("date"), len(m.id), m.id))
    ]  # fmt: skip


def _milestones(row: Row) -> list[MilestoneView]:
    missed = set(health.overdue_milestones(row["milestones"], row["clock"]))
    clock = day(row["clock"])
    found: list[MilestoneView] = []
    for index, milestone in enumerate(row["milestones"]):
        baseline, actual = day(milestone.get("baseline")), day(milestone.get("actual"))
        due = day(milestone.get("forecast")) or baseline
        state, days = "undated", None
        if actual is not None:
            state, days = "done", (actual - baseline).days if baseline else None
        elif index in missed and clock and due:
            state, days = "missed", (clock - due).days
        elif due is not None and clock:
            state, days = "ahead", (due - clock).days
        found.append(
            {
                "id": str(milestone.get("id", "")), "title": str(milestone.get("title", "")),
                "baseline": milestone.get("baseline"), "forecast": milestone.get("forecast"),
                "actual": milestone.get("actual"), "precision": milestone.get("precision"),
                "state": state, "days": days,
            }
        )  # fmt: skip
    return found


def _around(report: Report, row: Row, key: str) -> int:
    """How many findings that count its indicators, measures and reviews have."""
    subjects = {state["id"] for state in row["indicators"]} | {row["id"]}
    return sum(
        1
        for f in report.open
        if f.record != key
        and f.record.partition("/")[0] in ("indicator", "measurement", "checkpoint")
        and f.record.split("/")[1] in subjects
    )
