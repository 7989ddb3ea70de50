"""What an indicator counts, or whom a programme is for, changed without a rebaseline.

What it checks
    In a change, the ``unit``, the ``definition``, the ``direction`` and the ``population`` of an
    indicator stay what they are once they are written, unless the change adds to ``rebaselines`` an
    entry of that ``what`` with ``old`` and ``new``, which may both be left out for a definition or
    a population. Its ``kind``, its ``in_declared_total`` and the ``bound`` of its baseline and of
    its targets (not written: ``exact``) take an entry of ``what: definition`` with ``old`` and
    ``new``, and so does the ``scope`` of a programme that is interministerial no more. Writing one
    for the first time is free, but for a bound, and so is the layout of a text. Dropped indicators
    and programmes that left are left alone.

Why it matters
    Counting registered accounts instead of active users multiplies a figure without anybody doing
    better, and makes two curves one. The change of method must stand beside the curve.

Example
    ``counts: active`` becomes ``counts: registered`` in the month in which use falls.

How to fix
    Put it back, or add under ``rebaselines``: ``date``, ``what``, ``reason`` (``correction`` for a
    mistake), ``approver``. If it now counts something else altogether, write a new indicator and
    drop this one.

Parameters
    None.

Source
    The change of method of July 2017 in the panorama of the large digital projects of the State:
    over budget and over time by 25 and 21 % on the new method, by 32 and 38 % on the former one.
"""

from __future__ import annotations

from governance.gate.registry import CHANGE, Rule
from governance.i18n import N_
from governance.measure.fingerprint import canonical
from governance.measure.rebaseline import DEFINITION, POPULATION, added, explained

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from governance.gate.changeset import ChangeSet
    from governance.gate.context import Context
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "C103",
    "changed-definition",
    CHANGE,
    N_(
        "The field {field} of “{title}” ({id}) goes from “{first}” to “{last}” without a rebaseline."
    ),
    N_(
        "Put it back, or add the change to `rebaselines` of the record: what, old and new, "
        "reason, approver and date."
    ),
)

_FIELDS = ("unit", "definition", "direction", "population", "kind", "in_declared_total")
_DEFINING = frozenset({"kind", "in_declared_total", "bound", "scope"})
"""Fields that a rebaseline of the definition explains."""
_WIDE = "interministerial"
_EXACT = "exact"
_LONG = frozenset({DEFINITION, POPULATION})
_COUNTED = ("counts", "period", "description")


def check(changes: ChangeSet, ctx: Context) -> Iterator[Finding]:
    """One finding per field that says something else."""
    for change in changes.changes("indicator"):
        if not change.both or "dropped" in change.both[1].data:
            continue
        before, after = change.both
        for field in _FIELDS:
            for at, old, new in _changed(field, before, after):
                if not _is_explained(before, after, field, old, new):
                    yield RULE.at(
                        after, *at, on="value" if new is not None else "key",
                        field=".".join(at), first=old, last="—" if new is None else new,
                    )  # fmt: skip
        yield from _bounds(before, after)
    for change in changes.changes("programme"):
        if change.both and "left" not in change.both[1].data:
            before, after = change.both
            was, now = before.data.get("scope"), after.data.get("scope")
            if was == _WIDE != now and not _is_explained(before, after, "scope", was, now):
                yield RULE.at(
                    after, "scope", on="value" if now else "key", field="scope", first=was,
                    last=now or "—",
                )  # fmt: skip


def _bounds(before: Record, after: Record) -> Iterator[Finding]:
    """How the figures of the baseline and of the targets for the same days are to be read."""
    pairs: list[tuple[tuple[str | int, ...], Any, Any]] = [
        (("baseline",), before.data.get("baseline"), after.data.get("baseline"))
    ]
    known = {_promise(item): item for item in before.items("targets")}
    targets = after.data.get("targets")
    for index, item in enumerate(targets if isinstance(targets, list) else []):
        if isinstance(item, dict):
            pairs.append((("targets", index), known.get(_promise(item)), item))
    for at, old, new in pairs:
        if not isinstance(old, dict) or not isinstance(new, dict):
            continue
        was, now = old.get("bound", _EXACT), new.get("bound", _EXACT)
        if was != now and not _is_explained(before, after, "bound", was, now):
            yield RULE.at(
                after, *at, "bound", on="value" if "bound" in new else "key",
                field=".".join(str(step) for step in (*at, "bound")), first=was, last=now,
            )  # fmt: skip


def _promise(target: dict[str, Any]) -> tuple[Any, Any]:
    return target.get("date"), target.get("stated")


def _changed(
    field: str, before: Record, after: Record
) -> Iterator[tuple[tuple[str, ...], str, str | None]]:
    """Where ``field``, or what stands in it, says something else than it did."""
    old, new = before.data.get(field), after.data.get(field)
    if isinstance(old, str) and canonical(old) != canonical(new):
        yield (field,), old, new
    if isinstance(old, dict):
        inner = new if isinstance(new, dict) else {}
        for name in _COUNTED:
            if name in old and canonical(old[name]) != canonical(inner.get(name)):
                yield (field, name), str(old[name]), inner.get(name)


def _is_explained(before: Record, after: Record, field: str, old: str, new: str | None) -> bool:
    what = DEFINITION if field in _DEFINING else field
    if explained(before, after, what, old, new):
        return True
    return field in _LONG and any(
        entry.get("what") == field and "old" not in entry and "new" not in entry
        for _, entry in added(before, after)
    )
