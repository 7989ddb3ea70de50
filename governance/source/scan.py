"""Discovery: which files of ``roadmap/`` are records, of which kind, and the signature of each."""

from __future__ import annotations

import errno
import os
import re
import stat

from governance.hygiene import show
from governance.i18n import N_
from governance.model.kinds import DATED, FOLDERS, ROADMAP_FILE
from governance.source.files import read_at_most
from governance.source.look import Look
from governance.source.problem import Problem

_NAME = re.compile(r"(?=.{1,64}\Z)[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_DATED_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[0-9]{1,3})?\Z")
_IGNORED = frozenset({"README.md", "README.fr.md", "LICENSE"})
_LINK = N_("it is a symbolic link")
_REASONS = {
    errno.EACCES: N_("permission denied"),
    errno.EPERM: N_("permission denied"),
    errno.EIO: N_("the disk answers with an error"),
    errno.EISDIR: N_("it is a folder"),
    errno.ELOOP: _LINK,
    errno.ENAMETOOLONG: N_("its path is too long"),
    errno.ENOENT: N_("it has disappeared"),
}


class File:
    """One record file, not read yet.

    ``path``       POSIX path from the root of the repository
    ``kind``       given by its folder
    ``id``         its stem; ``<folder>/<stem>`` for a dated kind
    ``signature``  changes whenever the file may have changed (size, times, inode)
    """

    __slots__ = ("id", "kind", "path", "signature")

    def __init__(self, path: str, kind: str, id: str, signature: str) -> None:
        self.path = path
        self.kind = kind
        self.id = id
        self.signature = signature

    @property
    def folder(self) -> str:
        """What a dated record speaks of: the name of its folder."""
        return self.id.partition("/")[0]


def scan(root: str, look: Look | None = None) -> tuple[list[File], list[tuple[str, Problem]]]:
    """Every record file below ``root/roadmap``, in path order, and what cannot be one.

    Nothing is opened and no symbolic link is followed.
    """
    look = look or Look(root)
    files: list[File] = []
    problems = [(path, unreadable(error)) for path, error in look.errors]
    for path, signature, mode in look.entries:
        if not stat.S_ISREG(mode):
            reason = _LINK if stat.S_ISLNK(mode) else N_("it is not a regular file")
            problems.append((path, Problem("P001", 1, 1, reason=reason)))
            continue
        found = _classify(path, signature)
        if isinstance(found, Problem):
            problems.append((path, found))
        elif found is not None:
            files.append(found)
    return files, problems


def unreadable(error: OSError) -> Problem:
    """The problem of a file or folder that the system does not let read."""
    reason = _REASONS.get(error.errno or 0, error.strerror or type(error).__name__)
    return Problem("P001", 1, 1, reason=reason)


def _classify(path: str, signature: str) -> File | Problem | None:
    parts = path.split("/")
    name = parts[-1]
    if len(parts) == 2:
        if name == ROADMAP_FILE:
            return File(path, "roadmap", "roadmap", signature)
        return None if name in _IGNORED else Problem("P025", 1, 1, name=show(name, 60))
    kind = FOLDERS.get(parts[1])
    if kind is None:
        return Problem("P025", 1, 1, name=show("/".join(parts[1:-1]), 60))
    stem, dot, suffix = name.rpartition(".")
    if not dot or suffix != "yaml":
        if name in _IGNORED:
            return None
        return Problem("P022", 1, 1, name=show(name, 60))
    if kind in DATED:
        if len(parts) < 4 or not _DATED_NAME.match(stem) or not _NAME.match(parts[-2]):
            return Problem("P022", 1, 1, name=show("/".join(parts[2:]), 60))
        return File(path, kind, f"{parts[-2]}/{stem}", signature)
    if not _NAME.match(stem):
        return Problem("P022", 1, 1, name=show(name, 60))
    return File(path, kind, stem, signature)


def read_bytes(root: str, path: str, limit: int) -> bytes:
    """At most ``limit`` + 1 bytes of a regular file; :class:`Problem` when it cannot be read."""
    try:
        return read_at_most(os.path.join(root, path), limit + 1)
    except OSError as error:
        raise unreadable(error) from None
