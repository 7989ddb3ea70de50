"""The agenda of a review meeting: what is reviewed, in which order, how each stands."""

from __future__ import annotations

from governance.gate.row import has_ended
from governance.model.duration import day
from governance.services.fields import items
from governance.services.filter import parse
from governance.services.list import listing
from governance.services.portfolio import programme, ranked, title_at
from governance.services.todo import answers, responsible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from typing import TypedDict

    from governance.gate.roadmap import Roadmap
    from governance.services.check import Report
    from governance.services.todo import Who

    class Point(TypedDict):
        """A programme or a strategy on an agenda, as it stands on the day judged.

        ``record``    its key;  ``subject`` the same as its checkpoint is begun with, see
                      :func:`governance.services.enter.reviewed`
        ``due``       day its next review is due, ``None`` when none is
        ``days``      days from ``due`` to the day judged: positive when it is past
        ``weather``   that its last review, of the day ``last_review``, declares
        ``findings``  open ones on it, its indicators, measures and reviews
        ``awaited``   decisions that its last review left open
        ``draft``     whether its checkpoint has been begun and not saved
        ``held``      its checkpoint of the day of the meeting: ``checkpoint/…``
        """

        record: str
        subject: str
        title: str
        path: str
        mission: str | None
        mission_title: str
        due: str | None
        days: int | None
        weather: str | None
        paused: bool
        last_review: str | None
        findings: int
        awaited: int
        draft: bool
        held: str | None
        who: list[Who]

    class Agenda(TypedDict):
        """The agenda of the meeting held ``on`` a day: reviews due by ``until``, and those held."""

        as_of: str
        on: str
        until: str
        points: list[Point]


def agenda(
    report: Report,
    until: date,
    on: date,
    *,
    person: str = "",
    organisations: set[str] | None = None,
    mission: str | None = None,
    where: str = "",
    drafts: Collection[str] = (),
) -> Agenda:
    """What is to be reviewed by ``until``, and what was ``on`` the day of the meeting: programmes by
    mission then due day, then strategies.

    ``person``, ``organisations``, ``mission``  only these, as in
                :func:`governance.services.todo.todo`
    ``where``   only those for which that filter of programmes holds
    ``drafts``  subjects whose checkpoint has been begun and not saved

    Raises :class:`governance.errors.JalonError` for a filter that means nothing.
    """
    roadmap = report.judgement.roadmap
    matching = _matching(report, where) if where else None
    return {
        "as_of": report.judgement.ctx.as_of.isoformat(),
        "on": on.isoformat(),
        "until": until.isoformat(),
        "points": [
            point for point in points(report, on, drafts)
            if (point["held"] or is_due(point, until.isoformat()))
            and mission in (None, point["mission"])
            and answers(point["who"], person, organisations, roadmap)
            and (matching is None or point["record"] in matching)
        ],
    }  # fmt: skip


def _matching(report: Report, where: str) -> set[str]:
    """The keys of the programmes, and of the strategies, for which the filter holds."""
    wanted = parse(where)
    found = {item.key for item in listing(report, "programme", where).items}
    return found | {item.key for item in items(report, "strategy") if wanted.holds(item.get)}


def is_due(point: Point, until: str) -> bool:
    """Whether the review of ``point`` is due by the day ``until``."""
    return point["due"] is not None and point["due"] <= until


def points(
    report: Report,
    on: date,
    drafts: Collection[str] = (),
    saved: Mapping[str, str] | None = None,
) -> list[Point]:
    """Everything that can be reviewed, or was: ``on`` the day of the meeting, or as ``saved`` says
    (subject, key of its checkpoint).  Programmes by mission then due day, those without a mission
    last; then strategies."""
    roadmap, ctx = report.judgement.roadmap, report.judgement.ctx
    findings = _findings(report)
    places = _places(roadmap)
    found: list[tuple[tuple[int, str, str], Point]] = []
    for row in (*roadmap.programmes(), *roadmap.strategies()):
        key, subject = f"{row['kind']}/{row['id']}", row["id"]
        if row["kind"] == "strategy" and roadmap.exists("programme", subject):
            subject = key
        of_day = f"{row['id']}/{on.isoformat()}"
        held = (saved or {}).get(subject)
        if held is None and of_day in roadmap.paths["checkpoint"]:
            held = f"checkpoint/{of_day}"
        if held is None and (has_ended(row) or ctx.ended(row["strategy"])):
            continue
        view = programme(row, roadmap) if row["kind"] == "programme" else row
        due = day(view["next_review"])
        none = len(places) + (row["kind"] == "strategy")
        place, mission_title = places.get(view["mission"] or "", (none, ""))
        point: Point = {
            "record": key,
            "subject": subject,
            "title": row["title"],
            "path": row["path"],
            "mission": view["mission"],
            "mission_title": mission_title,
            "due": due.isoformat() if due else None,
            "days": (ctx.as_of - due).days if due else None,
            "weather": view["weather"],
            "paused": view["paused"],
            "last_review": view["last_review"],
            "findings": findings.get(key, 0),
            "awaited": row["undecided"],
            "draft": subject in drafts,
            "held": held,
            "who": responsible(row, roadmap, ctx),
        }
        found.append(((place, point["due"] or "9999", row["title"].casefold()), point))
    return [point for _key, point in sorted(found, key=lambda one: one[0])]


def _places(roadmap: Roadmap) -> dict[str, tuple[int, str]]:
    """The rank of each mission among all, axis after axis, and its title."""
    missions = ranked(roadmap.of("mission"))
    axes = {axis.id: rank for rank, axis in enumerate(ranked(roadmap.of("axis")))}
    missions.sort(key=lambda mission: axes.get(mission.text("axis"), len(axes)))
    return {one.id: (rank, title_at(one)) for rank, one in enumerate(missions)}


def _findings(report: Report) -> dict[str, int]:
    """Open findings by programme and strategy."""
    homes: dict[tuple[str, str], str] = {}
    for key, row in sorted(report.judgement.roadmap.rows.items(), reverse=True):
        homes[row["kind"], row["id"]] = homes["checkpoint", row["id"]] = key
        for id in row["indicator_ids"]:
            homes["indicator", id] = homes["measurement", id] = key
    counts: dict[str, int] = {}
    for finding in report.open:
        kind, _slash, id = finding.record.partition("/")
        home = homes.get((kind, id.partition("/")[0]))
        if home is not None:
            counts[home] = counts.get(home, 0) + 1
    return counts
