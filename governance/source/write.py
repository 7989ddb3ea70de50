"""Saving records: all the files of a change or none, never over what somebody else has written."""

from __future__ import annotations

import errno
import os
import stat
import time

from governance.errors import ENVIRONMENT, JalonError
from governance.i18n import N_
from governance.source.guards import MAX_BYTES
from governance.source.lock import alone
from governance.source.look import ROADMAP
from governance.source.problem import Problem
from governance.source.replace import DRAFT, create, put
from governance.source.scan import read_bytes, unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_LEFTOVER_NS = 3600 * 1_000_000_000
"""A draft this old belongs to a save that was interrupted, not to one in progress."""
_HINTS = {
    errno.ENOSPC: N_("The disk is full: free some space, then save again."),
    errno.EDQUOT: N_("Your share of the disk is used up: free some space, then save again."),
    errno.EROFS: N_("This folder can only be read: work in a copy of the repository of your own."),
    errno.EACCES: N_("You may not write there: check whose folder it is."),
    errno.EPERM: N_("You may not write there: check whose folder it is."),
}


class Write:
    """One file to be written.

    ``base``  what it held when it was read; ``None`` for a file that must not exist yet
    ``mine``  what it is to hold;  ``None`` for a file that is to be removed
    """

    __slots__ = ("base", "mine", "path")

    def __init__(self, path: str, base: bytes | None, mine: bytes | None) -> None:
        self.path = path
        self.base = base
        self.mine = mine


class Conflict(Exception):
    """A file is not what it was when it was read.

    ``base``    what was read (``None``: it did not exist)
    ``mine``    what was to be saved (``None``: it was to be removed)
    ``theirs``  what it holds now (``None``: it is gone)
    """

    def __init__(
        self, path: str, base: bytes | None, mine: bytes | None, theirs: bytes | None
    ) -> None:
        super().__init__(path)
        self.path = path
        self.base = base
        self.mine = mine
        self.theirs = theirs


def save(root: str, writes: Sequence[Write]) -> None:
    """Write every file of ``writes``, each whole, in a repository that nobody else writes to
    meanwhile; nothing is written when one of them has changed.

    Raises :class:`Conflict`, and :class:`JalonError`: exit 2 for a path that leads elsewhere, exit
    4 when the system refuses (the file is then what it was).
    """
    for write in writes:
        refuse_elsewhere(root, write.path)
    path = root
    try:
        with alone(root):
            for write in writes:
                path = write.path
                _compare(root, write)
            for write in writes:
                path = write.path
                _sweep(os.path.join(root, os.path.dirname(path)))
                if write.mine is None:
                    os.unlink(os.path.join(root, path))
                elif write.base is None:
                    create(root, path, write.mine)
                elif write.mine != write.base:
                    put(root, path, write.mine)
    except OSError as error:
        raise JalonError(
            N_("{path} cannot be written: {reason}."),
            hint=_HINTS.get(error.errno or 0, N_("The file is what it was: nothing is lost there.")),
            exit_code=ENVIRONMENT, path=path, reason=unreadable(error).params["reason"],
        ) from None  # fmt: skip


def _compare(root: str, write: Write) -> None:
    theirs: bytes | None = None
    if os.path.lexists(os.path.join(root, write.path)):
        try:
            theirs = read_bytes(root, write.path, max(MAX_BYTES, len(write.base or b"")))
        except Problem as problem:
            raise JalonError(
                N_("{path} cannot be read: {reason}."),
                hint=N_("Check the file and its permissions."),
                exit_code=ENVIRONMENT, path=write.path, **problem.params,
            ) from None  # fmt: skip
    if theirs != write.base:
        raise Conflict(write.path, write.base, write.mine, theirs)


def refuse_elsewhere(root: str, path: str) -> None:
    """Raise :class:`JalonError` unless ``path`` is one of a record of ``root``, through no link."""
    steps = path.split("/")
    if len(steps) < 2 or steps[0] != ROADMAP or any(step[:1] in ("", ".") for step in steps):
        raise JalonError(
            N_("{path} is not the path of a record."),
            hint=N_("Records lie below roadmap/, and nothing else is written."), path=path,
        )  # fmt: skip
    for count in range(1, len(steps) + 1):
        below = "/".join(steps[:count])
        try:
            mode = os.lstat(os.path.join(root, below)).st_mode
        except OSError:
            return  # it is yet to be made, or the system will say why it cannot be seen
        if stat.S_ISLNK(mode):
            raise JalonError(
                N_("{path} is a symbolic link, and nothing is written through one."),
                hint=N_("Replace it by a folder or a file of its own."), path=below,
            )  # fmt: skip


def _sweep(folder: str) -> None:
    """Remove what interrupted saves have left in ``folder``."""
    late = time.time_ns() - _LEFTOVER_NS
    try:
        with os.scandir(folder) as found:
            old = [
                entry.path
                for entry in found
                if entry.name.startswith(DRAFT)
                and entry.stat(follow_symlinks=False).st_mtime_ns < late
            ]
    except FileNotFoundError:
        return
    for path in old:
        os.unlink(path)
