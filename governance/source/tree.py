"""The tree that is judged: which files lie below ``roadmap/``, and the bytes of each."""

from __future__ import annotations

import os

from governance.source.look import Look
from governance.source.scan import read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from governance.source.scan import Listing

    class Tree(Protocol):
        """Where a judgement finds its files: it touches none otherwise."""

        def look(self) -> Listing:
            """What lies below ``roadmap/``."""

        def exists(self, path: str) -> bool:
            """Whether anything is at ``path``, from the root of the repository."""

        def read(self, path: str, limit: int) -> bytes:
            """At most ``limit`` + 1 bytes of the file at ``path``.

            Raises :class:`governance.source.problem.Problem` when it cannot be read.
            """

        def ahead(self, paths: Sequence[str]) -> None:
            """Say that the files at ``paths`` will be read next, in that order."""


class Folder:
    """The tree in the folder ``root``, as it lies on the disk.

    ``look`` is what the caller has just seen of it, to spare a second look.
    """

    def __init__(self, root: str, look: Look | None = None) -> None:
        self.root = root
        self._look = look

    def look(self) -> Look:
        """What lies below ``roadmap/``; what the caller has seen of it is told once, not held."""
        seen, self._look = self._look, None
        return seen or Look(self.root)

    def exists(self, path: str) -> bool:
        """Whether anything is at ``path``; a link that leads nowhere is something."""
        return os.path.lexists(os.path.join(self.root, path))

    def read(self, path: str, limit: int) -> bytes:
        """At most ``limit`` + 1 bytes of the regular file at ``path``; no link is followed.

        Raises :class:`governance.source.problem.Problem` when it cannot be read.
        """
        return read_bytes(self.root, path, limit)

    def ahead(self, paths: Sequence[str]) -> None:
        """Files of a folder are at hand as they are."""
