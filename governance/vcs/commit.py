"""Commits made beside the work tree: the person's hooks, signing and identity apply, and neither
their branch, nor what they have staged, nor their files are touched.

Everything is done by the git command.  A commit is first sketched (an object that no branch holds,
which the gate can judge), then made by ``git commit`` in a linked work tree of its own.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time

from governance.errors import CANNOT_JUDGE, ENVIRONMENT, JalonError
from governance.hygiene import show
from governance.i18n import N_
from governance.vcs.command import GitError, attempt, git, refused
from governance.vcs.demonstration import shown_day
from governance.vcs.heads import SAFE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from governance.vcs.repository import Repository

_COMMIT_SECONDS = 300
"""What the hooks of a person may take."""
_PARTS = "jalon-commit-"
"""How the folder of the linked work tree begins."""
_LEFTOVER_SECONDS = 3600
_PLAIN = "100644"
_UNSPOILT = {"GIT_LITERAL_PATHSPECS": "0", "GIT_NO_LAZY_FETCH": "0", "GIT_OPTIONAL_LOCKS": "1"}
"""What the hooks of a person run with: git as they know it."""


def clock(repository: Repository) -> dict[str, str]:
    """What dates a commit in a demonstration, where it is always noon of one day; nothing elsewhere."""
    day = shown_day(repository.gitdir)
    if day is None:
        return {}
    when = f"{day.isoformat()}T12:00:00Z"
    return {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}


def entries(repository: Repository, tree: str, paths: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Mode and blob id of those of ``paths`` (from the top) that the commit or tree ``tree`` has."""
    wanted = list(paths)
    if not wanted:
        return {}
    told = repository.run("ls-tree", "-z", "--full-tree", tree, "--", *wanted)
    found = {}
    for line in told.split(b"\0")[:-1]:
        about, _, path = line.partition(b"\t")
        mode, kind, id = about.decode("ascii").split(" ")
        if kind == "blob":
            found[os.fsdecode(path)] = (mode, id)
    return found


def stored(repository: Repository, paths: Iterable[str]) -> dict[str, str]:
    """The blob ids of the files of the work tree at ``paths`` (from the top), written to the
    repository as ``git add`` would.

    Raises :class:`JalonError` (exit 4) when one cannot be read or stored.
    """
    names = list(paths)
    if not names:
        return {}
    if any("\n" in name for name in names):
        raise JalonError(
            N_("A path that holds a line end cannot be proposed."), hint=N_("Rename the file.")
        )
    stdin = b"".join(os.fsencode(name) + b"\n" for name in names)
    try:
        told = repository.run("hash-object", "-w", "--stdin-paths", stdin=stdin)
    except GitError as error:
        raise refused(error) from None
    return dict(zip(names, told.decode("ascii").split(), strict=True))


def written(repository: Repository, data: bytes) -> str:
    """The id of the blob that holds ``data`` to the byte, written to the repository."""
    told = repository.run("hash-object", "-w", "--no-filters", "--stdin", stdin=data)
    return told.decode("ascii").strip()


def united(repository: Repository, mine: str, fork: str, theirs: str) -> str | None:
    """The blob that holds both what ``mine`` and what ``theirs`` (blob ids) change in ``fork``;
    ``None`` when they contradict each other."""
    with tempfile.TemporaryDirectory(prefix="jalon-merge-") as folder:
        for name, id in (("mine", mine), ("fork", fork), ("theirs", theirs)):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(repository.run("cat-file", "blob", id))
        done = attempt(folder, "merge-file", "--quiet", "-p", "mine", "fork", "theirs")
    return written(repository, done.stdout) if done.returncode == 0 else None


def sketch(
    repository: Repository, parent: str, blobs: Mapping[str, tuple[str, str]], message: str
) -> str:
    """A commit of ``parent`` with the files of ``blobs`` (path from the top: mode and blob id; an
    empty id removes), that no branch holds and nobody has signed."""
    with tempfile.TemporaryDirectory(prefix="jalon-index-") as folder:
        extra = {"GIT_INDEX_FILE": os.path.join(folder, "index")}
        none = "0" * len(parent)
        lines = [
            f"{(mode or _PLAIN) if id else '0'} {id or none}\t".encode() + os.fsencode(path) + b"\0"
            for path, (mode, id) in blobs.items()
        ]
        dated = {**extra, **clock(repository)}
        try:
            git(repository.folder, "read-tree", parent, extra=extra)
            git(
                repository.folder, "update-index", "-z", "--index-info", stdin=b"".join(lines),
                extra=extra,
            )  # fmt: skip
            tree = git(repository.folder, "write-tree", extra=extra).decode("ascii").strip()
            told = git(
                repository.folder,
                "commit-tree",
                tree,
                "-p",
                parent,
                stdin=message.encode(),
                extra=dated,
            )
        except GitError as error:
            raise refused(error) from None
    return told.decode("ascii").strip()


def commit(repository: Repository, sketched: str, parent: str, message: str) -> str:
    """Commit what ``sketched`` holds on top of ``parent``, as ``git commit`` would for this person;
    the id of the commit, which no branch holds yet.

    Raises :class:`JalonError` (exit 4) when a hook or the signing refuses, or when a hook has
    changed what is committed: what was judged would not be what is sent.
    """
    _sweep(repository)
    with tempfile.TemporaryDirectory(prefix=_PARTS) as parts:
        folder = os.path.join(parts, "tree")
        hooks = repository.run("rev-parse", "--git-path", "hooks").decode().rstrip("\n")
        own = ("-c", f"core.hooksPath={os.path.join(repository.folder, hooks)}", *SAFE)
        try:
            repository.run(
                "worktree", "add", "--quiet", "--no-checkout", "--detach", "--", folder, sketched
            )
            try:
                git(folder, "reset", "--quiet", "--hard")
                git(folder, "reset", "--quiet", "--soft", parent)
                done = attempt(
                    folder, *own, "commit", "--quiet", "--file=-", stdin=message.encode(),
                    extra={**_UNSPOILT, "LC_ALL": os.environ.get("LC_ALL", ""), **clock(repository)},
                    timeout=_COMMIT_SECONDS,
                )  # fmt: skip
                made = git(folder, "rev-parse", "HEAD").decode("ascii").strip()
            finally:
                repository.run("worktree", "remove", "--force", "--", folder)
        except GitError as error:
            raise refused(error) from None
    if done.returncode and made == parent:
        raise JalonError(
            N_("git did not accept the commit."),
            hint=N_("It is a hook or the signing key of this repository that refuses; nothing was changed."),
            exit_code=ENVIRONMENT, quoted=done.stderr.decode("utf-8", "replace"),
        )  # fmt: skip
    if changed := _differing(repository, sketched, made):
        raise JalonError(
            N_("A hook of this repository changed {paths} while committing."),
            hint=N_("Run it on your own files first (`git hook run pre-commit`), then propose again."),
            exit_code=ENVIRONMENT, paths=show(", ".join(changed), 300),
        )  # fmt: skip
    return made


def _sweep(repository: Repository) -> None:
    """Remove the linked work trees that commits interrupted long ago have left."""
    late = time.time() - _LEFTOVER_SECONDS  # noqa: TID251 - the age of a file, which nothing judges
    for line in repository.run("worktree", "list", "--porcelain").split(b"\n"):
        folder = os.fsdecode(line.removeprefix(b"worktree "))
        parts = os.path.dirname(folder)
        if not line.startswith(b"worktree ") or not os.path.basename(parts).startswith(_PARTS):
            continue
        try:
            left = os.stat(parts).st_mtime < late
        except OSError:
            left = True  # its folder is gone already
        if left:
            attempt(repository.folder, "worktree", "remove", "--force", "--", folder)
            shutil.rmtree(parts, ignore_errors=True)


def _differing(repository: Repository, one: str, other: str) -> list[str]:
    told = repository.run("diff-tree", "-r", "-z", "--name-only", "--no-renames", one, other)
    return [os.fsdecode(path) for path in told.split(b"\0")[:-1]]


def difference(repository: Repository, one: str, other: str) -> str:
    """What git shows between two commits; unsafe to print as it is."""
    plain = ("--no-color", "--no-ext-diff", "--no-textconv")
    return repository.run("diff", *plain, one, other, "--").decode("utf-8", "replace")


def brought(repository: Repository, base: str, tip: str) -> dict[str, str]:
    """The files that ``tip`` has changed since it left ``base``: path from the top, and blob id
    (empty where it is gone)."""
    plain = ("--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv")
    done = attempt(repository.folder, "diff", *plain, f"{base}...{tip}", "--")
    told = done.stdout.split(b"\0")[:-1] if done.returncode == 0 else []
    found = {}
    for about, path in zip(told[::2], told[1::2], strict=True):
        id = about.split(b" ")[3].decode("ascii")
        found[os.fsdecode(path)] = id if id.strip("0") else ""
    return found


def same(repository: Repository, one: str, other: str) -> bool:
    """Whether two commits hold the same files and stand on the same ones."""
    told = repository.run("log", "--no-walk=unsorted", "--format=%T %P", one, other, "--")
    return one == other or len(set(told.split(b"\n")[:2])) == 1


def patch(repository: Repository, id: str) -> bytes:
    """The commit ``id`` as a message that ``git am`` applies."""
    plain = ("-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false")
    try:
        return repository.run(*plain, "format-patch", "-1", "--stdout", "--no-attach", id, "--")
    except GitError as error:
        raise refused(error) from None


def refuse_anonymous(name: str) -> None:
    """Raise :class:`JalonError` (exit 4) when git has been told no ``name`` to commit under."""
    if not name:
        raise JalonError(
            N_("git does not know who you are, so nothing can be committed in your name."),
            hint=N_(
                "Tell it once: git config --global user.name 'First Last' && "
                "git config --global user.email you@example.org"
            ),
            exit_code=ENVIRONMENT,
        )


def conflicting(paths: Iterable[str]) -> JalonError:
    """Somebody else has changed ``paths`` at the same places meanwhile."""
    return JalonError(
        N_("Somebody else has changed {paths} at the same places meanwhile."),
        hint=N_("Bring your folder up to date (git pull), settle what contradicts, then propose again."),
        exit_code=CANNOT_JUDGE, paths=show(", ".join(sorted(paths)), 300),
    )  # fmt: skip
