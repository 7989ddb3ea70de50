"""Signing reviews off: who may, and what their files say then."""

from __future__ import annotations

from governance.errors import USAGE, JalonError
from governance.hygiene import show
from governance.i18n import N_
from governance.measure.signing import SIGNED, unfit
from governance.model.edit import ADD, SET, Edit
from governance.services import enter
from governance.services.edit import Editing, Original
from governance.source.guards import MAX_BYTES
from governance.source.look import ROADMAP
from governance.source.reader import read
from governance.vcs import commit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from typing import Any

    from governance.gate.changeset import ChangeSet
    from governance.gate.roadmap import Roadmap
    from governance.vcs.log import Commit
    from governance.vcs.repository import Repository

_SIGNATURE = ("signoffs", "fingerprint")
_SIGNER = ("person", "organisation")


def refuse_author(
    repository: Repository, commits: Iterable[Commit], changes: ChangeSet, names: Iterable[str]
) -> None:
    """Raise :class:`JalonError`: exit 2 when one of ``names`` has made one of ``commits``, those of
    ``changes``, those that only sign left aside; exit 4 when one is empty, as git then knows nobody
    to commit as."""
    signing = {one.id for one in commits if _signs_only(repository, one)}
    made = [one for one in changes.commits if one.id not in signing]
    for name in names:
        commit.refuse_anonymous(name)
        if any(one.is_by(name) for one in made):
            raise _own(name)


def signed(
    repository: Repository,
    tip: str,
    changes: ChangeSet,
    roadmap: Roadmap,
    who: str,
    day: date,
) -> Iterator[tuple[str, bytes]]:
    """Path and new bytes of each checkpoint of ``changes`` (up to the commit ``tip``) that ``who``, a
    person or the id of an organisation, has not signed yet.

    ``roadmap``  as ``tip`` holds it: what is approved;  ``day`` of the signature

    Raises :class:`JalonError` (exit 2) for a signature that the rule on them would refuse.
    """
    given = enter.fields_of({"signoffs": (who,)}, day)["signoffs"][0]
    signer = [given.get(name) for name in _SIGNER]
    for change in changes.changes("checkpoint"):
        record = change.after
        if record is None:
            continue
        how = unfit(who, record.text("author"), changes.brought(change.path))
        if how:
            raise _own(who) if how == SIGNED else _disguised(who)
        if signer in [[item.get(name) for name in _SIGNER] for item in record.items("signoffs")]:
            continue
        path = repository.prefix + record.path
        data = _blob(repository, commit.entries(repository, tip, [path])[path][1])
        kind = "programme" if record.text("programme") else "strategy"
        approved = enter.approving(roadmap, f"{kind}/{record.text(kind)}")
        original = Original("", "checkpoint", record.id, record.path, data, read(data)[0] or {})
        editing = Editing(original)
        edits = [Edit(ADD, ("signoffs",), given)]
        if approved:
            edits.append(Edit(SET, ("fingerprint",), approved))
        editing.make(*edits)
        yield record.path, editing.data


def _signs_only(repository: Repository, one: Commit) -> bool:
    """Whether the commit ``one`` does nothing but sign checkpoints."""
    if len(one.parents) != 1 or not one.paths:
        return False
    before = commit.entries(repository, one.parents[0], [path for path, _ in one.paths])
    folder = f"{repository.prefix}{ROADMAP}/checkpoints/"
    return all(
        path.startswith(folder)
        and id
        and path in before
        and _content(repository, id) == _content(repository, before[path][1])
        for path, id in one.paths
    )


def _content(repository: Repository, id: str) -> Any:
    """What the file says beside its signatures; its bytes when it cannot be read."""
    data = _blob(repository, id)
    value = read(data)[0]
    return data if value is None else {n: item for n, item in value.items() if n not in _SIGNATURE}


def _blob(repository: Repository, id: str) -> bytes:
    return repository.run("cat-file", "blob", id)[: MAX_BYTES + 1]


def _own(name: str) -> JalonError:
    return JalonError(
        N_("{name} has written this proposal, and nobody signs off what they wrote."),
        hint=N_("Have somebody else run this, under their own name in git."),
        exit_code=USAGE, name=show(name, 80),
    )  # fmt: skip


def _disguised(name: str) -> JalonError:
    return JalonError(
        N_("{name} is written in letters of two alphabets, so it is not the name it looks like."),
        hint=N_("Type the name anew, on one keyboard."),
        exit_code=USAGE, name=show(name, 80),
    )  # fmt: skip
