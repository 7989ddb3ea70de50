"""One issue per mission on GitHub, through its `gh` command: opened, kept current, never closed."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess

from governance.errors import ENVIRONMENT, JalonError
from governance.hygiene import show
from governance.i18n import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LABEL = "jalon"
_MARK = re.compile(r"<!-- jalon:mission/([a-z0-9-]+) ([0-9a-f]{16}) -->")
_TIMEOUT = 60
OPENED, UPDATED, REOPENED, LEFT = "opened", "updated", "reopened", "left"


def publish(mission: str, title: str, body: str, *, owes: bool, known: list[dict[str, Any]]) -> str:
    """Make the issue of ``mission`` say ``body``; what was done: one of the four words above.

    ``owes``   whether something is due: without, no issue is opened for it
    ``known``  the issues there are, as :func:`listed` found them

    An issue that says the same already is left alone, whoever closed it; one that was closed and
    has something new to say is opened again.
    """
    digest = hashlib.sha256(body.encode()).hexdigest()[:16]
    text = f"{body}\n<!-- jalon:mission/{mission} {digest} -->\n"
    for issue in known:
        mark = _MARK.search(issue["body"])
        if mark is None or mark[1] != mission:
            continue
        if mark[2] == digest or (issue["state"] == "CLOSED" and not owes):
            return LEFT
        number = str(int(issue["number"]))
        _gh("issue", "edit", number, f"--title={title}", "--body-file=-", stdin=text)
        if issue["state"] == "CLOSED":
            _gh("issue", "reopen", number)
            return REOPENED
        return UPDATED
    if not owes:
        return LEFT
    _gh("issue", "create", f"--title={title}", f"--label={LABEL}", "--body-file=-", stdin=text)
    return OPENED


def listed() -> list[dict[str, Any]]:
    """The issues that carry the label, the newest first; the label is made when it is missing."""
    _gh("label", "create", LABEL, "--force", "--description=Jalon: what a mission owes")
    told = _gh(
        "issue", "list", f"--label={LABEL}", "--state=all", "--limit=500",
        "--json=number,title,body,state",
    )  # fmt: skip
    found: list[dict[str, Any]] = json.loads(told)
    return found


def _gh(*arguments: str, stdin: str | None = None) -> str:
    try:
        done = subprocess.run(
            ["gh", *arguments], input=stdin, capture_output=True, text=True, encoding="utf-8",
            errors="replace", timeout=_TIMEOUT, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise JalonError(
            N_("The command `gh` is not installed, so no issue can be opened."),
            hint=N_("Install GitHub's command line, or run without --issues."),
            exit_code=ENVIRONMENT,
        ) from None
    except subprocess.TimeoutExpired:
        raise JalonError(
            N_("GitHub has not answered within {seconds} seconds."),
            hint=N_("Try again later; nothing is opened twice."),
            exit_code=ENVIRONMENT, seconds=_TIMEOUT,
        ) from None  # fmt: skip
    if done.returncode:
        raise JalonError(
            N_("GitHub refused ({command}): {said}"),
            hint=N_("The token needs the right to write issues; GH_TOKEN holds it in a workflow."),
            exit_code=ENVIRONMENT, command=f"gh {arguments[0]} {arguments[1]}",
            said=show(done.stderr.strip(), 300),
        )  # fmt: skip
    return done.stdout
