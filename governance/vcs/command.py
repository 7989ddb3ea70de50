"""Running ``git``: one way, with a clean environment, a time limit, and failures told in words."""

from __future__ import annotations

import os
import subprocess

from governance.errors import CANNOT_JUDGE, ENVIRONMENT, JalonError
from governance.hygiene import show
from governance.i18n import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TIMEOUT = 60
"""Seconds that one git command may take."""
_KEPT_IN_HOOKS = (
    "GIT_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_QUARANTINE_PATH",
)  # fmt: skip
"""What a hook needs to see: the objects being pushed, which lie in quarantine; the index of the
commit being made, which may not be that of the work tree."""
_SETTINGS = {
    "GIT_OPTIONAL_LOCKS": "0",  # reading must never make somebody's commit fail
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",  # a replaced object would be judged instead of the real one
    "LC_ALL": "C",
}


_CONSTANT = ("-c", "log.follow=false", "-c", "diff.relative=false", "-c", "log.showRoot=true")
"""Settings of a person that would change what git prints."""


class GitError(Exception):
    """A git command that failed: its exit code and what it said."""

    def __init__(self, arguments: Sequence[str], code: int, said: str) -> None:
        super().__init__(f"git {arguments[0]}: {said or code}")
        self.code = code
        self.said = said


def environment(extra: Mapping[str, str] | None = None, *, hook: bool = False) -> dict[str, str]:
    """The variables git runs with: what the caller's own git left in them is dropped, but what a
    ``hook`` needs."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or (hook and name in _KEPT_IN_HOOKS)
    }
    return {**kept, **_identity(), **_SETTINGS, **(extra or {})}


def _identity() -> dict[str, str]:
    """Who writes, and how git reaches other machines, may come from the environment."""
    names = ("GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_SSH", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM",
             "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES", "GIT_ASKPASS")  # fmt: skip
    return {name: value for name, value in os.environ.items() if name.startswith(names)}


def git(
    folder: str,
    *arguments: str,
    stdin: bytes | None = None,
    extra: Mapping[str, str] | None = None,
    hook: bool = False,
    timeout: float = TIMEOUT,
) -> bytes:
    """What ``git ARGUMENTS`` prints, run in ``folder``.

    Every argument that is not a constant must stand after ``--`` or ``--end-of-options``, or go
    through ``stdin``.  Raises :class:`GitError` when git refuses, :class:`JalonError` (exit 4) when
    git is not there or does not answer within ``timeout`` seconds.
    """
    done = attempt(folder, *arguments, stdin=stdin, extra=extra, hook=hook, timeout=timeout)
    if done.returncode:
        raise GitError(arguments, done.returncode, done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def attempt(
    folder: str,
    *arguments: str,
    stdin: bytes | None = None,
    extra: Mapping[str, str] | None = None,
    hook: bool = False,
    timeout: float = TIMEOUT,
) -> subprocess.CompletedProcess[bytes]:
    """As :func:`git`, for whoever reads both what git prints and what it says, even when it refuses.

    Raises :class:`JalonError` (exit 4) alone.
    """
    try:
        return subprocess.run(
            ["git", *_CONSTANT, *arguments], cwd=folder, env=environment(extra, hook=hook), check=False,
            input=stdin, stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True, timeout=timeout,
        )  # fmt: skip
    except FileNotFoundError:
        raise missing(folder) from None
    except subprocess.TimeoutExpired:
        raise JalonError(
            N_("git {command} has not answered within {seconds} seconds."),
            hint=N_("Check the network and the disk, then try again."),
            exit_code=ENVIRONMENT, command=arguments[0], seconds=round(timeout),
        ) from None  # fmt: skip


def missing(folder: str) -> JalonError:
    """Why git could not even be started in ``folder``."""
    if not os.path.isdir(folder):
        return JalonError(
            N_("There is no folder {path}."),
            hint=N_("Name the folder of a roadmap with -C."),
            exit_code=CANNOT_JUDGE, path=folder,
        )  # fmt: skip
    return JalonError(
        N_("git is not installed, or not on the PATH."),
        hint=N_("Install git 2.34 or later, then try again."),
        exit_code=ENVIRONMENT,
    )  # fmt: skip


def refused(error: GitError) -> JalonError:
    """The error of a git command that nothing more is known about."""
    return JalonError(
        N_("git failed: {said}"),
        hint=N_("Run `git fsck` and `git status` in this repository to see what is wrong with it."),
        exit_code=ENVIRONMENT, said=show(error.said or str(error), 300),
    )  # fmt: skip
