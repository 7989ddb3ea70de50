"""Blobs as ``git cat-file`` gives them: one by one as they are asked for, or in an order told ahead."""

from __future__ import annotations

import os
import subprocess
from collections import Counter

from governance.vcs.command import environment, missing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

    from governance.vcs.repository import Repository

_SKIPPED = 1 << 20
"""Bytes of what is not wanted that are read together."""


def cat_file(
    repository: Repository, *options: str, stdin: int | IO[bytes] = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    """A ``git cat-file --batch`` that answers what ``stdin`` asks; :class:`JalonError` (exit 4)
    when git is missing."""
    try:
        return subprocess.Popen(
            ["git", "cat-file", "--batch", *options], cwd=repository.folder,
            env=environment(repository.extra, hook=repository.hook),
            stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except FileNotFoundError:
        raise missing(repository.folder) from None


def answer(told: IO[bytes], limit: int) -> bytes | None:
    """The next answer of ``cat-file``, at most ``limit`` bytes of it; ``None`` when that is no blob,
    or there is none."""
    about = told.readline().split()
    if len(about) != 3:
        return None
    size = int(about[2])
    found = told.read(min(size, limit))
    left = size - len(found) + 1  # its line end
    while left > 0 and (skipped := told.read(min(left, _SKIPPED))):
        left -= len(skipped)
    return found if about[1] == b"blob" else None


class Ahead:
    """Blobs that git reads while those before them are being worked on.

    ``ids``  in the order in which they will be asked for; some may be left out
    """

    def __init__(self, repository: Repository, ids: Sequence[str]) -> None:
        import tempfile

        self._owner = os.getpid()
        self._ids = iter(ids)
        self._left = Counter(ids)
        # A file: git would wait for us to read while we wait for it to take what is asked.
        with tempfile.TemporaryFile() as asked:
            asked.write("".join(f"{id}\n" for id in ids).encode("ascii"))
            asked.seek(0)
            self._process = cat_file(repository, "--buffer", stdin=asked)

    def read(self, id: str, limit: int) -> bytes | None:
        """At most ``limit`` bytes of the blob ``id``; ``None`` when it is not ahead, or not there."""
        # A fork of this process must not read what its parent asked for.
        if not self._left[id] or self._owner != os.getpid():
            return None
        told: IO[bytes] = self._process.stdout  # type: ignore[assignment]
        for other in self._ids:
            self._left[other] -= 1
            found = answer(told, limit if other == id else 0)
            if other == id:
                return found
        return None

    def close(self) -> None:
        """End the process, which may not have been asked for everything."""
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process.wait()
