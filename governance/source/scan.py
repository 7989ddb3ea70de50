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

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Protocol

    class Listing(Protocol):
        """What lies below ``roadmap/``.

        ``entries``  path, signature and mode of each file, in path order; hidden ones are left out
        ``errors``   what cannot be seen: path and error
        """

        @property
        def entries(self) -> list[tuple[str, str, int]]: ...
        @property
        def errors(self) -> list[tuple[str, OSError]]: ...


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


def scan(root: str) -> tuple[list[File], list[tuple[str, Problem]]]:
    """Every record file below ``root/roadmap``, in path order, and what cannot be one.

    Nothing is opened and no symbolic link is followed.
    """
    return sort_out(Look(root))


def sort_out(
    look: Listing, known: Mapping[str, File] | None = None
) -> tuple[list[File], list[tuple[str, Problem]]]:
    """Every record file that ``look`` lists, in path order, and what cannot be one; those ``known``
    by their path are taken as they are while their signature is the same."""
    known = known or {}
    files: list[File] = []
    problems = [(path, unreadable(error)) for path, error in look.errors]
    places: dict[str, _Place] = {}
    for path, signature, mode in look.entries:
        if not stat.S_ISREG(mode):
            reason = _LINK if stat.S_ISLNK(mode) else N_("it is not a regular file")
            problems.append((path, Problem("P001", 1, 1, reason=reason)))
            continue
        same = known.get(path)
        if same is not None and same.signature == signature:
            files.append(same)
            continue
        folder, _, name = path.rpartition("/")
        place = places.get(folder)
        if place is None:
            place = places[folder] = _Place(folder)
        stem = name[:-5]
        if name[-5:] == ".yaml" and place.match(stem):
            files.append(File(path, place.kind, place.prefix + stem, signature))
            continue
        id = place.other(name)
        if isinstance(id, Problem):
            problems.append((path, id))
        elif id:
            files.append(File(path, place.kind, id, signature))
    return files, problems


def unreadable(error: OSError) -> Problem:
    """The problem of a file or folder that the system does not let read."""
    reason = _REASONS.get(error.errno or 0, error.strerror or type(error).__name__)
    return Problem("P001", 1, 1, reason=reason)


class _Place:
    """A folder of ``roadmap/``: the kind of the records in it, and how they are named.

    ``match``   whether a file with that stem is a record
    ``prefix``  what comes before the stem in its id
    """

    __slots__ = ("_below", "kind", "match", "prefix")

    def __init__(self, folder: str) -> None:
        self._below = folder.partition("/")[2]
        first, nested, _ = self._below.partition("/")
        self.kind = FOLDERS.get(first, "") if first else "roadmap"
        self.prefix = ""
        self.match: Callable[[str], object] = _NAME.match if first and self.kind else _none
        if self.kind in DATED:
            subject = folder.rpartition("/")[2]
            self.match = _none
            if nested and _NAME.match(subject):
                self.prefix = f"{subject}/"
                self.match = _DATED_NAME.match

    def other(self, name: str) -> str | Problem:
        """The id of the file ``name``, which is not named as the records in here are; empty when it
        is not meant to be one."""
        if not self._below:
            if name == ROADMAP_FILE:
                return "roadmap"
            return "" if name in _IGNORED else Problem("P025", 1, 1, name=show(name, 60))
        if not self.kind:
            return Problem("P025", 1, 1, name=show(self._below, 60))
        if name in _IGNORED:
            return ""
        if name[-5:] == ".yaml" and self.kind in DATED:
            name = "/".join([*self._below.split("/")[1:], name])
        return Problem("P022", 1, 1, name=show(name, 60))


def _none(_stem: str) -> None:
    """No file in here is a record by its name alone."""


def read_bytes(root: str, path: str, limit: int) -> bytes:
    """At most ``limit`` + 1 bytes of a regular file; :class:`Problem` when it cannot be read."""
    try:
        return read_at_most(os.path.join(root, path), limit + 1)
    except OSError as error:
        raise unreadable(error) from None
