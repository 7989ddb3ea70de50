"""What a push or a commit under way brings: which refs move, and how."""

from __future__ import annotations

from fnmatch import fnmatchcase

from governance.vcs.command import GitError, refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.vcs.repository import Repository

HEADS, TAGS = "refs/heads/", "refs/tags/"


class Move:
    """One ref that a push moves; ``old`` and ``new`` are commit ids, empty where there is none."""

    def __init__(self, ref: str, old: str, new: str) -> None:
        self.ref = ref
        self.old = "" if set(old) == {"0"} else old
        self.new = "" if set(new) == {"0"} else new

    @property
    def branch(self) -> str:
        """The name of the branch, empty for another kind of ref."""
        return self.ref.removeprefix(HEADS) if self.ref.startswith(HEADS) else ""

    def protected(self, patterns: Iterable[str]) -> bool:
        """Whether the branch is one of ``patterns`` (``release/*`` stands for several); case does
        not make another branch, as some file systems do not tell it."""
        name = self.branch.casefold()
        return bool(name) and any(fnmatchcase(name, p.casefold()) for p in patterns)

    def rewinds(self, repository: Repository) -> bool:
        """Whether the history that ``old`` ends is not continued by ``new``."""
        if not self.old or not self.new:
            return False
        try:
            repository.run("merge-base", "--is-ancestor", self.old, self.new)
        except GitError as error:
            if error.code != 1:
                raise refused(error) from None
            return True
        return False


def received(lines: Iterable[str]) -> list[Move]:
    """The moves that git tells a pre-receive hook: ``old new ref`` a line."""
    return [Move(ref, old, new) for old, new, ref in (line.split(" ", 2) for line in lines)]


def default_branch(repository: Repository) -> str:
    """The branch that HEAD of a bare repository names."""
    try:
        told = repository.run("symbolic-ref", "--short", "HEAD")
    except GitError as error:
        raise refused(error) from None
    return told.decode("utf-8", "replace").strip()


def upstream(repository: Repository, remote: str) -> str:
    """The commit of the default branch of ``remote`` as last fetched; empty where none is known."""
    for name in (f"refs/remotes/{remote}/HEAD", f"refs/remotes/{remote}/main",
                 f"refs/remotes/{remote}/master"):  # fmt: skip
        try:
            told = repository.run(
                "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
            )
        except GitError:
            continue
        return told.decode("ascii").split()[-1]
    return ""


def staged(repository: Repository) -> str:
    """A commit of what is staged, on top of HEAD; no branch holds it, and git forgets it later."""
    try:
        tree = repository.run("write-tree").decode("ascii").strip()
        message = b"Staged\n"
        return repository.run("commit-tree", tree, "-p", "HEAD", stdin=message).decode().strip()
    except GitError as error:
        raise refused(error) from None
