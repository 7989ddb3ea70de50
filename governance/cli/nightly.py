"""``jalon nightly``: the clock, judged every night by whatever runs a command every night."""

from __future__ import annotations

import os
import sys

import click

from governance import i18n
from governance.cli import shared
from governance.cli.verdict import render
from governance.i18n import _
from governance.reporters import nightly as told
from governance.services import issues, nightly
from governance.services.check import check


@click.command(
    "nightly",
    help=_(
        "Judge the roadmap as of today and tell what the passing of time alone has made due, "
        "overdue, stale or vacant, mission by mission: to be run every night.\n\n"
        "Every run leaves a stamp in the repository (the ref refs/jalon/nightly), and `jalon status` "
        "tells how old the last one is: an alarm that no longer rings is seen. Run it in two places, "
        "one of them outside the forge: a platform suspends the scheduled jobs of a repository where "
        "nothing happens. The exit code is that of `jalon check`."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon nightly                                     judge and stamp\n"
        "  jalon nightly --push origin                       and send the stamp\n"
        "  jalon nightly --issues                            one GitHub issue per mission\n"
        "  15 4 * * * jalon nightly -C /srv/git/roadmap.git  a line of crontab"
    ),
)
@click.option(
    "--at", metavar="REV",
    help=_("Judge that commit, not the files here; HEAD when absent in a bare repository."),
)  # fmt: skip
@click.option(
    "--push", "remote", metavar="REMOTE",
    help=_("Then send the stamp to that remote, such as origin."),
)  # fmt: skip
@click.option(
    "--stamp/--no-stamp", default=True, show_default=True, help=_("Whether to leave a stamp.")
)
@click.option(
    "--issues", "open_issues", is_flag=True,
    help=_("Open or update one GitHub issue per mission, with the command `gh`."),
)  # fmt: skip
@shared.where
def command(
    at: str | None,
    remote: str | None,
    stamp: bool,
    open_issues: bool,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Judge, tell, remind, stamp."""
    if at is None and nightly.is_bare(directory or shared.before("directory") or os.curdir):
        at = "HEAD"
    root = os.path.abspath(directory or os.curdir) if at else shared.root_of(directory)
    today = shared.today()
    report = check(root, today, today, at=at or "", progress=shared.progress())
    owed = nightly.missions(report, today)
    colours = shared.colours(color)
    said = render(report, "text", i18n.current(), colours=colours, quiet=True, fail_on="error")
    sys.stdout.write(said)
    sys.stdout.write(told.render(owed))
    if open_issues:
        known = issues.listed()
        for one in owed:
            done = issues.publish(
                one["id"],
                told.title(one),
                told.body(one),
                known=known,
                owes=bool(one["agenda"]["items"]),
            )
            if done != issues.LEFT:
                click.echo(_("Issue {done}: {mission}", done=_(told.DONE[done]), mission=one["id"]))
    if stamp:
        nightly.leave_stamp(root, report, remote=remote or "")
    return report.exit_code("error")
