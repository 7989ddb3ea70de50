"""Discovery: which files of ``roadmap/`` are records, of which kind, and the signature of each."""

from __future__ import annotations

import errno
import os
import re
import stat
import time

from governance.hygiene import show
from governance.i18n import N_
from governance.model.kinds import DATED, FOLDERS, ROADMAP_FILE
from governance.source.problem import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

ROADMAP = "roadmap"
RACY_NS = 20_000_000
"""File systems keep times no finer than this, so a later look may not see a later change."""
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
    ``changed``    the latest of its times, in nanoseconds since the epoch
    """

    __slots__ = ("changed", "id", "kind", "path", "signature")

    def __init__(self, path: str, kind: str, id: str, status: os.stat_result) -> None:
        self.path = path
        self.kind = kind
        self.id = id
        self.changed = max(status.st_mtime_ns, status.st_ctime_ns)
        self.signature = (
            f"{status.st_size:x}.{status.st_mtime_ns:x}.{status.st_ctime_ns:x}.{status.st_ino:x}"
        )

    @property
    def folder(self) -> str:
        """What a dated record speaks of: the name of its folder."""
        return self.id.partition("/")[0]


def scan(root: str) -> tuple[list[File], list[tuple[str, Problem]]]:
    """Every record file below ``root/roadmap``, in path order, and what cannot be one.

    Nothing is opened and no symbolic link is followed.
    """
    # A file changed in the same instant may change again without its times showing it.
    racy = time.time_ns() - RACY_NS
    files: list[File] = []
    problems: list[tuple[str, Problem]] = []
    for path, entry in _walk(os.path.join(root, ROADMAP), ROADMAP, problems):
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError as error:
            problems.append((path, unreadable(error)))
            continue
        if not stat.S_ISREG(status.st_mode):
            reason = _LINK if stat.S_ISLNK(status.st_mode) else N_("it is not a regular file")
            problems.append((path, Problem("P001", 1, 1, reason=reason)))
            continue
        found = _classify(path, status)
        if isinstance(found, Problem):
            problems.append((path, found))
        elif found is not None:
            if found.changed > racy:
                found.signature += f".{racy:x}"
            files.append(found)
    return files, problems


def unreadable(error: OSError) -> Problem:
    """The problem of a file or folder that the system does not let read."""
    reason = _REASONS.get(error.errno or 0, error.strerror or type(error).__name__)
    return Problem("P001", 1, 1, reason=reason)


def _walk(
    folder: str, path: str, problems: list[tuple[str, Problem]]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """What is not a folder below ``folder``, in path order; a stack, as folders may nest deep."""
    waiting = _listed(folder, path, problems)
    while waiting:
        below, entry = waiting.pop()
        if entry.is_dir(follow_symlinks=False):
            waiting += _listed(entry.path, below, problems)
        else:
            yield below, entry


def _listed(
    folder: str, path: str, problems: list[tuple[str, Problem]]
) -> list[tuple[str, os.DirEntry[str]]]:
    """The entries of ``folder``, last name first, hidden ones left out."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name, reverse=True)
    except OSError as error:
        problems.append((path, unreadable(error)))
        return []
    return [(f"{path}/{entry.name}", entry) for entry in entries if entry.name[0] != "."]


def _classify(path: str, status: os.stat_result) -> File | Problem | None:
    parts = path.split("/")
    name = parts[-1]
    if len(parts) == 2:
        if name == ROADMAP_FILE:
            return File(path, "roadmap", "roadmap", status)
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
        return File(path, kind, f"{parts[-2]}/{stem}", status)
    if not _NAME.match(stem):
        return Problem("P022", 1, 1, name=show(name, 60))
    return File(path, kind, stem, status)


def read_bytes(root: str, path: str, limit: int) -> bytes:
    """At most ``limit`` + 1 bytes of a regular file, never through a link, never waiting.

    Raises :class:`Problem` when it cannot be opened.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(os.path.join(root, path), flags)
    except OSError as error:
        raise unreadable(error) from None
    try:
        found = os.read(descriptor, limit + 1)
        # One call may give less than there is (a network file system): all of it, or the limit.
        while 0 < len(found) <= limit and (more := os.read(descriptor, limit + 1 - len(found))):
            found += more
        return found
    except OSError as error:
        raise unreadable(error) from None
    finally:
        os.close(descriptor)
