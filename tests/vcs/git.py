"""Real repositories for the tests: a commit is made of texts, with the clock and the person said."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

ZOE = ("Zoé", "zoe@example.org")
SETTINGS = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
}


class Git:
    """A repository in ``folder``."""

    def __init__(self, folder: Path, *init: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / ".git").exists() and not (folder / "HEAD").exists():
            self.run("init", "-q", "-b", "main", *init)

    def run(self, *arguments: str, stdin: str | None = None, **variables: str) -> str:
        """What git prints; :class:`subprocess.CalledProcessError` when it refuses."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env={**clean, **SETTINGS, **variables},
            check=True, capture_output=True, text=True, input=stdin,
        )  # fmt: skip
        return done.stdout.rstrip("\n")

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write texts to paths; ``None`` removes."""
        for path, text in files.items():
            target = self.folder / path
            if text is None:
                target.unlink()
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(
        self,
        files: Mapping[str, str | bytes | None],
        message: str = "Un changement",
        *,
        when: str = "2026-01-05T09:00:00Z",
        who: tuple[str, str] = ZOE,
        written: str = "",
    ) -> str:
        """Commit ``files`` at the time ``when`` (``written``: the time its author claims); its id."""
        self.write(files)
        self.run("add", "-A", "--sparse")
        self.run(
            "commit", "-q", "--allow-empty", "-F", "-", stdin=message, **stamp(when, who, written)
        )
        return self.head()

    def merge(self, branch: str, *, when: str = "2026-01-06T09:00:00Z") -> str:
        """Merge ``branch`` with a merge commit; its id."""
        self.run("merge", "-q", "--no-ff", "-m", f"Merge {branch}", branch, **stamp(when, ZOE, ""))
        return self.head()

    def head(self) -> str:
        return self.run("rev-parse", "HEAD")


def stamp(when: str, who: tuple[str, str], written: str) -> dict[str, str]:
    """The variables that give a commit its people and its times."""
    name, mail = who
    return {
        "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": mail, "GIT_AUTHOR_DATE": written or when,
        "GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": mail, "GIT_COMMITTER_DATE": when,
    }  # fmt: skip
