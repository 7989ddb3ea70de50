"""``jalon meeting``: the agenda of a review meeting, and its minutes."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from governance.cli import complete, shared, todo
from governance.errors import USAGE, JalonError
from governance.i18n import N_, _
from governance.reporters.document import dump
from governance.services.check import check

if TYPE_CHECKING:
    from governance.model.duration import Duration
    from governance.services.check import Report


@click.command(
    "meeting",
    help=_(
        "The agenda of a review meeting: the reviews due, of programmes by mission then due day, "
        "then of strategies, with the weather of the last one, the open findings, the decisions "
        "awaited, whether the checkpoint is begun or held.\n\n"
        "With --minutes, what the meeting decided: the checkpoints held that day, or those named, "
        "in words made from their records alone. A meeting that is under way in the terminal UI "
        "tells what it postponed as well.\n\n"
        "The checkpoints themselves are held in the terminal UI (key 6), or entered with `jalon "
        "checkpoint`; `jalon propose` with what was reviewed sends all of it together."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon meeting                               reviews due in the next 90 days\n"
        "  jalon meeting --until P1M --mission infra\n"
        "  jalon meeting --ministry dinum --format markdown\n"
        "  jalon meeting --where 'weather:stormy' --as-of 2021-06-30\n"
        "  jalon meeting --minutes --on 2020-05-28\n"
        "  jalon meeting --minutes franceconnect/2020-05-28 --format markdown\n"
        "  jalon meeting --minutes --on 2020-05-28 --postponed 'agentconnect=Sans chiffres.'"
    ),
)
@click.argument("records", nargs=-1, shell_complete=complete.held)
@click.option(
    "--minutes",
    is_flag=True,
    help=_("The minutes, instead of the agenda; RECORDS are checkpoints."),
)
@click.option(
    "--on", type=shared.Day(), default=None, metavar="DATE",
    help=_("The day of the meeting. Today, or that of --as-of, when absent."),
)  # fmt: skip
@todo.narrowing
@click.option(
    "-w", "--where", metavar="FILTER", default="",
    help=_("Only those for which the filter holds, as in `jalon list programmes`."),
)  # fmt: skip
@click.option(
    "--postponed", multiple=True, metavar="PROGRAMME=REASON", shell_complete=complete.put_off,
    help=_(
        "A review that was put off, by its programme or strategy, and why, for the minutes. Several "
        "times if needed."
    ),
)  # fmt: skip
@click.option(
    "-o", "--output", metavar="FILE", default=None,
    help=_("Write to that new file; there is an error when it exists."),
)  # fmt: skip
@shared.when
@shared.form("text", "markdown", "json")
@shared.where
def command(
    records: tuple[str, ...],
    minutes: bool,
    on: date | None,
    until: date | Duration | None,
    person: str,
    organisation: str,
    mission: str | None,
    where: str,
    postponed: tuple[str, ...],
    output: str | None,
    as_of: date | None,
    form: str,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Print the agenda or the minutes."""
    root, today = shared.root_of(directory), shared.today()
    as_of = as_of or today
    if minutes and (until or person or organisation):
        raise _misplaced("--until, --person, --organisation")
    if not minutes and (records or postponed):
        raise _misplaced("--minutes")
    report = check(root, as_of, today, progress=shared.progress())
    organisations = todo.narrowed(report, person, organisation, mission)
    width, colours = shared.width(), shared.colours(color) and output is None
    if minutes:
        said = _minutes(
            report, root, on or as_of, records, _reasons(postponed), mission, where,
            form=form, width=width, colours=colours,
        )  # fmt: skip
    else:
        from governance.reporters import meeting as reporter
        from governance.services.holding import unfinished
        from governance.services.meeting import agenda

        found = agenda(
            report, todo.last_day(until, as_of), on or as_of, person=person,
            organisations=organisations, mission=mission, where=where, drafts=unfinished(root),
        )  # fmt: skip
        if form == "json":
            said = dump(found)
        elif form == "markdown":
            said = reporter.markdown(found)
        else:
            said = reporter.render(found, width=width, colours=colours)
    if output is None:
        sys.stdout.write(said)
    else:
        from governance.services.meeting_minutes import write

        click.echo(_("Written: {path}", path=write(output, said)), err=True)
    return 0


def _minutes(
    report: Report, root: str, on: date, records: tuple[str, ...], postponed: dict[str, str],
    mission: str | None, where: str, *, form: str, width: int, colours: bool,
) -> str:  # fmt: skip
    from governance.reporters import meeting_minutes as reporter
    from governance.services.meeting_minutes import held_on, minutes
    from governance.services.meeting_sitting import postponed_on

    if records and (mission is not None or where):
        raise _misplaced("--mission, --where")
    named = list(records) or held_on(report, on, mission, where)
    found = minutes(report, root, named, {**postponed_on(root, on), **postponed})
    if form == "json":
        return dump(found)
    if form == "markdown":
        return reporter.markdown(found)
    return reporter.render(found, width=width, colours=colours)


def _reasons(given: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for text in given:
        programme, sign, reason = text.partition("=")
        if not sign or not reason.strip():
            raise JalonError(
                N_("“{text}” does not say why a review was postponed."),
                hint=N_("For instance: {example}"), exit_code=USAGE, text=text,
                example="--postponed 'portail=Sans chiffres.'",
            )  # fmt: skip
        found[programme.strip()] = reason.strip()
    return found


def _misplaced(options: str) -> JalonError:
    if options == "--minutes":
        message = N_("Records and --postponed go with --minutes.")
        return JalonError(message, hint=N_("Add --minutes, or leave them out."), exit_code=USAGE)
    return JalonError(
        N_("{options} choose what is on the agenda, not in these minutes."),
        hint=N_("Leave them out; name the checkpoints, or give the day with --on."),
        exit_code=USAGE, options=options,
    )  # fmt: skip
