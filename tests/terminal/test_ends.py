"""The UI ended from outside while somebody types: the terminal is given back, no word is lost."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from governance.errors import INTERRUPTED
from tests.terminal.conftest import Open
from tests.terminal.screen import Terminal, stray
from tui.screens import filling

FIRST, LAST = "Le comité a lu le bilan", " et le dernier mot"
LIMIT = 2.0
"""Seconds: what was typed longer ago than that survives anything."""


def typing(root: Path, ui: Open, *, told: bool = True) -> Terminal:
    """The UI while the title of a review is being typed; ``FIRST`` is kept outside of the records."""
    terminal = ui(root, told=told)
    terminal.shows("things to do", "Portail des démarches")
    terminal.press("r")
    terminal.shows("Promised on")
    terminal.rest()
    terminal.go("Title")
    terminal.press("enter")
    terminal.shows("as before")
    terminal.write(FIRST)
    terminal.shows(FIRST)
    drafts = root / ".git" / "jalon" / "drafts"
    # No key is pressed meanwhile: it is kept by itself.
    terminal.until(lambda: any(FIRST in at.read_text("utf-8").encode().decode("unicode_escape")
                               for at in drafts.rglob("*.json")), "a draft")  # fmt: skip
    terminal.write(LAST)
    terminal.shows(FIRST + LAST)
    return terminal


def begun_again(root: Path, ui: Open, words: str) -> None:
    """The next start offers what was typed, first of all."""
    terminal = ui(root)
    terminal.shows("Checkpoints begun and not saved (1)", "things to do")
    terminal.press("enter")
    terminal.shows("Promised on", words)
    terminal.press("ctrl+q")
    terminal.shows("not saved")
    terminal.press("y")
    assert terminal.ended() == 0


@pytest.mark.push
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_asked_to_end_it_gives_the_terminal_back(
    number: signal.Signals, small: Path, ui: Open
) -> None:
    terminal = typing(small, ui)
    terminal.send(number)
    assert terminal.ended() == INTERRUPTED
    assert terminal.left_as_found()
    assert not stray(bytes(terminal.raw))
    assert not list((small / "roadmap" / "checkpoints").rglob("2026-06-01*"))
    begun_again(small, ui, FIRST + LAST)


@pytest.mark.push
@pytest.mark.parametrize("told", [True, False], ids=["signal", "no-signal"])
def test_its_window_closed_it_ends_and_keeps_every_word(told: bool, small: Path, ui: Open) -> None:
    terminal = typing(small, ui, told=told)
    terminal.hang_up()
    terminal.process.wait(120)
    begun_again(small, ui, FIRST + LAST)


@pytest.mark.push
def test_killed_it_has_kept_what_was_typed(small: Path, ui: Open) -> None:
    assert filling._KEEP < LIMIT
    terminal = typing(small, ui)
    terminal.send(signal.SIGKILL)
    assert terminal.ended() == -signal.SIGKILL
    begun_again(small, ui, FIRST)
