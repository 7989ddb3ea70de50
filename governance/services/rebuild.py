"""A repository whose history tells a roadmap again as it became known, publication by publication."""

from __future__ import annotations

import os
import subprocess
from copy import deepcopy
from datetime import UTC, date, datetime, time

from governance.errors import CANNOT_JUDGE, ENVIRONMENT, JalonError
from governance.gate.policy import DIRECTORY
from governance.hygiene import show
from governance.i18n import N_
from governance.model.duration import day
from governance.services.editors import target
from governance.source.annotations import known_at, references
from governance.source.emit import document
from governance.source.guards import MAX_BYTES
from governance.source.reader import read
from governance.source.scan import read_bytes, scan
from governance.vcs.command import environment, missing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from governance.source.scan import File

_WHO = "Jalon <rebuilt@jalon.invalid>"
_HOMES = ("strategy", "axis", "mission", "programme", "indicator")
"""Fields that say what a record belongs to; each is called as the kind of record it names."""
_HOUR = time(9)
"""UTC; the hour of every publication, as only its day is known."""


def rebuild(root: str, folder: str, until: date) -> list[date]:
    """Write the roadmap at ``root`` to the new repository ``folder``, one commit for each day on
    which one of its sources was published up to ``until``; those days.

    A commit holds what an observer of that day knew.  The sources themselves and the policy are
    there from the first day, so that no reference hangs.

    Raises :class:`JalonError`: exit 3 when nothing had been published by then, exit 4 when git is
    missing or refuses.
    """
    records = {file.path: (file, *_whole(root, file)) for file in scan(root)[0]}
    days = _days(records, until)
    if not days:
        raise JalonError(
            N_("Nothing of this roadmap had been published by {day}."), hint=N_("Choose a later day."),
            exit_code=CANNOT_JUDGE, day=until.isoformat(),
        )  # fmt: skip
    _git(folder, "init", "--quiet", "--initial-branch=main", ".")
    stream = subprocess.Popen(
        ["git", "fast-import", "--quiet", "--done"], cwd=folder, env=environment(),
        stdin=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    _, said = stream.communicate(b"".join(_commits(root, records, days)) + b"done\n")
    if stream.returncode:
        raise _refused(said)
    _git(folder, "reset", "--quiet", "--hard", "main")
    return days


def _whole(root: str, file: File) -> tuple[bytes, dict[str, Any]]:
    data = read_bytes(root, file.path, MAX_BYTES)
    return data, read(data)[0] or {}


def _days(records: dict[str, tuple[File, bytes, dict[str, Any]]], until: date) -> list[date]:
    """The days on which sources were published, from the first day of the first strategy."""
    found = {
        kind: [day(value.get(field)) for file, _, value in records.values() if file.kind == kind]
        for kind, field in (("source", "date"), ("strategy", "start"))
    }
    first = min((start for start in found["strategy"] if start), default=date.min)
    return sorted({when for when in found["source"] if when and first <= when <= until})


def _commits(
    root: str, records: dict[str, tuple[File, bytes, dict[str, Any]]], days: list[date]
) -> Iterator[bytes]:
    written: dict[str, bytes] = {}
    last: dict[str, tuple[dict[str, Any], bytes]] = {}
    for number, when in enumerate(days, 1):
        now = dict(_policy(root))
        for path, value in _known(records, when.isoformat()).items():
            file, data, whole = records[path]
            if path not in last or last[path][0] != value:
                text = data if value is whole else _text(file, value)
                last[path] = value, text
            now[path] = last[path][1]
        seconds = int(datetime.combine(when, _HOUR, UTC).timestamp())
        said = f"Publié le {when.isoformat()}".encode()
        yield b"commit refs/heads/main\nmark :%d\n" % number
        yield b"committer %b %d +0000\ndata %d\n%b\n" % (_WHO.encode(), seconds, len(said), said)
        if number > 1:
            yield b"from :%d\n" % (number - 1)
        yield from (b"D %b\n" % path.encode() for path in sorted(written.keys() - now.keys()))
        for path, data in sorted(now.items()):
            if written.get(path) != data:
                yield b"M 100644 inline %b\ndata %d\n%b\n" % (path.encode(), len(data), data)
        written = now


def _known(
    records: dict[str, tuple[File, bytes, dict[str, Any]]], when: str
) -> dict[str, dict[str, Any]]:
    """What each record told on the day ``when``, by path; what belongs to a strategy, an axis or a
    programme that nobody had spoken of yet is not there either."""
    found = {
        path: known
        for path, (file, _, value) in records.items()
        if (known := value if file.kind == "source" else known_at(file.kind, value, when))
        is not None
    }
    while True:
        there = {(records[path][0].kind, records[path][0].id) for path in found}
        homeless = [
            path
            for path, value in found.items()
            if any((kind, value[kind]) not in there for kind in _HOMES if kind in value)
        ]
        if not homeless:
            return {
                path: _without(records[path][0].kind, value, there) for path, value in found.items()
            }
        for path in homeless:
            del found[path]


def _without(kind: str, value: dict[str, Any], there: set[tuple[str, str]]) -> dict[str, Any]:
    """``value`` without the fields and list items that name what is not ``there``."""
    gone = set()
    for kinds, named, pointer in references(kind, value):
        if "milestone" not in kinds and not any((one, named) in there for one in kinds):
            places = [place for place, step in enumerate(pointer) if isinstance(step, int)]
            gone.add(pointer[: places[0] + 1] if places else pointer)
    if not gone:
        return value
    left = deepcopy(value)
    for pointer in sorted(gone, reverse=True):
        holder: Any = left
        for step in pointer[:-1]:
            holder = holder[step]
        del holder[pointer[-1]]
    return {name: item for name, item in left.items() if item != []}


def _text(file: File, value: dict[str, Any]) -> bytes:
    return document(file.kind, value, target(file.path, file.kind)).encode()


def _policy(root: str) -> Iterator[tuple[str, bytes]]:
    path = f"{DIRECTORY}/policy.yaml"
    if os.path.exists(os.path.join(root, path)):
        yield path, read_bytes(root, path, MAX_BYTES)


def _git(folder: str, *arguments: str) -> None:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, env=environment(), check=False, capture_output=True
        )
    except FileNotFoundError:
        raise missing(folder) from None
    if done.returncode:
        raise _refused(done.stderr)


def _refused(said: bytes) -> JalonError:
    return JalonError(
        N_("git failed: {said}"),
        hint=N_("Check that the disk has room and the folder can be written."),
        exit_code=ENVIRONMENT, said=show(said.decode("utf-8", "replace").strip(), 300),
    )  # fmt: skip
