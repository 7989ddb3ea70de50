"""A roadmap to play with: a throw-away repository as of a past day, and a server that its gate
protects; nothing real is touched."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import date

from governance.errors import ENVIRONMENT, USAGE, JalonError
from governance.hygiene import show
from governance.i18n import N_
from governance.services import baseline, hook
from governance.services.check import check
from governance.services.rebuild import rebuild
from governance.vcs.command import GitError, git, refused
from governance.vcs.demonstration import mark, shown_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

CLONE, SERVER = "clone", "server.git"
MAIN = "main"
_WHO = {"user.name": "Personne de démonstration", "user.email": "demonstration@jalon.invalid"}
_JALON = ("Jalon", "demonstration@jalon.invalid")
_PROTECTED = (MAIN, "jalon/*")
"""Proposals are judged as they arrive, as the checks of a forge would."""


class Demo:
    """A demonstration: the folder ``clone`` to work in, its ``server``, and the ``day`` it shows;
    ``is_new`` when it has just been made."""

    def __init__(self, clone: str, day: date, *, is_new: bool) -> None:
        self.clone = clone
        self.server = os.path.join(os.path.dirname(clone), SERVER)
        self.day = day
        self.is_new = is_new


def demo(
    root: str, folder: str | None, day: date | None, default: date, command: Sequence[str]
) -> Demo:
    """The demonstration in ``folder`` (a new one of the system when ``None``), made from the roadmap
    at ``root`` when it is not there yet: its history carries the days of publication up to ``day``
    (``default`` when ``None``), and what was wrong that day is set aside as inherited.

    ``command``  how Jalon is started on this machine, for the hook of the server

    Raises :class:`JalonError`: exit 2 when ``folder`` holds something else or another day, 3 when
    nothing had been published by then, 4 when git or the disk refuses.
    """
    if folder is not None and (known := _known(folder)) is not None:
        if day not in (None, known):
            raise JalonError(
                N_("{path} holds a demonstration of {known}."),
                hint=N_("Remove that folder, or name another one."),
                exit_code=USAGE, path=show(folder, 300), known=known.isoformat(),
            )  # fmt: skip
        return Demo(os.path.join(os.path.abspath(folder), CLONE), known, is_new=False)
    chosen = day or default
    home = os.path.abspath(folder) if folder is not None else tempfile.mkdtemp(prefix="jalon-demo-")
    _refuse_taken(home)
    parts = f"{home}.{os.getpid()}"
    try:
        _build(root, parts, home, chosen, list(command))
        if os.path.isdir(home):
            os.rmdir(home)
        os.replace(parts, home)
    except GitError as error:
        raise refused(error) from None
    except OSError as error:
        raise JalonError(
            N_("{path} cannot be written: {reason}."), hint=N_("Name another folder."),
            exit_code=ENVIRONMENT, path=show(home, 300), reason=error.strerror or str(error),
        ) from None  # fmt: skip
    finally:
        shutil.rmtree(parts, ignore_errors=True)
    return Demo(os.path.join(home, CLONE), chosen, is_new=True)


def due(made: Demo) -> str:
    """The id of the programme whose review has waited longest on the day of the demonstration."""
    roadmap = check(made.clone, made.day, made.day).judgement.roadmap
    rows = [row for row in roadmap.programmes() if roadmap.is_overdue(row)]
    return min(rows or roadmap.programmes(), key=lambda row: (row["next_review"] or "", row["id"]))[
        "id"
    ]


def _known(folder: str) -> date | None:
    """The day that the demonstration in ``folder`` shows, if there is one."""
    return shown_day(os.path.join(folder, CLONE, ".git"))


def _refuse_taken(home: str) -> None:
    if os.path.isdir(home) and not os.listdir(home):
        return
    if os.path.lexists(home):
        raise JalonError(
            N_("{path} is not empty."), hint=N_("Name a folder that is not there yet."),
            exit_code=USAGE, path=show(home, 300),
        )  # fmt: skip


def _build(root: str, parts: str, home: str, day: date, command: list[str]) -> None:
    """Make the demonstration in ``parts``, to be moved to ``home``."""
    clone, server = os.path.join(parts, CLONE), os.path.join(parts, SERVER)
    os.makedirs(clone)
    rebuild(root, clone, day)
    report = check(clone, day, day, with_baseline=False, use_cache=False)
    path = baseline.write(clone, baseline.plan(clone, report))
    # Whatever the person has configured for all repositories stays out of this one.
    _set(
        clone, {"commit.gpgSign": "false", "core.hooksPath": ".git/hooks", "core.autocrlf": "false"}
    )
    git(clone, "add", "--", path)
    name, mail = _JALON
    when = f"{day.isoformat()}T09:00:00Z"
    extra = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", name), ("EMAIL", mail), ("DATE", when))
    }
    git(clone, "commit", "--quiet", "--message", "Ce qui était dû ce jour-là", extra=extra)
    git(parts, "clone", "--quiet", "--bare", "--", CLONE, SERVER)
    _set(server, {"core.hooksPath": "hooks", "receive.denyNonFastForwards": "true"})
    git(server, "remote", "remove", "origin")
    hook.install(server, hook.PRE_RECEIVE, _PROTECTED, command, as_of=day)
    git(clone, "remote", "add", "origin", server)
    git(clone, "fetch", "--quiet", "origin")
    git(clone, "remote", "set-head", "origin", MAIN)
    git(clone, "branch", "--quiet", f"--set-upstream-to=origin/{MAIN}")
    git(clone, "remote", "set-url", "origin", os.path.join(home, SERVER))
    _set(clone, _WHO)
    mark(os.path.join(clone, ".git"), day)


def _set(folder: str, settings: dict[str, str]) -> None:
    for name, value in settings.items():
        git(folder, "config", "--local", name, value)
