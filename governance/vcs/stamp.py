"""The trace that each nightly run leaves: a commit of nothing but its message, on a ref of its own."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from governance.errors import ENVIRONMENT, JalonError
from governance.hygiene import show
from governance.i18n import N_
from governance.vcs.command import GitError, refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from governance.vcs.repository import Repository

REF = "refs/jalon/nightly"
_EMPTY = b""
_WHO = (
    "-c", "user.name=jalon nightly", "-c", "user.email=nightly@jalon.invalid",
    "-c", "commit.gpgSign=false",
)  # fmt: skip


class Stamp:
    """One run: ``when`` it ran (UTC, by the clock of the machine that ran it), and what it found."""

    def __init__(self, when: datetime, found: dict[str, Any]) -> None:
        self.when = when
        self.found = found


def last(repository: Repository) -> Stamp | None:
    """The last run known here, if any."""
    try:
        told = repository.run("log", "-1", "--format=%ct%x00%B", REF, "--")
    except GitError:
        return None
    when, _, message = told.decode("utf-8", "replace").partition("\0")
    try:
        found = json.loads(message)
    except ValueError:
        found = {}
    return Stamp(datetime.fromtimestamp(int(when), UTC), found if isinstance(found, dict) else {})


def leave(repository: Repository, found: dict[str, Any]) -> None:
    """Add a stamp that says ``found`` (plain values); the one before stays in its history."""
    try:
        tree = repository.run("mktree", stdin=_EMPTY).decode("ascii").strip()
        before = _tip(repository)
        parent = ["-p", before] if before else []
        message = json.dumps(found, ensure_ascii=False, sort_keys=True).encode()
        new = repository.run(*_WHO, "commit-tree", tree, *parent, stdin=message)
        old = before or "0" * len(tree)
        repository.run("update-ref", REF, new.decode("ascii").strip(), old)
    except GitError as error:
        raise refused(error) from None


def push(repository: Repository, remote: str) -> None:
    """Send the stamps to ``remote`` (a name or an address)."""
    try:
        repository.run("push", "--quiet", "--end-of-options", remote, f"{REF}:{REF}")
    except GitError as error:
        raise JalonError(
            N_("The stamp could not be sent: {said}"),
            hint=N_("Check the name of the remote and the right to write to it."),
            exit_code=ENVIRONMENT, said=show(error.said, 200),
        ) from None  # fmt: skip


def _tip(repository: Repository) -> str:
    try:
        found = repository.run("rev-parse", "--verify", "--quiet", REF)
    except GitError:
        return ""
    return found.decode("ascii").strip()
