"""A change told in sentences: who promised less, what was decided, what was measured, who came."""

from __future__ import annotations

from governance.measure.fingerprint import canonical
from governance.model.kinds import DATED, KINDS
from governance.services import diff_fields, diff_records
from governance.services.diff_words import FILE, LOST, Sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.gate.changeset import Change, ChangeSet
    from governance.gate.snapshot import Snapshot
    from governance.model.record import Record


class Group:
    """What changed around one programme or strategy, most important first.

    ``key``    ``kind/id`` of the programme or strategy; empty for records that belong to none
    ``title``  what it is called; empty for those
    """

    __slots__ = ("key", "sentences", "title")

    def __init__(self, key: str, title: str, sentences: list[Sentence]) -> None:
        self.key = key
        self.title = title
        self.sentences = sentences


class Story:
    """The whole change.

    ``groups``  the most important first
    ``files``   how many files differ; ``records`` how many of these are records
    ``facts``   how many facts changed: a layout, a comment or a folder is none
    """

    __slots__ = ("facts", "files", "groups", "records")

    def __init__(self, groups: list[Group], files: int, records: int, facts: int) -> None:
        self.groups = groups
        self.files = files
        self.records = records
        self.facts = facts


def story(changes: ChangeSet) -> Story:
    """``changes`` in sentences, grouped by programme, then by kind; only what differs is read, and
    what a sentence has to compare it with."""
    told: dict[str, list[Sentence]] = {}
    known: set[str | None] = set()
    facts = 0
    for change in changes.changes():
        known.update((change.path_before, change.path_after))
        for sentence in _of_record(change, changes):
            facts += sentence.rank < FILE
            told.setdefault(_home(sentence, changes), []).append(sentence)
    other = [pair for pair in changes.touched if pair[0] not in known]
    if other:
        told.setdefault("", []).extend(diff_records.of_file(path, what) for path, what in other)
    groups = [Group(key, _title(key, changes), _sorted(found)) for key, found in told.items()]
    groups.sort(key=lambda group: (group.sentences[0].rank, not group.key, group.title, group.key))
    return Story(groups, len(changes.touched), len(changes.changes()), facts)


def sentences(changes: ChangeSet) -> list[Sentence]:
    """The sentences of :func:`story`, one after the other."""
    return [sentence for group in story(changes).groups for sentence in group.sentences]


def _of_record(change: Change, changes: ChangeSet) -> list[Sentence]:
    if change.path_before is None:
        return diff_records.added(change, changes)
    if change.path_after is None:
        return [diff_records.removed(change, changes)]
    if not change.both:
        return [diff_records.unreadable(change)]
    before, after = change.both
    found: list[Sentence] = []
    if canonical(before.data) != canonical(after.data):
        found = diff_fields.differences(before, after)
        if change.kind in DATED:
            # What happened and is told otherwise now is what a reader must see first.
            for sentence in found:
                sentence.rank = LOST
    if change.path_before != change.path_after:
        found.append(diff_records.moved(change))
    return found


def _home(sentence: Sentence, changes: ChangeSet) -> str:
    """The programme or strategy that the record of ``sentence`` belongs to; empty for none."""
    kind, _, id = sentence.record.partition("/")
    subject = id.partition("/")[0]
    if kind in ("programme", "strategy"):
        return sentence.record
    if kind == "checkpoint":
        is_strategy = _record("strategy", subject, changes) is not None
        return f"{'strategy' if is_strategy else 'programme'}/{subject}"
    if kind in ("indicator", "measurement"):
        found = _record("indicator", subject, changes)
        if found is not None and found.text("programme"):
            return f"programme/{found.text('programme')}"
        if found is not None and found.text("strategy"):
            return f"strategy/{found.text('strategy')}"
    return ""


def _title(key: str, changes: ChangeSet) -> str:
    kind, _, id = key.partition("/")
    found = _record(kind, id, changes) if key else None
    return found.title if found is not None else id


def _record(kind: str, id: str, changes: ChangeSet) -> Record | None:
    sides: tuple[Snapshot, Snapshot] = (changes.after, changes.before)
    return next((found for side in sides if (found := side.record(kind, id)) is not None), None)


def _sorted(found: list[Sentence]) -> list[Sentence]:
    """The kind of the most important sentence first; within a kind by importance, then record."""
    best: dict[str, int] = {}
    for sentence in found:
        kind = sentence.record.partition("/")[0]
        best[kind] = min(sentence.rank, best.get(kind, FILE))

    def order(sentence: Sentence) -> tuple[int, int, int, str, str]:
        kind = sentence.record.partition("/")[0]
        place = KINDS.index(kind) if kind in KINDS else len(KINDS)
        pointer = "/".join(
            f"{step:04}" if isinstance(step, int) else step for step in sentence.pointer
        )
        return best[kind], place, sentence.rank, sentence.record, pointer

    return sorted(found, key=order)
