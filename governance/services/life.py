"""The life of a strategy: running, interrupted or closed; its steering; what it declared of itself."""

from __future__ import annotations

from governance.measure.indicator import REACHED
from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypedDict

    from governance.gate.row import Row
    from governance.model.record import Record
    from governance.services.check import Report

    class State(TypedDict):
        """Where a strategy stands.

        ``name``      ``running``, ``interrupted``, ``closed`` or ``past_end`` (its announced end is
                      over and nobody said what followed)
        ``since``     the day of the interruption or closing, else the announced end that passed
        ``de_facto``  an interruption that nobody decided
        ``silent``    still running by its records, interrupted by all signs (rule G907)
        """

        name: str
        since: str | None
        de_facto: bool
        silent: bool
        start: str | None
        end: str | None
        predecessor: str | None
        successor: str | None
        evaluated: str | None

    class Steering(TypedDict):
        """The steering body; ``overdue_days`` counts to the day judged or to the strategy's end."""

        body: str | None
        cadence: str | None
        last: str | None
        next: str | None
        overdue_days: int | None

    class Declared(TypedDict):
        """The latest total that a publication declared, beside what the records hold."""

        what: str
        declared: int
        date: str
        recorded: int
        source: list[str]


COMPARED = ("programmes", "achieved", "indicators", "indicators_reached")
_SILENT = "G907"
"""The rule that tells a strategy which stopped without anybody having said so."""


def strategy_state(strategy: Record, report: Report) -> State:
    """The state of ``strategy`` on the day judged."""
    ctx = report.judgement.ctx
    ended = ctx.ended(strategy.id)
    end = day(strategy.data.get("end"))
    finals = [e for e in strategy.items("evaluations") if e.get("scope") == "final"]
    successors = [s for s in ctx.strategies.values() if s.text("predecessor") == strategy.id]
    found: State = {
        "name": "running",
        "since": None,
        "de_facto": False,
        "silent": any(f.code == _SILENT and f.record == strategy.key for f in report.findings),
        "start": strategy.text("start") or None,
        "end": strategy.text("end") or None,
        "predecessor": strategy.text("predecessor") or None,
        "successor": min(s.id for s in successors) if successors else None,
        "evaluated": min((str(e.get("date")) for e in finals), default=None),
    }
    if ended is not None:
        event = next(
            event
            for event in strategy.items("life")
            if event.get("date") == ended.isoformat()
            and event.get("event") in ("closed", "interrupted")
        )
        found["name"] = str(event["event"])
        found["since"] = ended.isoformat()
        found["de_facto"] = bool(event.get("de_facto"))
        found["silent"] = False
    elif end is not None and end < ctx.as_of:
        found["name"], found["since"] = "past_end", end.isoformat()
    return found


def steering(strategy: Record, row: Row) -> Steering:
    """When the steering body last met, and by when it had to meet again."""
    stated = strategy.data.get("steering")
    body = stated if isinstance(stated, dict) else {}
    clock, due = day(row["clock"]), day(row["next_review"])
    late = row["review_overdue"] and clock is not None and due is not None
    return {
        "body": body.get("body"),
        "cadence": body.get("cadence"),
        "last": row["last_review"],
        "next": row["next_review"],
        "overdue_days": (clock - due).days if late and clock and due else None,
    }


def declared(strategy: Record, own: Row, programmes: list[Row]) -> list[Declared]:
    """The latest of each total the strategy declared that the records can be compared with."""
    latest: dict[str, Declared] = {}
    for item in sorted(strategy.items("declared"), key=lambda item: str(item.get("date", ""))):
        date = str(item.get("date", ""))
        for what in COMPARED:
            value = item.get(what)
            if isinstance(value, int) and not isinstance(value, bool):
                latest[what] = {
                    "what": what,
                    "declared": value,
                    "date": date,
                    "recorded": _recorded(what, date, own, programmes),
                    "source": list(item.get("source", [])),
                }
    return [latest[what] for what in COMPARED if what in latest]


def _recorded(what: str, date: str, own: Row, programmes: list[Row]) -> int:
    """Programmes that had entered, or left as completed, on the day of the declaration; indicators
    as they are, for their records do not say since when they exist."""
    if what == "programmes":
        return sum((row["entered"] or "") <= date for row in programmes)
    if what == "achieved":
        return sum(row["fate"] == "completed" and (row["left"] or "") <= date for row in programmes)
    return sum(
        what == "indicators" or state["status"] == REACHED
        for row in [*programmes, own]
        for state in row["indicators"]
        if state["declared"] != "not_counted"
    )
