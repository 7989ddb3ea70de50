"""Which files a proposal holds, and what to write into its base for them to stand there."""

from __future__ import annotations

import os

from governance.errors import USAGE, JalonError
from governance.gate.changeset import REMOVED
from governance.hygiene import show
from governance.i18n import N_
from governance.services.diff import story
from governance.services.near import near
from governance.source.look import ROADMAP
from governance.vcs import commit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from governance.gate.changeset import ChangeSet
    from governance.vcs.repository import Repository

BELOW = f"{ROADMAP}/"


def chosen(root: str, differs: ChangeSet, what: Sequence[str]) -> set[str]:
    """The paths, among those that differ, that ``what`` names: records, programmes with all that
    belongs to them, files, folders.

    Raises :class:`JalonError` (exit 2) for a name of nothing that differs.
    """
    named = names(differs)
    paths = [path for path, _ in differs.touched]
    found: set[str] = set()
    for given in what:
        inside = os.path.relpath(os.path.abspath(given), root).replace(os.sep, "/")
        below = {p for p in paths for way in (given, inside) if p.startswith(way.rstrip("/") + "/")}
        matched = (
            named.get(given) or named.get(inside) or below or (set(paths) if inside == "." else ())
        )
        if not matched:
            meant = near(given, named, 1)
            raise JalonError(
                N_("“{given}” is nothing that differs here."),
                hint=N_("Did you mean {near}?") if meant else N_("`jalon diff` tells what differs."),
                exit_code=USAGE, given=show(given, 80), near=meant[0] if meant else "",
            )  # fmt: skip
        found |= set(matched)
    return found


def names(differs: ChangeSet) -> dict[str, set[str]]:
    """What one may call parts of what differs, and the paths of each: a path, a record, a programme
    or strategy for itself and all that belongs to it."""
    named: dict[str, set[str]] = {path: {path} for path, _ in differs.touched}
    for change in differs.changes():
        own = {path for path in (change.path_before, change.path_after) if path}
        for name in (change.key, change.key.partition("/")[2]):
            named.setdefault(name, set()).update(own)
    for group in story(differs).groups:
        for sentence in group.sentences if group.key else ():
            own = named.get(sentence.record, set())
            for name in (group.key, group.key.partition("/")[2]):
                named.setdefault(name, set()).update(own)
    return named


def not_there_yet(
    root: str, repository: Repository, base: str, touched: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Those of ``touched`` (path below ``root``, and how it differs) that ``base`` does not hold as
    they are in the folder."""
    how = dict(touched)
    theirs = commit.entries(repository, base, [repository.prefix + path for path in how])
    mine = _ids(root, repository, how)
    return {
        path: what for path, what in how.items()
        if theirs.get(repository.prefix + path, ("", ""))[1] != mine[path]
    }  # fmt: skip


def awaiting(
    root: str, repository: Repository, base: str, touched: dict[str, str], where: str
) -> dict[str, str]:
    """Those of ``touched`` that a branch below ``where`` holds as they are in the folder, and the
    name of that branch as git shows it; branches that ``base`` holds are no proposals any more."""
    if not touched:
        return {}
    told = repository.run("for-each-ref", f"--no-merged={base}", "--format=%(refname)", where)
    mine = _ids(root, repository, touched)
    found: dict[str, str] = {}
    for ref in told.decode("utf-8", "surrogateescape").split("\n")[:-1]:
        brought = commit.brought(repository, base, ref)
        for path, id in mine.items():
            if brought.get(repository.prefix + path) == id:
                found[path] = ref.split("/", 2)[2]
    return found


def _ids(root: str, repository: Repository, touched: dict[str, str]) -> dict[str, str]:
    """The id of each of those files as it is in the folder; empty where it is gone, and that of
    nothing where it is no file of its own."""
    top = repository.prefix
    here = [path for path, how in touched.items() if how != REMOVED and _own(root, path)]
    mine = commit.stored(repository, [top + path for path in here])
    gone = {REMOVED: ""}
    return {path: mine.get(top + path, gone.get(how, "?")) for path, how in touched.items()}


def _own(root: str, path: str) -> bool:
    """Whether ``path`` is a file that no symbolic link leads to."""
    real = os.path.realpath(os.path.join(root, path))
    return real == os.path.join(os.path.realpath(root), path) and os.path.isfile(real)


def blobs(
    root: str, repository: Repository, fork: str, base: str, touched: dict[str, str]
) -> dict[str, tuple[str, str]]:
    """What to write into ``base`` for it to hold the files ``touched`` (and how) since ``fork``: path
    from the top, mode and blob id (empty where the file goes).

    Raises :class:`JalonError`: exit 2 for what is reached through a link, 3 for what somebody else
    has changed at the same places.
    """
    top = repository.prefix
    present = [path for path, how in touched.items() if how != REMOVED]
    for path in present:
        if not _own(root, path):
            raise JalonError(
                N_("{path} is reached through a symbolic link, so it is not proposed."),
                hint=N_("Replace it by a folder or a file of its own."), path=show(path, 300),
            )  # fmt: skip
    mine = commit.stored(repository, [top + path for path in present])
    paths = [top + path for path in touched]
    old, new = (commit.entries(repository, tree, paths) for tree in (fork, base))
    found: dict[str, tuple[str, str]] = {}
    clash = []
    for path in paths:
        own, was = mine.get(path, ""), old.get(path, ("", ""))[1]
        mode, now = new.get(path, ("", ""))
        if own in (was, now):
            continue
        if was != now:
            # Somebody else has changed the file since: both changes must stand.
            whole = commit.united(repository, own, was, now) if own and was and now else None
            if whole is None:
                clash.append(path[len(top) :])
                continue
            own = whole
        found[path] = (mode, own)
    if clash:
        raise commit.conflicting(clash)
    return found


def nothing(left: list[str], awaiting: dict[str, str], *, named: bool) -> JalonError:
    """Why there is nothing to propose, where ``left`` are the files that differ and were not chosen,
    of which ``awaiting`` are proposed already; ``named`` whether some were named."""
    if named:
        return JalonError(
            N_("What is named is in the roadmap already, as it is here."),
            hint=N_("`jalon propose --dry-run` tells what else differs."),
            exit_code=USAGE,
        )
    if awaiting:
        first, branch = next(iter(awaiting.items()))
        return JalonError(
            N_("All that differs below roadmap/ is proposed already, on {branch}."),
            hint=N_("`jalon review {branch}` shows it; name {first} to propose it once more."),
            exit_code=USAGE, branch=show(branch, 200), first=show(first, 200),
        )  # fmt: skip
    if left:
        return JalonError(
            N_("Nothing below roadmap/ differs; {paths} does, and must be named to be proposed."),
            hint=N_("For instance: jalon propose {first}"),
            exit_code=USAGE, paths=show(", ".join(left), 200), first=show(left[0], 200),
        )  # fmt: skip
    return JalonError(
        N_("Nothing differs from the roadmap as it is, so there is nothing to propose."),
        hint=N_("Change a record first, with `jalon`, `jalon set` or an editor."),
        exit_code=USAGE,
    )
