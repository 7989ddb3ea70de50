"""Slippage recomputed from the editions of the panorama, beside what the State published."""

from __future__ import annotations

from itertools import pairwise

from governance.errors import USAGE, JalonError
from governance.i18n import N_
from governance.measure import slippage as measure
from governance.model.edition import Cohort
from governance.services.near import near

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import TypedDict

    from governance.measure.slippage import Gap, Slip
    from governance.model.edition import Edition, Project
    from governance.services.panorama import Rates, Reference

    class Rate(TypedDict):
        """One figure; ``projects`` counts the cohort it is of."""

        measure: str
        formula: str
        percent: float | None
        projects: int

    class Moved(TypedDict):
        """One project of a cohort: what was published first and last, and the slips in percent."""

        project: str
        ministry: str
        phase: str | None
        since: str
        start_revised: bool
        cost_from: float | None
        cost_to: float | None
        cost_percent: float | None
        years_from: float | None
        years_to: float | None
        calendar_percent: float | None

    class Between(TypedDict):
        """One edition against another; ``unpublished`` are in both, but without both figures."""

        since: str
        until: str
        both: int
        rates: list[Rate]
        entrants: list[str]
        leavers: list[str]
        unpublished: list[str]
        start_revised: list[str]
        projects: list[Moved]

    class Since(TypedDict):
        """One edition against the first figures published of its projects; ``declared`` is what the
        State published of the same day, against the initial plans, which it did not publish."""

        until: str
        rates: list[Rate]
        declared: Rates | None

    class MethodChange(TypedDict):
        """The rates of one state by two methods, in percent, and the effect of the change in
        points."""

        state: str
        former: Rates
        current: Rates
        cost_points: float
        calendar_points: float

    class Slippage(TypedDict):
        """All that can be recomputed."""

        editions: list[str]
        formulas: list[str]
        between: list[Between]
        since_first: list[Since]
        method_changes: list[MethodChange]
        published: list[Rates]

    class State(TypedDict):
        """A project in one edition."""

        edition: str
        name: str
        start: str | None
        years: float | None
        end: str | None
        cost: float | None
        phase: str | None
        withheld: bool


def slippage(
    reference: Reference, since: date | None = None, until: date | None = None
) -> Slippage:
    """Slippage between each edition and the next, and since the first figures published.

    ``since``, ``until``  only between the editions of these days; the first and the last held when
                          one is absent

    Raises :class:`JalonError` when there is no such edition, or nothing to compare.
    """
    editions = reference.editions
    if len(editions) < 2:
        raise JalonError(
            N_("Two editions are needed to compare."),
            hint=N_("Take one in with `jalon import panorama FILE --edition DATE`."),
            exit_code=USAGE,
        )
    wanted = list(pairwise(editions))
    if since is not None or until is not None:
        first = reference.edition(since) if since else editions[0]
        last = reference.edition(until) if until else editions[-1]
        if first.day >= last.day:
            raise JalonError(
                N_("{since} is not before {until}."),
                hint=N_("Name the older edition with --from, the later one with --to."),
                exit_code=USAGE, since=first.day.isoformat(), until=last.day.isoformat(),
            )  # fmt: skip
        wanted = [(first, last)]
        editions = [edition for edition in editions if first.day <= edition.day <= last.day]
    return {
        "editions": [edition.day.isoformat() for edition in editions],
        "formulas": list(measure.FORMULAS),
        "between": [_between(Cohort(old, new, reference.names)) for old, new in wanted],
        "since_first": [
            _since(editions[: index + 1], reference) for index in range(1, len(editions))
        ],
        "method_changes": _changes(reference.rates),
        "published": reference.rates,
    }


def _between(cohort: Cohort) -> Between:
    gap = measure.between(cohort)
    return {
        "since": cohort.earlier.day.isoformat(),
        "until": cohort.later.day.isoformat(),
        "both": len(cohort.pairs),
        "rates": [rate for name in measure.MEASURES for rate in _rates(gap, name)],
        "entrants": [project.name for project in cohort.entrants],
        "leavers": [project.name for project in cohort.leavers],
        "unpublished": [
            slip.later.name
            for slip in gap.slips
            if not all(slip.pair(name) for name in measure.MEASURES)
        ],
        "start_revised": [slip.later.name for slip in gap.restarted()],
        "projects": [_moved(slip) for slip in gap.slips],
    }


def _since(editions: Sequence[Edition], reference: Reference) -> Since:
    rates = [
        rate
        for name in measure.MEASURES
        for rate in _rates(measure.since_first(editions, reference.names, name), name)
    ]
    on = editions[-1].day
    return {"until": on.isoformat(), "rates": rates, "declared": reference.declared(on)}


def _rates(gap: Gap, name: str) -> list[Rate]:
    pairs = gap.pairs(name)
    return [
        {"measure": name, "formula": formula, "percent": compute(pairs), "projects": len(pairs)}
        for formula, compute in measure.FORMULAS.items()
    ]


def _moved(slip: Slip) -> Moved:
    old, new = slip.earlier, slip.later
    cost, years = slip.pair(measure.COST), slip.pair(measure.CALENDAR)
    return {
        "project": new.name, "ministry": new.ministry, "phase": new.phase,
        "since": slip.since.isoformat(), "start_revised": slip.restarted,
        "cost_from": old.cost, "cost_to": new.cost,
        "cost_percent": measure.ratio_of_sums([cost]) if cost else None,
        "years_from": old.duration, "years_to": new.duration,
        "calendar_percent": measure.ratio_of_sums([years]) if years else None,
    }  # fmt: skip


def _changes(rates: Sequence[Rates]) -> list[MethodChange]:
    """The states that were published by two methods at once."""
    former = {rate["state"]: rate for rate in rates if rate["method"] == "former"}
    found: list[MethodChange] = []
    for rate in rates:
        other = former.get(rate["state"])
        if other is None or rate["method"] == "former":
            continue
        costs = (other["cost_percent"], rate["cost_percent"])
        calendars = (other["calendar_percent"], rate["calendar_percent"])
        if None not in costs + calendars:
            found.append(
                {
                    "state": rate["state"], "former": other, "current": rate,
                    "cost_points": (costs[1] or 0) - (costs[0] or 0),
                    "calendar_points": (calendars[1] or 0) - (calendars[0] or 0),
                }
            )  # fmt: skip
    return found


def history(reference: Reference, given: str) -> list[State]:
    """What each edition publishes of the project called ``given`` (spelling apart), oldest first.

    Raises :class:`JalonError` when no edition knows it.
    """
    key = reference.names.key_of(given)
    found = [
        _state(edition, project)
        for edition in reference.editions
        for project in edition.projects
        if reference.names.key(project) == key
    ]
    if not found:
        raise _unknown(reference, given)
    return found


def _unknown(reference: Reference, given: str) -> JalonError:
    known = {p.name: None for edition in reference.editions for p in edition.projects}
    meant = near(given, known)
    return JalonError(
        N_("No edition has a project “{given}”."),
        hint=N_("Did you mean {near}?") if meant else N_("`jalon slippage --from DATE` names them."),
        exit_code=USAGE, given=given, near=", ".join(meant),
    )  # fmt: skip


def _state(edition: Edition, project: Project) -> State:
    return {
        "edition": edition.day.isoformat(), "name": project.name,
        "start": project.start.isoformat()[:7] if project.start else None,
        "years": project.duration, "end": project.end.isoformat()[:7] if project.end else None,
        "cost": project.cost, "phase": project.phase, "withheld": project.withheld,
    }  # fmt: skip
