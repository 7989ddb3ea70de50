"""Options that several commands share, declared once: where, when, which language, which colours."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from governance.cli import terminal
from governance.cli.options import AS_OF, AT, CHOICE, DAY, FLAG, WHERE, Option
from governance.errors import USAGE, JalonError
from governance.hygiene import show
from governance.i18n import N_, _
from governance.model.duration import day
from governance.services.near import near
from governance.services.repository import find_root, record_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from governance.services.check import Report

_ROOT, _TODAY = "jalon.root", "jalon.today"
"""What the context of a command holds of the repository it reads."""
_MANY = 12
"""More names than this are not worth listing in an error."""


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


def declared(*options: Option) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The decorator that gives a command these options."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = _option(option)(function)
        return function

    return decorate


def _option(
    option: Option, callback: Callable[..., Any] | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    names, about = list(option.names), _(option.about)
    if option.kind == FLAG:
        if option.off:
            names[-1] = f"{names[-1]}/{option.off}"
        return click.option(
            *names, option.field, is_flag=True, default=option.default, help=about
        )  # fmt: skip
    kinds: dict[str, Any] = {CHOICE: click.Choice(option.values), DAY: Day()}
    return click.option(
        *names, option.field, type=kinds.get(option.kind), default=option.default,
        metavar=option.metavar or None, show_default=option.default is not None, help=about,
        callback=callback,
    )  # fmt: skip


where = declared(*WHERE)
"""``-C DIR``, ``--lang``, ``--color``: for every command that reads a roadmap."""


def _ahead(_ctx: click.Context, _param: click.Parameter, value: date | None) -> date | None:
    terminal.tell_ahead(value)
    return value


def when(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--as-of DATE``: the day judged; one that is still to come is told as such."""
    return _option(AS_OF, _ahead)(function)


def at(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--at REV``: the commit read instead of the folder."""
    return _option(AT)(function)


def form(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--format``, passed as ``form``; the first name is the default."""
    return click.option(
        "--format", "form", type=click.Choice(names), default=names[0], show_default=True,
        help=_("How the answer is written."),
    )  # fmt: skip


def root_of(directory: str | None) -> str:
    """The repository named by ``-C`` (of the command, or before it), else the one around us; the
    command reads that one from then on."""
    root = find_root(directory or before("directory"))
    click.get_current_context().meta[_ROOT] = root
    return root


def root_if_any(directory: str | None) -> str | None:
    """As :func:`root_of`; ``None`` outside any roadmap, where that was not asked for by name."""
    try:
        return root_of(directory)
    except JalonError:
        if directory or before("directory"):
            raise
        return None


def judged(directory: str | None, as_of: date | None, at: str | None = None) -> Report:
    """The roadmap that the command reads (see :func:`root_of`), judged on the day ``as_of``, the
    present one when ``None``, as the commit ``at`` holds it where that is given."""
    from governance.services.check import check

    root = root_of(directory)
    now = today()
    return check(root, as_of or now, now, at=at or "", progress=progress())


def inside(root: str, path: str) -> str:
    """``path``, as typed, relative to the repository; an error when it is not in it."""
    found = os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/")
    judged = found == "." or found.split("/")[0] in ("roadmap", "governance")
    if not os.path.lexists(path) or not judged:
        paths = record_paths(root)
        folders = {path[:at] for path in paths for at, sign in enumerate(path) if sign == "/"}
        meant = near(found, [*paths, *sorted(folders)], 1)
        raise JalonError(
            N_("There is no file or folder {path} in this roadmap."),
            hint=N_("Did you mean {near}?") if meant else N_("Name files or folders below {root}."),
            path=path,
            root=root,
            near=meant[0] if meant else "",
        )
    return found


def before(field: str) -> str | None:
    """What was asked before the name of the command."""
    given: str | None = (click.get_current_context().find_root().obj or {}).get(field)
    return given


def colours(color: str | None) -> bool:
    """Whether stdout may carry colours."""
    return terminal.colours(color or before("color"))


def today() -> date:
    """The present day, by the clock of the machine; where the command reads a demonstration
    (see :func:`root_of`), the day that it shows."""
    known = click.get_current_context().meta
    if _ROOT not in known:
        return terminal.today()
    if _TODAY not in known:
        known[_TODAY] = terminal.today_in(known[_ROOT])
    found: date = known[_TODAY]
    return found


width = terminal.width
progress = terminal.progress


def unknown(
    what: str, given: str, known: Iterable[str], kind: str = "", meant: Sequence[str] = ()
) -> JalonError:
    """The error for ``given``, that no ``what`` (a message id) is called.

    ``known``  what there is;  ``kind`` of the records that ``jalon list`` shows them as
    ``meant``  what it may stand for; the near ones of ``known`` when empty
    """
    names = sorted(known)
    meant = meant or near(given, names)
    if meant:
        hint = N_("Did you mean {near}?")
    elif 0 < len(names) <= _MANY:
        hint = N_("There are {known}.")
    elif kind:
        hint = N_("`jalon list {kind}` shows what there is.")
    else:
        hint = N_("`jalon list` shows what there is.")
    return JalonError(
        N_("There is no {what} “{given}”."), hint=hint, exit_code=USAGE, what=_(what), given=given,
        near=", ".join(meant), known=", ".join(names), kind=kind,
    )  # fmt: skip
