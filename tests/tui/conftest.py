"""A judged roadmap in the terminal UI, driven by keys, without a terminal."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.widgets import Input

from governance import i18n
from tests.cli.conftest import BASE, FILES, write
from tui import judging
from tui.app import JalonApp
from tui.screens import filling
from tui.session import Session

DAY = date(2026, 6, 1)
Drive = Callable[[Pilot[int]], Awaitable[None]]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The roadmap with one of everything that the commands are tested on."""
    root = tmp_path_factory.mktemp("tui") / "small"
    shutil.copytree(BASE, root)
    for name, text in FILES.items():
        write(root, name, text)
    strategy = root / "roadmap" / "strategies" / "plan.yaml"
    strategy.write_text(strategy.read_text("utf-8") + "predecessor: avant\n", "utf-8")
    return str(root)


@pytest.fixture(autouse=True)
def plain_looks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in list(os.environ):
        if name.startswith("TEXTUAL") or name in ("COLORFGBG", "LINES"):
            monkeypatch.delenv(name)
    before = i18n.current()
    i18n.use("en")
    yield
    i18n.use(before)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits for the keys to rest."""
    monkeypatch.setattr(judging, "_REST", 0.001)
    monkeypatch.setattr(filling, "_KEEP", 0.001)


@asynccontextmanager
async def opened(root: str, size: tuple[int, int] = (80, 24), day: date | None = DAY) -> Any:
    """The UI on the roadmap at ``root``, once it has been judged."""
    app = JalonApp(Session(root, day, lambda: date(2026, 6, 1)), watch_files=False)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield pilot


_PATIENCE = 120.0
"""Seconds after which what never comes to rest has failed: a suite that hangs says nothing."""


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is being read, found or made, every key has been acted on, and what there
    is has been painted."""
    await _done(pilot)
    await pilot.pause()
    await _done(pilot)


async def _done(pilot: Pilot[Any]) -> None:
    app: Any = pilot.app
    end = time.monotonic() + _PATIENCE
    quiet = 0
    while quiet < 3 and app.is_running:
        await asyncio.sleep(0.001)
        read = app.session.loaded or app.session.error
        busy = app.session.busy or not read or app.acting or not app.resting
        assert time.monotonic() < end, f"never at rest: busy {busy}, pending {app.pending}"
        quiet = 0 if busy or app.pending else quiet + 1


async def type_text(pilot: Pilot[Any], text: str) -> None:
    """Type at once what a person types letter by letter."""
    pilot.app.screen.query_one(Input).insert_text_at_cursor(text)
    await settled(pilot)


async def rush(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys faster than anything can be shown, then wait for what they do."""
    for key in keys:
        pilot.app.post_message(Key(key, key_to_character(key)))
    await settled(pilot)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, each once the one before has done all it does."""
    for key in keys:
        pilot.app.post_message(Key(key, key_to_character(key)))
        await _done(pilot)
    await settled(pilot)


def grid(pilot: Pilot[Any]) -> str:
    """The screen as text, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(s.text for s in strip).rstrip() for strip in strips)


def kind(pilot: Pilot[Any]) -> type:
    """The class of the screen shown."""
    return type(pilot.app.screen)


def run(drive: Callable[[], Awaitable[None]]) -> None:
    """Run an asynchronous test."""
    asyncio.run(drive())  # type: ignore[arg-type]


def copy(root: str, to: Path) -> str:
    """A copy that a test may change."""
    return str(shutil.copytree(root, to))
