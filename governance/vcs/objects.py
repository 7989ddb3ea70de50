"""The files of one commit, read as git objects: nothing is checked out, no filter or link applies."""

from __future__ import annotations

import errno
import os
import stat
import weakref

from governance.errors import CANNOT_JUDGE, JalonError
from governance.i18n import N_
from governance.source.look import ROADMAP
from governance.source.scan import unreadable
from governance.vcs.blobs import Ahead, answer, cat_file
from governance.vcs.command import GitError, refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    import tempfile
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import IO

    from governance.vcs.repository import Repository

_BELOW = f"{ROADMAP}/"
_MANY = 200
"""Blobs read one by one before the others are fetched together."""
_LARGE = 1 << 20
_ROOM = 256 << 20
"""Bytes that may be fetched together."""
Entry = tuple[str, str, int]
"""Path, blob id and mode (as in a file status) of one file."""


class Objects:
    """Reads blobs through one ``git cat-file`` that stays open until this is closed or forgotten."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._asked = 0
        self._expected: set[str] = set()
        self._fetched: dict[str, bytes] = {}
        self._end: weakref.finalize[..., Objects] | None = None
        self._ahead: Ahead | None = None
        self._ahead_end: weakref.finalize[..., Objects] | None = None

    def __enter__(self) -> Objects:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def expect(self, ids: Iterable[str]) -> None:
        """Say which blobs may be asked for: once many have been, the rest is fetched in one go."""
        self._expected.update(ids)

    def ahead(self, ids: Sequence[str]) -> None:
        """Say which blobs this process will ask for next, in that order: git reads them meanwhile."""
        if self._ahead_end is not None:
            self._ahead_end()
            self._ahead = self._ahead_end = None
        if not ids:
            return
        self._ahead = Ahead(self._repository, ids)
        self._ahead_end = weakref.finalize(self, self._ahead.close)

    def read(self, id: str, limit: int) -> bytes:
        """At most ``limit`` bytes of the blob ``id``; :class:`OSError` when it is not there."""
        found = self._ahead.read(id, limit) if self._ahead is not None else None
        if found is not None:
            return found
        if self._asked == _MANY:
            self._fetch()
        self._asked += 1
        found = self._fetched.get(id)
        return self._read(id, limit) if found is None else found[:limit]

    def _fetch(self) -> None:
        """Read every blob that is expected, but the large ones, in one go."""
        wanted = sorted(self._expected)
        ahead, room = Ahead(self._repository, wanted), _ROOM
        for id in wanted:
            found = ahead.read(id, _LARGE)
            if found is not None and len(found) < _LARGE:
                self._fetched[id] = found
                room -= len(found)
            if room < 0:
                break
        ahead.close()

    def _read(self, id: str, limit: int) -> bytes:
        asked, told = self._started()
        try:
            asked.write(id.encode("ascii") + b"\n")
            asked.flush()
            found = answer(told, limit)
        except BrokenPipeError:
            found = None
        if found is None:
            raise OSError(errno.EIO, "git does not give this object")
        return found

    def close(self) -> None:
        """End the processes."""
        for end in (self._end, self._ahead_end):
            if end is not None:
                end()
        self._end = self._ahead_end = self._process = self._ahead = None

    def _started(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None or self._owner != os.getpid():
            # A fork of this process must not read what its parent asked for.
            self._process = cat_file(self._repository)
            self._owner = os.getpid()
            self._end = weakref.finalize(self, self._process.communicate)
        return self._process.stdin, self._process.stdout  # type: ignore[return-value]


class Files:
    """The files of the tree of one commit (or tree), below the folder of the roadmap: a tree that
    can be judged.

    ``entries``  path, blob id and mode of each file, in the order of a walk by name
    """

    def __init__(self, entries: Iterable[Entry], objects: Objects) -> None:
        self._objects = objects
        # As a walk by name: no other character of a path comes before this one.
        self.entries = sorted(entries, key=lambda entry: entry[0].replace("/", "\0"))
        self.ids = {path: id for path, id, _ in self.entries}
        objects.expect(
            id for path, id, mode in self.entries if stat.S_ISREG(mode) and path.startswith(_BELOW)
        )

    @classmethod
    def of(cls, repository: Repository, tree: str, objects: Objects) -> Files:
        """The files of the tree, or of the commit, with the id ``tree``."""
        return cls(_listed(repository, tree), objects)

    def changed(self, repository: Repository, before: str, after: str) -> Files:
        """These files, those of the commit ``before``, as the tree ``after`` has them; what is the
        same in both is not listed again."""
        entries = {entry[0]: entry for entry in self.entries}
        for path, id, mode in _differing(repository, before, after):
            if stat.S_IFMT(mode):
                entries[path] = (path, id, mode)
            else:
                del entries[path]
        return Files(entries.values(), self._objects)

    @classmethod
    def of_blobs(cls, blobs: Mapping[str, str], objects: Objects) -> Files:
        """Plain files at the paths of ``blobs``, with the contents that these ids name."""
        return cls(((path, id, stat.S_IFREG) for path, id in blobs.items()), objects)

    def look(self) -> _Look:
        """What lies below ``roadmap/``, but hidden files."""
        return _Look([e for e in self.entries if e[0].startswith(_BELOW) and "/." not in e[0]])

    def ahead(self, paths: Sequence[str]) -> None:
        """Say that the files at ``paths`` will be read next, in that order."""
        self._objects.ahead([self.ids[path] for path in paths])

    def exists(self, path: str) -> bool:
        """Whether a file is at ``path``."""
        return path in self.ids

    def read(self, path: str, limit: int) -> bytes:
        """At most ``limit`` + 1 bytes of the file at ``path``.

        Raises :class:`governance.source.problem.Problem` when it cannot be read.
        """
        try:
            return self._objects.read(self.ids[path], limit + 1)
        except KeyError:
            raise unreadable(FileNotFoundError(errno.ENOENT, "")) from None
        except OSError as error:
            raise unreadable(error) from None


class _Look:
    """A listing of what a commit holds; nothing in it can be out of sight."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self.errors: list[tuple[str, OSError]] = []


def _listed(repository: Repository, tree: str) -> Iterator[Entry]:
    prefix = repository.prefix
    scope = ["--", prefix] if prefix else []
    try:
        told = repository.run("ls-tree", "-r", "-z", "--full-tree", tree, *scope)
    except GitError as error:
        raise refused(error) from None
    modes: dict[str, int] = {}
    for line in os.fsdecode(told).split("\0")[:-1]:
        about, _, path = line.partition("\t")
        mode, _, id = about.split(" ")
        if mode not in modes:
            modes[mode] = int(mode, 8)
        yield path[len(prefix) :], id, modes[mode]


def _differing(repository: Repository, before: str, after: str) -> Iterator[Entry]:
    """The files of ``after`` that ``before`` has not, or has otherwise; mode 0 for one that is gone."""
    prefix = repository.prefix
    scope = ["--", prefix] if prefix else []
    try:
        told = repository.run(
            "diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", before, after, *scope
        )
    except GitError as error:
        raise refused(error) from None
    words = told.split(b"\0")
    for about, name in zip(words[::2], words[1::2], strict=False):
        _, mode, _, id, _ = about.decode("ascii").split(" ")
        yield os.fsdecode(name)[len(prefix) :], id, int(mode, 8)


class Merged:
    """The tree that merging ``head`` into ``base`` gives, made in a folder of its own: nothing is
    written to the repository.  Use it in ``with``; ``tree`` is its id."""

    def __init__(self, repository: Repository, base: str, head: str) -> None:
        self._repository = repository
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.tree = ""
        fork = repository.merge_base(base, head)
        if fork == base:
            self.tree = f"{head}^{{tree}}"
            return
        import tempfile

        self._folder = tempfile.TemporaryDirectory(prefix="jalon-merge-")
        common = repository.run("rev-parse", "--git-path", "objects").decode().rstrip("\n")
        own = os.path.join(repository.folder, common)
        around = [own, os.environ.get("GIT_ALTERNATE_OBJECT_DIRECTORIES", "")]
        repository.extra = {
            "GIT_OBJECT_DIRECTORY": self._folder.name,
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": os.pathsep.join(filter(None, around)),
        }
        try:
            told = repository.run("merge-tree", "--write-tree", "--name-only", "-z", base, head)
        except GitError as error:
            self.close()
            raise _unmergeable(error) from None
        self.tree = told.split(b"\0")[0].decode("ascii").strip()

    def __enter__(self) -> Merged:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Remove the folder of its objects."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
            self._repository.extra = {}


def _unmergeable(error: GitError) -> JalonError:
    if error.code == 1:
        return JalonError(
            N_(
                "This change and its base contradict each other, so there is no merged result to judge."
            ),
            hint=N_("Merge or rebase onto the base and settle the conflicts, then try again."),
            exit_code=CANNOT_JUDGE,
        )
    if "usage:" in error.said or "unknown" in error.said:
        return JalonError(
            N_("This git cannot merge without a checkout (2.38 or later does)."),
            hint=N_("Rebase onto the base, or install a later git."),
            exit_code=CANNOT_JUDGE,
        )
    return refused(error)
