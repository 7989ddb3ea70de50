"""Records that a change adds, removes or moves, in sentences."""

from __future__ import annotations

from governance.gate.changeset import ADDED, MODIFIED, REMOVED
from governance.i18n import N_
from governance.measure.fingerprint import canonical
from governance.measure.indicator import number, target_at
from governance.model.duration import day
from governance.model.kinds import FOLDER_OF
from governance.model.words import KINDS, WEATHER
from governance.services.diff_words import (
    DECIDED,
    FILE,
    LOST,
    MEASURED,
    OTHER,
    Day,
    Id,
    Label,
    Sentence,
    Word,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.gate.changeset import Change, ChangeSet
    from governance.gate.snapshot import Snapshot
    from governance.model.record import Record

_FILES = {
    ADDED: N_("The file {path} is added."),
    REMOVED: N_("The file {path} is removed."),
    MODIFIED: N_("The file {path} is modified."),
}


def of_file(path: str, what: str) -> Sentence:
    """A file that is no record: the policy, a workflow, a document."""
    rank = DECIDED if path.startswith(("governance/", ".github/", ".gitlab")) else FILE
    return Sentence(path, (), rank, _FILES[what], path=Id(path))


def added(change: Change, changes: ChangeSet) -> list[Sentence]:
    """A record that was not there; the measure, or the review with what it decides."""
    if change.after is None:
        return [unreadable(change)]
    if change.kind == "measurement":
        return [_measure(change.after, changes)]
    if change.kind == "checkpoint":
        return _review(change.after, changes)
    kind, title = Word(KINDS[change.kind][0]), change.after.title
    message = N_("New {kind} {id}: {title}.")
    return [Sentence(change.key, (), OTHER, message, kind=kind, id=Id(change.id), title=title)]


def removed(change: Change, changes: ChangeSet) -> Sentence:
    """A record that is no longer there, and the id it has taken if it is the same."""
    kind = Word(KINDS[change.kind][0])
    other = next((one for one in changes.changes(change.kind) if _is_same(change, one)), None)
    if other is not None:
        message = N_("The {kind} {id} is renamed to {other}.")
        return Sentence(
            change.key, (), LOST, message, old=change.id, new=other.id, kind=kind,
            id=Id(change.id), other=Id(other.id),
        )  # fmt: skip
    message = N_("The {kind} {id} is removed.")
    return Sentence(change.key, (), LOST, message, kind=kind, id=Id(change.id))


def _is_same(gone: Change, other: Change) -> bool:
    """Whether ``other`` is new and says what the record that is gone said."""
    if gone.before is None or other.after is None or other.path_before is not None:
        return False
    old, new = ({k: v for k, v in r.data.items() if k != "id"} for r in (gone.before, other.after))
    return canonical(old) == canonical(new) or (
        gone.before.title == other.after.title and "title" in old
    )


def moved(change: Change) -> Sentence:
    """The same record in another folder."""
    was, now = change.path_before or "", change.path_after or ""
    message = N_("The file of {id} moves from {was} to {now}.")
    return Sentence(
        change.key, (), FILE, message, old=was, new=now, id=Id(change.id), was=Id(was), now=Id(now)
    )


def unreadable(change: Change) -> Sentence:
    """A record that cannot be read on one of the sides."""
    message = N_("What changes in {id} cannot be told: the file cannot be read.")
    return Sentence(change.key, (), LOST, message, id=Id(change.id))


def _measure(measure: Record, changes: ChangeSet) -> Sentence:
    """A measure, beside the one before it and the target ahead."""
    about = measure.text("indicator")
    indicator = changes.after.record("indicator", about)
    when, value = measure.text("date"), number(measure.data.get("value"))
    params = {"id": Id(about), "date": Day(when), "value": value}
    pointer = ("value",)
    if value is None:
        message = N_("{id}: a breakdown is added for {date}.")
        return Sentence(measure.key, (), MEASURED, message, id=Id(about), date=Day(when))
    before = _latest(measure, changes.after)
    last = number(before.data.get("value")) if before is not None else None
    clock = day(when)
    target = target_at(indicator, clock) if indicator is not None and clock else None
    if target is not None:
        params["target"] = number(target["value"])
        due = target.get("date")
        params["due"] = Day(due) if due else Word(N_("no date"))
    if before is not None and last is not None:
        params |= {"last": last, "since": Day(before.text("date"))}
    if "last" in params:
        message = N_("{id} measured at {value} on {date}, after {last} on {since}.")
        if "target" in params:
            message = N_(
                "{id} measured at {value} on {date}, after {last} on {since}; target {target} for "
                "{due}."
            )
    else:
        message = N_("{id} measured at {value} on {date}, for the first time.")
        if "target" in params:
            message = N_(
                "{id} measured at {value} on {date}, for the first time; target {target} for {due}."
            )
    return Sentence(measure.key, pointer, MEASURED, message, old=last, new=value, **params)


def _latest(record: Record, side: Snapshot) -> Record | None:
    """The record of the same kind and subject that comes just before ``record``; one file is read."""
    subject, _, stem = record.id.partition("/")
    prefix = f"{FOLDER_OF[record.kind]}/"
    stems = [
        path.rpartition("/")[2].removesuffix(".yaml")
        for path in side.files
        if f"/{prefix}" in path and path.rpartition("/")[0].endswith(f"/{subject}")
    ]
    earlier = [other for other in stems if other < stem and other[:10] < stem[:10]]
    return side.record(record.kind, f"{subject}/{max(earlier)}") if earlier else None


def _review(review: Record, changes: ChangeSet) -> list[Sentence]:
    """A review held: what it decides, and how the weather turns."""
    subject = review.text("programme") or review.text("strategy")
    when = review.text("date")
    found = []
    decision = review.data.get("decision")
    if isinstance(decision, dict):
        kind = str(decision.get("kind"))
        params = {
            "id": Id(subject), "date": Day(when),
            "decision": Label("checkpoint", ("decision", "kind"), kind),
        }  # fmt: skip
        message = N_("Review of {id} on {date}: {decision}.")
        if reason := decision.get("reason"):
            message = N_("Review of {id} on {date}: {decision}, because {reason}")
            params["reason"] = str(reason)
        if kind == "open":
            message = N_(
                "Review of {id} on {date}: the decision is left open to {owner} until {due}."
            )
            params |= {"owner": str(decision.get("owner") or "—"), "due": Day(decision.get("due"))}
        found.append(Sentence(review.key, ("decision",), DECIDED, message, new=kind, **params))
    else:
        message = N_("Review of {id} held on {date}, without a decision.")
        found.append(Sentence(review.key, (), DECIDED, message, id=Id(subject), date=Day(when)))
    before = _latest(review, changes.after)
    old = before.data.get("weather") if before is not None else None
    new = review.data.get("weather")
    if new != old and (new in WEATHER and old in WEATHER):
        found.append(
            Sentence(
                review.key,
                ("weather",),
                DECIDED,
                N_("The declared weather of {id} goes from {old_word} to {new_word}."),
                old=old,
                new=new,
                id=Id(subject),
                old_word=Word(WEATHER[old][1]),
                new_word=Word(WEATHER[new][1]),
            )
        )
    return found
