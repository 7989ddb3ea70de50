"""What must be done by a day: reviews, measures, decisions, actions, posts, lessons, evaluations."""

from __future__ import annotations

from governance.measure.indicator import DROPPED, NEVER_MEASURED
from governance.model.duration import Duration, day
from governance.services import posts
from governance.services.filter import fold
from governance.services.life import strategy_state
from governance.services.portfolio import programme

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from typing import TypedDict

    from governance.gate.context import Context
    from governance.gate.roadmap import Roadmap
    from governance.gate.row import OpenItem, Row
    from governance.model.record import Record
    from governance.services.check import Report
    from governance.services.life import State

    class Who(TypedDict):
        """Somebody who answers for an item; ``role`` says why, a plain ``name`` an owner written in
        words."""

        name: str
        person: str | None
        organisation: str | None
        role: str

    class Todo(TypedDict):
        """One thing to do.

        ``kind``    one of :data:`ORDER`
        ``due``     ``None`` for what should have a day and has none
        ``days``    days from ``due`` to the day asked: positive when it is past
        ``record``  what it is about; ``title`` of that; ``detail`` what exactly, in words or a role
        """

        kind: str
        due: str | None
        days: int | None
        record: str
        path: str
        title: str
        detail: str
        strategy: str
        mission: str | None
        who: list[Who]

    class Ended(TypedDict):
        """A strategy whose programmes owe nothing any more."""

        strategy: str
        title: str
        state: State
        programmes: int

    class Agenda(TypedDict):
        """Everything due by ``until``, by day."""

        as_of: str
        until: str
        items: list[Todo]
        ended: list[Ended]


ORDER = (
    "review", "steering", "decision", "action", "measure", "vacancy", "mandate", "lesson",
    "evaluation",
)  # fmt: skip


def todo(
    report: Report,
    until: date,
    *,
    person: str = "",
    organisations: set[str] | None = None,
    mission: str | None = None,
) -> Agenda:
    """What is due by ``until``, and what is late.

    ``person``         only what somebody so called answers for (part of a name is enough)
    ``organisations``  only what one of these answers for, see
                       :func:`governance.services.people.organisations_named`
    ``mission``        only the programmes of that mission
    """
    roadmap, ctx = report.judgement.roadmap, report.judgement.ctx
    found = [
        item
        for item in _everything(report)
        if (item["due"] is None or item["due"] <= until.isoformat())
        and mission in (None, item["mission"])
        and answers(item["who"], person, organisations, roadmap)
    ]
    found.sort(key=lambda i: (i["due"] or "", ORDER.index(i["kind"]), i["record"], i["detail"]))
    return {
        "as_of": ctx.as_of.isoformat(),
        "until": until.isoformat(),
        "items": found,
        "ended": [
            _ended(record, report) for key, record in ctx.strategies.items() if ctx.ended(key)
        ],
    }


# -- what there is to do


def _everything(report: Report) -> Iterator[Todo]:
    roadmap, ctx = report.judgement.roadmap, report.judgement.ctx
    for row in roadmap.rows.values():
        if ctx.ended(row["strategy"]) is None:
            if row["kind"] == "programme":
                yield from _of_programme(row, roadmap, ctx)
            else:
                yield from _of_running_strategy(row, roadmap, ctx)
        if row["kind"] == "strategy":
            yield from _of_strategy(ctx.strategies[row["id"]], row, report)


def _of_programme(row: Row, roadmap: Roadmap, ctx: Context) -> Iterator[Todo]:
    view = programme(row, roadmap)
    if view["ended"]:
        return
    who = responsible(row, roadmap, ctx)
    if view["next_review"]:
        yield _item("review", view["next_review"], row, who, ctx)
    yield from _measures(row, who, roadmap, ctx)
    yield from _open(row, who, ctx)
    since = day(view["lead"]["vacant_since"])
    if since is not None:
        due = ctx.policy.span("O401", "allowed").after(since)
        yield _item("vacancy", due.isoformat(), row, who, ctx, "lead")
    for role in posts.ending(row, ctx.as_of, "lead"):
        yield _item("mandate", str(role.get("to")), row, who, ctx, posts.name_of(role, roadmap))


def _of_running_strategy(row: Row, roadmap: Roadmap, ctx: Context) -> Iterator[Todo]:
    who = responsible(row, roadmap, ctx)
    if row["next_review"]:
        body = ctx.strategies[row["id"]].data.get("steering")
        name = str(body.get("body", "")) if isinstance(body, dict) else ""
        yield _item("steering", row["next_review"], row, who, ctx, name)
    yield from _measures(row, who, roadmap, ctx)
    yield from _open(row, who, ctx)


def _of_strategy(record: Record, row: Row, report: Report) -> Iterator[Todo]:
    """What a strategy owes whether it runs or not: a director, answers, an evaluation."""
    roadmap, ctx = report.judgement.roadmap, report.judgement.ctx
    who = responsible(row, roadmap, ctx)
    director = posts.director(record, roadmap, ctx)
    since = day(director["vacant_since"])
    if since is not None and director["lapsed"] is None:
        due = ctx.policy.span("O407", "allowed").after(since)
        yield _item("vacancy", due.isoformat(), row, who, ctx, "director")
    if director["lapsed"] is None:
        for role in posts.ending(row, ctx.as_of, "director"):
            name = posts.name_of(role, roadmap)
            yield _item("mandate", str(role.get("to")), row, who, ctx, name)
    answered = {
        answer.get("lesson")
        for answer in record.items("answers")
        if answer.get("answer") in ("adopted", "rejected")
    }
    predecessor = record.text("predecessor")
    for lesson in roadmap.of("lesson") if predecessor else []:
        if lesson.text("strategy") == predecessor and lesson.id not in answered:
            due_day = max(record.text("start"), lesson.text("date"))
            item = _item("lesson", due_day, row, who, ctx, lesson.text("statement"))
            yield {**item, "record": lesson.key, "path": lesson.path}
    yield from _evaluation(record, row, who, report)


def _evaluation(record: Record, row: Row, who: list[Who], report: Report) -> Iterator[Todo]:
    state, ctx = strategy_state(record, report), report.judgement.ctx
    ended = day(state["since"])
    if ended is not None and not state["evaluated"]:
        due = ctx.policy.span("G906", "within").after(ended)
        yield _item("evaluation", due.isoformat(), row, who, ctx)


def _measures(row: Row, who: list[Who], roadmap: Roadmap, ctx: Context) -> Iterator[Todo]:
    entered = day(row["entered"])
    for state in row["indicators"]:
        due = state["next_due"]
        if state["status"] == NEVER_MEASURED and entered is not None:
            within: Duration = ctx.policy.calendar("first_measure_within")
            due = within.after(entered).isoformat()
        if due is None or state["status"] == DROPPED:
            continue
        owner = state["owner"]
        name = posts.organisation_name(roadmap, owner)
        owners: list[Who] = [{"name": name, "person": None, "organisation": owner, "role": "owner"}]
        item = _item("measure", due, row, owners if owner else who, ctx, row["title"])
        yield {
            **item, "record": f"indicator/{state['id']}", "path": state["path"],
            "title": state["title"],
        }  # fmt: skip


def _open(row: Row, who: list[Who], ctx: Context) -> Iterator[Todo]:
    for one in row["open"]:
        item = _item(one["kind"], one["due"], row, _owner(one) or who, ctx, one["title"])
        yield {**item, "path": one["path"]}


def _owner(item: OpenItem) -> list[Who]:
    owner = item["owner"]
    return (
        [{"name": owner, "person": owner, "organisation": None, "role": "owner"}] if owner else []
    )


def _item(
    kind: str, due: str | None, row: Row, who: list[Who], ctx: Context, detail: str = ""
) -> Todo:
    when = day(due)
    return {
        "kind": kind,
        "due": when.isoformat() if when else None,
        "days": (ctx.as_of - when).days if when else None,
        "record": f"{row['kind']}/{row['id']}",
        "path": row["path"],
        "title": row["title"],
        "detail": detail,
        "strategy": row["strategy"],
        "mission": row["mission"],
        "who": who,
    }


# -- who answers for it


def responsible(row: Row, roadmap: Roadmap, ctx: Context) -> list[Who]:
    """Who answers for ``row``: the lead and the deputies; where nobody leads, the head of the mission;
    else the director of the strategy, or of the one that replaced it."""
    found: list[Who] = []
    if row["kind"] == "programme":
        for role in ("lead", "deputy"):
            found += [_who(holder, role) for holder in posts.others(row, role, roadmap)]
        mission = roadmap.records.get("mission", {}).get(row["mission"] or "")
        if not found and mission is not None:
            found = [_who(one, "head") for one in posts.heads(mission, ctx.as_of, roadmap)]
    strategy = ctx.strategies.get(row["strategy"])
    while not found and strategy is not None:
        director = posts.director(strategy, roadmap, ctx)
        found = [_who(one, "director") for one in director["holders"]]
        strategy = _successor(strategy, ctx)
    return found


def _successor(strategy: Record, ctx: Context) -> Record | None:
    """The strategy that replaced ``strategy``; it starts later, so this comes to an end."""
    start = strategy.text("start")
    return next(
        (
            other
            for other in ctx.strategies.values()
            if other.text("predecessor") == strategy.id and other.text("start") > start
        ),
        None,
    )


def _who(holder: posts.Holder, role: str) -> Who:
    return {
        "name": holder["name"], "person": holder["person"],
        "organisation": holder["organisation"], "role": role,
    }  # fmt: skip


def answers(who: list[Who], person: str, organisations: set[str] | None, roadmap: Roadmap) -> bool:
    """Whether one of ``who`` is called ``person`` (part of the name; anybody when empty), and one is,
    or belongs to, one of ``organisations`` (any when ``None``)."""
    wanted = fold(person)
    if person and not any(wanted in fold(one["person"] or "") for one in who):
        return False
    if organisations is None:
        return True
    names = {fold(posts.organisation_name(roadmap, id)) for id in organisations}
    return any(one["organisation"] in organisations or fold(one["name"]) in names for one in who)


def _ended(record: Record, report: Report) -> Ended:
    return {
        "strategy": record.id,
        "title": record.title,
        "state": strategy_state(record, report),
        "programmes": len(report.judgement.roadmap.programmes(record.id)),
    }
