"""The bytes of one file."""

from __future__ import annotations

import os


def read_at_most(path: str, limit: int, *, follow: bool = False) -> bytes:
    """At most ``limit`` bytes of the regular file at ``path``, never waiting, and never through a
    link unless told to ``follow`` it.

    Raises :class:`OSError` when it cannot be read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags if follow else flags | getattr(os, "O_NOFOLLOW", 0))
    try:
        found = os.read(descriptor, limit)
        # One call may give less than there is (a network file system): all of it, or the limit.
        while 0 < len(found) < limit and (more := os.read(descriptor, limit - len(found))):
            found += more
        return found
    finally:
        os.close(descriptor)
