"""A record that others answer for removed, renamed or emptied.

What it checks
    In a change, the file of an indicator, a programme, a product, a strategy, an outside event, a
    demand or a lesson never disappears and never comes back under another id; no indicator loses
    all of its targets or is taken from its programme, and no programme loses all of its milestones.
    What ends stays in its place and says why: ``dropped`` of an indicator, ``left`` of a programme,
    with a reason of at least ``words`` words. An indicator may pass to another programme with an
    entry of ``rebaselines`` (``what: programme``); a file may move to another folder.

Why it matters
    Forty-five indicators were announced; if the red ones can be deleted, all that are left are
    green. What was given up, and why, is what the next roadmap has to learn from.

Example
    ``indicators/tchap-messages.yaml`` is deleted in a pull request called “clean-up”.

How to fix
    Put the file back and write in it why it ended: ``dropped`` (indicator) or ``left``
    (programme) with a date and a reason; ``last_day`` of a product; ``life`` of a strategy;
    ``answer`` of a demand, even a refusal; ``note`` of an event or of a lesson.

Parameters
    ``words``: how many words a reason takes at least.

Source
    TECH.GOUV: 45 indicators counted in 2021, and not even their list can be found today; 322 of 327
    products stopped in the beta.gouv.fr directory give no reason.
"""

from __future__ import annotations

from governance.gate.registry import CHANGE, Rule
from governance.i18n import N_
from governance.measure.fingerprint import canonical
from governance.measure.rebaseline import PROGRAMME, explained

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.changeset import Change, ChangeSet
    from governance.gate.context import Context
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "C106",
    "removed-record",
    CHANGE,
    N_("{named} {how}, and nothing says why."),
    N_(
        "Put it back; what ends stays in its place and says why (`dropped` of an indicator, `left` "
        "of a programme), in at least {words} words."
    ),
)

REMOVED = N_("is removed")
RENAMED = N_("is renamed, although an id never changes")
NO_TARGET = N_("has lost all of its targets")
NO_MILESTONE = N_("has lost all of its milestones")
TAKEN = N_("is taken from its programme")
HOLLOW = N_("is given up in too few words")

_KINDS = ("indicator", "programme", "product", "strategy", "event", "demand", "lesson")
_TOMBSTONES = {"indicator": "dropped", "programme": "left"}


def check(changes: ChangeSet, ctx: Context) -> Iterator[Finding]:
    """One finding per record removed or renamed, and per way in which one is emptied."""
    words: int = ctx.policy.parameter("C106", "words")
    for kind in _KINDS:
        for change in changes.changes(kind):
            if change.path_before is not None and change.path_after is None:
                how = RENAMED if _renamed(change, changes) else REMOVED
                yield RULE.on(
                    change.key, change.path_before, named=change.key, how=how, words=words
                )
            elif change.both:
                for how, *at in _emptied(*change.both, words):
                    yield RULE.at(
                        change.both[1], *at, on="key", named=change.key, how=how, words=words
                    )


def _renamed(change: Change, changes: ChangeSet) -> bool:
    """Whether what ``change`` removes is added again under another id."""
    return change.before is not None and any(
        other.after is not None
        and other.path_before is None
        and (
            other.after.title == change.before.title
            or _but_id(other.after) == _but_id(change.before)
        )
        for other in changes.changes(change.kind)
    )


def _but_id(record: Record) -> str:
    return canonical({name: value for name, value in record.data.items() if name != "id"})


def _emptied(before: Record, after: Record, words: int) -> Iterator[tuple[str, ...]]:
    """What takes the substance of a record away, and where."""
    tombstone = _TOMBSTONES.get(after.kind, "")
    end = after.data.get(tombstone)
    if isinstance(end, dict):
        if tombstone not in before.data and len(str(end.get("reason", "")).split()) < words:
            yield HOLLOW, tombstone, "reason"
        return
    if after.kind == "indicator":
        if before.items("targets") and not after.items("targets"):
            yield NO_TARGET, "targets"
        old, new = before.data.get("programme"), after.data.get("programme")
        if old is not None and old != new and not explained(before, after, PROGRAMME, old, new):
            yield TAKEN, "programme"
    if after.kind == "programme" and before.items("milestones") and not after.items("milestones"):
        yield NO_MILESTONE, "milestones"
