"""``jalon diff``: what a change says, in sentences."""

from __future__ import annotations

import os
import sys

import click

from governance import i18n
from governance.cli import shared
from governance.i18n import _
from governance.reporters import diff as reporter
from governance.services import changes, diff
from governance.services.revision import open_repository


@click.command(
    "diff",
    help=_(
        "What a change says, in sentences: promises that shrink first, then decisions, measures, "
        "people, and the rest.\n\n"
        "Without --head, what the folder changes since BASE (HEAD when absent), committed or not. "
        "With it, what merging that commit into BASE changes."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon diff                                       what is not committed yet\n"
        "  jalon diff origin/main                           what this folder would propose\n"
        "  jalon diff main --head proposal                  what a branch proposes\n"
        "  jalon diff main --head proposal --format markdown"
    ),
)
@click.argument("base", default="HEAD")
@click.option("--head", metavar="REV", default=None, help=_("The last commit of the change."))
@shared.form("text", "markdown", "json")
@shared.where
def command(
    base: str,
    head: str | None,
    form: str,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Print the sentences; the exit code is 0 whatever they say."""
    if head is None:
        root = shared.root_of(directory)
        story = diff.story(changes.of_folder(root, base, shared.today()))
    else:
        root = os.path.abspath(directory or shared.before("directory") or os.curdir)
        with changes.Compared(open_repository(root), base, head, shared.today()) as compared:
            story = diff.story(compared.changes)
    language = i18n.current()
    if form == "json":
        said = reporter.json(story, language)
    elif form == "markdown":
        said = reporter.markdown(story, language)
    else:
        width, colours = shared.width(), shared.colours(color)
        said = reporter.text(story, language, width=width, colours=colours)
    sys.stdout.write(said)
    return 0
