"""``jalon demo``: a throw-away roadmap as of a past day, with a server that refuses what its gate
blocks."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from datetime import date

import click

from governance.cli import screen, shared, terminal
from governance.cli.hook import how_to_start
from governance.errors import OK
from governance.i18n import _
from governance.reporters import proposed
from governance.services import demo
from governance.services.repository import shipped_root

DAY = date(2021, 6, 30)
"""The middle of the only interim year for which every figure of the shipped roadmap is published."""


@click.command(
    "demo",
    help=_(
        "Try Jalon without touching anything real: a repository is made whose history carries the "
        "days on which the sources of the roadmap were published, with a server of its own that "
        "judges what is sent to it; the terminal UI opens there, on the chosen day. Hold a review, "
        "propose it, and see it accepted or refused.\n\n"
        "DIR is a folder that is not there yet, or that holds a demonstration already: it is opened "
        "again as it was left. A temporary folder when absent. Remove it whenever you like."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon demo                               in a temporary folder\n"
        "  jalon demo --no-ui                       make it, and print what to try\n"
        "  jalon demo --day 2020-12-17 essai        another day, in a folder of your own"
    ),
)
@click.argument("folder", metavar="[DIR]", required=False)
@click.option(
    "--day", type=shared.Day(), default=None, metavar="DATE",
    help=_("The day to open it on; 2021-06-30 when absent."),
)  # fmt: skip
@click.option("--no-ui", "plain", is_flag=True, help=_("Print what to try instead of opening it."))
@shared.form("text", "json")
@shared.where
def command(
    folder: str | None,
    day: date | None,
    plain: bool,
    form: str,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Make it and open it; returns the exit code."""
    root = shipped_root(directory or shared.before("directory"))
    opens = terminal.interactive() and not plain and form == "text"
    if opens:
        click.echo(_("Making a demonstration; nothing real is touched…"), err=True)
    made = demo.demo(root, folder, day, DAY, how_to_start())
    if opens:
        chosen = {
            "directory": made.clone,
            "as_of": made.day,
            "color": color or shared.before("color"),
        }
        code = screen.answer(chosen)
        click.echo(_tell(made))
        return code
    if form == "json":
        sys.stdout.write(proposed.demonstration(made, _tries(made)))
    else:
        click.echo(_tell(made))
    return OK


def _tries(made: demo.Demo) -> list[tuple[str, str]]:
    """Commands to try there, and what each does."""
    name, there = _name(), f"-C {shlex.quote(made.clone)}"
    review = "--weather cloudy --decision continue"
    return [
        (f"{name} todo {there}", _("what is due that day")),
        (f"{name} checkpoint {demo.due(made)} {there} {review}", _("hold a review")),
        (f"{name} propose {there}", _("send it: the gate of the server judges it")),
    ]


def _tell(made: demo.Demo) -> str:
    day = made.day.isoformat()
    lines = [_("The demonstration is in {path}, as of {day}.", path=made.clone, day=day), _("Try:")]
    for command, about in _tries(made):
        lines += [f"  # {about}", f"  {command}"]
    return "\n".join(lines)


def _name() -> str:
    """How the command that was started is typed here."""
    own = sys.argv[0]
    if shutil.which("jalon") is None and os.path.basename(own) == "jalon":
        return shlex.quote(os.path.relpath(own))
    return "jalon"
