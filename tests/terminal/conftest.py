"""A clone whose server its gate protects, and the terminal UI on it in a real pseudo-terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.services.proposing import DAY, alone, gated, noon, server
from tests.terminal.screen import Terminal
from tests.vcs.git import Git

__all__ = ["alone", "gated", "noon", "server"]

JALON = (sys.executable, "-c", "from governance.cli import main; main()")
Open = Callable[..., Terminal]


@pytest.fixture
def ui() -> Iterator[Open]:
    """Opens the UI on a folder, as of the day of the small roadmap or of another; it ends with the test."""
    opened: list[Terminal] = []

    def start(
        folder: Path, size: tuple[int, int] = (80, 24), *, told: bool = True,
        day: str = DAY.isoformat(), **environment: str,
    ) -> Terminal:  # fmt: skip
        command = [*JALON, "open", "--as-of", day]
        found = Terminal(command, folder, size, told=told, **environment)
        opened.append(found)
        return found

    yield start
    for one in opened:
        one.close()


@pytest.fixture
def small(alone: Git) -> Path:
    """The small roadmap in a repository without a server."""
    return alone.folder
