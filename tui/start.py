"""Opening the terminal UI: what the command line hands over, what it gets back."""

from __future__ import annotations

import io
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

_TURN = 0.001
"""Seconds that a key waits, at most, for its turn while a thread reads."""


def start(root: str, as_of: date | None, clock: Callable[[], date]) -> int:
    """Run the UI on the roadmap at ``root``; the exit code.

    ``as_of``  the day judged, ``None`` for the present one;  ``clock`` gives the present day

    Raises what went wrong inside, once the terminal is as it was before.
    """
    # Textual draws at these beats of a second: a key waits for the next one.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    sys.setswitchinterval(_TURN)
    _write_whole()
    from tui.app import JalonApp
    from tui.session import Session

    app = JalonApp(Session(root, as_of, clock))
    app.run()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0


def _write_whole() -> None:
    """Let the terminal be written to through a buffer: without one, as ``PYTHONUNBUFFERED`` of many
    containers asks for, what a write leaves over is lost, and the end of any program that was started
    may cut one short while a slow terminal takes its time."""
    found = sys.__stderr__
    if found is not None and isinstance(found.buffer, io.RawIOBase):
        # Textual writes to this one and can be given no other; it lives as long as the program.
        sys.__stderr__ = open(  # type: ignore[misc]  # noqa: SIM115
            found.fileno(), "w", encoding=found.encoding, errors=found.errors, closefd=False
        )
