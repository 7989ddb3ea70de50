"""``jalon todo``: what must be done by a day, and who answers for it."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from governance.cli import complete, shared
from governance.hygiene import show
from governance.i18n import N_, _
from governance.model.duration import Duration, day
from governance.reporters import todo as reporter
from governance.reporters.document import dump
from governance.services.check import check
from governance.services.filter import fold
from governance.services.people import organisation_names, organisations_named, people
from governance.services.todo import todo

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.services.check import Report

_HORIZON = Duration(days=90)


class Horizon(click.ParamType[Any]):
    """A day, or a duration counted from the day asked for."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day or the duration in ``value``."""
        found = day(value) or Duration.parse(value)
        if found is None or (isinstance(found, Duration) and found.length < 0):
            said = _(
                "“{value}” is neither a day (2021-06-30) nor a duration from now (P90D, P6M).",
                value=show(value, 40),
            )
            self.fail(said, param, ctx)
        return found


def narrowing(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--until``, ``--person``, ``--organisation``, ``--mission``: for commands about what is due."""
    for decorate in (
        click.option(
            "--mission", metavar="ID", default=None, shell_complete=complete.missions,
            help=_("Only that mission."),
        ),
        click.option(
            "--organisation", "--ministry", "organisation", metavar="NAME", default="",
            shell_complete=complete.organisations,
            help=_("Only what that organisation, or one below it, answers for: id, acronym or name."),
        ),
        click.option(
            "--person", metavar="NAME", default="",
            help=_("Only what that person answers for; part of a name is enough."),
        ),
        click.option(
            "--until", type=Horizon(), default=None, metavar="DATE|DURATION",
            help=_("Until that day, or so long from now; 90 days when absent."),
        ),
    ):  # fmt: skip
        function = decorate(function)
    return function


def last_day(until: date | Duration | None, as_of: date) -> date:
    """The last day that ``--until`` asks for on the day ``as_of``."""
    return until if isinstance(until, date) else (until or _HORIZON).after(as_of)


def narrowed(
    report: Report, person: str, organisation: str, mission: str | None
) -> set[str] | None:
    """The organisations that ``--organisation`` names, ``None`` when it is absent.

    Raises :class:`governance.errors.JalonError` for a person, organisation or mission that there is
    not.
    """
    roadmap = report.judgement.roadmap
    if mission is not None and mission not in roadmap.paths["mission"]:
        raise shared.unknown(N_("mission"), mission, roadmap.paths["mission"], "missions")
    if person:
        everybody = people(report)
        if not any(fold(person) in fold(name) for name in everybody):
            raise shared.unknown(N_("person"), person, everybody)
    organisations = organisations_named(roadmap, organisation) if organisation else None
    if organisations is not None and not organisations:
        names = organisation_names(roadmap)
        raise shared.unknown(N_("organisation"), organisation, names, "contributors")
    return organisations


@click.command(
    "todo",
    help=_(
        "What must be done by a day: reviews, steering sessions, measures, open decisions, "
        "actions, vacant posts, mandates that end, lessons without answer, missing evaluations; "
        "overdue first, with who answers for each.\n\n"
        "Where nobody leads a programme, the head of its mission answers, else the director. The "
        "programmes of a strategy that ended owe nothing."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon todo                                  the next 90 days\n"
        "  jalon todo --until 2026-12-31\n"
        "  jalon todo --until P1M --mission infra\n"
        "  jalon todo --organisation dinum             it and those below it\n"
        "  jalon todo --person 'Christine Balian' --as-of 2021-06-30"
    ),
)
@narrowing
@shared.when
@shared.at
@shared.form("text", "json")
@shared.where
def command(
    until: date | Duration | None,
    person: str,
    organisation: str,
    mission: str | None,
    as_of: date | None,
    at: str | None,
    form: str,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Print the agenda."""
    root, today = shared.root_of(directory), shared.today()
    as_of = as_of or today
    report = check(root, as_of, today, at=at or "", progress=shared.progress())
    organisations = narrowed(report, person, organisation, mission)
    last = last_day(until, as_of)
    found = todo(report, last, person=person, organisations=organisations, mission=mission)
    if form == "json":
        sys.stdout.write(dump(found))
    else:
        width, colours = shared.width(), shared.colours(color)
        sys.stdout.write(reporter.render(found, width=width, colours=colours))
    return 0
