"""``jalon fmt``: the one canonical layout of records."""

from __future__ import annotations

import sys

import click

from governance import i18n
from governance.cli import shared
from governance.i18n import _
from governance.reporters import fmt as told
from governance.services.fmt import fmt


@click.command(
    "fmt",
    help=_(
        "Give records their one canonical layout: fields in the order of the schema, text folded at "
        "100 columns, comments kept.\n\n"
        "No value ever changes. A file that cannot be read, or whose comments would be lost, is "
        "left alone and named."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon fmt                       every record\n"
        "  jalon fmt roadmap/programmes    those of a folder\n"
        "  jalon fmt --check               list what would change; then exit 1\n"
        "  jalon fmt governance/policy/policy.yaml"
    ),
)
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--check", is_flag=True, help=_("Write nothing; list what would change and exit with 1.")
)
@shared.form("text", "json")
@shared.where
def command(
    paths: tuple[str, ...],
    check: bool,
    form: str,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Lay out, or list what would be; returns the exit code."""
    root = shared.root_of(directory)
    run = fmt(root, [shared.inside(root, path) for path in paths], write=not check)
    code = run.exit_code(check=check)
    if form == "json":
        sys.stdout.write(told.render_json(run, i18n.current(), check=check))
    else:
        sys.stdout.write(
            told.render(run, i18n.current(), check=check, colours=shared.colours(color))
        )
    return code
