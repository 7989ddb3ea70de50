"""``jalon history``: who changed what in one record, when and why."""

from __future__ import annotations

import os
import sys

import click

from governance import i18n
from governance.cli import complete, shared
from governance.i18n import _
from governance.reporters import history as reporter
from governance.services.history import history


@click.command(
    "history",
    help=_(
        "One record through time: who changed what, when and why, then every value that its "
        "targets and milestones ever had.\n\n"
        "RECORD is kind/id, an id or the path of a file; a record that was removed has a history "
        "too. The day is the one on which a change entered the main line."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon history programme/franceconnect\n"
        "  jalon history tchap-utilisateurs --format json\n"
        "  jalon history programme/franceconnect --at v1.0"
    ),
)
@click.argument("record", shell_complete=complete.records)
@click.option("--at", metavar="REV", default="HEAD", help=_("Up to that commit."))
@shared.form("text", "json")
@shared.where
def command(
    record: str, at: str, form: str, directory: str | None, lang: str | None, color: str | None
) -> int:
    """Print the history."""
    root = os.path.abspath(directory or shared.before("directory") or os.curdir)
    found = history(shared.root_if_any(directory) or root, record, at=at)
    language = i18n.current()
    if form == "json":
        sys.stdout.write(reporter.json(found, language))
    else:
        width, colours = shared.width(), shared.colours(color)
        sys.stdout.write(reporter.render(found, language, width=width, colours=colours))
    return 0
