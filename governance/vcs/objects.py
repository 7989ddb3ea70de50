"""The files of one commit, read as git objects: nothing is checked out, no filter or link applies."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import tempfile
import weakref

from governance.errors import CANNOT_JUDGE, JalonError
from governance.i18n import N_
from governance.source.look import ROADMAP
from governance.source.scan import unreadable
from governance.vcs.command import GitError, environment, missing, refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import TracebackType
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

    def __enter__(self) -> Objects:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def expect(self, ids: Iterable[str]) -> None:
        """Say which blobs may be asked for: once many have been, the rest is fetched in one go."""
        self._expected.update(ids)

    def read(self, id: str, limit: int) -> bytes:
        """At most ``limit`` bytes of the blob ``id``; :class:`OSError` when it is not there."""
        if self._asked == _MANY:
            self._fetch()
        self._asked += 1
        found = self._fetched.get(id)
        return self._read(id, limit) if found is None else found[:limit]

    def _fetch(self) -> None:
        """Read every blob that is expected, but the large ones, in one go."""
        wanted = sorted(self._expected)
        stdin = "".join(f"{id}\n" for id in wanted).encode("ascii")
        told = self._repository.run("cat-file", "--batch-check=%(objectsize)", stdin=stdin)
        sizes = [int(size) if size.isdigit() else _LARGE for size in told.split(b"\n")[:-1]]
        small = [id for id, size in zip(wanted, sizes, strict=True) if size < _LARGE]
        if sum(size for size in sizes if size < _LARGE) > _ROOM:
            return
        stdin = "".join(f"{id}\n" for id in small).encode("ascii")
        told = self._repository.run("cat-file", "--batch", "--buffer", stdin=stdin)
        at = 0
        for id in small:
            end = told.index(b"\n", at)
            size = int(told[at:end].rsplit(b" ", 1)[1])
            self._fetched[id] = told[end + 1 : end + 1 + size]
            at = end + size + 2

    def _read(self, id: str, limit: int) -> bytes:
        asked, told = self._started()
        try:
            asked.write(id.encode("ascii") + b"\n")
            asked.flush()
            answer = told.readline().split()
        except BrokenPipeError:
            answer = []
        if len(answer) != 3 or answer[1] != b"blob":
            raise OSError(errno.EIO, "git does not give this object")
        size = int(answer[2])
        found = told.read(min(size, limit))
        left = size - len(found) + 1  # its line end
        while left > 0 and (skipped := told.read(min(left, 1 << 20))):
            left -= len(skipped)
        return found

    def close(self) -> None:
        """End the process."""
        if self._end is not None:
            self._end()
            self._end = self._process = None

    def _started(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None or self._owner != os.getpid():
            # A fork of this process must not read what its parent asked for.
            where = self._repository
            try:
                self._process = subprocess.Popen(
                    ["git", "cat-file", "--batch"], cwd=where.folder,
                    env=environment(where.extra, hook=where.hook),
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                )  # fmt: skip
            except FileNotFoundError:
                raise missing(where.folder) from None
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
        self.entries = sorted(entries, key=lambda entry: entry[0].split("/"))
        self.ids = {path: id for path, id, _ in self.entries}
        objects.expect(
            id for path, id, mode in self.entries if stat.S_ISREG(mode) and path.startswith(_BELOW)
        )

    @classmethod
    def of(cls, repository: Repository, tree: str, objects: Objects) -> Files:
        """The files of the tree, or of the commit, with the id ``tree``."""
        return cls(_listed(repository, tree), objects)

    @classmethod
    def of_blobs(cls, blobs: Mapping[str, str], objects: Objects) -> Files:
        """Plain files at the paths of ``blobs``, with the contents that these ids name."""
        return cls(((path, id, stat.S_IFREG) for path, id in blobs.items()), objects)

    def look(self) -> _Look:
        """What lies below ``roadmap/``, but hidden files."""
        return _Look([e for e in self.entries if e[0].startswith(_BELOW) and "/." not in e[0]])

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
    start = len(os.fsencode(prefix))
    scope = ["--", prefix] if prefix else []
    try:
        told = repository.run("ls-tree", "-r", "-z", "--full-tree", tree, *scope)
    except GitError as error:
        raise refused(error) from None
    for line in told.split(b"\0")[:-1]:
        about, _, path = line.partition(b"\t")
        mode, _, id = about.decode("ascii").split(" ")
        yield os.fsdecode(path[start:]), id, int(mode, 8)


def touched(repository: Repository, before: str, after: str) -> list[tuple[str, str]]:
    """What differs between two trees, whole repository: path below the folder of the roadmap (or
    ``/`` and the path from the top, outside of it) and ``added``, ``removed`` or ``modified``."""
    try:
        told = repository.run(
            "diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", before, after
        )
    except GitError as error:
        raise refused(error) from None
    words = told.split(b"\0")
    found: list[tuple[str, str]] = []
    for about, name in zip(words[::2], words[1::2], strict=False):
        path = os.fsdecode(name)
        inside = path.startswith(repository.prefix)
        how = {b"A": "added", b"D": "removed"}.get(about[-1:], "modified")
        found.append((path[len(repository.prefix) :] if inside else f"/{path}", how))
    return sorted(found)


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

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
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
