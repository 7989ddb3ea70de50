"""Who is at work, as git knows them."""

from __future__ import annotations

from governance.errors import JalonError
from governance.vcs.command import GitError, git


def name_of(folder: str) -> str:
    """The name that git would write in a commit made in ``folder``; empty when git has been told no
    name and address, or is not there."""
    try:
        # Without that setting git makes a name up from the account and the machine.
        said = git(folder, "-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT")
    except (GitError, JalonError):
        return ""
    return said.decode("utf-8", "replace").partition(" <")[0].strip()
