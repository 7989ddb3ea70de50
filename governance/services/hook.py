"""Hooks of git: putting one in place, and what each asks of the gate."""

from __future__ import annotations

import os
import shlex
from datetime import timedelta

from governance.errors import ENVIRONMENT, USAGE, JalonError
from governance.i18n import N_
from governance.services.check import check
from governance.services.gate import check_change
from governance.services.revision import open_repository
from governance.vcs import stamp
from governance.vcs.command import GitError, refused
from governance.vcs.demonstration import shown_day
from governance.vcs.heads import exists
from governance.vcs.push import HEADS, TAGS, Move, default_branch, received, staged, upstream

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from governance.services.check import Report
    from governance.vcs.repository import Repository

_KEPT = "refs/jalon/"
"""Where Jalon keeps what it leaves itself; case is not told by every file system."""
PRE_RECEIVE, PRE_COMMIT, PRE_PUSH = "pre-receive", "pre-commit", "pre-push"
KINDS = (PRE_RECEIVE, PRE_COMMIT, PRE_PUSH)
_MARK = "# Written by `jalon hook install`: what it does is told by `jalon hook --help`."
_SCRIPT = """#!/bin/sh
{mark}
exec {command} hook run {kind}{options}
"""


class Refusal:
    """Why a ref may not move at all, whatever it brings; ``default`` is the branch that HEAD names,
    where that is the reason."""

    def __init__(self, move: Move, message: str, hint: str, default: str = "") -> None:
        self.move = move
        self.message = message
        self.hint = hint
        self.default = default


def install(
    root: str, kind: str, branches: Iterable[str], command: list[str], *, as_of: date | None = None
) -> str:
    """Put the hook ``kind`` into the repository at ``root``; the path of the file written.

    ``branches``  patterns of the branches a pre-receive hook protects; none for the default one
    ``command``   how Jalon is started on this machine
    ``as_of``     the day it always judges by; that of each run when ``None``

    Raises :class:`JalonError`: exit 2 when another hook is there, or when the kind does not fit the
    repository.
    """
    repository = open_repository(root)
    if (kind == PRE_RECEIVE) != repository.bare:
        raise JalonError(
            N_("A {kind} hook belongs in a bare repository, to which others push.")
            if kind == PRE_RECEIVE
            else N_("A {kind} hook belongs in a clone that somebody works in."),
            hint=N_("Run this on the server: jalon hook install pre-receive -C /srv/roadmap.git")
            if kind == PRE_RECEIVE
            else N_("In this bare repository: jalon hook install pre-receive"),
            exit_code=USAGE, kind=kind,
        )  # fmt: skip
    found = repository.run("rev-parse", "--git-path", f"hooks/{kind}").decode("utf-8").rstrip("\n")
    path = os.path.join(repository.folder, found)
    _refuse_other(path, kind)
    options = "".join(f" --protect {shlex.quote(name)}" for name in branches)
    if as_of is not None:
        options += f" --as-of {as_of.isoformat()}"
    text = _SCRIPT.format(mark=_MARK, command=shlex.join(command), kind=kind, options=options)
    draft = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(draft, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(draft, 0o755)  # noqa: S103 - whoever pushes must be able to run it
        os.replace(draft, path)
    except OSError as error:
        raise JalonError(
            N_("{path} cannot be written: {reason}."),
            hint=N_("Ask whoever owns the repository to run the same command."),
            exit_code=ENVIRONMENT, path=path, reason=error.strerror or str(error),
        ) from None  # fmt: skip
    return path


def _refuse_other(path: str, kind: str) -> None:
    if not os.path.lexists(path):
        return
    with open(path, encoding="utf-8", errors="replace") as file:
        if _MARK in file.read():
            return
    raise JalonError(
        N_("There is another {kind} hook already: {path}."),
        hint=N_("Add this line to it: jalon hook run {kind}"),
        exit_code=USAGE, kind=kind, path=path,
    )  # fmt: skip


def today_in(root: str, today: date) -> date:
    """The present day of the clone that a pre-commit or pre-push hook runs in: ``today``, or the day
    that a demonstration shows.

    It is no question to ask for a pre-receive hook: a server goes by its own clock alone.
    """
    repository = open_repository(root, hook=True)
    common = repository.run("rev-parse", "--path-format=absolute", "--git-common-dir")
    return shown_day(common.decode("utf-8", "surrogateescape").rstrip("\n")) or today


def judge_push(
    root: str, lines: Iterable[str], branches: Iterable[str], today: date
) -> Iterator[tuple[Move, Refusal | Report | None]]:
    """What the gate says of each ref that a push moves, from inside a pre-receive hook.

    ``lines`` as git tells them; ``branches``: patterns of the protected ones, none for the default
    one.  ``None``: the gate has nothing to say of that ref.
    """
    repository = open_repository(root, hook=True)
    moves = received(lines)
    protected = list(branches) or [default_branch(repository)]
    lost = not branches and not _is_there(repository, protected[0], moves)
    for move in moves:
        if move.ref.startswith(TAGS):
            yield move, _refused_tag(move)
        elif move.ref.casefold().startswith(_KEPT):
            yield move, _refused_stamp(repository, move, today)
        elif lost and move.branch and move.new:
            yield move, Refusal(
                move,
                N_("HEAD of this server names the branch {default}, which is not there: none is protected."),
                N_("On the server: git symbolic-ref HEAD refs/heads/{branch}, or install with --protect."),
                protected[0],
            )  # fmt: skip
        elif not move.protected(protected):
            yield move, None
        elif not move.new:
            yield move, Refusal(
                move, N_("The branch {branch} is protected: it cannot be deleted."),
                N_("Leave it; to end something of the roadmap, propose a change of its record."),
            )  # fmt: skip
        elif move.rewinds(repository):
            yield move, Refusal(
                move, N_("The branch {branch} is protected: its history cannot be rewritten."),
                N_("Fetch it, put your commits on top (git rebase), and push without --force."),
            )  # fmt: skip
        elif not move.old:
            # A new branch is what it would change in the default one, or the first of them all.
            base = _main_line(repository, move)
            if base:
                yield move, check_change(root, base, move.new, today, today, hook=True)
            else:
                yield move, check(root, today, today, at=move.new, hook=True)
        else:
            yield move, check_change(root, move.old, move.new, today, today, hook=True)


def _is_there(repository: Repository, name: str, moves: list[Move]) -> bool:
    """Whether the branch ``name`` exists, or one of ``moves`` brings it."""
    brought = any(move.branch == name and move.new for move in moves)
    return brought or bool(exists(repository, HEADS + name))


def _main_line(repository: Repository, move: Move) -> str:
    """The tip of the default branch, which ``move`` is not about; empty where there is none."""
    name = default_branch(repository)
    return "" if name == move.branch else exists(repository, HEADS + name)


def _refused_tag(move: Move) -> Refusal | None:
    if not move.old:
        return None
    return Refusal(
        move, N_("The tag {ref} stands for something published: it cannot be moved or deleted."),
        N_("Make another tag."),
    )  # fmt: skip


def _refused_stamp(repository: Repository, move: Move, today: date) -> Refusal | None:
    """Why a ref of Jalon itself may not move: the server takes stamps only where it is told to, and
    none that hides the runs before or claims another day."""
    if move.ref != stamp.REF or not _takes_stamps(repository):
        return Refusal(
            move, N_("{ref} holds nightly stamps and belongs to this server: nobody pushes to it."),
            N_("Run `jalon nightly` on the server; or let it take stamps: git config jalon.nightly true"),
        )  # fmt: skip
    new = stamp.last(repository, move.new) if move.new else None
    if new is None or move.rewinds(repository):
        return Refusal(
            move, N_("Stamps of {ref} are never removed: what is pushed must be one above the last one."),
            N_("Send it with `jalon nightly --push REMOTE`, which puts it above those of the server."),
        )  # fmt: skip
    last = stamp.last(repository, move.old) if move.old else None
    # Clocks of two machines may tell two days, but no more.
    if new.when.date() > today + timedelta(days=1) or (last and new.when.date() < last.when.date()):
        return Refusal(
            move, N_("The stamp pushed to {ref} is of a day that is not the present one."),
            N_("Set the clock of the machine that ran `jalon nightly`, then run it again."),
        )  # fmt: skip
    return None


def _takes_stamps(repository: Repository) -> bool:
    try:
        told = repository.run("config", "--type=bool", "--get", "jalon.nightly")
    except GitError as error:
        if error.code != 1:  # it is there, and says neither yes nor no
            raise refused(error) from None
        return False
    return told.strip() == b"true"


def judge_staged(root: str, today: date) -> Report:
    """What the gate says of what is staged, from inside a pre-commit hook."""
    repository = open_repository(root, hook=True)
    return check_change(root, "HEAD", staged(repository), today, today, hook=True)


def judge_outgoing(root: str, lines: Iterable[str], remote: str, today: date) -> Iterator[Report]:
    """What the gate says of each branch about to be pushed to ``remote``, from inside a pre-push
    hook: against the default branch of ``remote``, as last fetched."""
    repository = open_repository(root, hook=True)
    base = upstream(repository, remote)
    for line in lines:
        _, new, ref, _ = line.split(" ", 3)
        move = Move(ref, "", new)
        if not move.branch or not move.new or move.new == base:
            continue
        if base:
            yield check_change(root, base, move.new, today, today, hook=True)
        else:
            yield check(root, today, today, at=move.new, hook=True)
