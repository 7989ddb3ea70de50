"""A change: the tree before, the tree after, the commits between; only what differs is read."""

from __future__ import annotations

from governance.gate.reading import Readings
from governance.gate.registry import CHANGE, of_scope
from governance.gate.ruling import apply
from governance.gate.snapshot import WHOLE_LIFE, records_among
from governance.model.kinds import ROADMAP_FILE
from governance.model.names import folded, same_person, words
from governance.source.look import ROADMAP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime, tzinfo

    from governance.gate.context import Context
    from governance.gate.snapshot import Snapshot
    from governance.model.finding import Finding
    from governance.model.record import Record
    from governance.source.tree import Tree

ADDED, REMOVED, MODIFIED = "added", "removed", "modified"
_SETTINGS = f"{ROADMAP}/{ROADMAP_FILE}"


class Commit:
    """One commit of the change; ``when`` is the committer's date, aware, in UTC.

    The author's date is not here: it is never believed.

    ``after``   the latest of the same dates of its parents; ``None`` where there is none
    ``signer``  who signed it with a key that the base allows, empty for nobody; ``None`` where the
                base allows no key, so that nothing is asked
    ``co_authors``  name and address of each whom its message names so
    ``merge``   whether it joins lines: what it changes was committed by others
    """

    __slots__ = (
        "after", "author_email", "author_name", "co_authors", "committer_email", "committer_name",
        "id", "merge", "paths", "signer", "when",
    )  # fmt: skip

    def __init__(
        self,
        id: str,
        author_name: str,
        author_email: str,
        committer_name: str,
        committer_email: str,
        when: datetime,
        paths: Sequence[str],
        *,
        after: datetime | None = None,
        signer: str | None = None,
        co_authors: Sequence[tuple[str, str]] = (),
        merge: bool = False,
    ) -> None:
        self.after = after
        self.signer = signer
        self.co_authors = co_authors
        self.merge = merge
        self.id = id
        self.author_name = author_name
        self.author_email = author_email
        self.committer_name = committer_name
        self.committer_email = committer_email
        self.when = when
        self.paths = frozenset(paths)

    @property
    def people(self) -> dict[str, str]:
        """Who made it, by the names git holds: as compared -> as written."""
        names = (self.author_name, self.committer_name, *(name for name, _ in self.co_authors))
        return {folded(name): name for name in names if name.strip()}

    def is_by(self, person: str) -> bool:
        """Whether ``person`` may have made it: by a name, or by the words before the ``@`` of an
        address that has several (``alex.robin@``)."""
        if any(same_person(person, name) for name in self.people.values()):
            return True
        addresses = (
            self.author_email,
            self.committer_email,
            *(mail for _, mail in self.co_authors),
        )
        called = words(person)
        return len(called) > 1 and any(
            words(address.partition("@")[0]) == called for address in addresses
        )


class Change:
    """One record that differs: known by kind and id, so a file that moved is the same record.

    ``path_before``, ``path_after``  where it lies; ``None`` on the side where it does not exist
    ``before``, ``after``            what it says; ``None`` also when it cannot be read there
    """

    __slots__ = ("after", "before", "id", "kind", "path_after", "path_before")

    def __init__(
        self,
        kind: str,
        id: str,
        path_before: str | None,
        path_after: str | None,
        before: Record | None,
        after: Record | None,
    ) -> None:
        self.kind = kind
        self.id = id
        self.path_before = path_before
        self.path_after = path_after
        self.before = before
        self.after = after

    @property
    def key(self) -> str:
        """``kind/id``."""
        return f"{self.kind}/{self.id}"

    @property
    def path(self) -> str:
        """Where a finding about it points: the file after, else the one that is gone."""
        return self.path_after or self.path_before or ROADMAP

    @property
    def both(self) -> tuple[Record, Record] | None:
        """What it said and what it says, when both can be read."""
        if self.before is None or self.after is None:
            return None
        return self.before, self.after


class ChangeSet:
    """From ``before`` to ``after``.

    ``commits``   those that made it, oldest first; none for files not committed yet
    ``received``  the day it arrived, by the clock of whoever judges: dates in commits can be forged
    ``brought``   the commit that brought a path of ``before`` into the history, where it is at hand
    """

    def __init__(
        self,
        before: Snapshot,
        after: Snapshot,
        commits: list[Commit],
        received: date,
        *,
        brought: Callable[[str], Commit | None] | None = None,
    ) -> None:
        self.before = before
        self.after = after
        self.commits = commits
        self.received = received
        self.touched = _touched(before.files, after.files)
        self._brought = brought
        self._changes: list[Change] | None = None

    def changes(self, kind: str | None = None) -> list[Change]:
        """The records that were added, removed, modified or moved, in the order of their paths."""
        if self._changes is None:
            self._changes = self._found()
        return [change for change in self._changes if kind in (None, change.kind)]

    def _found(self) -> list[Change]:
        kept: dict[tuple[str, str], list[str | None]] = {}
        sides = (
            {path: "" for path, what in self.touched if what != ADDED},
            {path: "" for path, what in self.touched if what != REMOVED},
        )
        for side, paths in enumerate(sides):
            for file in records_among(paths):
                pair = kept.setdefault((file.kind, file.id), [None, None])
                pair[side] = pair[side] or file.path
        found = [
            Change(
                kind, id, old, new,
                self.before.at(old) if old else None, self.after.at(new) if new else None,
            )
            for (kind, id), (old, new) in kept.items()
        ]  # fmt: skip
        return sorted(found, key=lambda change: (change.path, change.key))

    def commits_of(self, path: str) -> list[Commit]:
        """The commits that touch ``path``, oldest first."""
        return [commit for commit in self.commits if path in commit.paths]

    def brought(self, path: str) -> Commit | None:
        """The commit that brought the file at ``path``, in this change or before it; ``None`` where
        no commit is known."""
        if path not in self.before.files:
            return next(iter(self.commits_of(path)), None)
        return self._brought(path) if self._brought else None

    def entered(self, path: str) -> date:
        """The day the content of ``path`` entered the history: that of the last commit that touches
        it, never later than the day the change was received; in the time zone of the roadmap
        before the change."""
        commits = self.commits_of(path)
        return min(self.day_of(commits[-1]), self.received) if commits else self.received

    def day_of(self, commit: Commit) -> date:
        """The civil day of ``commit``, in the time zone of the roadmap before the change."""
        return self.civil(commit.when)

    def civil(self, when: datetime) -> date:
        """The civil day of the moment ``when``, in the time zone of the roadmap before the change."""
        settings = self.before.at(_SETTINGS) or self.after.at(_SETTINGS)
        return when.astimezone(_zone(settings.text("timezone") if settings else "")).date()


def _zone(name: str) -> tzinfo:
    from datetime import UTC

    if not name:
        return UTC
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC  # no table of time zones on this machine, or none of that name


def _touched(before: Mapping[str, str], after: Mapping[str, str]) -> list[tuple[str, str]]:
    """Every path that differs, in order, with what happened to it."""
    found = [(path, REMOVED) for path in before.keys() - after.keys()]
    found += [(path, ADDED) for path in after.keys() - before.keys()]
    found += [(path, MODIFIED) for path, id in after.items() if before.get(path, id) != id]
    return sorted(found)


def judge(changes: ChangeSet, ctx: Context, tree: Tree) -> list[Finding]:
    """What the rules of scope ``change`` say of ``changes``, located in ``tree``, the one after.

    A finding about a record that is gone names the path it had, at line 1 and column 1.
    """
    rules = [
        (entry.rule, entry.check)
        for entry in of_scope(CHANGE)
        if entry.check and ctx.policy.severity(entry.rule.code) != "off"
    ]
    found = apply(rules, changes, ctx)
    Readings(tree, WHOLE_LIFE).locate(found)
    return sorted(found, key=lambda finding: finding.order)
