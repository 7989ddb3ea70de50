"""A roadmap as one commit holds it, read as git objects: nothing is checked out."""

from __future__ import annotations

import os

from governance.vcs.objects import Files, Objects
from governance.vcs.repository import Repository


def open_repository(root: str, *, hook: bool = False) -> Repository:
    """The repository that the roadmap at ``root`` lies in.

    ``hook``  whether git itself has started this run, and the objects judged lie in quarantine
    Raises :class:`governance.errors.JalonError`: exit 3 without repository, 4 when git is missing or
    will not read it.
    """
    return Repository.at(os.path.abspath(root), hook=hook)


def files_at(repository: Repository, revision: str) -> Files:
    """The files of the commit that ``revision`` names.

    Raises :class:`governance.errors.JalonError` (exit 3) when there is no such commit.
    """
    return Files.of(repository, repository.commit(revision), Objects(repository))
