"""What an editor needs to complete and check a record offline: the line that names its schema, and
the schemas themselves beside the records.

The line always points into ``governance/schemas/`` of the same repository.  Jalon judges by the
schemas it was installed with; the copies there serve editors alone.
"""

from __future__ import annotations

import os
import posixpath

from governance.source.replace import create
from governance.source.schemas import DIRECTORY

FOLDER = "governance/schemas"


def target(path: str, kind: str) -> str:
    """What the first line of the record ``path`` says: where its schema is, seen from it."""
    return posixpath.relpath(f"{FOLDER}/{kind}.schema.json", posixpath.dirname(path))


def has_schema(root: str, kind: str) -> bool:
    """Whether the repository at ``root`` carries the schema of ``kind``."""
    return os.path.isfile(os.path.join(root, FOLDER, f"{kind}.schema.json"))


def names() -> list[str]:
    """The schema files that this Jalon carries."""
    return sorted(name for name in os.listdir(DIRECTORY) if name.endswith(".schema.json"))


def provide(root: str) -> list[str]:
    """Copy to ``root`` the schemas it lacks; the paths written.  Nothing is ever overwritten."""
    written = []
    for name in names():
        path = f"{FOLDER}/{name}"
        if not os.path.lexists(os.path.join(root, path)):
            create(root, path, _shipped(name))
            written.append(path)
    return written


def outdated(root: str) -> list[str]:
    """The copies at ``root`` that are not those of this Jalon, so that an editor may disagree with
    the judge."""
    found = []
    for name in names():
        path = f"{FOLDER}/{name}"
        try:
            with open(os.path.join(root, path), "rb") as file:
                if file.read() != _shipped(name):
                    found.append(path)
        except OSError:
            continue
    return found


def _shipped(name: str) -> bytes:
    with open(os.path.join(DIRECTORY, name), "rb") as file:
        return file.read()
