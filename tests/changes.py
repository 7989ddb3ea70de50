"""Changes between two folders, as the gate sees them: for tests that need no git."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from governance.gate.changeset import ChangeSet, Commit
from governance.gate.snapshot import Snapshot, snapshot
from governance.source.tree import Folder


def snapshot_of(root: Path) -> Snapshot:
    """Every file below ``root``."""
    paths = [path for path in root.rglob("*") if path.is_file()]
    files = {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
    }
    return snapshot(Folder(str(root)), files)


def commit(
    paths: Sequence[str],
    day: str,
    author: str = "Alex Robin",
    committer: str = "",
    id: str = "1234567890abcdef",
    *,
    after: str = "",
    signer: str | None = None,
) -> Commit:
    """A commit made at noon, UTC, of ``day``, which follows one of noon of ``after``."""
    names = (author, "a@example.org", committer or author, "c@example.org")
    parent = _noon(after) if after else None
    return Commit(id, *names, _noon(day), paths, after=parent, signer=signer)


def _noon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(12), UTC)


def change(
    before: Path, after: Path, received: str, commits: Sequence[Commit] | None = None
) -> ChangeSet:
    """From one folder to the other; by one commit of that day unless ``commits`` says otherwise."""
    sides = snapshot_of(before), snapshot_of(after)
    found = ChangeSet(*sides, [], date.fromisoformat(received))
    if commits is None:
        commits = [commit([path for path, _ in found.touched], received)]
    found.commits = list(commits)
    return found
