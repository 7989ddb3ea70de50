"""What programmes and indicators add up to: measured, reviewed, by weather, by status, vacant."""

from __future__ import annotations

from governance.measure.indicator import STATUSES
from governance.measure.review import WEATHERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypedDict

    from governance.services.portfolio import ProgrammeView

    class Totals(TypedDict):
        """What a set of programmes and indicators adds up to.

        ``programmes`` = ``measured`` + ``never_measured``; ``status`` adds up to ``indicators``.
        ``weather`` counts the programmes neither paused nor ended (``not_stated`` among them).
        ``reviews_overdue`` includes first reviews (``first_overdue``); the paused and the ended owe
        none.  ``vacant`` counts programmes without lead and strategies without director.
        """

        programmes: int
        measured: int
        never_measured: int
        paused: int
        ended: int
        reviews_overdue: int
        first_overdue: int
        never_reviewed: int
        weather: dict[str, int]
        indicators: int
        status: dict[str, int]
        vacant: int


def total(programmes: list[ProgrammeView], own: dict[str, int], vacant: int) -> Totals:
    """What ``programmes`` and the indicators ``own`` of the strategy add up to; ``vacant`` posts of
    the strategy itself."""
    running = [view for view in programmes if not view["ended"]]
    active = [view for view in running if not view["paused"]]
    measured = sum(view["measured"] for view in programmes)
    status = {
        state: own.get(state, 0) + sum(view["counts"][state] for view in programmes)
        for state in STATUSES
    }
    weather = {name: sum(view["weather"] == name for view in active) for name in WEATHERS}
    weather["not_stated"] = len(active) - sum(weather.values())
    overdue = [view for view in active if view["overdue_days"] is not None]
    return {
        "programmes": len(programmes),
        "measured": measured,
        "never_measured": len(programmes) - measured,
        "paused": len(running) - len(active),
        "ended": len(programmes) - len(running),
        "reviews_overdue": len(overdue),
        "first_overdue": sum(view["last_review"] is None for view in overdue),
        "never_reviewed": sum(view["last_review"] is None for view in active),
        "weather": weather,
        "indicators": sum(status.values()),
        "status": status,
        "vacant": vacant + sum(view["lead"]["vacant_since"] is not None for view in running),
    }


def add(totals: Iterable[Totals]) -> Totals:
    """The sum of several totals."""
    found = total([], {}, 0)
    for one in totals:
        for key in (
            "programmes", "measured", "never_measured", "paused", "ended", "reviews_overdue",
            "first_overdue", "never_reviewed", "indicators", "vacant",
        ):  # fmt: skip
            found[key] += one[key]
        for state, count in one["status"].items():
            found["status"][state] += count
        for name, count in one["weather"].items():
            found["weather"][name] += count
    return found
