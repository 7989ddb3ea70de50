"""A terminal that takes its time, as over a bad line: it gets every screen whole."""

from __future__ import annotations

import ctypes
import os
import signal
from pathlib import Path

import pytest

from tests.terminal.conftest import Open
from tests.terminal.screen import stray

LIBC = ctypes.CDLL(None)
SHORT = 8
"""Interruptions in a row."""


@pytest.mark.push
@pytest.mark.skipif(not hasattr(LIBC, "tgkill"), reason="no signal for one thread")
def test_a_write_that_is_interrupted_goes_on(small: Path, ui: Open) -> None:
    terminal = ui(small, (160, 120), PYTHONUNBUFFERED="1")
    terminal.shows("things to do", "Portail des démarches")
    terminal.rest()
    main = terminal.process.pid
    others = [int(task) for task in os.listdir(f"/proc/{main}/task") if int(task) != main]
    for key in "2121":
        terminal.press(key)
        for _ in range(
            SHORT
        ):  # each lets the screen be drawn again, as a window that changes its size
            terminal.read(0.1, 1024)
            for thread in others:
                LIBC.tgkill(main, thread, signal.SIGWINCH)
        terminal.rest()
    terminal.press("ctrl+q")
    assert terminal.ended() == 0
    assert not stray(bytes(terminal.raw))[:5]
    assert not terminal.screen.obeyed[:5]
