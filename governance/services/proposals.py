"""Proposals that await a signature: branches ahead of the base, told, judged, signed off."""

from __future__ import annotations

from governance.errors import ENVIRONMENT, USAGE, JalonError
from governance.gate.policy import DIRECTORY
from governance.hygiene import show
from governance.i18n import N_
from governance.model.names import folded
from governance.services import forge, signoff
from governance.services.changes import Compared
from governance.services.check import check
from governance.services.diff import story
from governance.services.differing import destination
from governance.services.gate import check_change
from governance.services.identity import name_of
from governance.services.near import near
from governance.services.revision import open_repository
from governance.source.look import ROADMAP
from governance.vcs import branches, commit, heads, log
from governance.vcs.send import GITHUB, SENT, Server

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from governance.services.diff import Story
    from governance.services.gate import ChangeReport
    from governance.vcs.branches import Branch
    from governance.vcs.log import Commit
    from governance.vcs.repository import Repository

MOST = 20
"""Proposals listed, the newest first; each takes about a second to judge."""


class Proposal:
    """A branch that has what the base has not.

    ``branch``   where it is;  ``base`` the commit it is compared with
    ``commits``  of it that the base has not, newest first
    ``story``    what it says;  ``report`` what the gate says; ``None`` where ``fault`` says why not
    """

    def __init__(
        self,
        branch: Branch,
        base: str,
        commits: list[Commit],
        told: tuple[Story, ChangeReport] | JalonError,
    ) -> None:
        self.branch = branch
        self.base = base
        self.commits = commits
        self._told = told
        self.fault = told if isinstance(told, JalonError) else None
        self.story: Story | None = None if isinstance(told, JalonError) else told[0]
        self.report: ChangeReport | None = None if isinstance(told, JalonError) else told[1]

    def judged(self) -> ChangeReport:
        """What the gate says; raises ``fault``."""
        if isinstance(self._told, JalonError):
            raise self._told
        return self._told[1]

    @property
    def authors(self) -> list[str]:
        """Who made its commits, the first one first."""
        found = {folded(c.author_name): c.author_name for c in reversed(self.commits)}
        return list(found.values())


class Proposals:
    """The proposals of one clone: ``server`` they go to, if any, and the commit ``base``."""

    def __init__(
        self, root: str, as_of: date, today: date, *, remote: str | None, fetch: bool
    ) -> None:
        """Judged on the day ``as_of``, received on the day ``today``.

        ``fetch``  whether the server is asked first what it has now

        Raises :class:`JalonError` as :func:`governance.services.differing.destination` does.
        """
        self.root = root
        self.as_of = as_of
        self.today = today
        self.repository: Repository = open_repository(root)
        self.repository.whole()
        self.server, self.base = destination(self.repository, remote, fetch=fetch)

    def found(self) -> list[Branch]:
        """Branches with something below the roadmap or the policy that the base has not, newest
        first; of one that is here and on the server at the same commit, that of the server."""
        seen = {
            (branch.name, branch.tip): branch for branch in branches.branches(self.repository)
        }  # those of the servers come last
        ahead = {tip for tip in {tip for _, tip in seen} if self._ahead(tip)}
        found = [branch for branch in seen.values() if branch.tip in ahead]
        return sorted(found, key=lambda branch: (branch.when, branch.shown), reverse=True)

    def listed(
        self, progress: Callable[[int, int], None] | None = None
    ) -> tuple[list[Proposal], int]:
        """The newest proposals, told and judged, and how many more there are."""
        found = self.found()
        told = []
        for number, branch in enumerate(found[:MOST]):
            told.append(self.tell(branch))
            if progress:
                progress(number, min(len(found), MOST))
        return told, len(found) - len(told)

    def named(self, name: str) -> Branch:
        """The branch called ``name``, with or without its server.

        Raises :class:`JalonError` (exit 2) when no proposal is called so.
        """
        found = self.found()
        for branch in found:
            if name in (branch.shown, branch.name):
                return branch
        meant = near(name, [branch.shown for branch in found], 1)
        raise JalonError(
            N_("There is no proposal “{name}”."),
            hint=N_("Did you mean {near}?")
            if meant
            else N_("`jalon review` lists them; --fetch asks the server first."),
            exit_code=USAGE, name=show(name, 80), near=meant[0] if meant else "",
        )  # fmt: skip

    def tell(self, branch: Branch) -> Proposal:
        """``branch`` told and judged; why it cannot be is told as well."""
        commits = list(log.commits(self.repository, branch.tip, since=self.base))
        try:
            with Compared(
                open_repository(self.root), self.base, branch.tip, self.as_of
            ) as compared:
                told = story(compared.changes)
            report = check_change(self.root, self.base, branch.tip, self.as_of, self.today)
        except JalonError as fault:
            return Proposal(branch, self.base, commits, fault)
        return Proposal(branch, self.base, commits, (told, report))

    def diff(self, branch: Branch) -> str:
        """What git shows of ``branch`` since it left the base; unsafe to print as it is."""
        fork = self.repository.merge_base(self.base, branch.tip)
        return commit.difference(self.repository, fork, branch.tip)

    def approve(self, proposal: Proposal, who: str, message: str) -> list[str]:
        """Sign the reviews of ``proposal`` off for ``who`` (a person, or the id of an organisation),
        in a commit of their own on its branch, which is sent where it came from; the paths signed.

        ``message``  of that commit

        Raises :class:`JalonError`: exit 2 when there is no review to sign or ``who`` has written it,
        exit 4 when git or the server refuses.
        """
        branch, names = proposal.branch, (who, name_of(self.root))
        changes = proposal.judged().changes
        signoff.refuse_author(self.repository, proposal.commits, changes, names)
        whole = check(self.root, self.as_of, self.today, at=branch.tip).judgement.roadmap
        signed = dict(signoff.signed(self.repository, branch.tip, changes, whole, who, self.today))
        if not signed:
            raise JalonError(
                N_("{branch} brings no review that {who} has not signed, so there is nothing to sign."),
                hint=N_("What else it changes is approved on the forge, or by merging it."),
                exit_code=USAGE, branch=branch.shown, who=show(who, 80),
            )  # fmt: skip
        if not branch.remote and heads.is_checked_out(self.repository, branch.name):
            raise JalonError(
                N_("Somebody works on {branch} in this clone, so nothing is added to it."),
                hint=N_("Leave it first: git switch {base}"),
                exit_code=USAGE, branch=branch.shown, base=self.server.branch if self.server else "main",
            )  # fmt: skip
        top = self.repository.prefix
        old = commit.entries(self.repository, branch.tip, [top + path for path in signed])
        blobs = {
            top + path: (old[top + path][0], commit.written(self.repository, data))
            for path, data in signed.items()
        }
        sketch = commit.sketch(self.repository, branch.tip, blobs, message)
        made = commit.commit(self.repository, sketch, branch.tip, message)
        self._deliver(branch, made, message)
        return sorted(signed)

    def ask(self, proposal: Proposal, text: str) -> str:
        """Comment ``text`` on the pull request of ``proposal`` where that is on GitHub and `gh` is
        there; the address of the comment, empty where nothing was sent."""
        if self.server is None or self.server.forge != GITHUB:
            return ""
        return forge.comment(self.repository.folder, proposal.branch.name, text)

    def _ahead(self, tip: str) -> bool:
        scopes = [self.repository.prefix + scope for scope in (ROADMAP, DIRECTORY)]
        told = self.repository.run("rev-list", "-1", f"^{self.base}", tip, "--", *scopes)
        return bool(told.strip())

    def _deliver(self, branch: Branch, made: str, message: str) -> None:
        """Make ``branch`` hold ``made``, where it came from."""
        repository, said = self.repository, ""
        free = not heads.is_checked_out(repository, branch.name)
        if branch.remote:
            server = Server(repository, branch.remote, branches.remotes(repository)[branch.remote])
            server.forge = ""  # the branch is there already, and so is its merge request
            state, said = server.push(made, branch.name, message)
            moved = state == SENT
            if moved and free and heads.tip(repository, branch.name) == branch.tip:
                heads.move(repository, branch.name, made, branch.tip)
        else:
            moved = free and heads.move(repository, branch.name, made, branch.tip)
        if not moved:
            raise JalonError(
                N_("{branch} does not accept the signature."),
                hint=N_("It may have moved meanwhile: run `jalon review --fetch` and look again."),
                exit_code=ENVIRONMENT, branch=branch.shown, quoted=said,
            )  # fmt: skip
