"""``jalon status``: the portfolio; also what ``jalon`` alone prints."""

from __future__ import annotations

import sys
from datetime import date

import click

from governance.cli import complete, shared
from governance.i18n import N_, _
from governance.reporters import nightly as told_nightly
from governance.reporters import status
from governance.reporters.document import dump
from governance.services import nightly
from governance.services.portfolio import portfolio


@click.command(
    "status",
    help=_(
        "The portfolio: every programme with its declared weather, its computed status, its "
        "indicators reached, its reviews and its lead, by axis and mission.\n\n"
        "The weather is what a review declared, the status beside it is computed from indicators "
        "and milestones; what nobody stated is shown as not stated."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon status                          today\n"
        "  jalon status --as-of 2021-06-30       as it was known that day\n"
        "  jalon status --mission infra          one mission\n"
        "  jalon status --format json            for another program"
    ),
)
@shared.when
@shared.at
@click.option(
    "--strategy", metavar="ID", default=None, shell_complete=complete.strategies,
    help=_("Only that strategy."),
)  # fmt: skip
@click.option(
    "--mission", metavar="ID", default=None, shell_complete=complete.missions,
    help=_("Only that mission."),
)  # fmt: skip
@shared.form("text", "json")
@shared.where
def command(
    as_of: date | None,
    at: str | None,
    strategy: str | None,
    mission: str | None,
    form: str,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Print the portfolio."""
    report = shared.judged(directory, as_of, at)
    paths = report.judgement.roadmap.paths
    if strategy is not None and strategy not in paths["strategy"]:
        raise shared.unknown(N_("strategy"), strategy, paths["strategy"], "strategies")
    if mission is not None and mission not in paths["mission"]:
        raise shared.unknown(N_("mission"), mission, paths["mission"], "missions")
    found = portfolio(report, strategy=strategy, mission=mission)
    ran = nightly.last_run(report.root) if as_of is None else None
    if form == "json":
        sys.stdout.write(dump({**found, "nightly": ran.isoformat() if ran else None}))
    else:
        width, colours = shared.width(), shared.colours(color)
        sys.stdout.write(status.render(found, width=width, colours=colours))
        if as_of is None:
            sys.stdout.write(told_nightly.last(ran, report.judgement.ctx.today, width=width))
    return 0
