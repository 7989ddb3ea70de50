"""Proposing what the folder changes: committed on a branch of its own, sent.  Neither the branch nor
the files of whoever proposes are touched."""

from __future__ import annotations

import os

from governance.errors import ENVIRONMENT, USAGE, JalonError
from governance.hygiene import show
from governance.i18n import N_
from governance.services import forge
from governance.vcs import commit, heads
from governance.vcs.send import GITHUB, REFUSED, SENT, TAKEN, address_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.services.differing import Plan

__all__ = ["PATCH", "REFUSED", "SENT", "Outcome", "submit"]

PATCH = "patch"
_NAMES = 99
"""Proposals about one record on one day."""


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
        other = next(n for n in names if not heads.tip(repository, n))
        if heads.move(repository, other, id):
            heads.drop(repository, name, id)
            name = other
    address = address_in(said)
    if state == SENT and server.forge == GITHUB:
        opened = forge.open_request(repository.folder, server.branch, name, title, body)
        address = opened or server.compare(name)
    return Outcome(state, name, id, said=said, address=address)


def _names(planned: Plan, branch: str) -> Iterator[str]:
    """Names for the branch, none of which the server is known to have."""
    repository, server = planned.repository, planned.server
    for number in range(1, _NAMES + 1):
        name = branch or (planned.name if number == 1 else f"{planned.name}-{number}")
        heads.refuse_name(repository, name)
        ours = heads.tip(repository, name)
        theirs = server is not None and heads.exists(repository, server.ref(name))
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
        there = heads.tip(repository, name)
        if there and commit.same(repository, there, planned.sketch):
            return name, there
        if there:
            continue
        made = made or commit.commit(repository, planned.sketch, planned.base, message)
        if heads.move(repository, name, made):
            return name, made
        if not heads.tip(repository, name):
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
