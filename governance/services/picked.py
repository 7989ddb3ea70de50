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
    from collections.abc import Sequence

    from governance.gate.changeset import ChangeSet
    from governance.vcs.repository import Repository

_BELOW = f"{ROADMAP}/"


def chosen(root: str, differs: ChangeSet, what: Sequence[str]) -> set[str]:
    """The paths, among those that differ, that ``what`` names: records, programmes with all that
    belongs to them, files, folders; all below ``roadmap/`` when empty.

    Raises :class:`JalonError` (exit 2) for a name of nothing that differs.
    """
    paths = [path for path, _ in differs.touched]
    if not what:
        return {path for path in paths if path.startswith(_BELOW)}
    named: dict[str, set[str]] = {path: {path} for path in paths}
    for change in differs.changes():
        own = {path for path in (change.path_before, change.path_after) if path}
        for name in (change.key, change.key.partition("/")[2]):
            named.setdefault(name, set()).update(own)
    for group in story(differs).groups:
        for sentence in group.sentences if group.key else ():
            own = named.get(sentence.record, set())
            for name in (group.key, group.key.partition("/")[2]):
                named.setdefault(name, set()).update(own)
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
        if os.path.realpath(os.path.join(root, path)) != os.path.join(os.path.realpath(root), path):
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


def nothing(left: list[str]) -> JalonError:
    """Why there is nothing to propose, where ``left`` are the files that differ and were not named."""
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
