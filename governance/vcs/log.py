"""The history, read in one pass: who committed what and when, and every version of each file."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime

from governance.source import cache
from governance.vcs.command import GitError, refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from governance.vcs.repository import Repository

_FIELDS = ("%H", "%P", "%an", "%ae", "%cn", "%ce", "%ct", "%B")
_FORMAT = "--format=" + "%x00".join(_FIELDS)
_CO_AUTHOR = re.compile(r"(?im)^[ \t]*co-authored-by[ \t]*:([^<\n]*)(?:<([^>\n]*)>)?")
_SILENT = "0" * 7
"""How the id of what is not there begins."""


class Commit:
    """One commit.

    ``when``   the time at which it was committed, in UTC; the date its author claims is never used
    ``paths``  what it changed: path from the top of the tree and the blob id it left (empty when
               it removed the file); of a merge, compared with its first parent
    """

    __slots__ = (
        "author_email", "author_name", "committer_email", "committer_name", "id", "message",
        "parents", "paths", "when",
    )  # fmt: skip

    def __init__(self, fields: list[str], paths: list[tuple[str, str]]) -> None:
        self.id = fields[0]
        self.parents = fields[1].split()
        self.author_name, self.author_email = fields[2:4]
        self.committer_name, self.committer_email = fields[4:6]
        self.when = datetime.fromtimestamp(int(fields[6]), UTC)
        self.message = fields[7].strip()
        self.paths = paths

    @property
    def subject(self) -> str:
        """The first line of its message."""
        return self.message.partition("\n")[0]

    @property
    def co_authors(self) -> list[tuple[str, str]]:
        """Name and address of each whom a ``Co-authored-by:`` line of its message names."""
        return [(name.strip(), mail.strip()) for name, mail in _CO_AUTHOR.findall(self.message)]


def commits(
    repository: Repository,
    head: str,
    *,
    since: str = "",
    first_parent: bool = False,
    scope: str = "",
) -> Iterator[Commit]:
    """The commits of ``head`` that ``since`` has not (ids), newest first.

    ``first_parent``  only those of the main line: a merge stands for what it brought
    ``scope``         only those that changed something below that path from the top of the tree

    Raises :class:`JalonError` (exit 3) when the history has been cut.
    """
    repository.whole()
    options = ["--first-parent"] if first_parent else []
    names = [head, f"^{since}"] if since else [head]
    try:
        told = repository.run(
            "log", "-z", "--raw", "-m", "--no-renames", "--no-abbrev", "--no-show-signature",
            "--no-mailmap", "--diff-merges=first-parent", _FORMAT, *options, *names, "--",
            *([scope] if scope else []),
        )  # fmt: skip
    except GitError as error:
        raise refused(error) from None
    yield from _parsed(told.split(b"\0"))


def named(repository: Repository, ids: list[str]) -> dict[str, Commit]:
    """The commits with these ids, without their paths."""
    stdin = "".join(f"{id}\n" for id in ids).encode("ascii")
    try:
        told = repository.run(
            "log", "-z", "--no-walk", "--no-mailmap", _FORMAT, "--stdin", stdin=stdin
        )
    except GitError as error:
        raise refused(error) from None
    return {commit.id: commit for commit in _parsed(told.split(b"\0"))}


def _parsed(words: list[bytes]) -> Iterator[Commit]:
    at, end = 0, len(words) - 1
    while at < end:
        fields = [word.decode("utf-8", "replace") for word in words[at : at + len(_FIELDS)]]
        at += len(_FIELDS)
        paths: list[tuple[str, str]] = []
        while at < end and words[at].lstrip(b"\n").startswith(b":"):
            about = words[at].split()
            id = about[3].decode("ascii")
            paths.append((os.fsdecode(words[at + 1]), "" if id.startswith(_SILENT) else id))
            at += 2
        yield Commit(fields, paths)


class History:
    """Every version that each file of the roadmap ever had on the main line of ``tip``.

    Days are civil dates in UTC of the commit that brought a version into the main line.
    """

    def __init__(self, tip: str, versions: dict[str, list[list[str]]]) -> None:
        self.tip = tip
        self._versions = versions

    def versions(self, path: str) -> list[tuple[str, str, str]]:
        """Of the file at ``path`` (below the folder of the roadmap), oldest first: commit id, its
        time (``YYYY-MM-DDTHH:MM:SSZ``), blob id (empty: it was removed)."""
        return [(commit, when, blob) for commit, when, blob in self._versions.get(path, ())]

    def entered(self, path: str) -> str | None:
        """The day (``YYYY-MM-DD``) on which ``path`` first entered the history."""
        versions = self._versions.get(path)
        return versions[0][1][:10] if versions else None

    def changed(self, path: str) -> str | None:
        """The day on which ``path`` last changed."""
        versions = self._versions.get(path)
        return versions[-1][1][:10] if versions else None

    def paths(self) -> list[str]:
        """Every path that there ever was."""
        return sorted(self._versions)

    @classmethod
    def of(cls, repository: Repository, tip: str, folder: str) -> History:
        """The history of ``folder`` (``roadmap``) up to the commit ``tip``; what the last run has
        read is not read again.

        Raises :class:`JalonError` (exit 3) when the history has been cut.
        """
        repository.whole()
        scope = repository.prefix + folder
        name = f"history-{cache.digest(repository.gitdir, scope)}"
        kept = cache.load(name)
        known: dict[str, Any] = kept if isinstance(kept, dict) else {}
        if known.get("tip") == tip:
            return cls(tip, known["versions"])
        since = str(known.get("tip", ""))
        if not since or not _leads_to(repository, since, tip):
            since, known = "", {}
        versions: dict[str, list[list[str]]] = known.get("versions", {})
        found = list(commits(repository, tip, since=since, first_parent=True, scope=scope))
        start = len(repository.prefix)
        for commit in reversed(found):
            when = commit.when.strftime("%Y-%m-%dT%H:%M:%SZ")
            for path, blob in commit.paths:
                versions.setdefault(path[start:], []).append([commit.id, when, blob])
        cache.store(name, {"tip": tip, "versions": versions})
        return cls(tip, versions)


def _leads_to(repository: Repository, since: str, tip: str) -> bool:
    """Whether ``since`` is still part of the history of ``tip``, on its main line."""
    try:
        repository.run("merge-base", "--is-ancestor", since, tip)
        line = repository.run("rev-list", "--first-parent", f"^{since}^@", tip, "--")
    except GitError:
        return False
    return since in line.decode("ascii").split()
