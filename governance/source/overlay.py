"""A tree with unsaved files laid over it: judged as if they had been saved."""

from __future__ import annotations

import stat
from bisect import insort

from governance.source import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from governance.source.scan import Listing
    from governance.source.tree import Tree

_MODE = stat.S_IFREG | 0o644


def _order(entry: tuple[str, str, int]) -> list[str]:
    """Files are listed folder by folder."""
    return entry[0].split("/")


class _Listing:
    """What lies below ``roadmap/`` once the unsaved files are."""

    def __init__(
        self, entries: list[tuple[str, str, int]], errors: list[tuple[str, OSError]]
    ) -> None:
        self.entries = entries
        self.errors = errors


class Overlay:
    """``tree`` as it would be with ``files``: by path, the bytes that each would hold."""

    def __init__(self, tree: Tree, files: Mapping[str, bytes]) -> None:
        self._tree = tree
        self._files = dict(files)

    def look(self) -> Listing:
        """What lies below ``roadmap/``; the signature of an unsaved file is that of its bytes."""
        below = self._tree.look()
        entries = list(below.entries)
        places = {entry[0]: place for place, entry in enumerate(entries)}
        for path, data in self._files.items():
            entry = (path, f"unsaved {cache.digest_of(data)}", _MODE)
            if path in places:
                entries[places[path]] = entry
            else:
                insort(entries, entry, key=_order)
                places = {entry[0]: place for place, entry in enumerate(entries)}
        return _Listing(entries, below.errors)

    def exists(self, path: str) -> bool:
        """Whether anything is at ``path``."""
        return path in self._files or self._tree.exists(path)

    def read(self, path: str, limit: int) -> bytes:
        """At most ``limit`` + 1 bytes of the file at ``path``.

        Raises :class:`governance.source.problem.Problem` when it cannot be read.
        """
        if path in self._files:
            return self._files[path][: limit + 1]
        return self._tree.read(path, limit)

    def ahead(self, paths: Sequence[str]) -> None:
        """Say that the files at ``paths`` will be read next, in that order."""
        self._tree.ahead([path for path in paths if path not in self._files])
