"""What the folder changes, told and judged against the default branch as the server has it now."""

from __future__ import annotations

import os

from governance.errors import USAGE, JalonError
from governance.gate.changeset import MODIFIED, REMOVED
from governance.hygiene import show
from governance.i18n import N_
from governance.services import picked
from governance.services.changes import of_folder
from governance.services.diff import story
from governance.services.gate import check_change
from governance.services.identity import name_of
from governance.services.revision import open_repository
from governance.source.look import ROADMAP
from governance.vcs import branches, commit, heads
from governance.vcs.command import GitError
from governance.vcs.push import HEADS
from governance.vcs.send import Server

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from governance.services.diff import Story
    from governance.services.gate import ChangeReport
    from governance.vcs.repository import Repository

BRANCHES = "jalon/"
"""How the names of the branches of proposals begin."""


class Plan:
    """What would be proposed.

    ``server``  where it goes; ``None`` without any remote
    ``base``    the commit it is made on;  ``sketch`` a commit of it that no branch holds
    ``files``   what it holds;  ``left`` what else differs in the folder (paths below it), of which
                ``awaiting`` are brought as they are by another proposal (its branch)
    ``story``   what it says;  ``report`` what the gate says
    ``name``    what its branch is called after
    """

    def __init__(
        self,
        repository: Repository,
        server: Server | None,
        base: str,
        sketch: str,
        files: list[str],
        left: list[str],
        awaiting: dict[str, str],
        story: Story,
        report: ChangeReport,
        name: str,
    ) -> None:
        self.repository = repository
        self.server = server
        self.base = base
        self.sketch = sketch
        self.files = files
        self.left = left
        self.awaiting = awaiting
        self.story = story
        self.report = report
        self.name = name

    def diff(self) -> str:
        """What git shows of it; unsafe to print as it is."""
        return commit.difference(self.repository, self.base, self.sketch)


def destination(
    repository: Repository, remote: str | None, *, fetch: bool
) -> tuple[Server | None, str]:
    """The server that proposals go to, if any, and the commit they are made on: the tip of its
    default branch, fetched now if ``fetch`` is set.

    ``remote``  its name; ``origin``, or the only one there is, when ``None``

    Raises :class:`JalonError`: exit 2 for a remote that does not exist, 4 when it does not answer.
    """
    known = branches.remotes(repository)
    if not known and remote is None:
        for name in ("refs/heads/main", "refs/heads/master"):
            if heads.tip(repository, name.removeprefix("refs/heads/")):
                return None, repository.commit(name)
        return None, repository.commit("HEAD")
    name = remote or ("origin" if "origin" in known or len(known) > 1 else next(iter(known)))
    if name not in known:
        raise JalonError(
            N_("There is no remote “{remote}” here."),
            hint=N_("There are {known}: choose with --remote.")
            if known
            else N_("Add it with `git remote add`."),
            exit_code=USAGE, remote=show(name, 60), known=show(", ".join(known), 200),
        )  # fmt: skip
    server = Server(repository, name, known[name])
    if fetch:
        server.fetch()
    server.find_branch(ask=fetch)
    return server, repository.commit(server.ref())


class Differing:
    """What the folder ``root`` changes since it left the default branch.

    ``server``   where it would go; ``None`` without any remote;  ``base`` the commit it is made on
    ``touched``  path below ``root`` and how it differs: ``added``, ``removed`` or ``modified``
    ``awaiting`` those that a proposal brings already as they are here, and its branch
    """

    def __init__(
        self, root: str, as_of: date, today: date, *, remote: str | None = None, fetch: bool = True
    ) -> None:
        """Judged on the day ``as_of`` as if it arrived on the day ``today``; ``fetch`` whether the
        server is asked first what it has now.

        Raises :class:`JalonError`: exit 3 when the history does not allow a judgement, 4 when git
        knows nobody to commit as or the server does not answer.
        """
        self.root = root
        self.as_of = as_of
        self.today = today
        self.repository = repository = open_repository(root)
        repository.whole()
        repository.settled()
        commit.refuse_anonymous(name_of(root))
        head = repository.commit("HEAD")
        self.server, self.base = destination(repository, remote, fetch=fetch)
        self._fork = repository.merge_base(self.base, head)
        self._differs = of_folder(root, self._fork, today)
        self.touched = picked.not_there_yet(root, repository, self.base, self._differs.touched)
        self.awaiting = picked.awaiting(
            root, repository, self.base, self.touched, _where(self.server)
        )

    def usual(self) -> list[str]:
        """What is proposed unless told otherwise: everything below ``roadmap/`` that no proposal
        brings already."""
        return [
            path for path in self.touched
            if path.startswith(picked.BELOW) and path not in self.awaiting
        ]  # fmt: skip

    def names(self) -> list[str]:
        """What parts of it may be called: paths, records, programmes."""
        return sorted(picked.names(self._differs))

    def plan(self, what: Sequence[str] = ()) -> Plan:
        """What would be proposed, told and judged.  Nothing is changed but objects that no branch
        holds.

        ``what``  records, programmes (with all that belongs to them), files or folders; what is
                  usual when empty

        Raises :class:`JalonError`: exit 2 when there is nothing to propose, 3 when the history does
        not allow a judgement or somebody else has changed the same places.
        """
        root, repository, differs = self.root, self.repository, self._differs
        chosen = picked.chosen(root, differs, what) if what else set(self.usual())
        left = [path for path in self.touched if path not in chosen]
        blobs = picked.blobs(
            root, repository, self._fork, self.base,
            {path: how for path, how in differs.touched if path in chosen},
        )  # fmt: skip
        if not blobs:
            raise picked.nothing(left, self.awaiting, named=bool(what))
        start = len(repository.prefix)
        files = sorted(path[start:] for path in blobs)
        sketch = commit.sketch(repository, self.base, blobs, "Sketch\n")
        report = check_change(root, self.base, sketch, self.as_of, self.today)
        told = story(report.changes)
        name = f"{BRANCHES}{_about(told, files)}-{self.today.isoformat()}"
        awaiting = {path: branch for path, branch in self.awaiting.items() if path in left}
        return Plan(
            repository, self.server, self.base, sketch, files, left, awaiting, told, report, name
        )


def unproposed(root: str) -> int:
    """How many files below ``roadmap/``, changed and not committed, are neither in the default branch
    as last fetched nor in a proposal; none where nothing can be proposed from.

    A quick look, as git remembers which files it has seen: nothing is told or judged.
    """
    try:
        repository = open_repository(root)
        top = repository.prefix
        told = repository.run(
            "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--",
            top + ROADMAP,
        )  # fmt: skip
        if not told:
            return 0
        paths = [os.fsdecode(line[3:])[len(top) :] for line in told.split(b"\0")[:-1]]
        how = {p: MODIFIED if os.path.lexists(os.path.join(root, p)) else REMOVED for p in paths}
        server, base = destination(repository, None, fetch=False)
        left = picked.not_there_yet(root, repository, base, how.items())
        return len(left.keys() - picked.awaiting(root, repository, base, left, _where(server)))
    except (JalonError, GitError):
        return 0


def _where(server: Server | None) -> str:
    """Below which refs the branches of proposals are."""
    return f"refs/remotes/{server.remote}/{BRANCHES}" if server else HEADS + BRANCHES


def _about(told: Story, files: list[str]) -> str:
    keys = [group.key for group in told.groups if group.key]
    if keys:
        return heads.slug(keys[0].partition("/")[2])
    return heads.slug(os.path.splitext(os.path.basename(files[0]))[0])
