"""One look at what lies below ``roadmap/``: names, sizes and times; no file is opened."""

from __future__ import annotations

import os
import time
from operator import attrgetter

ROADMAP = "roadmap"
_name = attrgetter("name")
RACY_NS = 20_000_000
"""File systems keep times no finer than this, so a later look may not see a later change."""


class Look:
    """The files below ``root/roadmap`` at one moment; no symbolic link is followed.

    ``entries``  path, signature and mode of each, in path order; hidden ones are left out
    ``errors``   what the system does not let see: path and error
    ``settled``  whether each signature is bound to differ once its file changes again
    """

    __slots__ = ("entries", "errors", "settled")

    def __init__(self, root: str) -> None:
        self.entries: list[tuple[str, str, int]] = []
        self.errors: list[tuple[str, OSError]] = []
        self.settled = True
        # A file changed in the same instant may change again without its times showing it.
        racy = time.time_ns() - RACY_NS
        # A stack, last name first, as folders may nest deep.
        waiting = self._listed(os.path.join(root, ROADMAP), ROADMAP)
        while waiting:
            path, entry = waiting.pop()
            try:
                if entry.is_dir(follow_symlinks=False):
                    waiting += self._listed(entry.path, path)
                    continue
                status = entry.stat(follow_symlinks=False)
            except OSError as error:
                self.errors.append((path, error))
                continue
            signature, changed = signature_of(status)
            if changed > racy:
                self.settled = False
                signature += f" at {racy}"
            self.entries.append((path, signature, status.st_mode))

    def _listed(self, folder: str, path: str) -> list[tuple[str, os.DirEntry[str]]]:
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=_name, reverse=True)
        except OSError as error:
            self.errors.append((path, error))
            return []
        return [(f"{path}/{entry.name}", entry) for entry in entries if entry.name[0] != "."]


def signature_of(status: os.stat_result) -> tuple[str, int]:
    """What differs once a file has changed, and the latest of its times in nanoseconds."""
    modified, changed = status.st_mtime_ns, status.st_ctime_ns
    return f"{status.st_size} {modified} {changed} {status.st_ino}", max(modified, changed)
