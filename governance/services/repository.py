"""Where a governed roadmap is, and the policy it is judged by."""

from __future__ import annotations

import os

from governance.errors import CANNOT_JUDGE, ENVIRONMENT, JalonError
from governance.gate.policy import DIRECTORY, PACKAGED, Policy
from governance.i18n import N_
from governance.source.guards import MAX_BYTES
from governance.source.look import ROADMAP
from governance.source.problem import Problem
from governance.source.reader import read
from governance.source.scan import read_bytes, scan

ROADMAP_FILE = f"{ROADMAP}/roadmap.yaml"


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


def record_keys(root: str) -> list[str]:
    """``kind/id`` of every record file, in path order; no file is opened."""
    return [f"{file.kind}/{file.id}" for file in scan(root)[0]]


def record_paths(root: str) -> list[str]:
    """The path of every record file; no file is opened."""
    return [file.path for file in scan(root)[0]]


def load_policy(root: str) -> Policy:
    """The policy of the repository at ``root``; the shipped one where it has none."""
    path = os.path.join(root, DIRECTORY, "policy.yaml")
    if os.path.lexists(path):
        try:
            return Policy.load(read_bytes(root, f"{DIRECTORY}/policy.yaml", MAX_BYTES), path)
        except Problem as problem:
            raise JalonError(
                N_("{path} cannot be read: {reason}."),
                hint=N_("Check the file and its permissions."),
                exit_code=ENVIRONMENT,
                path=path,
                reason=problem.params.get("reason", ""),
            ) from None
    with open(PACKAGED, "rb") as file:
        return Policy.load(file.read(), PACKAGED)


def language_of(root: str) -> str | None:
    """The language the roadmap says it is written in, if it can be read."""
    try:
        data, _ = read(read_bytes(root, ROADMAP_FILE, MAX_BYTES))
    except Problem:
        return None
    language = data.get("language") if data else None
    return language if isinstance(language, str) else None
