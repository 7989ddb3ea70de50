"""GitHub through its `gh` command where that is there: a pull request opened, a comment left."""

from __future__ import annotations

import os
import subprocess

from governance.vcs.send import address_in

_SECONDS = 30


def open_request(folder: str, base: str, branch: str, title: str, body: str) -> str:
    """Open the pull request of ``branch`` into ``base``; its address, empty when `gh` is not there or
    has not done it."""
    return address_in(
        _gh(
            folder, "pr", "create", f"--base={base}", f"--head={branch}", f"--title={title}",
            "--body-file=-", stdin=body,
        )
        or ""
    )  # fmt: skip


def comment(folder: str, branch: str, text: str) -> str:
    """Comment on the pull request of ``branch``; the address of the comment, empty when `gh` is not
    there or has not done it."""
    return address_in(_gh(folder, "pr", "comment", "--body-file=-", "--", branch, stdin=text) or "")


def _gh(folder: str, *arguments: str, stdin: str) -> str | None:
    try:
        done = subprocess.run(
            ["gh", *arguments], cwd=folder, input=stdin, capture_output=True, text=True,
            encoding="utf-8", errors="replace", timeout=_SECONDS, check=False,
            env={**os.environ, "GH_PROMPT_DISABLED": "1", "NO_COLOR": "1"},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None  # the address to open is told instead
    return done.stdout if done.returncode == 0 else None
