"""``jalon check``: judge the roadmap; the exit code is the verdict."""

from __future__ import annotations

import sys
from datetime import date

import click

from governance import i18n
from governance.cli import shared
from governance.i18n import _
from governance.reporters import github, json, text
from governance.services import memory
from governance.services.check import Report, check

FORMATS = ("text", "json", "github")


@click.command(
    "check",
    help=_(
        "Judge the roadmap: what is stale, unmeasured, undecided, vacant or malformed.\n\n"
        "Exit codes: 0 nothing that counts, 1 findings, 2 wrong usage, 3 nothing could be judged, "
        "4 disk or permission, 70 a fault of Jalon."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon check                                 today\n"
        "  jalon check --no-baseline                   inherited debts too\n"
        "  jalon check --as-of 2021-06-30              as it was that day\n"
        "  jalon check --format json > findings.json   for another program"
    ),
)
@click.argument("paths", nargs=-1, type=click.Path())
@shared.when
@click.option(
    "--baseline/--no-baseline",
    "with_baseline",
    default=True,
    help=_("Whether inherited debts are set aside."),
)
@click.option(
    "--fail-on",
    type=click.Choice(("error", "warning", "info")),
    default="error",
    show_default=True,
    help=_("The least severity that makes the exit code 1."),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=_("How findings are told."),
)
@click.option("-q", "--quiet", is_flag=True, help=_("Only what the findings add up to."))
@click.option(
    "--cache/--no-cache",
    "use_cache",
    default=True,
    help=_("Whether what has not changed is remembered."),
)
@shared.where
def command(
    paths: tuple[str, ...],
    as_of: date | None,
    with_baseline: bool,
    fail_on: str,
    form: str,
    quiet: bool,
    use_cache: bool,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Judge and print; returns the exit code."""
    root = shared.root_of(directory)
    today = shared.today()
    report = check(
        root, as_of or today, today,
        with_baseline=with_baseline, use_cache=use_cache, progress=shared.progress(),
    )  # fmt: skip
    if paths:
        report.keep_only([shared.inside(root, path) for path in paths])
    said = render(report, form, i18n.current(), colours=shared.colours(color), quiet=quiet)
    code = report.exit_code(fail_on)
    sys.stdout.write(said)
    if use_cache:
        memory.remember(root, said, code)
    return code


def render(report: Report, form: str, language: str, *, colours: bool, quiet: bool) -> str:
    """The report in one of :data:`FORMATS`."""
    if form == "json":
        return json.render(report, language)
    if form == "github":
        return github.render(report, language)
    return text.render(report, language, colours=colours, quiet=quiet)
