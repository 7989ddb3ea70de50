"""``jalon propose``: what the folder changes, told, judged, committed on a branch, sent."""

from __future__ import annotations

import sys
from datetime import date

import click

from governance import i18n
from governance.cli import complete, shared
from governance.errors import FINDINGS, OK
from governance.i18n import _
from governance.reporters import propose as reporter
from governance.reporters import proposed
from governance.services import propose
from governance.services.differing import Differing


@click.command(
    "propose",
    help=_(
        "Propose what this folder changes: the change is told in sentences, judged against the "
        "roadmap as it is on the server now, committed on a branch of its own with your name, your "
        "hooks and your signature, and sent; the merge request is opened where the forge lets git do "
        "so. Without a server, a patch is written.\n\n"
        "Your own branch, what you have staged and your other changes are left as they are. WHAT "
        "names records, programmes (with their indicators, measures and reviews), files or folders; "
        "without it, everything below roadmap/ that differs is proposed.\n\n"
        "Exit codes: 0 sent, 1 refused by the gate here or on the server, 2 nothing to propose, 3 "
        "cannot judge, 4 git, hook, signature or network."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon propose --dry-run                  what would be proposed, and the verdict\n"
        "  jalon propose                            all of it\n"
        "  jalon propose programme/franceconnect    what differs around one programme\n"
        "  jalon propose --title 'Point de juin' --patch juin.patch"
    ),
)
@click.argument("what", nargs=-1, shell_complete=complete.differing)
@click.option(
    "--title", default=None, metavar="TEXT",
    help=_("Title of the proposal; its first sentence when absent."),
)  # fmt: skip
@click.option(
    "--message", "body", default=None, metavar="TEXT",
    help=_("A text of your own, between the title and the sentences."),
)  # fmt: skip
@click.option(
    "--dry-run", "dry", is_flag=True, help=_("Tell and judge it; commit nothing, send nothing.")
)
@click.option(
    "--anyway", is_flag=True, help=_("Send it even if the gate refuses it, to discuss it there.")
)
@click.option(
    "--remote", default=None, metavar="REMOTE",
    help=_("The remote it is sent to; origin when absent."),
)  # fmt: skip
@click.option(
    "--branch", default="", metavar="NAME",
    help=_("The name of its branch; from what it changes when absent."),
)  # fmt: skip
@click.option(
    "--patch", default=None, metavar="FILE", help=_("Write a patch for `git am`, and send nothing.")
)
@click.option(
    "--fetch/--no-fetch", default=True,
    help=_("Whether to ask the server what it has now; else what it had when last fetched counts."),
)  # fmt: skip
@shared.form("text", "json")
@shared.when
@shared.where
def command(
    what: tuple[str, ...],
    title: str | None,
    body: str | None,
    dry: bool,
    anyway: bool,
    remote: str | None,
    branch: str,
    patch: str | None,
    fetch: bool,
    form: str,
    as_of: date | None,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Tell, judge, send; returns the exit code."""
    root, language = shared.root_of(directory), i18n.current()
    today = shared.today()
    plan = Differing(root, as_of or today, today, remote=remote, fetch=fetch).plan(what)
    verdict = plan.report.exit_code("error")
    width = shared.width()
    if form == "text":
        colours = shared.colours(color)
        sys.stdout.write(reporter.planned(plan, language, width=width, colours=colours))
        sys.stdout.flush()
    done = None
    if verdict != OK and not (anyway or dry):
        click.echo(_("Nothing was committed or sent. Mend it, or send it with --anyway."), err=True)
    elif not dry:
        words = reporter.words(plan.story, language, title=title or "", body=body or "")
        done = propose.submit(plan, *words, branch=branch, patch=patch)
    if form == "json":
        sys.stdout.write(proposed.planned(plan, done, language))
    elif done:
        sys.stdout.write(reporter.outcome(done, plan, width=width))
    return FINDINGS if done and done.state == propose.REFUSED else verdict
