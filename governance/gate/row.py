"""A row: what a judged dossier is for the rest of the roadmap, in plain values the cache can hold.

Rules across records, lists, the portfolio and the agenda read rows, so that none of them needs the
whole roadmap in memory.  Days are ``YYYY-MM-DD`` text, ``None`` what is not known.
"""

from __future__ import annotations

from governance.measure.indicator import STATUSES, number
from governance.measure.review import ENDED
from governance.model.duration import day
from governance.source.annotations import references

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypedDict

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.record import Moved, Record

    class IndicatorRow(TypedDict):
        """One indicator of a dossier at its clock."""

        id: str
        title: str
        path: str
        unit: str
        direction: str
        counts: str
        product: str | None
        owner: str | None
        declared: str
        status: str
        value: float | None
        bound: str
        date: str | None
        source: list[str]
        target: float | None
        target_date: str | None
        progress: float | None
        next_due: str | None
        overdue: bool

    class RoleRow(TypedDict):
        """One role, held on the clock's day or not."""

        index: int
        role: str
        organisation: str | None
        person: str | None
        since: str | None
        until: str | None
        interim: bool
        current: bool

    class OpenItem(TypedDict):
        """An action not done, or a decision left open."""

        kind: str
        title: str
        owner: str
        due: str | None
        path: str

    class Row(TypedDict):
        """One programme or strategy.

        ``indicator_ids``  of ``indicators``, ``declared`` how many of them count in declared totals
        ``active``         the last measure of those that count active users, by id
        ``measured``       whether one of them was ever measured
        ``last_sign``      day of the latest review or measure
        ``undecided``      how many decisions are ``open``
        ``critical_review``  the earlier day the next review is due while the programme is on the
                           critical path, ``None`` when that changes nothing
        ``moved``          which items of its lists stand elsewhere in its file, as in a record
        """

        kind: str
        id: str
        path: str
        title: str
        strategy: str
        mission: str | None
        clock: str
        entered: str | None
        left: str | None
        fate: str | None
        stage: str
        stage_stated: bool
        weather: str | None
        paused: bool
        last_review: str | None
        next_review: str | None
        critical_review: str | None
        review_overdue: bool
        decision: str | None
        roles: list[RoleRow]
        indicators: list[IndicatorRow]
        indicator_ids: list[str]
        active: dict[str, dict[str, Any]]
        counts: dict[str, int]
        declared: int
        measured: bool
        last_sign: str | None
        undecided: int
        moved: Moved
        milestones: list[dict[str, Any]]
        contributions: list[dict[str, Any]]
        costs: list[dict[str, Any]]
        dependencies: list[dict[str, Any]]
        open: list[OpenItem]
        refs: dict[str, list[str]]


def build(dossier: Dossier, ctx: Context, wholes: list[Record]) -> Row:
    """The row of ``dossier`` at the clock of its subject; ``wholes``: its records with every fact,
    also those not known yet, for what they name."""
    subject, data = dossier.subject, dossier.subject.data
    clock = ctx.clock(subject)
    review = ctx.review(dossier)
    indicators = [_indicator(record, dossier, ctx) for record in dossier.indicators]
    opened = _open(dossier)
    last = review.last.isoformat() if review.last else None
    gone = data.get("left")
    left: dict[str, Any] = gone if isinstance(gone, dict) else {}
    entered = ctx.entered(subject)
    return {
        "kind": subject.kind,
        "id": subject.id,
        "path": subject.path,
        "title": subject.title,
        "strategy": ctx.strategy_of(subject),
        "mission": subject.text("mission") or None,
        "clock": clock.isoformat(),
        "entered": entered.isoformat() if entered else None,
        "left": left.get("date"),
        "fate": left.get("fate"),
        "stage": review.stage,
        "stage_stated": review.stage == ENDED or _states_stage(dossier, clock.isoformat()),
        "weather": review.weather,
        "paused": review.paused,
        "last_review": last,
        "next_review": review.due.isoformat() if review.due else None,
        "critical_review": review.critical.isoformat() if review.critical else None,
        "review_overdue": review.due is not None and ctx.is_past(review.due, clock),
        "decision": review.decision.get("kind") if review.decision else None,
        "roles": [
            _role(i, role, clock.isoformat()) for i, role in enumerate(subject.items("roles"))
        ],
        "indicators": indicators,
        "indicator_ids": [row["id"] for row in indicators],
        "active": {
            row["id"]: {field: row[field] for field in ("value", "bound", "date")}
            for row in indicators
            if row["counts"] == "active"
        },
        "counts": {
            status: sum(1 for row in indicators if row["status"] == status) for status in STATUSES
        },
        "declared": sum(1 for row in indicators if row["declared"] != "not_counted"),
        "measured": any(row["date"] for row in indicators),
        "last_sign": max(filter(None, [last, *(row["date"] for row in indicators)]), default=None),
        "undecided": sum(1 for item in opened if item["kind"] == "decision"),
        "moved": subject.moved,
        "milestones": _lean(subject.items("milestones"), "note"),
        "contributions": _lean(subject.items("contributors"), "note"),
        "costs": _lean(subject.items("costs"), "note", "perimeter"),
        "dependencies": _lean(subject.items("dependencies")),
        "open": opened,
        "refs": refs(wholes),
    }


def has_ended(row: Row) -> bool:
    """Whether a programme left the roadmap, or its reviews ended it: it owes nothing any more."""
    return row["left"] is not None or row["stage"] == ENDED


def _lean(items: list[dict[str, Any]], *left_out: str) -> list[dict[str, Any]]:
    """``items`` without their sources (``refs`` names them) and the prose that no list shows: rows
    of the whole roadmap are in memory together."""
    return [
        {name: value for name, value in item.items() if name != "source" and name not in left_out}
        for item in items
    ]


def _states_stage(dossier: Dossier, clock: str) -> bool:
    return any(c.text("stage") for c in dossier.checkpoints if c.text("date") <= clock)


def refs(records: list[Record]) -> dict[str, list[str]]:
    """Ids that ``records`` name, by the kinds they may be of (``programme product`` for either)."""
    found: dict[tuple[str, ...], set[str]] = {}
    for record in records:
        for kinds, named, _ in references(record.kind, record.data):
            if kinds in found:
                found[kinds].add(named)
            else:
                found[kinds] = {named}
    return {" ".join(kinds): sorted(ids) for kinds, ids in found.items()}


def _indicator(record: Record, dossier: Dossier, ctx: Context) -> IndicatorRow:
    state = ctx.indicator(record, dossier)
    last: dict[str, Any] = state.last.data if state.last else {}
    target = state.target or {}
    population = record.data.get("population")
    clock = ctx.clock(dossier.subject)
    return {
        "id": record.id,
        "title": record.title,
        "path": record.path,
        "unit": record.text("unit"),
        "direction": record.text("direction"),
        "counts": population.get("counts", "") if isinstance(population, dict) else "",
        "product": record.text("product") or None,
        "owner": record.text("owner") or None,
        "declared": record.text("in_declared_total") or "unknown",
        "status": state.status,
        "value": number(last.get("value")),
        "bound": last.get("bound", "exact"),
        "date": last.get("date"),
        "source": last.get("source", []),
        "target": number(target.get("value")),
        "target_date": target.get("date"),
        "progress": state.progress,
        "next_due": state.next_due.isoformat() if state.next_due else None,
        "overdue": state.next_due is not None and ctx.is_past(state.next_due, clock),
    }


def _role(index: int, role: dict[str, Any], clock: str) -> RoleRow:
    since, until = role.get("from"), role.get("to")
    return {
        "index": index,
        "role": role.get("role", ""),
        "organisation": role.get("organisation"),
        "person": role.get("person"),
        "since": since,
        "until": until,
        "interim": bool(role.get("interim")),
        "current": (since is None or since <= clock) and (until is None or until >= clock),
    }


def _open(dossier: Dossier) -> list[OpenItem]:
    found: list[OpenItem] = []
    for checkpoint in dossier.checkpoints:
        found += [
            _item("action", action.get("title"), action, checkpoint.path)
            for action in checkpoint.items("actions")
            if not day(action.get("done"))
        ]
    if dossier.checkpoints:
        decided = [c for c in dossier.checkpoints if isinstance(c.data.get("decision"), dict)]
        if decided and decided[-1].data["decision"].get("kind") == "open":
            decision = decided[-1].data["decision"]
            found.append(_item("decision", decision.get("reason"), decision, decided[-1].path))
    return found


def _item(kind: str, title: object, item: dict[str, Any], path: str) -> OpenItem:
    return {
        "kind": kind,
        "title": str(title or ""),
        "owner": str(item.get("owner", "")),
        "due": item.get("due"),
        "path": path,
    }
