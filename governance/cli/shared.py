"""Options that several commands share, declared once: where, when, which language, which colours."""

from __future__ import annotations

import difflib
import os
import shutil
import sys
import time
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from governance import i18n
from governance.errors import USAGE, JalonError
from governance.hygiene import show
from governance.i18n import N_, _
from governance.model.duration import day
from governance.services.repository import find_root, record_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_PROGRESS_AFTER = 1.0


class Day(click.ParamType[date]):
    """A civil day written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day in ``value``, or a usage error that shows how to write one."""
        found = value if isinstance(value, date) else day(value)
        if found is None:
            self.fail(
                _(
                    "“{value}” is not a day of the calendar; write it as 2021-06-30.",
                    value=show(value, 40),
                ),
                param,
                ctx,
            )
        return found


def where(function: Callable[..., Any]) -> Callable[..., Any]:
    """``-C DIR``, ``--lang``, ``--color``: for every command that reads a roadmap."""
    for option in (
        click.option(
            "--color", type=click.Choice(("auto", "always", "never")), default=None,
            help=_("When to use colours; never in a pipe, and NO_COLOR is respected."),
        ),
        click.option("--lang", type=click.Choice(i18n.LANGUAGES), default=None, help=_("Language of the answer.")),
        click.option("-C", "directory", metavar="DIR", default=None, help=_("The repository to read, instead of the current folder.")),
    ):  # fmt: skip
        function = option(function)
    return function


def when(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--as-of DATE``: the day judged."""
    return click.option(
        "--as-of", type=Day(), default=None, metavar="DATE",
        help=_("Judge as on that day; facts dated later are ignored. Today when absent."),
    )(function)  # fmt: skip


def form(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--format``, passed as ``form``; the first name is the default."""
    return click.option(
        "--format", "form", type=click.Choice(names), default=names[0], show_default=True,
        help=_("How the answer is written."),
    )  # fmt: skip


def root_of(directory: str | None) -> str:
    """The repository named by ``-C`` (of the command, or before it), else the one around us."""
    ctx = click.get_current_context()
    given = directory or (ctx.find_root().obj or {}).get("directory")
    return find_root(given)


def root_if_any(directory: str | None) -> str | None:
    """As :func:`root_of`; ``None`` outside any roadmap, where that was not asked for by name."""
    try:
        return root_of(directory)
    except JalonError:
        if directory or (click.get_current_context().find_root().obj or {}).get("directory"):
            raise
        return None


def inside(root: str, path: str) -> str:
    """``path``, as typed, relative to the repository; an error when it is not in it."""
    found = os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/")
    if not os.path.lexists(path) or found.startswith("../"):
        paths = record_paths(root)
        folders = {path.rpartition("/")[0] for path in paths}
        near = difflib.get_close_matches(found, [*paths, *sorted(folders)], 1, 0.7)
        raise JalonError(
            N_("There is no file or folder {path} in this roadmap."),
            hint=N_("Did you mean {near}?") if near else N_("Name files or folders below {root}."),
            path=path,
            root=root,
            near=near[0] if near else "",
        )
    return found


def colours(color: str | None) -> bool:
    """Whether stdout may carry colours."""
    ctx = click.get_current_context()
    chosen = color or (ctx.find_root().obj or {}).get("color") or "auto"
    if chosen != "auto":
        return bool(chosen == "always")
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def width() -> int:
    """The columns of the terminal; 80 where there is none, or as ``COLUMNS`` says."""
    return shutil.get_terminal_size((80, 24)).columns


def today() -> date:
    """The civil day of this run, in the zone of the machine."""
    return date.today()  # noqa: DTZ011 - a civil day is wanted, and read here only


def progress() -> Callable[[int, int], None]:
    """A progress line on stderr, shown once a run takes more than a second, on a terminal only."""
    started = time.monotonic()
    shown = [0.0]

    def report(done: int, total: int) -> None:
        now = time.monotonic()
        if now - started < _PROGRESS_AFTER or now - shown[0] < 0.1 or not sys.stderr.isatty():
            return
        shown[0] = now
        sys.stderr.write(f"\r{_('Judged {done} of {total}', done=done + 1, total=total)}\033[K")
        if done + 1 == total:
            sys.stderr.write("\r\033[K")
        sys.stderr.flush()

    return report


def unknown(what: str, given: str, known: Iterable[str]) -> JalonError:
    """The error for an id that does not exist, with the near ones."""
    near = difflib.get_close_matches(given, list(known), 3, 0.5)
    if near:
        return JalonError(
            N_("There is no {what} “{given}”."), hint=N_("Did you mean {near}?"),
            exit_code=USAGE, what=_(what), given=given, near=", ".join(near),
        )  # fmt: skip
    return JalonError(
        N_("There is no {what} “{given}”."), hint=N_("`jalon list` shows what there is."),
        exit_code=USAGE, what=_(what), given=given,
    )  # fmt: skip
