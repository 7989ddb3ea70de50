"""All reference classes at once: how their slips are distributed, and how they fared on the past."""

from __future__ import annotations

from governance.measure import forecast as measure
from governance.measure.slippage import MEASURES
from governance.services.classes import Choice, learn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import TypedDict

    from governance.services.panorama import Reference

    class Spread(TypedDict):
        """The slips of one class; ``phase`` and ``size`` are ``None`` for any, ``usable`` says
        whether it is large enough to forecast from."""

        measure: str
        phase: str | None
        size: str | None
        projects: int
        p50: float | None
        p80: float | None
        usable: bool

    class Distribution(TypedDict):
        """Every class that has a member."""

        formula: str
        minimum: int
        editions: list[str]
        classes: list[Spread]

    class Level(TypedDict):
        """One level of a back-test: ``share`` and the interval of 95 % in percent."""

        level: int
        judged: int
        under: int
        share: float | None
        low: float
        high: float

    class TrialView(TypedDict):
        """A back-test from one edition."""

        cut: str
        until: str
        measure: str
        formula: str
        classes: str
        fitted: int
        skipped: int
        levels: list[Level]

    class Backtest(TypedDict):
        """Every back-test that the editions allow, oldest first."""

        editions: list[str]
        minimum: int
        trials: list[TrialView]


def distribution(reference: Reference, as_of: date) -> Distribution:
    """Every class by phase and size that has a member, of both measures: how the slips observed by
    the day ``as_of`` are distributed."""
    learned = learn(reference, as_of)
    found: list[Spread] = []
    for name in MEASURES:
        for phase in (None, *learned.phases):
            for size in (None, *(id for id, _ in learned.setting.sizes)):
                phases = (phase,) if phase else None
                one = measure.candidates(learned.found[name], phases, size, learned.setting)[0]
                if one.members:
                    choice = Choice(name, one, [])
                    found.append(
                        {
                            "measure": name, "phase": phase, "size": size,
                            "projects": len(one.members), "p50": choice.at(50),
                            "p80": choice.at(80),
                            "usable": len(one.members) >= learned.setting.minimum,
                        }
                    )  # fmt: skip
    return {
        "formula": measure.SLIP_PER_TIME,
        "minimum": learned.setting.minimum,
        "editions": [edition.day.isoformat() for edition in learned.editions],
        "classes": found,
    }


def backtest(reference: Reference, as_of: date) -> Backtest:
    """Each edition that has an earlier and a later one: fit on what was known, judge on what came.

    Both formulas and both ways to choose a class, so that the choice made is seen to be one.
    """
    learned = learn(reference, as_of)
    editions, trials = learned.editions, []
    for name in MEASURES:
        for formula in (measure.SLIP_PER_TIME, measure.WHOLE_SLIP):
            for classes in (measure.ALL, measure.NARROWEST):
                for cut in range(1, len(editions) - 1):
                    found = measure.trial(
                        editions, cut, learned.names, name, formula, classes, learned.setting
                    )
                    trials.append(_view(found, editions[-1].day.isoformat()))
    return {
        "editions": [edition.day.isoformat() for edition in editions],
        "minimum": learned.setting.minimum,
        "trials": trials,
    }


def _view(found: measure.Trial, until: str) -> TrialView:
    return {
        "cut": found.cut.isoformat(), "until": until, "measure": found.measure,
        "formula": found.formula, "classes": found.classes, "fitted": found.fitted,
        "skipped": found.skipped,
        "levels": [
            {
                "level": one.level, "judged": one.judged, "under": one.under, "share": one.share,
                "low": one.interval[0], "high": one.interval[1],
            }
            for one in found.levels
        ],
    }  # fmt: skip
