"""What a screen shows before the roadmap is read: what it showed last, else what the files are called.

A hint for the eye only: it is replaced as soon as the roadmap is judged, and nothing is decided on it.
"""

from __future__ import annotations

import os

from governance.model.kinds import FOLDERS
from governance.source import cache
from governance.source.look import ROADMAP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypedDict

    from governance.services.todo import Todo

    class Glance(TypedDict):
        """The first things of the agenda; ``total`` of them all, ``title`` of the roadmap."""

        title: str
        total: int
        items: list[Todo]


_KEPT = 100
"""More lines than a screen has."""


def keep(root: str, day: str, title: str, items: list[Todo]) -> None:
    """Remember the beginning of the agenda of the roadmap at ``root``; ``day`` is the one asked for,
    empty when it is whatever the day is."""
    first = items[:_KEPT]
    cache.store(_name(root, day), {"title": title, "total": len(items), "items": first})


def recall(root: str, day: str) -> Glance | None:
    """What :func:`keep` was last given for the same roadmap and day."""
    found = cache.load(_name(root, day))
    return found if isinstance(found, dict) and found.get("items") else None  # type: ignore[return-value]


def first_names(root: str) -> list[str]:
    """The ids of the first programmes, from the names of their files; no file is opened."""
    folder = next(name for name, kind in FOLDERS.items() if kind == "programme")
    found: list[str] = []
    for _path, below, files in os.walk(os.path.join(root, ROADMAP, folder)):
        below[:] = sorted(name for name in below if name[0] != ".")
        found += sorted(name[:-5] for name in files if name.endswith(".yaml") and name[0] != ".")
        if len(found) >= _KEPT:
            break
    return found[:_KEPT]


def keep_choice(name: str, value: str) -> None:
    """Remember a choice of this person about the looks."""
    cache.store(f"choice-{name}", value)


def choice(name: str) -> str:
    """What :func:`keep_choice` was last given under ``name``; empty when nothing was."""
    found = cache.load(f"choice-{name}")
    return found if isinstance(found, str) else ""


def _name(root: str, day: str) -> str:
    return f"glance-{cache.digest(os.path.realpath(root), day)}"
