"""``jalon import``: figures published elsewhere, read as they were published."""

from __future__ import annotations

import sys
from datetime import date

import click

from governance.cli import shared
from governance.errors import FINDINGS, OK
from governance.i18n import _
from governance.reporters import panorama as reporter
from governance.reporters.document import dump
from governance.services import take_in
from governance.services.panorama import FOLDER


@click.group(
    "import",
    help=_("Take in figures published elsewhere, as they were published; nothing is guessed."),
    epilog=_("Examples:\n  jalon import panorama FILE --edition 2021-07-23"),
)
def command() -> None:
    """Import from a known format."""


@command.command(
    "panorama",
    help=_(
        "Read an edition of the panorama of the State's large digital projects (CSV in UTF-8, with "
        "the headings as published) and keep it for `jalon slippage` and `jalon forecast`.\n\n"
        "Read as published: decimal commas or points, months in words, figures withheld by a "
        "sentence, names spelled otherwise. The report tells what was matched with the edition "
        "before and what was not; a project whose name changed is matched only when "
        "reference/panorama/renames.csv declares it (columns name, project, evidence).\n\n"
        "Written: reference/panorama/DATE.csv, one line per project: name, ministry, "
        "interministerial, month of start, duration in years, phase, full cost in millions of "
        "euros, whether figures are withheld, line in the published file. Descriptions, functional "
        "zones and budget programmes stay in the published file. Nothing is written when a cell "
        "cannot be read (exit code 1)."
    ),
    epilog="\b\n"
    + _(
        "Examples:\n"
        "  jalon import panorama panorama.csv --edition 2021-07-23 --dry-run   read only\n"
        "  jalon import panorama panorama.csv --edition 2021-07-23             read and keep\n"
        "  jalon import panorama panorama.csv --edition 2021-07-23 --replace   write over it"
    ),
)
@click.argument("file", type=click.Path(dir_okay=False))
@click.option(
    "--edition", "edition", required=True, type=shared.Day(), metavar="DATE",
    help=_("The day on which it was published."),
)  # fmt: skip
@click.option(
    "--into", default=FOLDER, show_default=True, metavar="DIR",
    help=_("The folder of editions, from the root of the repository."),
)  # fmt: skip
@click.option("--replace", is_flag=True, help=_("Write over another edition of that day."))
@click.option("--dry-run", "dry", is_flag=True, help=_("Report, and write nothing."))
@shared.form("text", "json")
@shared.where
def panorama(
    file: str,
    edition: date,
    into: str,
    replace: bool,
    dry: bool,
    form: str,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Read one edition, report, keep it."""
    root = shared.root_of(directory)
    found = take_in.take_in(root, file, edition, into=into, replace=replace, dry=dry)
    if form == "json":
        sys.stdout.write(dump(reporter.document(found)))
    else:
        width, colours = shared.width(), shared.colours(color)
        sys.stdout.write(reporter.render(found, width=width, colours=colours))
    return FINDINGS if found["unreadable"] else OK
