"""One writer at a time in a repository: a lock that the system releases when its holder ends."""

from __future__ import annotations

import errno
import os
import stat
import time
from contextlib import contextmanager

from governance.errors import ENVIRONMENT, JalonError
from governance.i18n import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

WAIT = 10.0
"""Seconds to wait for another writer; a save takes some milliseconds."""
_PAUSE = 0.005
_NO_FOLDER_LOCK = frozenset({errno.EBADF, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOLCK})
_FILE = ".tmp-lock"
"""Never removed: who waits for a file that is gone waits for nobody.  Git ignores it as a draft."""
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def alone(root: str, wait: float = WAIT) -> Iterator[None]:
    """Hold the folder ``root`` against other writers; what is written meanwhile is read by nobody
    who is about to replace it.

    The lock is on the folder itself (flock): it leaves no file, and none survives a killed holder.
    Where the file system locks no folder (NFS), it is on a file that stays there empty.

    Raises :class:`JalonError` (exit 4) when another process keeps it for ``wait`` seconds, and
    OSError where the file system has no such lock at all.
    """
    if os.name == "nt":  # no flock there, and a folder cannot be opened
        yield
        return
    import fcntl

    descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        until = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if error.errno in _NO_FOLDER_LOCK and not stat.S_ISREG(
                    os.fstat(descriptor).st_mode
                ):
                    os.close(descriptor)
                    descriptor = os.open(os.path.join(root, _FILE), _FLAGS, 0o666)
                    continue
                if error.errno not in (errno.EAGAIN, errno.EACCES):
                    raise
            if time.monotonic() >= until:
                raise _held(root, wait)
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(descriptor)


def _held(root: str, wait: float) -> JalonError:
    holder = _holder(root)
    message = (
        N_("Process {holder} has been writing to {path} for {wait} seconds.")
        if holder
        else N_("Another process has been writing to {path} for {wait} seconds.")
    )
    return JalonError(
        message, hint=N_("Wait until it ends, or end it, then do this again: nothing was written."),
        exit_code=ENVIRONMENT, holder=holder, path=root, wait=f"{wait:g}",
    )  # fmt: skip


def _holder(root: str) -> int:
    """The process that holds the lock, where the system tells (Linux); else 0."""
    try:
        inode = str(os.stat(root).st_ino)
        with open("/proc/locks", encoding="ascii") as file:
            for line in file:
                # 1: FLOCK  ADVISORY  WRITE 1234 fd:01:5678 0 EOF
                words = line.split()
                if len(words) > 5 and words[1] == "FLOCK" and words[5].rpartition(":")[2] == inode:
                    return int(words[4])
    except (OSError, ValueError):
        pass
    return 0
