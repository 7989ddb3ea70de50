"""``jalon --help``: what Jalon is, its commands, how to start; written without click, at once."""

from __future__ import annotations

import os
import sys

from governance import i18n
from governance.cli.commands import GROUPS
from governance.errors import JalonError
from governance.i18n import N_, _


def overview() -> str:
    """The text of ``jalon --help`` in the language in use."""
    i18n.use(language(sys.argv[1:]))
    width = max(len(name) for _group, commands in GROUPS for name, _module, _help in commands)
    lines = [
        usage(),
        "",
        _("Jalon governs a public digital roadmap from git."),
        _("Facts are files, status is derived. Without a command, the portfolio is shown."),
    ]
    for group, commands in GROUPS:
        lines += ["", _("{group}:", group=_(group))]
        lines += [f"  {name:<{width}}  {_(text)}" for name, _module, text in commands]
    lines += ["", _("Examples:")]
    lines += [f"  {command:<34}  {_(text)}" for command, text in _EXAMPLES]
    lines += ["", _("`jalon COMMAND --help` tells more, with examples."), ""]
    return "\n".join(lines)


def usage() -> str:
    """How a command line is made, in one line."""
    return _("Usage: jalon [-C DIR] [--lang fr|en] COMMAND [OPTIONS]")


_EXAMPLES = (
    ("jalon check", N_("judge the roadmap today")),
    ("jalon status --as-of 2021-06-30", N_("the portfolio as it was that day")),
    ("jalon todo --until 2026-12-31", N_("what is due by then")),
    ("jalon explain M201", N_("a rule, why it matters, how to comply")),
)


def language(arguments: list[str]) -> str:
    """The language asked for: ``--lang``, then the locale, then that of the roadmap."""
    found = i18n.asked_language(option(arguments, "--lang"), os.environ)
    if found is None:
        from governance.services.repository import find_root, language_of

        try:
            found = language_of(find_root(option(arguments, "-C")))
        except JalonError:
            found = None
    return found if found in i18n.LANGUAGES else "en"


def option(arguments: list[str], name: str) -> str | None:
    """The value of ``name`` among raw arguments, before any parser has seen them."""
    for index, argument in enumerate(arguments):
        if argument == name and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith(name + "="):
            return argument[len(name) + 1 :]
    return None
