"""What makes a clone a demonstration of one day: a file among those that git keeps for itself.

No commit, push or clone carries such a file, so whatever somebody sends is judged by the clock of
whoever receives it.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

_MARK = ("jalon", "demonstration")


def shown_day(gitdir: str) -> date | None:
    """The day that the clone whose git folder is ``gitdir`` shows; ``None`` for a real one."""
    try:
        with open(os.path.join(gitdir, *_MARK), encoding="ascii") as file:
            text = file.read(16).strip()
    except (OSError, ValueError):
        return None
    from governance.model.duration import day

    return day(text)


def mark(gitdir: str, day: date) -> None:
    """Let that clone show ``day`` from now on.

    Raises :class:`OSError`.
    """
    path = os.path.join(gitdir, *_MARK)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="ascii") as file:
        file.write(f"{day.isoformat()}\n")
