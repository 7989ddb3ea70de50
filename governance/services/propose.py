"""Proposing what the folder changes: told and judged against a fresh base, committed on a branch of
its own, sent.  Neither the branch nor the files of whoever proposes are touched."""

from __future__ import annotations

import os

from governance.errors import ENVIRONMENT, USAGE, JalonError
from governance.hygiene import show
from governance.i18n import N_
from governance.services import forge, picked
from governance.services.changes import of_folder
from governance.services.diff import story
from governance.services.gate import check_change
from governance.services.identity import name_of
from governance.services.revision import open_repository
from governance.vcs import branches, commit
from governance.vcs.send import GITHUB, REFUSED, SENT, TAKEN, Server, address_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from governance.services.diff import Story
    from governance.services.gate import ChangeReport
    from governance.vcs.repository import Repository

__all__ = [
    "PATCH",
    "REFUSED",
    "SENT",
    "Outcome",
    "Plan",
    "destination",
    "plan",
    "submit",
    "today_at",
]

PATCH = "patch"
_NAMES = 99
"""Proposals about one record on one day."""


class Plan:
    """What would be proposed.

    ``server``  where it goes; ``None`` without any remote
    ``base``    the commit it is made on;  ``sketch`` a commit of it that no branch holds
    ``files``   what it holds;  ``left`` what else differs in the folder (paths below it)
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
        self.story = story
        self.report = report
        self.name = name


class Outcome:
    """What became of a proposal.

    ``state``    ``sent``, ``refused`` (by the server; the branch is here) or ``patch``
    ``branch``, ``commit``  where it is in this clone
    ``said``     what the server said;  ``address`` the page of the merge request, or where to open it
    ``path``     of the patch
    """

    def __init__(
        self,
        state: str,
        branch: str,
        commit: str,
        *,
        said: str = "",
        address: str = "",
        path: str = "",
    ) -> None:
        self.state = state
        self.branch = branch
        self.commit = commit
        self.said = said
        self.address = address
        self.path = path


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
            if commit.tip(repository, name.removeprefix("refs/heads/")):
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


def today_at(root: str, today: date) -> date:
    """The present day of the clone at ``root``: ``today``, or the day that a demonstration shows."""
    return commit.demo_day(open_repository(root)) or today


def plan(
    root: str,
    as_of: date,
    today: date,
    *,
    what: Sequence[str] = (),
    remote: str | None = None,
    fetch: bool = True,
) -> Plan:
    """What the folder ``root`` changes since it left the default branch, told and judged on the day
    ``as_of`` as if it arrived on the day ``today``.  Nothing is changed but objects that no branch
    holds.

    ``what``  records, programmes (with all that belongs to them), files or folders; everything below
              ``roadmap/`` that differs when empty

    Raises :class:`JalonError`: exit 2 when there is nothing to propose, 3 when the history does not
    allow a judgement or somebody else has changed the same places, 4 when git knows nobody to commit
    as or the server does not answer.
    """
    repository = open_repository(root)
    repository.whole()
    repository.settled()
    commit.refuse_anonymous(name_of(root))
    head = repository.commit("HEAD")
    server, base = destination(repository, remote, fetch=fetch)
    fork = repository.merge_base(base, head)
    differs = of_folder(root, fork, today)
    chosen = picked.chosen(root, differs, what)
    blobs = picked.blobs(
        root, repository, fork, base, {p: h for p, h in differs.touched if p in chosen}
    )
    if not blobs:
        raise picked.nothing([path for path, _ in differs.touched if path not in chosen])
    start = len(repository.prefix)
    files = sorted(path[start:] for path in blobs)
    sketch = commit.sketch(repository, base, blobs, "Sketch\n")
    report = check_change(root, base, sketch, as_of, today)
    told = story(report.changes)
    left = [path for path, _ in differs.touched if path not in chosen]
    name = f"jalon/{_about(told, files)}-{today.isoformat()}"
    return Plan(repository, server, base, sketch, files, left, told, report, name)


def submit(
    planned: Plan, title: str, body: str, *, branch: str = "", patch: str | None = None
) -> Outcome:
    """Commit ``planned`` on a branch of its own and send it, or write it as a patch: to the file
    ``patch`` when that is given, else below the folder of git when there is no server.

    ``title``, ``body``  of the commit and of the merge request;  ``branch`` a name of one's own

    What has been committed already by a former call is not committed again.

    Raises :class:`JalonError`: exit 2 for a name that cannot be used, 4 when git, a hook, the signing
    or the network refuses; once the commit is made, it stays on its branch.
    """
    repository, server = planned.repository, planned.server
    names = _names(planned, branch)
    name, id = _committed(planned, f"{title}\n\n{body}".rstrip() + "\n", names)
    if server is None or patch is not None:
        return Outcome(PATCH, name, id, path=_patch(planned, name, id, patch))
    while True:
        state, said = server.push(id, name, title)
        if state != TAKEN:
            break
        if branch:
            raise _taken(branch)
        other = next(n for n in names if not commit.tip(repository, n))
        if commit.move(repository, other, id):
            commit.drop(repository, name, id)
            name = other
    address = address_in(said)
    if state == SENT and server.forge == GITHUB:
        opened = forge.open_request(repository.folder, server.branch, name, title, body)
        address = opened or server.compare(name)
    return Outcome(state, name, id, said=said, address=address)


def _about(told: Story, files: list[str]) -> str:
    keys = [group.key for group in told.groups if group.key]
    if keys:
        return commit.slug(keys[0].partition("/")[2])
    return commit.slug(os.path.splitext(os.path.basename(files[0]))[0])


def _names(planned: Plan, branch: str) -> Iterator[str]:
    """Names for the branch, none of which the server is known to have."""
    repository, server = planned.repository, planned.server
    for number in range(1, _NAMES + 1):
        name = branch or (planned.name if number == 1 else f"{planned.name}-{number}")
        commit.refuse_name(repository, name)
        ours = commit.tip(repository, name)
        theirs = server is not None and commit.exists(repository, server.ref(name))
        if not theirs or (ours and commit.same(repository, ours, planned.sketch)):
            yield name
        if branch:
            break
    raise _taken(branch or planned.name)


def _committed(planned: Plan, message: str, names: Iterator[str]) -> tuple[str, str]:
    """The branch that holds the proposal, and its commit."""
    repository = planned.repository
    made = ""
    for name in names:
        there = commit.tip(repository, name)
        if there and commit.same(repository, there, planned.sketch):
            return name, there
        if there:
            continue
        made = made or commit.commit(repository, planned.sketch, planned.base, message)
        if commit.move(repository, name, made):
            return name, made
        if not commit.tip(repository, name):
            raise JalonError(
                N_("git cannot make the branch {branch}."),
                hint=N_("Look at `git branch --list`, or give another name with --branch."),
                exit_code=ENVIRONMENT, branch=name,
            )  # fmt: skip
    raise _taken(planned.name)


def _patch(planned: Plan, name: str, id: str, path: str | None) -> str:
    data = commit.patch(planned.repository, id)
    mode = "xb" if path is not None else "wb"
    if path is None:
        folder = os.path.join(planned.repository.gitdir, "jalon")
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, f"{name.replace('/', '-')}.patch")
    try:
        with open(path, mode) as file:
            file.write(data)
    except FileExistsError:
        raise JalonError(
            N_("There is a file {path} already."), hint=N_("Give the name of a new file."),
            exit_code=USAGE, path=show(path, 300),
        ) from None  # fmt: skip
    return os.path.abspath(path)


def _taken(branch: str) -> JalonError:
    return JalonError(
        N_("There is a branch {branch} already, with something else on it."),
        hint=N_("Give another name with --branch."), exit_code=USAGE, branch=show(branch, 80),
    )  # fmt: skip
