"""Sharing work out among processes, each a fork of this one; what a share yields comes back as lines."""

from __future__ import annotations

import gc
import os
from contextlib import ExitStack

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import IO, TypeVar

    T = TypeVar("T")

_DEALS = 40
"""Deals that all units would make, were each as small as the last one."""


def shared_out(
    units: Sequence[T], work: Callable[[Sequence[T]], Iterable[bytes]], shares: int
) -> Iterator[bytes]:
    """The lines that ``work`` yields for ``units``, dealt out to ``shares`` processes, this one among
    them: each takes some, then some more, so that all of them end together.

    A line holds no line end.  What another process could not finish is missing, and for the caller
    to do; the process must have a single thread, as forks have.
    """
    import tempfile

    dealt = list(deals(len(units), shares))

    def share() -> Iterator[bytes]:
        # A byte is read by one process alone.
        while taken := os.read(deck, 1):
            yield from work(units[dealt[taken[0]]])

    with ExitStack() as stack:
        deck, full = os.pipe()
        stack.callback(os.close, deck)
        os.write(full, bytes(range(len(dealt))))
        os.close(full)
        files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(1, shares)]
        started: list[int] = []
        try:
            for file in files:
                started.append(_start(share, file))  # noqa: PERF401 - waited for, should the next fail
            yield from share()
        finally:
            whole = [os.waitpid(process, 0)[1] == 0 for process in started]
        for file, complete in zip(files, whole, strict=True):
            file.seek(0)
            yield from (line[:-1] for line in file if complete)


def deals(count: int, shares: int) -> Iterator[slice]:
    """``count`` units in parts, the first ones large and the last ones small: two hundred at most."""
    least = count // _DEALS or 1
    start = 0
    while start < count:
        stop = min(start + max((count - start) * 3 // (4 * shares), least), count)
        yield slice(start, stop)
        start = stop


def _start(share: Callable[[], Iterable[bytes]], file: IO[bytes]) -> int:
    """The process that does its share and writes it to ``file``."""
    process = os.fork()
    if process:
        return process
    code = 1
    try:
        gc.freeze()  # what both processes hold is not copied for being looked at
        for line in share():
            file.write(line + b"\n")
        file.flush()
        code = 0
    finally:
        os._exit(code)
