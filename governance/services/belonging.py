"""The strategy that a new record belongs to: said, implied by what it hangs from, or in force."""

from __future__ import annotations

from governance.errors import JalonError
from governance.gate.context import ended_on
from governance.i18n import N_, _
from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from governance.services.record_files import RecordFiles


def strategy_of_new(files: RecordFiles, kind: str, values: dict[str, Any], on: date) -> str:
    """The id of the strategy of a new record of ``kind`` written ``on`` that day with ``values``;
    empty when there is no strategy at all.

    A programme decides for its indicators. A mission decides as long as its strategy goes on; a
    lesson is drawn from any strategy, most often one that ended. Without these it is the one in
    force.

    Raises :class:`JalonError`, with the candidates, when that leaves a choice.
    """
    held = files.field("programme", values.get("programme"), "strategy")
    if held:
        return held
    strategies = [s for s in files.records("strategy") if isinstance(s.get("id"), str)]
    mission = values.get("mission")
    axis = files.field("mission", mission, "axis")
    behind = files.field("axis", axis, "strategy")
    ends = {str(s["id"]): ended_on(_life(s), on) for s in strategies}
    if behind and not ends.get(behind):
        return behind
    if len(strategies) < 2 and not behind:
        return next(iter(ends), "")
    going = [s for s in strategies if not ends[str(s["id"])]]
    started = [s for s in going if (day(s.get("start")) or on) <= on] or going
    said: dict[str, Any] = {"day": on.isoformat(), "candidates": _candidates(started, ends)}
    if behind:
        message = N_("Mission {mission} is one of {strategy}, which ended on {day}.")
        said |= {"mission": mission, "strategy": behind, "day": ends[behind]}
    elif kind == "lesson":
        message = N_("Which strategy is the lesson drawn from?")
    elif len(started) == 1:
        return str(started[0]["id"])
    elif started:
        message = N_("Several strategies are in force on {day}.")
    else:
        message = N_("No strategy is in force on {day}.")
    raise JalonError(message, hint=N_("Say which one: {candidates}."), **said)


def ended(files: RecordFiles, strategy: object, on: date) -> date | None:
    """The day ``strategy`` was closed or interrupted, if it was by ``on``."""
    if not isinstance(strategy, str):
        return None
    found = [s for s in files.records("strategy", strategy) if s.get("id") == strategy]
    return ended_on(_life(found[0]), on) if found else None


def _life(strategy: dict[str, Any]) -> list[dict[str, Any]]:
    life = strategy.get("life")
    return [e for e in life if isinstance(e, dict)] if isinstance(life, list) else []


def _candidates(started: list[dict[str, Any]], ends: dict[str, date | None]) -> str:
    """``--strategy ID`` of each strategy, those in force first."""
    first = {str(s["id"]) for s in started}
    told = []
    for id in sorted(ends, key=lambda id: (id not in first, ends[id] is not None, id)):
        end = ends[id]
        state = _("in force") if id in first else _("not started")
        state = _("ended on {day}", day=end.isoformat()) if end else state
        told.append(f"--strategy {id} ({state})")
    return ", ".join(told)
