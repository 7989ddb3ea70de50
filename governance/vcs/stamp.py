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
_TRIES = 3
"""How often a stamp is sent anew, when each time another place has been faster."""
_WHO = (
    "-c", "user.name=jalon nightly", "-c", "user.email=nightly@jalon.invalid",
    "-c", "commit.gpgSign=false",
)  # fmt: skip


class Stamp:
    """One run: ``when`` it ran (UTC, by the clock of the machine that ran it), and what it found."""

    def __init__(self, when: datetime, found: dict[str, Any]) -> None:
        self.when = when
        self.found = found


def last(repository: Repository, tip: str = REF) -> Stamp | None:
    """The last run known here, if any; ``tip`` may be the id of a stamp that no ref names yet."""
    try:
        told = repository.run("log", "-1", "--format=%ct%x00%B", tip, "--")
    except GitError:
        return None
    seconds, _, message = told.decode("utf-8", "replace").partition("\0")
    try:
        when = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None  # no commit, or one of a day that no calendar has
    try:
        found = json.loads(message)
    except ValueError:
        found = {}
    return Stamp(when, found if isinstance(found, dict) else {})


def leave(repository: Repository, found: dict[str, Any], remote: str = "") -> None:
    """Add a stamp that says ``found`` (plain values), and send it to ``remote`` (a name or an
    address); those before, here and there, stay in its history.

    Raises :class:`JalonError` (exit 4) when git refuses, here or there.
    """
    there = _there(repository, remote) if remote else ""
    _add(repository, found, there)
    if not remote:
        return
    for _ in range(_TRIES):
        try:
            repository.run("push", "--quiet", "--end-of-options", remote, f"{REF}:{REF}")
        except GitError as error:
            failed = error
        else:
            return
        # Another place may have been faster: its stamp then goes below a new one.
        known, there = there, _there(repository, remote)
        if there == known:
            raise _unsent(failed)
        _add(repository, found, there)
    raise _unsent(failed)


def _add(repository: Repository, found: dict[str, Any], there: str) -> None:
    """Add a stamp above the last one here and the one ``there`` (an id), whichever there are."""
    try:
        tree = repository.run("mktree", stdin=_EMPTY).decode("ascii").strip()
        before = _tip(repository)
        tips = [tip for tip in dict.fromkeys((before, there)) if tip]
        if len(tips) > 1:
            tips = repository.run("merge-base", "--independent", *tips).decode("ascii").split()
        parents = [word for tip in tips for word in ("-p", tip)]
        message = json.dumps(found, ensure_ascii=False, sort_keys=True).encode()
        new = repository.run(*_WHO, "commit-tree", tree, *parents, stdin=message)
        old = before or "0" * len(tree)
        repository.run("update-ref", REF, new.decode("ascii").strip(), old)
    except GitError as error:
        raise refused(error) from None


def _there(repository: Repository, remote: str) -> str:
    """The id of the last stamp of ``remote``, brought here; empty where it has none."""
    try:
        told = repository.run("ls-remote", "--end-of-options", remote, REF).decode("ascii")
        if not told or told.split()[0] == _tip(repository):
            return told.partition("\t")[0]
        repository.run(
            "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--end-of-options",
            remote, REF,
        )  # fmt: skip
    except GitError as error:
        raise _unsent(error) from None
    return told.split()[0]


def _unsent(error: GitError) -> JalonError:
    return JalonError(
        N_("The stamp could not be sent: {said}"),
        hint=N_("Check the name of the remote and the right to write to it."),
        exit_code=ENVIRONMENT, said=show(error.said, 400),
    )  # fmt: skip


def _tip(repository: Repository) -> str:
    try:
        found = repository.run("rev-parse", "--verify", "--quiet", REF)
    except GitError:
        return ""
    return found.decode("ascii").strip()
