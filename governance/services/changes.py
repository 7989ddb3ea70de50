"""What differs between two states of a roadmap: two commits, or a commit and the folder."""

from __future__ import annotations

import os

from governance.gate.changeset import ChangeSet, Commit
from governance.gate.policy import DIRECTORY
from governance.gate.snapshot import snapshot
from governance.services.granted import inherited
from governance.services.revision import open_repository
from governance.source.files import read_at_most
from governance.source.guards import MAX_BYTES
from governance.source.look import ROADMAP
from governance.source.tree import Folder
from governance.vcs import log
from governance.vcs.objects import Files, Merged, Objects
from governance.vcs.signatures import signers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from governance.vcs.repository import Repository

SIGNERS = f"{DIRECTORY}/allowed_signers"
"""Keys, and the address each is allowed for; where the base has it, commits must be signed."""
_SCOPES = (ROADMAP, DIRECTORY)
"""What is told of a folder: beside it lie things that no roadmap knows of."""


class Compared:
    """Two states of one roadmap; use it in ``with``: the files of commits stay open in it.

    ``changes``         what differs
    ``before``, ``after``  the trees, where both are commits
    ``base``, ``head``  the commits compared; ``head`` is empty for the folder
    """

    def __init__(
        self, repository: Repository, base: str, head: str, today: date, *, merged: bool = True
    ) -> None:
        """Compare the revision ``base`` with what merging ``head`` into it gives (with ``head``
        itself unless ``merged``), received on the day ``today``.

        Raises :class:`governance.errors.JalonError` (exit 3) when the history here does not allow
        it.
        """
        repository.whole()
        if head == "HEAD":
            repository.settled()
        self.base, self.head = repository.commit(base), repository.commit(head)
        self.repository = repository
        self._merged = Merged(repository, self.base, self.head) if merged else None
        tree = self._merged.tree if self._merged else self.head
        self._objects = Objects(repository)
        self.before = Files.of(repository, self.base, self._objects)
        self.after = self.before.changed(repository, self.base, tree)
        self.changes = ChangeSet(
            snapshot(self.before, self.before.ids, lambda: inherited(repository, self.base)),
            snapshot(self.after, self.after.ids),
            list(self._commits()), today, brought=self._bringer,
        )  # fmt: skip

    def __enter__(self) -> Compared:
        return self

    def __exit__(self, *_: object) -> None:
        self._objects.close()
        if self._merged:
            self._merged.close()

    def _commits(self) -> Iterator[Commit]:
        start = len(self.repository.prefix)
        found = list(log.commits(self.repository, self.head, since=self.base))
        when = {commit.id: commit.when for commit in found}
        outside = {parent for commit in found for parent in commit.parents} - when.keys()
        if outside:
            known = log.named(self.repository, sorted(outside))
            when |= {id: commit.when for id, commit in known.items()}
        signed = self._signed([commit.id for commit in found])
        for commit in reversed(found):
            yield Commit(
                commit.id, commit.author_name, commit.author_email, commit.committer_name,
                commit.committer_email, commit.when, [path[start:] for path, _ in commit.paths],
                after=max((when[parent] for parent in commit.parents), default=None),
                signer=signed.get(commit.id, "") if signed is not None else None,
                co_authors=commit.co_authors, merge=len(commit.parents) > 1,
            )  # fmt: skip

    def _bringer(self, path: str) -> Commit | None:
        """The commit of the base that brought ``path`` first: on its own line, so that it is whoever
        wrote it and not whoever merged it."""
        scope = self.repository.prefix + path
        found = list(log.commits(self.repository, self.base, scope=scope))
        if not found:
            return None
        first = found[-1]
        return Commit(
            first.id, first.author_name, first.author_email, first.committer_name,
            first.committer_email, first.when, [path], co_authors=first.co_authors,
        )  # fmt: skip

    def _signed(self, ids: list[str]) -> dict[str, str] | None:
        """Who signed each commit; ``None`` where the base allows no key."""
        if not self.before.exists(SIGNERS):
            return None
        return signers(self.repository, ids, self.before.read(SIGNERS, MAX_BYTES))


def of_folder(root: str, base: str, today: date) -> ChangeSet:
    """What the folder ``root`` changes since the revision ``base``, committed or not.

    Raises :class:`governance.errors.JalonError` (exit 3) when there is no such revision.
    """
    repository = open_repository(root)
    objects = Objects(repository)
    files = Files.of(repository, repository.commit(base), objects)
    before = {path: id for path, id in files.ids.items() if path.startswith(_SCOPES)}
    tree = Folder(root)
    after = {path: _id(root, path, before.get(path, "")) for path in _listed(root)}
    return ChangeSet(snapshot(files, before), snapshot(tree, after), [], today)


def _listed(root: str) -> Iterator[str]:
    for path, _, _ in Folder(root).look().entries:
        yield path
    policy = os.path.join(root, DIRECTORY)
    if os.path.isdir(policy):
        with os.scandir(policy) as entries:
            yield from (f"{DIRECTORY}/{entry.name}" for entry in entries if entry.is_file())


def _id(root: str, path: str, before: str) -> str:
    """The id that git would give the content of ``path``, in the form of the id ``before``."""
    import hashlib

    try:
        data = read_at_most(os.path.join(root, path), MAX_BYTES + 1)
    except OSError:
        return "unreadable"
    function = hashlib.sha256 if len(before) == 64 else hashlib.sha1
    return function(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
