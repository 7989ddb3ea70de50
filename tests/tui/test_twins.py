"""Every view has commands that stand for it, and these commands exist as they are written."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import click
import pytest

import tui.screens
from governance.cli.app import jalon, run
from governance.cli.commands import MODULES
from tui.app import JalonApp
from tui.screens.view import View
from tui.twins import TWINS

COMMANDS = sorted({command for commands in TWINS.values() for command in commands})


def below(view: type[Any]) -> Iterator[type[Any]]:
    for one in view.__subclasses__():
        yield one
        yield from below(one)


def test_every_view_has_its_commands() -> None:
    for module in pkgutil.iter_modules(tui.screens.__path__):
        import_module(f"tui.screens.{module.name}")
    scopes = {view.scope for view in below(View) if view.scope}
    assert scopes == set(TWINS)
    assert set(JalonApp.MODES) <= scopes


@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_exists(command: str) -> None:
    _jalon, name, *words = command.split()
    if name == "--help":
        return
    assert name in MODULES
    found = jalon.get_command(click.Context(jalon), name)
    assert found is not None
    options = {word for param in found.params for word in param.opts}
    assert {word for word in words if word.startswith("--")} <= options
    takes = sum(
        len(words) if param.nargs == -1 else param.nargs
        for param in found.params
        if isinstance(param, click.Argument)
    )
    values = {words[i + 1] for i, w in enumerate(words[:-1]) if w.startswith("--")}
    assert len([w for w in words if not w.startswith("--") and w not in values]) <= takes


def test_without_a_terminal_the_commands_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "open"]) == 2
    said = capsys.readouterr()
    assert "needs a terminal" in said.err and "jalon todo" in said.err and not said.out
