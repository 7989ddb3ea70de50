"""One branch of a clone, by its name: what it points to, moved only from where it was last seen.

Everything is done by the git command.
"""

from __future__ import annotations

import re

from governance.errors import USAGE, JalonError
from governance.hygiene import show
from governance.i18n import N_
from governance.vcs.command import attempt
from governance.vcs.push import HEADS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.vcs.repository import Repository

SAFE = ("-c", "core.fsync=committed,reference")
"""What a commit is acknowledged by must survive a power cut."""


def move(repository: Repository, branch: str, new: str, old: str = "") -> bool:
    """Make ``branch`` point to the commit ``new`` if it still points to ``old`` (empty: if there is
    none); whether it does now.  Judged by looking at the branch, not by what git answers."""
    arguments = ("update-ref", "-m", "jalon propose", HEADS + branch, new, old or "0" * len(new))
    done = attempt(repository.folder, *SAFE, *arguments)
    return done.returncode == 0 or tip(repository, branch) == new


def drop(repository: Repository, branch: str, old: str) -> None:
    """Remove ``branch`` if it still points to ``old``."""
    attempt(repository.folder, "update-ref", "-d", HEADS + branch, old)


def tip(repository: Repository, branch: str) -> str:
    """The commit that the local ``branch`` points to; empty where there is none."""
    return exists(repository, HEADS + branch)


def exists(repository: Repository, ref: str) -> str:
    """The commit that ``ref`` points to; empty where there is none."""
    question = ("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    done = attempt(repository.folder, *question, hook=repository.hook)
    return done.stdout.decode("ascii").strip() if done.returncode == 0 else ""


def is_checked_out(repository: Repository, branch: str) -> bool:
    """Whether somebody works on ``branch`` in this clone."""
    told = repository.run("worktree", "list", "--porcelain").decode("utf-8", "replace")
    return f"branch {HEADS}{branch}" in told.splitlines()


def refuse_name(repository: Repository, branch: str) -> None:
    """Raise :class:`JalonError` (exit 2) unless ``branch`` may be the name of one."""
    done = attempt(repository.folder, "check-ref-format", "--branch", branch)
    if branch.startswith("-") or done.returncode or done.stdout.decode().strip() != branch:
        raise JalonError(
            N_("“{branch}” cannot be the name of a branch."),
            hint=N_("Use letters, digits, dashes and slashes: jalon/tchap-2026-06-30."),
            exit_code=USAGE, branch=show(branch, 80),
        )  # fmt: skip


def slug(text: str) -> str:
    """``text`` as a part of the name of a branch: lower case letters, digits and dashes."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-") or "roadmap"
