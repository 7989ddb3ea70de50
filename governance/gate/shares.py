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


def shared_out(
    units: Sequence[T], work: Callable[[Sequence[T]], Iterable[bytes]], shares: int
) -> Iterator[bytes]:
    """The lines that ``work`` yields for ``units``, dealt out in turn to ``shares`` processes, this
    one among them.

    A line holds no line end.  What another process could not finish is missing, and for the caller
    to do; the process must have a single thread, as forks have.
    """
    import tempfile

    with ExitStack() as stack:
        files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(1, shares)]
        started: list[int] = []
        try:
            for number, file in enumerate(files, 1):
                started.append(_start(work, units[number::shares], file))
            yield from work(units[::shares])
        finally:
            whole = [os.waitpid(process, 0)[1] == 0 for process in started]
        for file, complete in zip(files, whole, strict=True):
            file.seek(0)
            yield from (line[:-1] for line in file if complete)


def _start(
    work: Callable[[Sequence[T]], Iterable[bytes]], units: Sequence[T], file: IO[bytes]
) -> int:
    """The process that works on ``units`` and writes to ``file``."""
    process = os.fork()
    if process:
        return process
    code = 1
    try:
        gc.freeze()  # what both processes hold is not copied for being looked at
        for line in work(units):
            file.write(line + b"\n")
        file.flush()
        code = 0
    finally:
        os._exit(code)
