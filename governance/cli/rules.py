"""``jalon rules``: every rule with what the policy makes of it."""

from __future__ import annotations

import sys

import click

from governance import i18n
from governance.cli import complete, shared
from governance.i18n import _
from governance.reporters import rules as told
from governance.services.rules import listed


@click.command(
    "rules",
    help=_(
        "Every rule: its code and name, its severity under the policy in force, what it judges, "
        "whether a waiver may cover it, and the bad pattern in one line."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon rules                       all of them\n"
        "  jalon rules --family M            those about measures\n"
        "  jalon rules --family decision     a family by its name\n"
        "  jalon rules --format json         for another program"
    ),
)
@click.option(
    "--family",
    default="",
    metavar="X",
    shell_complete=complete.families,
    help=_("Only that family: a letter (M) or its name (measurement)."),
)
@shared.form("text", "json")
@shared.where
def command(
    family: str, form: str, directory: str | None, lang: str | None, color: str | None
) -> int:
    """Print the table; returns the exit code."""
    language = i18n.current()
    rules = listed(shared.root_if_any(directory), language, family)
    if form == "json":
        sys.stdout.write(told.table_json(rules, language))
    else:
        colours = shared.colours(color)
        sys.stdout.write(told.table(rules, width=shared.width(), colours=colours))
    return 0
