"""``jalon impact``: what moves when a milestone, a programme or a product slips."""

from __future__ import annotations

import sys
from datetime import date

import click

from governance.cli import complete, shared
from governance.i18n import _
from governance.reporters import impact as reporter
from governance.reporters.document import dump
from governance.services.plan_impact import impact


@click.command(
    "impact",
    help=_(
        "What moves when a milestone, a programme or a product slips: which milestones and by how "
        "much, which ministries are concerned, which targets and deadlines are missed, and which "
        "reviews should be held earlier.\n\n"
        "A programme slips with all the milestones it still has ahead. Float absorbs a slip: what "
        "is not listed does not move. Nothing is written."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon impact franceconnect --slip P90D\n"
        "  jalon impact franceconnect/deploiement-grande-echelle --slip P3M --as-of 2021-06-30\n"
        "  jalon impact agentconnect --slip P6W --format json"
    ),
)
@click.argument("given", metavar="PROGRAMME|MILESTONE", shell_complete=complete.scheduled)
@click.option(
    "--slip", required=True, metavar="DURATION",
    help=_("By how much it slips: P90D, P6W or P3M."),
)  # fmt: skip
@shared.when
@shared.form("text", "json")
@shared.where
def command(
    given: str,
    slip: str,
    as_of: date | None,
    form: str,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Print the impact."""
    report = shared.judged(directory, as_of)
    found = impact(report, report.root, given, slip)
    if form == "json":
        sys.stdout.write(dump(found))
    else:
        width, colours = shared.width(), shared.colours(color)
        sys.stdout.write(reporter.render(found, width=width, colours=colours))
    return 0
