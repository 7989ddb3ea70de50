"""What the commands that write share: the change shown, saved unless told otherwise, its exit code."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from governance.cli import shared
from governance.errors import ENVIRONMENT, FINDINGS, OK, JalonError
from governance.i18n import N_, _
from governance.reporters import edit as reporter
from governance.services.edit import Conflict, Editing, rebased, save
from governance.services.preview import preview
from governance.services.told import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.services.check import Report


def options(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--dry-run``, ``--as-of``, ``--format`` and where: for every command that writes a record."""
    for decorate in (shared.where, shared.form("text", "json"), shared.when, _DRY):
        function = decorate(function)
    return function


_DRY = click.option(
    "--dry-run", "dry", is_flag=True,
    help=_("Show what would change, and the findings that would come and go; write nothing."),
)  # fmt: skip


def finish(
    editing: Editing, before: Report, as_of: date, *, dry: bool, form: str, color: str | None
) -> int:
    """Show what ``editing`` changes, save it unless ``dry``, and return the exit code: 1 when it
    makes findings for which a pull request would be refused."""
    said = told(editing)
    seen = preview(before, [editing], as_of, shared.today())
    written = editing.changed and not dry
    if written:
        save_over(editing)
    if form == "json":
        sys.stdout.write(reporter.render_json(editing, said, seen, written=written))
    else:
        width, colours = shared.width(), shared.colours(color)
        sys.stdout.write(
            reporter.render(editing, said, seen, written=written, width=width, colours=colours)
        )
    return FINDINGS if seen.blocking else OK


def save_over(editing: Editing) -> None:
    """Save ``editing``, on top of what somebody else has saved elsewhere in the file meanwhile.

    Raises :class:`JalonError` (exit 4) when that was at the same place.
    """
    while True:
        try:
            save(editing.root, [editing])
        except Conflict as conflict:
            editing, both = rebased(editing, conflict)
            if both:
                raise JalonError(
                    N_("{path} has been changed by somebody else, at the same place, meanwhile."),
                    hint=N_("Look at it with `git diff`, then run this again."),
                    exit_code=ENVIRONMENT, path=editing.path,
                ) from None  # fmt: skip
        else:
            return
