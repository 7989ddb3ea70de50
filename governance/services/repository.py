"""Where a governed roadmap is, and the policy it is judged by."""

from __future__ import annotations

import os

from governance.errors import CANNOT_JUDGE, ENVIRONMENT, JalonError
from governance.i18n import N_
from governance.model.kinds import ROADMAP_FILE
from governance.source import cache
from governance.source.files import read_at_most
from governance.source.look import ROADMAP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.gate.policy import Policy
    from governance.source.tree import Tree

_HEAD = 64 * 1024


def find_root(start: str | None) -> str:
    """The folder that holds ``roadmap/``: ``start`` or the current folder, or the nearest above.

    Raises :class:`JalonError` (exit 3) when there is nothing to judge.
    """
    here = os.path.abspath(start or os.curdir)
    if not os.path.isdir(here):
        raise JalonError(
            N_("There is no folder {path}."),
            hint=N_("Name the folder of a roadmap with -C."),
            exit_code=CANNOT_JUDGE,
            path=start or here,
        )
    folder = here
    while True:
        if os.path.isdir(os.path.join(folder, ROADMAP)):
            return folder
        above = os.path.dirname(folder)
        if start or above == folder:
            raise JalonError(
                N_("There is no roadmap/ folder in {path}."),
                hint=N_("Go to a governed repository, or name one with -C."),
                exit_code=CANNOT_JUDGE,
                path=here,
            )
        folder = above


def shipped_root(start: str | None) -> str:
    """As :func:`find_root`; where nothing was named and no roadmap is around, that which came with
    this installation.

    Raises :class:`JalonError` (exit 3) when there is none either.
    """
    try:
        return find_root(start)
    except JalonError:
        beside = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        if start or not os.path.isdir(os.path.join(beside, ROADMAP)):
            raise
        return beside


def record_keys(root: str) -> list[str]:
    """``kind/id`` of every record file, in path order; no file is opened."""
    from governance.source.scan import scan

    return [f"{file.kind}/{file.id}" for file in scan(root)[0]]


def record_paths(root: str) -> list[str]:
    """The path of every record file; no file is opened."""
    from governance.source.scan import scan

    return [file.path for file in scan(root)[0]]


def load_policy(root: str, *, use_cache: bool = False) -> Policy:
    """The policy of the repository at ``root``; the shipped one where it has none.

    ``use_cache`` spares the reading of a policy that has been read before.
    """
    from governance.gate.policy import FILE
    from governance.source.tree import Folder

    return policy_in(Folder(root), os.path.join(root, FILE), use_cache=use_cache)


def policy_in(tree: Tree, origin: str, *, use_cache: bool = False) -> Policy:
    """The policy that ``tree`` holds, called ``origin`` in errors; the shipped one where it has none.

    Raises :class:`JalonError` when it cannot be read (exit 4) or used (exit 3).
    """
    from governance.gate.policy import FILE, PACKAGED, Policy
    from governance.source.guards import MAX_BYTES
    from governance.source.problem import Problem
    from governance.source.scan import unreadable

    try:
        if tree.exists(FILE):
            found = tree.read(FILE, MAX_BYTES)
        else:
            origin = PACKAGED
            # An installer may have put the shipped one behind a link; that of a roadmap never is.
            found = read_at_most(PACKAGED, MAX_BYTES + 1, follow=True)
    except (Problem, OSError) as error:
        problem = error if isinstance(error, Problem) else unreadable(error)
        raise JalonError(
            N_("{path} cannot be read: {reason}."),
            hint=N_("Check the file and its permissions."),
            exit_code=ENVIRONMENT,
            path=origin,
            reason=problem.params["reason"],
        ) from None
    name = f"policy-{cache.digest(origin)}"
    key = [cache.tool_signature(), cache.digest_of(found)]
    kept = cache.load(name) if use_cache else None
    if isinstance(kept, dict) and kept.get("key") == key:
        return Policy(kept["data"], origin)
    policy = Policy.load(found, origin)
    if use_cache:
        cache.store(name, {"key": key, "data": policy.data})
    return policy


def language_of(root: str) -> str | None:
    """The language that the roadmap says it is written in; only its line is looked for, as this is
    asked before anything is read."""
    try:
        return _language(read_at_most(os.path.join(root, ROADMAP, ROADMAP_FILE), _HEAD))
    except OSError:
        return None


def language_at(root: str, revision: str = "HEAD") -> str | None:
    """As :func:`language_of`, of the roadmap that ``revision`` holds; for a bare repository."""
    from governance.services.revision import files_at, open_repository
    from governance.source.problem import Problem

    try:
        files = files_at(open_repository(root), revision)
        return _language(files.read(f"{ROADMAP}/{ROADMAP_FILE}", _HEAD))
    except (JalonError, Problem):
        return None


def _language(found: bytes) -> str | None:
    for line in found.splitlines():
        field, _, value = line.partition(b":")
        if field == b"language":
            return value.partition(b"#")[0].strip(b" \"'").decode("ascii", "replace")
    return None
