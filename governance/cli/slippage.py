"""``jalon slippage``: how far costs and calendars of large projects slip, recomputed."""

from __future__ import annotations

import sys
from datetime import date

import click

from governance.cli import shared
from governance.errors import OK, USAGE, JalonError
from governance.i18n import N_, _
from governance.reporters import slippage as reporter
from governance.reporters.document import dump
from governance.services.panorama import Reference
from governance.services.slippage import history, slippage


@click.command(
    "slippage",
    help=_(
        "How far the large digital projects of the State slip, recomputed from its open data.\n\n"
        "From one edition of the panorama to the next, on the same projects; and since the first "
        "figure published of each. Both ways to average are given, the mean of ratios and the ratio "
        "of sums, each with the version of its formula, the size of its cohort, who entered and "
        "who left; beside them, what the State published, and its change of method of 2017.\n\n"
        "Six editions are shipped; `jalon import panorama` takes in others. Works outside of a "
        "roadmap too. With --roadmap: the milestones and costs of this roadmap, against the first "
        "baseline of each that its git history holds."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon slippage                                     every edition\n"
        "  jalon slippage --from 2019-06-18 --to 2021-07-23   two editions, project by project\n"
        "  jalon slippage --project 'FRANCE VISAS'            one project through the editions\n"
        "  jalon slippage --roadmap --as-of 2021-06-30        this roadmap, as known that day\n"
        "  jalon slippage --format csv > slippage.csv         one line per figure"
    ),
)
@click.option(
    "--from", "since", type=shared.Day(), metavar="DATE",
    help=_("From the edition of that day; the first when absent."),
)  # fmt: skip
@click.option(
    "--to", "until", type=shared.Day(), metavar="DATE",
    help=_("To the edition of that day; the last when absent."),
)  # fmt: skip
@click.option("--project", metavar="NAME", default=None, help=_("One project, edition by edition."))
@click.option(
    "--roadmap", is_flag=True, help=_("This roadmap against its first baselines, instead.")
)
@shared.when
@shared.form("text", "json", "csv")
@shared.where
def command(
    since: date | None,
    until: date | None,
    project: str | None,
    roadmap: bool,
    as_of: date | None,
    form: str,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Print the slippage."""
    width, colours = shared.width(), shared.colours(color)
    if roadmap:
        if since or until or project:
            raise JalonError(
                N_("--roadmap speaks of this roadmap, the other options of the panorama."),
                hint=N_("Leave out --from, --to and --project, or leave out --roadmap."),
                exit_code=USAGE,
            )
        sys.stdout.write(_own(directory, as_of, form, width, colours=colours))
        return OK
    if as_of is not None:
        raise JalonError(
            N_("--as-of goes with --roadmap; editions are chosen with --from and --to."),
            hint=N_("Add --roadmap, or leave out --as-of."),
            exit_code=USAGE,
        )
    reference = Reference(shared.root_if_any(directory))
    if project is not None:
        if since or until or form == "csv":
            raise JalonError(
                N_("--project shows one project through all editions, as text or JSON."),
                hint=N_("Leave out --from, --to and --format csv."),
                exit_code=USAGE,
            )
        states = history(reference, project)
        said = (
            dump({"states": states})
            if form == "json"
            else reporter.history(states, width=width, colours=colours)
        )
    else:
        found = slippage(reference, since, until)
        if form == "json":
            said = dump(found)
        elif form == "csv":
            said = reporter.as_csv(found)
        else:
            detail = since is not None or until is not None
            said = reporter.render(found, detail=detail, width=width, colours=colours)
    sys.stdout.write(said)
    return OK


def _own(directory: str | None, as_of: date | None, form: str, width: int, *, colours: bool) -> str:
    from governance.reporters import own_slippage as own
    from governance.services.own_slippage import own_slippage

    report = shared.judged(directory, as_of)
    found = own_slippage(report, report.root)
    if form == "json":
        return dump(found)
    return own.as_csv(found) if form == "csv" else own.render(found, width=width, colours=colours)
