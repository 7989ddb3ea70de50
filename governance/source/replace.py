"""Writing a file whole or not at all: a draft beside it, synced, then renamed over it."""

from __future__ import annotations

import os
import stat

from governance.source.guards import MAX_BYTES
from governance.source.problem import Problem
from governance.source.scan import read_bytes

_DRAFT = ".tmp-"
"""Prefix of a draft: ignored by the reader and by git, so an interrupted save harms nothing."""


class Changed(Exception):
    """The file is not what it was when it was read."""


def replace(root: str, path: str, data: bytes, before: bytes) -> None:
    """Put ``data`` in the place of ``before`` in the file ``path`` of ``root``, keeping its mode.

    Raises :class:`Changed` when the file holds something else by now, and OSError.
    """
    target = os.path.join(root, path)
    try:
        now = read_bytes(root, path, max(MAX_BYTES, len(before)))
    except Problem as problem:
        raise Changed(path) from problem
    if now != before:
        raise Changed(path)
    _write(target, data, stat.S_IMODE(os.lstat(target).st_mode))


def create(root: str, path: str, data: bytes) -> None:
    """Write the new file ``path`` below ``root``; FileExistsError when there is one already."""
    target = os.path.join(root, path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        _fill(descriptor, data)
    except BaseException:
        os.unlink(target)
        raise
    _settle(os.path.dirname(target))


def _write(target: str, data: bytes, mode: int) -> None:
    folder, name = os.path.split(target)
    draft = os.path.join(folder, f"{_DRAFT}{os.getpid()}-{name}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.chmod(draft, mode)
        _fill(descriptor, data)
        os.replace(draft, target)
    except BaseException:
        os.unlink(draft)
        raise
    _settle(folder)


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
