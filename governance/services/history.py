"""The history of one record: who changed what, when and why, and every value it ever promised."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from governance.errors import CANNOT_JUDGE, USAGE, JalonError
from governance.gate.changeset import ChangeSet
from governance.gate.snapshot import records_among, snapshot
from governance.i18n import N_
from governance.services import diff
from governance.services.near import near
from governance.services.revision import open_repository
from governance.source.look import ROADMAP
from governance.vcs.log import History, named
from governance.vcs.objects import Files, Objects

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.model.record import Record
    from governance.services.diff import Story
    from governance.vcs.log import Commit


class Event:
    """One commit that changed the record: who and why (``commit``), and what (``story``).

    The day is that of the commit that brought the change into the main line, in UTC.
    """

    def __init__(self, commit: Commit, day: str, story: Story) -> None:
        self.commit = commit
        self.day = day
        self.story = story


class Promise:
    """A value that a record ever promised.

    ``field``   ``target`` or ``milestone``; ``name`` its day or its id
    ``values``  each value it had, oldest first, with the day it entered the history; ``None``: gone
    """

    def __init__(self, field: str, name: str) -> None:
        self.field = field
        self.name = name
        self.values: list[tuple[str, object]] = []


class RecordHistory:
    """The history of the record ``key`` (``kind/id``), newest event first."""

    def __init__(self, key: str, title: str, events: list[Event], promises: list[Promise]) -> None:
        self.key = key
        self.title = title
        self.events = events
        self.promises = promises


def history(root: str, given: str, *, at: str = "HEAD") -> RecordHistory:
    """The history of the record ``given`` (``kind/id``, an id, or a path) up to the revision ``at``,
    wherever its file lay; one that was removed has a history too.

    Raises :class:`JalonError`: exit 2 when no record was ever called so, exit 3 when the history
    here has been cut.
    """
    repository = open_repository(root)
    known = History.of(repository, repository.commit(at), ROADMAP)
    kind, id, paths = _meant(known, given)
    versions = sorted(
        (when, commit, path, blob) for path in paths for commit, when, blob in known.versions(path)
    )
    commits = named(repository, sorted({commit for _, commit, _, _ in versions}))
    events: list[Event] = []
    promises: dict[tuple[str, str], Promise] = {}
    title = id
    objects = Objects(repository)
    before: dict[str, str] = {}
    for commit, moment in groupby(versions, key=lambda version: version[1]):
        brought = list(moment)
        day = brought[0][0][:10]
        changed = {path: blob for _, _, path, blob in brought}
        after = {path: blob for path, blob in {**before, **changed}.items() if blob}
        old, new = (snapshot(Files.of_blobs(files, objects), files) for files in (before, after))
        story = diff.story(ChangeSet(old, new, [], date.fromisoformat(day)))
        events.append(Event(commits[commit], day, story))
        record = new.record(kind, id)
        title = record.title if record else title
        _promised(promises, record, day)
        before = after
    objects.close()
    return RecordHistory(f"{kind}/{id}", title, events[::-1], list(promises.values()))


def _meant(known: History, given: str) -> tuple[str, str, list[str]]:
    """Kind, id and every path of the record called ``given``."""
    found: dict[tuple[str, str], list[str]] = {}
    for file in records_among(dict.fromkeys(known.paths(), "")):
        found.setdefault((file.kind, file.id), []).append(file.path)
    meant = [
        key for key, paths in found.items()
        if given in (f"{key[0]}/{key[1]}", key[1]) or given in paths
    ]  # fmt: skip
    if len(meant) == 1:
        return (*meant[0], found[meant[0]])
    if meant:
        raise JalonError(
            N_("“{given}” may mean {count} records: {records}."),
            hint=N_("Say which one, for example {first}."),
            exit_code=USAGE, given=given, count=len(meant), first="/".join(meant[0]),
            records=", ".join("/".join(key) for key in meant),
        )  # fmt: skip
    if not found:
        raise JalonError(
            N_("No record has ever been committed here."),
            hint=N_("Commit the roadmap first; its history begins then."),
            exit_code=CANNOT_JUDGE,
        )
    close = near(given, (f"{kind}/{id}" for kind, id in found))
    raise JalonError(
        N_("No record was ever called “{given}”."),
        hint=N_("Did you mean {near}?") if close else N_("`jalon list` shows what there is."),
        exit_code=USAGE, given=given, near=", ".join(close),
    )  # fmt: skip


def _promised(promises: dict[tuple[str, str], Promise], record: Record | None, day: str) -> None:
    now: dict[tuple[str, str], object] = {}
    for target in record.items("targets") if record else ():
        now["target", str(target.get("date") or "")] = target.get("value")
    for milestone in record.items("milestones") if record else ():
        for field in ("baseline", "forecast", "actual"):
            if milestone.get(field):
                now["milestone", f"{milestone.get('id')} {field}"] = milestone[field]
    for key in {**promises, **now}:
        promise = promises.setdefault(key, Promise(*key))
        value = now.get(key)
        if not promise.values or promise.values[-1][1] != value:
            promise.values.append((day, value))
