"""The repository around a roadmap: whether it can be read, and which commits a question names."""

from __future__ import annotations

import os
import re

from governance.errors import CANNOT_JUDGE, ENVIRONMENT, JalonError
from governance.hygiene import show
from governance.i18n import N_, _
from governance.vcs.command import GitError, git, refused

_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")
_OPERATIONS = (
    ("rebase-merge", N_("a rebase"), "git rebase"),
    ("rebase-apply", N_("a rebase"), "git rebase"),
    ("MERGE_HEAD", N_("a merge"), "git merge"),
    ("CHERRY_PICK_HEAD", N_("a cherry-pick"), "git cherry-pick"),
    ("REVERT_HEAD", N_("a revert"), "git revert"),
    ("BISECT_LOG", N_("a bisection"), "git bisect"),
)


class Repository:
    """A git repository that can be read.

    ``folder``  where git runs: the top of the work tree, or the repository itself when it is ``bare``
    ``prefix``  path from the top of its trees to the roadmap's folder, empty or ending in ``/``
    ``gitdir``  where git keeps what belongs to this work tree
    ``shallow`` whether its history has been cut
    ``hook``    whether git itself has started this run, for objects that lie in quarantine
    """

    def __init__(
        self, folder: str, *, prefix: str, gitdir: str, bare: bool, shallow: bool, hook: bool
    ) -> None:
        self.folder = folder
        self.prefix = prefix
        self.gitdir = gitdir
        self.bare = bare
        self.shallow = shallow
        self.hook = hook
        self.extra: dict[str, str] = {}

    @classmethod
    def at(cls, folder: str, *, hook: bool = False) -> Repository:
        """The repository that ``folder`` lies in.

        Raises :class:`JalonError` with the remedy: exit 3 when there is none, exit 4 when git is
        missing or will not read it.
        """
        questions = (
            "--is-bare-repository", "--is-shallow-repository", "--absolute-git-dir",
        )  # fmt: skip
        try:
            told = git(folder, "rev-parse", *questions, hook=hook).decode(
                "utf-8", "surrogateescape"
            )
            bare, shallow, gitdir = told.rstrip("\n").split("\n", 2)
            prefix = ""
            if bare == "false":
                found = git(folder, "rev-parse", "--show-toplevel", hook=hook)
                top = os.fsdecode(found).rstrip("\n")
                below = os.path.relpath(os.path.realpath(folder), os.path.realpath(top))
                prefix = "" if below == "." else below.replace(os.sep, "/") + "/"
                folder = top  # names of paths are taken from where git runs
        except GitError as error:
            raise _unreadable(folder, error) from None
        return cls(
            folder, prefix=prefix, gitdir=gitdir,
            bare=bare == "true", shallow=shallow == "true", hook=hook,
        )  # fmt: skip

    def run(self, *arguments: str, stdin: bytes | None = None) -> bytes:
        """What ``git ARGUMENTS`` prints here; see :func:`governance.vcs.command.git`."""
        return git(self.folder, *arguments, stdin=stdin, extra=self.extra, hook=self.hook)

    def commit(self, revision: str) -> str:
        """The id of the commit that ``revision`` names.

        Raises :class:`JalonError` (exit 3) when there is none, with what would bring it here.
        """
        if not revision or revision.startswith("-"):
            raise self._unknown(revision)
        question = f"{revision}^{{commit}}"
        try:
            found = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", question)
        except (GitError, ValueError):  # a name that holds a NUL cannot even be asked for
            raise self._unknown(revision) from None
        # git before 2.30 prints the separator too.
        id = found.decode("ascii", "replace").split()[-1] if found.strip() else ""
        if not _ID.match(id):
            raise self._unknown(revision)
        return id

    def merge_base(self, base: str, head: str) -> str:
        """The last commit that ``base`` and ``head`` have in common (both commit ids).

        Raises :class:`JalonError` (exit 3) when the history here does not show one.
        """
        try:
            return self.run("merge-base", base, head).decode("ascii").strip()
        except GitError as error:
            if error.code != 1:
                raise refused(error) from None
        if self.shallow:
            raise self._cut()
        raise JalonError(
            N_("{base} and {head} have no commit in common."),
            hint=N_("Compare two branches of one history."),
            exit_code=CANNOT_JUDGE, base=base[:12], head=head[:12],
        )  # fmt: skip

    def whole(self) -> None:
        """Raise :class:`JalonError` (exit 3) when the history has been cut: what it does not show
        would be taken for what never was."""
        if self.shallow:
            raise self._cut()

    def settled(self) -> None:
        """Raise :class:`JalonError` (exit 3) while git is in the middle of an operation."""
        for name, told, command in _OPERATIONS:
            if os.path.exists(os.path.join(self.gitdir, name)):
                raise JalonError(
                    N_("{operation} is in progress here, so HEAD is not what will be proposed."),
                    hint=N_("Finish it, or give it up with `{command} {word}`."),
                    exit_code=CANNOT_JUDGE, operation=_(told), command=command,
                    word="reset" if name == "BISECT_LOG" else "--abort",
                )  # fmt: skip

    def _cut(self) -> JalonError:
        return JalonError(
            N_("The history has been cut here (shallow clone), so nothing can be told from it."),
            hint=N_("Run `git fetch --unshallow`, or set `fetch-depth: 0` in the workflow."),
            exit_code=CANNOT_JUDGE,
        )

    def _unknown(self, revision: str) -> JalonError:
        name = show(revision, 80)
        if revision == "HEAD":
            return JalonError(
                N_("There is no commit here yet."),
                hint=N_(
                    "Commit the roadmap once; the first commit has nothing to be judged against."
                ),
                exit_code=CANNOT_JUDGE,
            )
        if self.shallow:
            return JalonError(
                N_("There is no commit “{revision}” here, and the history has been cut."),
                hint=N_("Run `git fetch --unshallow`, or set `fetch-depth: 0` in the workflow."),
                exit_code=CANNOT_JUDGE, revision=name,
            )  # fmt: skip
        return JalonError(
            N_("There is no commit “{revision}” here."),
            hint=N_("Fetch it (`git fetch origin`), and write it as git does: main, origin/main, HEAD~1."),
            exit_code=CANNOT_JUDGE, revision=name,
        )  # fmt: skip


def _unreadable(folder: str, error: GitError) -> JalonError:
    said = error.said
    if "dubious ownership" in said:
        return JalonError(
            N_("This repository belongs to another user, so git does not read it."),
            hint=N_("If you trust it: git config --global --add safe.directory {path}"),
            exit_code=ENVIRONMENT, path=os.path.abspath(folder),
        )  # fmt: skip
    if "not a git repository" in said:
        return JalonError(
            N_("{path} is not in a git repository."),
            hint=N_("Run `git init` there, or name a repository with -C."),
            exit_code=CANNOT_JUDGE, path=folder,
        )  # fmt: skip
    if "safe.bareRepository" in said:
        return JalonError(
            N_("git does not read a bare repository here (safe.bareRepository)."),
            hint=N_("Name the repository itself with -C, or set GIT_DIR."),
            exit_code=ENVIRONMENT,
        )
    return refused(error)
