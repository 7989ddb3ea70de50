"""The answer of ``jalon check``: recalled when nothing has changed, else judged, told and kept."""

from __future__ import annotations

import contextlib
import os
import sys

from governance import i18n
from governance.cli import terminal
from governance.errors import CANNOT_JUDGE, USAGE, JalonError
from governance.i18n import N_
from governance.services import memory
from governance.services.repository import find_root

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from governance.services.check import Report


def answer(chosen: dict[str, Any], paths: list[str]) -> int:
    """Print what was asked and return the exit code.

    ``chosen``  the options of :data:`governance.cli.options.CHECK`, by field
    ``paths``   only the findings of these files and folders of the repository; empty for all
    """
    terminal.tell_ahead(chosen["as_of"])
    _refuse_unnamed(chosen)
    if chosen["base"] or chosen["at"]:
        return _told(_of_commits(chosen), chosen, paths)[0]
    root = find_root(chosen["directory"])
    today = terminal.today_in(root)
    day, asked = today.isoformat(), _asked(chosen, paths, terminal.colours(chosen["color"]))
    if chosen["use_cache"]:
        recalled = memory.recall(root, asked, day)
        if recalled is not None:
            said, code = recalled
            sys.stdout.write(said)
            return code
    from governance.services.check import check, refuse_before

    seen = memory.see(root)
    report = check(
        root, chosen["as_of"] or today, today, with_baseline=chosen["with_baseline"],
        use_cache=chosen["use_cache"], look=seen.take_look(), processes=os.cpu_count() or 1,
        progress=terminal.progress(),
    )  # fmt: skip
    refuse_before(report.judgement)
    code, said = _told(report, chosen, paths)
    if chosen["use_cache"]:
        memory.remember(seen, asked, day, said, code)
    return code


def _refuse_unnamed(chosen: dict[str, Any]) -> None:
    """Raise :class:`JalonError` for a commit that is asked for and not named: a variable of a
    workflow that holds nothing must not turn the judgement of a change into another one."""
    for field in ("base", "head", "at"):
        if chosen[field] == "":
            raise JalonError(
                N_("The option {option} names no commit."),
                hint=N_("In a workflow, look at what its variable holds: main, origin/main, an id."),
                exit_code=CANNOT_JUDGE, option=f"--{field}",
            )  # fmt: skip
    if chosen["base"] is None and chosen["head"] != "HEAD":
        raise JalonError(
            N_("The option --head says what is judged against --base, which is not there."),
            hint=N_("Name the commit that the change would be merged into, with --base; or --at alone."),
            exit_code=USAGE,
        )  # fmt: skip


def _of_commits(chosen: dict[str, Any]) -> Report:
    """What was asked of commits, which may lie in a repository without any folder to look at."""
    from governance.services.check import check, refuse_before
    from governance.services.gate import check_change

    root = os.path.abspath(chosen["directory"] or os.curdir)
    with contextlib.suppress(JalonError):
        root = find_root(chosen["directory"])
    today = terminal.today_in(root)
    as_of = chosen["as_of"] or today
    options = {name: chosen[name] for name in ("with_baseline", "use_cache")}
    options |= {"processes": os.cpu_count() or 1, "progress": terminal.progress()}
    if chosen["base"]:
        base, head = chosen["base"], chosen["head"]
        return check_change(root, base, head, as_of, today, **options)
    report = check(root, as_of, today, at=chosen["at"], **options)
    refuse_before(report.judgement)
    return report


def _told(report: Report, chosen: dict[str, Any], paths: list[str]) -> tuple[int, str]:
    """Print ``report``; the exit code, and what was printed."""
    if paths:
        report.keep_only(paths)
    colours = terminal.colours(chosen["color"])
    said = render(
        report, chosen["form"], i18n.current(), colours=colours, quiet=chosen["quiet"],
        fail_on=chosen["fail_on"],
    )  # fmt: skip
    sys.stdout.write(said)
    return report.exit_code(chosen["fail_on"]), said


def _asked(chosen: dict[str, Any], paths: list[str], colours: bool) -> list[str]:
    """All that the answer depends on beside the files and the day."""
    fields = ("as_of", "with_baseline", "fail_on", "form", "quiet")
    return [i18n.current(), str(colours), *(str(chosen[name]) for name in fields), *paths]


def render(
    report: Report, form: str, language: str, *, colours: bool, quiet: bool, fail_on: str
) -> str:
    """The report in one of the forms of ``--format``: each is a module of the reporters."""
    from importlib import import_module

    reporter = import_module(f"governance.reporters.{form}")
    chosen: dict[str, Any] = {}
    if form == "text":
        chosen = {"colours": colours, "quiet": quiet}
    elif form in ("junit", "markdown"):
        chosen = {"fail_on": fail_on}
    said: str = reporter.render(report, language, **chosen)
    return said
