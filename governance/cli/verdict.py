"""The answer of ``jalon check``: recalled when nothing has changed, else judged, told and kept."""

from __future__ import annotations

import sys

from governance import i18n
from governance.cli import terminal
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
    root, today = find_root(chosen["directory"]), terminal.today()
    colours = terminal.colours(chosen["color"])
    day, asked = today.isoformat(), _asked(chosen, paths, colours)
    if chosen["use_cache"]:
        recalled = memory.recall(root, asked, day)
        if recalled is not None:
            said, code = recalled
            sys.stdout.write(said)
            return code
    from governance.services.check import check

    seen = memory.see(root)
    report = check(
        root, chosen["as_of"] or today, today, with_baseline=chosen["with_baseline"],
        use_cache=chosen["use_cache"], look=seen.look, progress=terminal.progress(),
    )  # fmt: skip
    if paths:
        report.keep_only(paths)
    said = render(report, chosen["form"], i18n.current(), colours=colours, quiet=chosen["quiet"])
    code = report.exit_code(chosen["fail_on"])
    sys.stdout.write(said)
    if chosen["use_cache"]:
        memory.remember(seen, asked, day, said, code)
    return code


def _asked(chosen: dict[str, Any], paths: list[str], colours: bool) -> list[str]:
    """All that the answer depends on beside the files and the day."""
    fields = ("as_of", "with_baseline", "fail_on", "form", "quiet")
    return [i18n.current(), str(colours), *(str(chosen[name]) for name in fields), *paths]


def render(report: Report, form: str, language: str, *, colours: bool, quiet: bool) -> str:
    """The report in one of the forms of ``--format``."""
    if form == "json":
        from governance.reporters import json

        return json.render(report, language)
    if form == "github":
        from governance.reporters import github

        return github.render(report, language)
    from governance.reporters import text

    return text.render(report, language, colours=colours, quiet=quiet)
