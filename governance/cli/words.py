"""What a command says of itself in the language in use: the names of its values, its examples."""

from __future__ import annotations

import re

import click

from governance.i18n import N_, _

_WORD = re.compile("[A-Z][A-Z_]*[A-Z]")
WORDS = frozenset({
    N_("ARGS"), N_("BRANCH"), N_("COMMAND"), N_("DATE"), N_("DIR"), N_("DURATION"), N_("FIELD"),
    N_("FILE"), N_("FILTER"),
    N_("FOLDER"), N_("INDICATOR"), N_("INTEGER"), N_("KIND"), N_("MILESTONE"), N_("NAME"), N_("OWNER"),
    N_("ORGANISATION"), N_("PATHS"), N_("PERSON"), N_("PHASE"), N_("POINTER"), N_("PROGRAMME"),
    N_("QUESTION"), N_("RANGE"), N_("REASON"), N_("RECORD"), N_("REMOTE"), N_("REV"), N_("ROLE"),
    N_("RULE"), N_("SIZE"), N_("TARGET"), N_("TEXT"), N_("TITLE"), N_("VALUE"), N_("WHAT"), N_("WHO"),
})  # fmt: skip
"""The words that stand for a value in a line of usage, all commands together."""


_ROOM = 78
"""Cells an example may take: click puts two before it, on a terminal of 80."""
_OPTION = re.compile(r" (?=--?[a-z]|[a-z.]+[+-]?=)(?=(?:[^'\"]|'[^']*'|\"[^\"]*\")*$)")
"""The space before an option or an assignment, outside quotes."""


def _fitted(line: str) -> list[str]:
    """An example on lines that fit: a long command is continued before an option, what is said of it
    goes below."""
    body = line.strip()
    if len(line) <= _ROOM or not body.startswith("jalon "):
        return [line]
    command, _gap, said = body.partition("   ")
    found = [" "]
    for part in _OPTION.split(command):
        if len(found[-1]) + len(part) + 3 > _ROOM and found[-1].strip():
            found[-1] += " \\"
            found.append("     ")
        found[-1] += f" {part}"
    return [*found, *([f"      {said.strip()}"] if said else [])]


def speak(command: click.Command) -> click.Command:
    """``command`` with the names of its values in the language in use, and its examples on lines of
    their own, which click would otherwise fill into a paragraph; so for the commands below it."""
    if command.epilog:
        joined = re.sub(r" *\\\n *", " ", command.epilog.removeprefix("\b\n"))
        lines = joined.splitlines()
        command.epilog = "\n".join(["\b", *(piece for line in lines for piece in _fitted(line))])
    ctx = click.Context(command)
    for param in command.params:
        if not getattr(param, "is_flag", False):
            shown = param.make_metavar(ctx)
            told = _told(shown)
            if told != shown:
                param.metavar = told
    if isinstance(command, click.Group):
        command.subcommand_metavar = _told(command.subcommand_metavar)
        for below in command.commands.values():
            speak(below)
    return command


def _told(shown: str) -> str:
    """``shown`` with the words that stand for a value in the language in use."""
    return _WORD.sub(lambda word: _(word[0]) if word[0] in WORDS else word[0], shown)
