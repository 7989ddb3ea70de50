"""``jalon hook``: the gate inside git itself, on a server or in a clone."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from governance import i18n
from governance.cli import shared
from governance.cli.verdict import render
from governance.errors import FINDINGS, OK
from governance.i18n import _
from governance.services import hook
from governance.services.check import Report
from governance.services.repository import language_at

if TYPE_CHECKING:
    from collections.abc import Iterable


_INSTALLING = _(
    "Examples:\n"
    "  jalon hook install pre-receive -C /srv/git/roadmap.git\n"
    "  jalon hook install pre-receive -C /srv/git/roadmap.git --protect main --protect 'release/*'\n"
    "  jalon hook install pre-commit"
)


@click.group(
    "hook",
    help=_(
        "The gate inside git itself: what `jalon check` blocks does not enter.\n\n"
        "On a server, a pre-receive hook in the bare repository refuses what must not enter, behind "
        "any forge or none: changes that the gate blocks, deletion and rewriting of protected "
        "branches, tags that move. In your clone, a pre-commit or pre-push hook gives the same "
        "verdict before anything leaves."
    ),
    epilog=_INSTALLING,
)
def command() -> None:
    """Install or run a hook."""


@command.command(
    "install",
    help=_("Write a hook into a repository; one that is there already is never overwritten."),
    epilog=_INSTALLING,
)
@click.argument("kind", type=click.Choice(hook.KINDS))
@click.option(
    "--protect", "branches", multiple=True, metavar="BRANCH",
    help=_(
        "For pre-receive: a branch to protect, or a pattern such as 'release/*'. Several times if "
        "needed; the default branch when absent."
    ),
)  # fmt: skip
@shared.where
def install(
    kind: str, branches: tuple[str, ...], directory: str | None, lang: str | None, color: str | None
) -> int:
    """Write the hook and say where."""
    root = os.path.abspath(directory or shared.before("directory") or os.curdir)
    path = hook.install(root, kind, branches, how_to_start())
    click.echo(_("{path} written.", path=path))
    return OK


@command.command(
    "run", help=_("What an installed hook runs, not to be typed: git itself gives it the rest.")
)
@click.argument("kind", type=click.Choice(hook.KINDS))
@click.argument("told_by_git", nargs=-1, metavar="[ARGUMENTS]...")
@click.option(
    "--protect", "branches", multiple=True, metavar="BRANCH",
    help=_(
        "For pre-receive: a branch to protect, or a pattern such as 'release/*'. Several times if "
        "needed; the default branch when absent."
    ),
)  # fmt: skip
@shared.when
@shared.where
def run(
    kind: str,
    told_by_git: tuple[str, ...],
    branches: tuple[str, ...],
    as_of: date | None,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Judge, tell on stderr, and refuse by the exit code."""
    root, today = os.path.abspath(directory or os.curdir), as_of or shared.today()
    if as_of is None and kind != hook.PRE_RECEIVE:
        today = hook.today_in(root, today)
    if kind == hook.PRE_COMMIT:
        return _tell(hook.judge_staged(root, today))
    told = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
    lines = [line for line in told.split("\n") if line]
    if kind == hook.PRE_PUSH:
        remote = told_by_git[0] if told_by_git else "origin"
        return _worst(_tell(report) for report in hook.judge_outgoing(root, lines, remote, today))
    if lang is None and os.environ.get("JALON_LANG") is None:
        # A server has the locale of nobody: those who push read the language of the roadmap.
        i18n.use(language_at(root) or i18n.current())
    return _worst(
        _verdict(answer) for _move, answer in hook.judge_push(root, lines, branches, today)
    )


def _verdict(answer: hook.Refusal | Report | None) -> int:
    if answer is None:
        return OK
    if isinstance(answer, Report):
        return _tell(answer)
    params = {
        "branch": answer.move.branch, "ref": answer.move.ref, "default": answer.default,
    }  # fmt: skip
    click.echo(f"jalon: {i18n.tell(answer.message, params, i18n.current())}", err=True)
    click.echo(f"  {i18n.tell(answer.hint, params, i18n.current())}", err=True)
    return FINDINGS


def _tell(report: Report) -> int:
    said = render(report, "text", i18n.current(), colours=False, quiet=False, fail_on="error")
    code = report.exit_code("error")
    if code != OK or report.open:
        click.echo(said, err=True, nl=False)
    return code


def _worst(codes: Iterable[int]) -> int:
    return max(codes, default=OK)


def how_to_start() -> list[str]:
    """The command that runs this very installation, whatever the PATH of a server is."""
    own = os.path.abspath(sys.argv[0])
    if os.access(own, os.X_OK) and os.path.basename(own).startswith("jalon"):
        return [own]
    return [sys.executable, "-c", "from governance.cli import main; main()"]
