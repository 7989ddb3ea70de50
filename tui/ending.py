"""Ends that come from outside: a signal of the system, a terminal that is no longer there."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import threading
import time

from governance.errors import INTERRUPTED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_GRACE = 5.0
"""Seconds to leave in once the terminal is gone: what is still drawn then waits for it for ever."""


def watch(leave: Callable[[], None]) -> None:
    """Call ``leave``, in the loop that runs here, when the system or a closed window asks to end."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            loop.add_signal_handler(number, leave)
    # The signal of a closed window reaches the programs of its session alone; without it Textual
    # would read the end of its input for ever.
    threading.Thread(target=_hung_up, args=(loop, leave), name="hang-up", daemon=True).start()


def _hung_up(loop: asyncio.AbstractEventLoop, leave: Callable[[], None]) -> None:
    terminal = select.poll()
    terminal.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, 0)
    if not any(state & select.POLLHUP for _, state in terminal.poll()):
        return  # a system that cannot tell
    loop.call_soon_threadsafe(leave)
    time.sleep(_GRACE)
    os._exit(INTERRUPTED)
