"""Forecasts of milestones and programmes: their reference class, and draws over the network."""

from __future__ import annotations

from datetime import date, timedelta

from governance.errors import CANNOT_JUDGE, JalonError
from governance.i18n import N_
from governance.measure import forecast as measure
from governance.measure.cost import project as whole_cost
from governance.measure.slippage import CALENDAR, COST
from governance.model.duration import day
from governance.model.edition import YEAR_DAYS
from governance.services.classes import AUTO, learn
from governance.services.draws import draws_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypedDict

    from governance.gate.row import Row
    from governance.measure.montecarlo import Draws
    from governance.planning.schedule import Schedule
    from governance.services.check import Report
    from governance.services.classes import Choice, ClassView, Learned
    from governance.services.panorama import Reference

    class MilestoneForecast(TypedDict):
        """One milestone; days are ``YYYY-MM-DD``.

        ``state``      ``ahead``, ``late`` (planned before the day judged), ``undated``, ``done``,
                       ``dropped``; only ``ahead`` has a forecast of its own
        ``due``        the deadline, else the day planned
        ``p50``        and ``p80``: by its class alone; ``network_p50``, ``network_p80`` with all
                       that it waits for
        ``in_time``    percent of the draws that finish by ``due``
        ``critical``   percent of the draws in which a day lost on it moves the end of its network
        ``beyond``     whether it lies further ahead than any project of the class was observed
        ``uncertain``  whether it waits for something that has no day: the odds can only be worse
        """

        programme: str
        id: str
        title: str
        state: str
        planned: str | None
        due: str | None
        days: int | None
        p50: str | None
        p80: str | None
        network_p50: str | None
        network_p80: str | None
        in_time: float | None
        critical: float | None
        beyond: bool
        uncertain: bool

    class CostForecast(TypedDict):
        """The whole cost of a programme, in euros, on the day its last milestone is planned."""

        authority: str
        amount: int
        until: str
        years: float
        p50: float
        p80: float
        uplift_p50: float
        uplift_p80: float
        beyond: bool

    class ProgrammeForecast(TypedDict):
        """One programme: what it is compared with, its milestones and its cost."""

        programme: str
        title: str
        stage: str
        calendar_class: ClassView
        cost_class: ClassView | None
        milestones: list[MilestoneForecast]
        cost: CostForecast | None

    class Forecast(TypedDict):
        """The programmes asked for, by id."""

        as_of: str
        draws: int
        seed: int
        formula: str
        programmes: list[ProgrammeForecast]


DRAWS = 10_000
"""With as many, a percentage is known to half a point (one standard error of 50 %)."""
SEED = 1


def forecast(
    report: Report,
    reference: Reference,
    *,
    programme: str | None = None,
    milestone: str | None = None,
    phase: str | None = None,
    size: str | None = None,
    width: str = AUTO,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Forecast:
    """Forecast the open milestones of a ``programme`` (of all when ``None``), or one of them.

    ``phase``, ``size``  what to compare with, instead of what the stage and the cost say
    ``width``            which class, see :data:`governance.services.classes.WIDTHS`

    Raises :class:`JalonError` when no class is large enough (exit 3), or nothing is open (exit 3).
    """
    roadmap, ctx = report.judgement.roadmap, report.judgement.ctx
    learned = learn(reference, ctx.as_of)
    schedule = roadmap.schedule()
    rows = {row["id"]: row for row in roadmap.programmes() if row["milestones"]}
    classes = {}
    for id, row in rows.items():
        if any(_open(schedule, place) for place in _places(schedule, id)):
            own = id == programme
            classes[id] = learned.choose(
                CALENDAR, row["stage"] if row["stage_stated"] else None, _million(row),
                phase if own else None, size if own else None, width if own else AUTO,
            )  # fmt: skip
    wanted = [id for id in rows if programme in (None, id)]
    if programme is not None and programme not in classes:
        _refuse_closed(programme, roadmap.row("programme", programme))
    if not classes:
        raise JalonError(
            N_("No programme has a milestone that is still ahead and has a day."),
            hint=N_("Give the milestones a forecast, or judge an earlier day with --as-of."),
            exit_code=CANNOT_JUDGE,
        )
    drawn, places = draws_of(schedule, ctx.as_of, classes, learned, draws, seed)
    told = [
        _programme(rows[id], schedule, ctx.as_of, classes[id], learned, drawn, places,
                   (phase, size, width) if id == programme else (None, None, AUTO))
        for id in wanted
        if id in classes
    ]  # fmt: skip
    if milestone is not None:
        for one in told:
            one["milestones"] = [m for m in one["milestones"] if m["id"] == milestone]
    return {
        "as_of": ctx.as_of.isoformat(),
        "draws": draws,
        "seed": seed,
        "formula": measure.SLIP_PER_TIME,
        "programmes": told,
    }


def _refuse_closed(programme: str, row: Row | None) -> None:
    milestones = row["milestones"] if row else []
    raise JalonError(
        N_("Programme {programme} has no milestone that is still ahead and has a day.")
        if milestones
        else N_("Programme {programme} has no milestone."),
        hint=N_("Give its milestones a forecast, or judge an earlier day with --as-of.")
        if milestones
        else N_("`jalon show {programme}` shows what it has."),
        exit_code=CANNOT_JUDGE, programme=programme,
    )  # fmt: skip


def _places(schedule: Schedule, programme: str) -> list[int]:
    return schedule.network.milestones_of(f"programme/{programme}")


def _open(schedule: Schedule, place: int) -> bool:
    return schedule.is_open(place) and not schedule.network.nodes[place].dropped


def _million(row: Row) -> float | None:
    found = whole_cost(row["costs"])
    return found[1] / 1e6 if found else None


def _programme(
    row: Row,
    schedule: Schedule,
    as_of: date,
    chosen: Choice,
    learned: Learned,
    drawn: Draws,
    places: dict[int, int],
    asked: tuple[str | None, str | None, str],
) -> ProgrammeForecast:
    milestones = [
        _milestone(row["id"], schedule, place, as_of, chosen, drawn, places.get(place))
        for place in _places(schedule, row["id"])
    ]
    planned = [day(m["planned"]) for m in milestones if m["state"] == "ahead"]
    last = max((one for one in planned if one is not None), default=None)
    stage = row["stage"] if row["stage_stated"] else None
    money, costs = whole_cost(row["costs"]), None
    if money is not None and last is not None:
        costs = learned.choose(COST, stage, money[1] / 1e6, *asked)
    return {
        "programme": row["id"],
        "title": row["title"],
        "stage": row["stage"],
        "calendar_class": learned.view(chosen),
        "cost_class": learned.view(costs) if costs else None,
        "milestones": milestones,
        "cost": _cost_forecast(money, last, as_of, costs) if money and last and costs else None,
    }


def _milestone(
    programme: str,
    schedule: Schedule,
    place: int,
    as_of: date,
    chosen: Choice,
    drawn: Draws,
    number: int | None,
) -> MilestoneForecast:
    node = schedule.network.nodes[place]
    planned = node.planned
    days = None if planned is None else planned - as_of.toordinal()
    state = "ahead"
    if node.actual is not None:
        state = "done"
    elif node.dropped:
        state = "dropped"
    elif schedule.finish[place] is None or (planned is None and schedule.uncertain[place]):
        state = "undated"
    elif days is not None and days <= 0:
        state = "late"
    due = node.deadline if node.deadline is not None else planned
    found: MilestoneForecast = {
        "programme": programme, "id": node.id, "title": node.title, "state": state,
        "planned": _day(planned), "due": _day(due), "days": days, "p50": None, "p80": None,
        "network_p50": None, "network_p80": None, "in_time": None, "critical": None,
        "beyond": False, "uncertain": schedule.uncertain[place],
    }  # fmt: skip
    if state not in ("ahead", "late") or number is None:
        return found
    if state == "ahead" and days is not None and planned is not None:
        found["p50"], found["p80"] = (_moved(planned, days, chosen.at(n)) for n in (50, 80))
        found["beyond"] = days / YEAR_DAYS > chosen.chosen.longest
    if state == "ahead":
        found["network_p50"], found["network_p80"] = (
            (as_of + timedelta(days=round(drawn.finish[level][number]))).isoformat()
            for level in (50, 80)
        )
        found["critical"] = drawn.critical[number] if schedule.group[place] >= 0 else None
    found["in_time"] = drawn.in_time[number]
    return found


def _moved(planned: int, days: int, rate: float | None) -> str | None:
    if rate is None:
        return None
    moved = measure.uplift(max(rate, -1.0), days / YEAR_DAYS) * YEAR_DAYS
    return _day(planned + round(moved))


def _day(ordinal: int | None) -> str | None:
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()


def _cost_forecast(
    money: tuple[str, int], last: date, as_of: date, chosen: Choice
) -> CostForecast | None:
    years = (last - as_of).days / YEAR_DAYS
    p50, p80 = chosen.at(50), chosen.at(80)
    if p50 is None or p80 is None:
        return None
    authority, amount = money
    share = [100 * measure.uplift(rate, years) for rate in (p50, p80)]
    return {
        "authority": authority, "amount": amount, "until": last.isoformat(), "years": years,
        "p50": amount * (1 + share[0] / 100), "p80": amount * (1 + share[1] / 100),
        "uplift_p50": share[0], "uplift_p80": share[1], "beyond": years > chosen.chosen.longest,
    }  # fmt: skip
