"""``jalon list``: the records of a kind, filtered and sorted."""

from __future__ import annotations

import sys
from datetime import date

import click

from governance.cli import complete, shared
from governance.i18n import _
from governance.reporters import list as reporter
from governance.reporters.document import dump
from governance.services.kinds import kind_named
from governance.services.list import counts, listing


@click.command(
    "list",
    help=_(
        "Records of one kind, or of every kind; without KIND and filter, how many there are of "
        "each.\n\n"
        "A filter is made of terms that must all hold: a word is searched in titles and ids, "
        "without accents or case; field:value, field!=value, field>value, field<value compare a "
        "field; -term excludes; “none” and “any” stand for nothing and something. Fields are "
        "those of docs/records.md (roles.person goes into a list), and derived ones: status, "
        "weather, stage, overdue, lead, mission, progress, next_review, findings."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon list                                       what there is\n"
        "  jalon list programmes --where 'status:late'\n"
        "  jalon list programmes --where 'overdue>365 -mission:infra' --sort -overdue\n"
        "  jalon list indicators --where 'franceconnect progress<50'\n"
        "  jalon list indicators --where 'target:any date<2021'\n"
        "  jalon list --where tchap                         search everywhere\n"
        "  jalon list programmes --where lead:none --format ids"
    ),
)
@click.argument("kind", required=False, shell_complete=complete.kinds)
@click.option(
    "-w",
    "--where",
    "where",
    metavar="FILTER",
    default="",
    help=_("Only the records for which the filter holds."),
)
@click.option(
    "-s",
    "--sort",
    metavar="FIELD",
    default="",
    help=_("Sort by that field, -FIELD backwards."),
)
@shared.when
@shared.at
@shared.form("text", "json", "ids")
@shared.where
def command(
    kind: str | None,
    where: str,
    sort: str,
    as_of: date | None,
    at: str | None,
    form: str,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Print the list."""
    wanted = kind_named(kind) if kind else None
    report = shared.judged(directory, as_of, at)
    day = report.judgement.ctx.as_of.isoformat()
    width, colours = shared.width(), shared.colours(color)
    if wanted is None and not where and not sort and form != "ids":
        found = counts(report)
        if form == "json":
            said = dump({"as_of": day, "kinds": found})
        else:
            said = reporter.overview(found, width=width, colours=colours)
    else:
        records = listing(report, wanted, where, sort)
        if form == "ids":
            said = reporter.ids(records)
        elif form == "json":
            said = reporter.as_json(records, day)
        else:
            said = reporter.table(records, width=width, colours=colours)
    sys.stdout.write(said)
    return 0
