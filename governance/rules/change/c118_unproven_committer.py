"""A commit that nobody proves to have made.

What it checks
    Where the base holds ``governance/policy/allowed_signers`` (the format of ``ssh-keygen``), every
    commit of a change is signed with a key allowed there for the address of its committer. Without
    that file nothing is asked.

Why it matters
    git writes any name and any address into a commit. A rule that compares an author with those who
    sign, or with whoever a waiver serves, is worth what the name is worth; a signature of somebody
    else, however good, proves nothing about the name.

Example
    A commit says that the minister made it, and is signed with the key of somebody else.

How to fix
    Sign with your own key (``git commit --amend -S``), under the address that
    ``allowed_signers`` gives you; somebody new is added there by a change of its own.

Parameters
    None.

Source
    In a trial, a commit under the address of a minister, signed with the key of somebody else,
    passed ``git verify-commit``: git does not compare the two.
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
    "C118",
    "unproven-committer",
    CHANGE,
    N_(
        "The commit {name} says that {committer} ({address}) made it, and no key allowed for that "
        "address signed it (signed by: {signer})."
    ),
    N_("Sign it with your own key, under your own address."),
)


def check(changes: ChangeSet, ctx: Context) -> Iterator[Finding]:
    """One finding per commit whose committer is not its signer, on the first file it touches."""
    for commit in changes.commits:
        if commit.signer is None or commit.signer.casefold() == commit.committer_email.casefold():
            continue
        path = min(commit.paths, default=ROADMAP)
        yield RULE.on(
            path, path, ("commit", commit.id), name=commit.id[:12],
            committer=commit.committer_name, address=commit.committer_email,
            signer=commit.signer or "–",
        )  # fmt: skip
