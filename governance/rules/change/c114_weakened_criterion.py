"""A stop criterion withdrawn or eased without a rebaseline.

What it checks
    In a change, no stop criterion of a programme disappears, nor is met less easily than before:
    another threshold further from being met, another sense, a later first day, more periods in a
    row. Otherwise the change adds to ``rebaselines`` of the programme an entry of ``what:
    criterion`` (``of``: the indicator) with the threshold before and after. Programmes that have
    left are left alone.

Why it matters
    “La difficulté de savoir arrêter un projet”: a criterion is written while nobody needs it, and
    comes to be met when everybody would rather not. That is the day on which it must not move.

Example
    ``threshold: 1000`` becomes ``threshold: 100`` once there are 800 users.

How to fix
    Put it back and decide; or add under ``rebaselines``: ``date``, ``what: criterion``, ``of``,
    ``old_value``, ``new_value``, ``reason`` and ``approver``.

Parameters
    None.

Source
    The first director of TECH.GOUV, 2019, on the difficulty of stopping a project.
"""

from __future__ import annotations

from governance.gate.registry import CHANGE, Rule
from governance.i18n import N_
from governance.measure.indicator import number
from governance.measure.rebaseline import CRITERION, explained

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from governance.gate.changeset import ChangeSet
    from governance.gate.context import Context
    from governance.model.finding import Finding, Pointer

RULE = Rule(
    "C114",
    "weakened-criterion",
    CHANGE,
    N_(
        "The stop criterion of “{title}” ({id}) on {indicator} is {how} (threshold {old}, now {new}) "
        "without a rebaseline."
    ),
    N_(
        "Put it back, or add the change to `rebaselines` of the programme: what, of which, both "
        "thresholds, reason, approver and date."
    ),
)

WITHDRAWN, EASED, NOTHING = N_("withdrawn"), N_("eased"), N_("nothing")
_BELOW = frozenset({"lt", "le"})
_STRICT = frozenset({"lt", "gt"})


def check(changes: ChangeSet, ctx: Context) -> Iterator[Finding]:
    """One finding per criterion withdrawn or eased."""
    for change in changes.changes("programme"):
        if not change.both or "left" in change.both[1].data:
            continue
        before, after = change.both
        left = list(enumerate(after.items("stop_criteria")))
        for old in before.items("stop_criteria"):
            named = str(old.get("indicator"))
            pair = _same(old, left)
            if pair:
                left.remove(pair)
            new = pair[1] if pair else None
            if new is not None and not _is_eased(old, new):
                continue
            values = old.get("threshold"), new.get("threshold") if new else None
            if not explained(before, after, CRITERION, *values, named):
                at: Pointer = ("stop_criteria", pair[0]) if pair else ("stop_criteria",)
                yield RULE.at(
                    after, *at, on="value" if pair else "key", indicator=named,
                    how=EASED if pair else WITHDRAWN, old=_text(values[0]),
                    new=_text(values[1]),
                )  # fmt: skip


def _same(
    old: dict[str, Any], left: list[tuple[int, dict[str, Any]]]
) -> tuple[int, dict[str, Any]] | None:
    """Among ``left``, the criterion that ``old`` has become: the same, else one on its indicator."""
    near = [pair for pair in left if pair[1].get("indicator") == old.get("indicator")]
    return next((pair for pair in near if not _is_eased(old, pair[1])), near[0] if near else None)


def _is_eased(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether ``new`` is met less easily than ``old``."""
    below, was, now = (
        old.get("operator") in _BELOW,
        number(old["threshold"]),
        number(new["threshold"]),
    )
    if (new.get("operator") in _BELOW) != below or was is None or now is None:
        return True
    strict = new.get("operator") in _STRICT and old.get("operator") not in _STRICT
    return (
        (now < was if below else now > was)
        or (now == was and strict)
        or str(new.get("from", "")) > str(old.get("from", ""))
        or (new.get("periods") or 1) > (old.get("periods") or 1)
    )


def _text(value: object) -> str:
    return NOTHING if number(value) is None else f"{number(value):.15g}"
