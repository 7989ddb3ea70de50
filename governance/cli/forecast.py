"""``jalon forecast``: when it will end and what it will cost, with which odds."""

from __future__ import annotations

import sys
from datetime import date

import click

from governance.cli import complete, shared
from governance.errors import OK, USAGE, JalonError
from governance.i18n import N_, _
from governance.reporters import backtest as tables
from governance.reporters import forecast as reporter
from governance.reporters.document import dump
from governance.services import classes, trials
from governance.services.forecast import DRAWS, SEED, forecast
from governance.services.panorama import Reference
from governance.services.target import find_target

_MOST = 1_000_000
_PHASES, _SIZES = classes.vocabulary()


@click.command(
    "forecast",
    help=_(
        "When milestones will be reached and what programmes will cost, with which odds.\n\n"
        "By reference class (Flyvbjerg): the slips of the State's large projects that were in the "
        "same phase and of the same size, per day still to go. P50 is a day that half of them would "
        "have kept, P80 four in five. Nothing is forecast from a class that is too small. Then "
        "draws over the network of milestones, each programme slipping as one project of its class "
        "did: the odds to keep each day, and how often a milestone is critical.\n\n"
        "TARGET is a programme or PROGRAMME/MILESTONE; every open milestone without it. Only the "
        "editions published by the day judged are used. The back-test forecasts from each past "
        "edition and tells how many projects kept the forecast; see docs/forecast.md."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon forecast                                      every open milestone\n"
        "  jalon forecast franceconnect --as-of 2019-11-01     a programme, as known that day\n"
        "  jalon forecast catalogue-solutions/autoevaluation   one milestone\n"
        "  jalon forecast franceconnect --phase build          compared with projects being built\n"
        "  jalon forecast --backtest                           how good such forecasts were\n"
        "  jalon forecast --classes                            the slips, by phase and size\n"
        "  jalon forecast --format csv > forecast.csv          one line per milestone"
    ),
)
@click.argument("target", required=False, shell_complete=complete.records)
@click.option("--backtest", is_flag=True, help=_("Forecast from each past edition, and judge."))
@click.option(
    "--classes", "spread", is_flag=True, help=_("How slips are distributed, by phase and size.")
)
@click.option(
    "--phase", metavar="PHASE", default=None,
    help=_("Phase of the projects to compare with: {phases}.", phases=_PHASES),
)  # fmt: skip
@click.option(
    "--size", metavar="SIZE", default=None,
    help=_("Their size: {sizes}.", sizes=_SIZES),
)  # fmt: skip
@click.option(
    "--class", "width", type=click.Choice(classes.WIDTHS), default=classes.AUTO, show_default=True,
    help=_("By what they are chosen; auto takes the narrowest class that is large enough."),
)  # fmt: skip
@click.option(
    "--draws", type=click.IntRange(100, _MOST), default=DRAWS, show_default=True,
    help=_("How many times the network is drawn."),
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0), default=SEED, show_default=True,
    help=_("The same seed gives the same draws."),
)  # fmt: skip
@shared.when
@shared.form("text", "json", "csv")
@shared.where
def command(
    target: str | None,
    backtest: bool,
    spread: bool,
    phase: str | None,
    size: str | None,
    width: str,
    draws: int,
    seed: int,
    as_of: date | None,
    form: str,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Print the forecast, or the back-test."""
    here, today = shared.root_if_any(directory), shared.today()
    cells, colours = shared.width(), shared.colours(color)
    if backtest or spread:
        if target or phase or size or width != classes.AUTO or (backtest and spread):
            raise JalonError(
                N_("--backtest and --classes tell of every class, each alone; neither takes a "
                   "target, a phase, a size or a class."),
                hint=N_("Leave out the rest."),
                exit_code=USAGE,
            )  # fmt: skip
        reference = Reference(here)
        if backtest:
            tried = trials.backtest(reference, as_of or today)
            if form == "json":
                said = dump(tried)
            elif form == "csv":
                said = tables.backtest_csv(tried)
            else:
                said = tables.backtest(tried, width=cells, colours=colours)
        else:
            spreads = trials.distribution(reference, as_of or today)
            if form == "json":
                said = dump(spreads)
            elif form == "csv":
                said = tables.distribution_csv(spreads)
            else:
                said = tables.distribution(spreads, width=cells, colours=colours)
        sys.stdout.write(said)
        return OK
    if target is None and (phase or size or width != classes.AUTO):
        raise JalonError(
            N_("--phase, --size and --class tell what one programme is compared with."),
            hint=N_("Name the programme: `jalon forecast PROGRAMME --phase build`."),
            exit_code=USAGE,
        )
    report = shared.judged(directory, as_of)
    root = report.root
    programme, milestone = find_target(report, root, target) if target else (None, None)
    found = forecast(
        report, Reference(root), programme=programme, milestone=milestone, phase=phase, size=size,
        width=width, draws=draws, seed=seed,
    )  # fmt: skip
    if form == "json":
        said = dump(found)
    elif form == "csv":
        said = reporter.as_csv(found)
    else:
        said = reporter.render(found, one=target is not None, width=cells, colours=colours)
    sys.stdout.write(said)
    return OK
