"""The branches and servers of a clone, listed with GitPython; reading alone goes through it."""

from __future__ import annotations

from datetime import UTC, datetime

from governance.errors import ENVIRONMENT, JalonError
from governance.hygiene import show
from governance.i18n import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from git import Repo

    from governance.vcs.repository import Repository


class Branch:
    """A branch, here or on a server as last fetched.

    ``name``    without the server;  ``remote``  the server, empty for a local branch
    ``tip``     the id of its last commit;  ``when``  the time of that commit, in UTC
    """

    __slots__ = ("name", "remote", "tip", "when")

    def __init__(self, name: str, remote: str, tip: str, when: datetime) -> None:
        self.name = name
        self.remote = remote
        self.tip = tip
        self.when = when

    @property
    def shown(self) -> str:
        """As git writes it: ``jalon/tchap-2026-06-30``, ``origin/jalon/tchap-2026-06-30``."""
        return f"{self.remote}/{self.name}" if self.remote else self.name


def branches(repository: Repository) -> list[Branch]:
    """Every branch, local ones first, each by name.

    Raises :class:`JalonError` (exit 4) when the repository cannot be read.
    """
    with _Opened(repository) as repo:
        found = [_branch(head.name, "", head.commit) for head in repo.heads]
        for remote in repo.remotes:
            found += [
                _branch(ref.remote_head, remote.name, ref.commit)
                for ref in remote.refs
                if ref.remote_head != "HEAD"
            ]
    return found


def remotes(repository: Repository) -> dict[str, str]:
    """The servers, by name, and their addresses; ``origin`` first.

    Raises :class:`JalonError` (exit 4) when the repository cannot be read.
    """
    with _Opened(repository) as repo:
        found = {remote.name: str(remote.url) for remote in repo.remotes}
    return dict(sorted(found.items(), key=lambda item: (item[0] != "origin", item[0])))


class _Opened:
    """A repository of GitPython, closed at the end; its errors told as ours."""

    def __init__(self, repository: Repository) -> None:
        from git import Repo
        from git.exc import GitError

        self._faults = (GitError, ValueError, OSError, IndexError)
        self._folder = repository.folder
        try:
            self._repo = Repo(repository.folder)
        except self._faults as error:
            raise self._unreadable(error) from None

    def __enter__(self) -> Repo:
        return self._repo

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, *_: object
    ) -> None:
        self._repo.close()
        if isinstance(error, self._faults):
            raise self._unreadable(error) from None

    def _unreadable(self, error: BaseException) -> JalonError:
        return JalonError(
            N_("The branches of {path} cannot be read: {said}"),
            hint=N_("`git branch --all` shows whether git itself reads them."),
            exit_code=ENVIRONMENT, path=self._folder,
            said=show(str(error) or type(error).__name__, 200),
        )  # fmt: skip


def _branch(name: str, remote: str, commit: object) -> Branch:
    when = datetime.fromtimestamp(int(commit.committed_date), UTC)  # type: ignore[attr-defined]
    return Branch(str(name), remote, str(commit), when)
