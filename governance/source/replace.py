"""Writing a file whole or not at all: a draft beside it, synced, then renamed over it."""

from __future__ import annotations

import errno
import os
import stat

from governance.source.guards import MAX_BYTES
from governance.source.lock import alone
from governance.source.problem import Problem
from governance.source.scan import read_bytes

DRAFT = ".tmp-"
"""Prefix of a draft: ignored by the reader and by git, so an interrupted save harms nothing."""

_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS})
"""What file systems without hard links answer (FAT, some shared folders)."""


class Changed(Exception):
    """The file is not what it was when it was read."""


def replace(root: str, path: str, data: bytes, before: bytes) -> None:
    """Put ``data`` in the place of ``before`` in the file ``path`` of ``root``, keeping its mode.

    Between the comparison and the renaming no other Jalon writes.  Raises :class:`Changed` when the
    file holds something else by now, and OSError.
    """
    with alone(root):
        try:
            now = read_bytes(root, path, max(MAX_BYTES, len(before)))
        except Problem as problem:
            raise Changed(path) from problem
        if now != before:
            raise Changed(path)
        put(root, path, data)


def put(root: str, path: str, data: bytes) -> None:
    """Replace the file ``path`` of ``root``, whatever it holds, keeping its mode.

    For who holds :func:`governance.source.lock.alone`.
    """
    target = os.path.join(root, path)
    _put(target, data, stat.S_IMODE(os.lstat(target).st_mode))


def keep_private(target: str, data: bytes) -> None:
    """Put ``data`` in the file ``target``, which only its owner may read, whole and lasting."""
    _put(target, data, 0o600)


def _put(target: str, data: bytes, mode: int) -> None:
    draft = _draft(target, data, mode)
    try:
        os.replace(draft, target)
    except BaseException:
        os.unlink(draft)
        raise
    _settle(os.path.dirname(target))


def create(root: str, path: str, data: bytes) -> None:
    """Write the new file ``path`` below ``root``; FileExistsError when there is one already.

    It appears whole: no name ever leads to a part of it.
    """
    target = os.path.join(root, path)
    folder = os.path.dirname(target)
    _make(folder)
    draft = _draft(target, data, None)
    try:
        # Unlike a renaming, a link never takes the place of another file.
        os.link(draft, target)
        os.unlink(draft)
    except OSError as error:
        if error.errno not in _NO_LINKS or os.path.lexists(target):
            os.unlink(draft)
            raise
        os.replace(draft, target)
    _settle(folder)


def _make(folder: str) -> None:
    """Make ``folder`` and those above it, each lasting before anything is put in it."""
    if os.path.isdir(folder):
        return
    above = os.path.dirname(folder)
    _make(above)
    os.makedirs(folder, exist_ok=True)
    _settle(above)


def _draft(target: str, data: bytes, mode: int | None) -> str:
    """A file beside ``target`` that holds ``data``, with the permissions ``mode``, or those that
    the system gives new files."""
    folder, name = os.path.split(target)
    draft = os.path.join(folder, f"{DRAFT}{os.urandom(6).hex()}-{name}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    descriptor = os.open(draft, flags, 0o666 if mode is None else 0o600)
    try:
        if mode is not None:
            os.chmod(draft, mode)
        _fill(descriptor, data)
    except BaseException:
        os.unlink(draft)
        raise
    return draft


def _fill(descriptor: int, data: bytes) -> None:
    """Write ``data``, wait until the disk has it, and close."""
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: str) -> None:
    """Make the new name itself survive a power cut, where folders can be synced."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
