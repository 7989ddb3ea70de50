"""Reference-class forecasting: what projects of the same class did, told of one that has a plan.

The method is that of B. Flyvbjerg ("From Nobel Prize to project management: getting risks right",
Project Management Journal 37(3), 2006, after D. Kahneman and A. Tversky, 1979): take past projects
of the same class, the distribution of their slips, and read in it the uplift for the risk that one
accepts.

Slips are counted per unit of time gone by, because published projects were observed for months or
for years, and few to their end: a project that slipped by 10 % in four months and one that slipped
by 10 % in four years are not the same news.
"""

from __future__ import annotations

import math

from governance.measure.slippage import COST, figure
from governance.model.edition import YEAR_DAYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from governance.model.edition import Edition, Names, Project

SLIP_PER_TIME = "slip-per-time/1"
"""Cost: ``(later - earlier) / earlier`` per year between the two figures.  Calendar: days by which
the end moved per day gone by.  What :func:`uplift` multiplies by the time still to go."""
WHOLE_SLIP = "whole-slip/1"
"""The same slips, however long they took; kept to show what leaving time out costs."""
LEVELS = (50, 80)
"""Percent of the projects of the class that a forecast covers: as likely as not, and four in five."""
_SURE = 1.959963984540054
"""Quantile of the normal distribution for an interval of 95 %."""


class Observation:
    """How one project slipped between two editions.

    ``phase``, ``cost``  at the earlier one; the cost in millions of euros
    ``slip``             cost: share of the earlier cost; calendar: years that the end moved
    ``years``            between the two editions
    """

    __slots__ = ("cost", "name", "phase", "slip", "years")

    def __init__(self, earlier: Project, slip: float, years: float) -> None:
        self.name = earlier.name
        self.phase = earlier.phase
        self.cost = earlier.cost
        self.slip = slip
        self.years = years

    def rate(self, formula: str) -> float:
        """What the class is made of, by :data:`SLIP_PER_TIME` or :data:`WHOLE_SLIP`."""
        return self.slip / self.years if formula == SLIP_PER_TIME else self.slip


def observe(
    earlier: Edition, later: Edition, old: Project, new: Project, measure: str, resolution: int
) -> Observation | None:
    """The slip of a project from one edition to another; ``None`` without both figures.

    ``resolution``  days under which two ends are the same end
    """
    years = (later.day - earlier.day).days / YEAR_DAYS
    if measure == COST:
        before, after = figure(old, measure), figure(new, measure)
        if before is None or after is None:
            return None
        return Observation(old, (after - before) / before, years)
    if old.end is None or new.end is None:
        return None
    moved = (new.end - old.end).days
    return Observation(old, moved / YEAR_DAYS if abs(moved) > resolution else 0.0, years)


def observations(
    editions: Sequence[Edition], names: Names, measure: str, resolution: int
) -> list[Observation]:
    """One observation per project: from the first edition that has its figure to the last."""
    seen: dict[str, list[tuple[Edition, Project]]] = {}
    for edition in editions:
        for project in edition.projects:
            told = figure(project, measure) if measure == COST else project.end
            if told is not None:
                seen.setdefault(names.key(project), []).append((edition, project))
    found = []
    for places in seen.values():
        (first, old), (last, new) = places[0], places[-1]
        if first is not last:
            one = observe(first, last, old, new, measure, resolution)
            if one is not None:
                found.append(one)
    return found


class Setting:
    """How classes are made.

    ``sizes``       by full cost in millions of euros: an id and where it ends (excluded)
    ``minimum``     the fewest projects that a class must have
    ``resolution``  days under which two published ends are the same end
    """

    __slots__ = ("minimum", "resolution", "sizes")

    def __init__(
        self, sizes: Iterable[tuple[str, float | None]], minimum: int, resolution: int
    ) -> None:
        self.sizes = list(sizes)
        self.minimum = minimum
        self.resolution = resolution

    def size(self, cost: float | None) -> str | None:
        """The size of a project of that cost; ``None`` when it is not known."""
        if cost is None:
            return None
        return next((id for id, below in self.sizes if below is None or cost < below), None)


class Class:
    """Past projects that are compared with: in ``phases`` and of ``size`` (``None``: any)."""

    __slots__ = ("members", "phases", "size")

    def __init__(
        self, phases: tuple[str, ...] | None, size: str | None, members: list[Observation]
    ) -> None:
        self.phases = phases
        self.size = size
        self.members = members

    def rates(self, formula: str) -> list[float]:
        """The slips of the members, lowest first."""
        return sorted(member.rate(formula) for member in self.members)

    @property
    def longest(self) -> float:
        """The longest time, in years, over which a member was observed."""
        return max(member.years for member in self.members)


def candidates(
    found: Sequence[Observation],
    phases: tuple[str, ...] | None,
    size: str | None,
    setting: Setting,
) -> list[Class]:
    """The classes that a project of these ``phases`` and ``size`` belongs to, narrowest first: both,
    phase alone, size alone, everything."""
    wanted = [(phases, size), (phases, None), (None, size), (None, None)]
    classes = []
    for of_phases, of_size in dict.fromkeys(wanted):
        members = [
            one
            for one in found
            if (of_phases is None or one.phase in of_phases)
            and (of_size is None or setting.size(one.cost) == of_size)
        ]
        classes.append(Class(of_phases, of_size, members))
    return classes


def narrowest(classes: Iterable[Class], minimum: int) -> Class | None:
    """The first class with at least ``minimum`` members, if any."""
    return next((one for one in classes if len(one.members) >= minimum), None)


def quantile(ordered: Sequence[float], percent: int) -> float | None:
    """The value under which the next one falls with at least that probability, from ``ordered``
    past ones; ``None`` when there are too few to say.

    The order statistic of rank ``ceil(p (n + 1))``: of n + 1 values drawn alike, the last is at
    most the k-th of the others with probability ``k / (n + 1)`` at least, whatever they are drawn
    from (S. S. Wilks, 1941).
    """
    rank = -(-percent * (len(ordered) + 1) // 100)
    return ordered[rank - 1] if 1 <= rank <= len(ordered) else None


def uplift(rate: float, years: float, formula: str = SLIP_PER_TIME) -> float:
    """What a rate comes to over ``years``: for the cost a share of it, for the calendar years."""
    return rate * years if formula == SLIP_PER_TIME else rate


class Calibration:
    """How one forecast level fared: ``under`` of ``judged`` actual figures were within it."""

    __slots__ = ("judged", "level", "under")

    def __init__(self, level: int, judged: int, under: int) -> None:
        self.level = level
        self.judged = judged
        self.under = under

    @property
    def share(self) -> float | None:
        """The share of actual figures within the level, in percent."""
        return 100 * self.under / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share may be, in percent, with a confidence of 95 %: the score interval
        (E. B. Wilson, JASA 22, 1927), which holds for small samples."""
        n = self.judged
        if not n:
            return 0.0, 100.0
        p, z = self.under / n, _SURE
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        reach = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, 100 * (middle - reach)), min(100.0, 100 * (middle + reach))


class Trial:
    """A back-test: fitted on the editions up to ``cut``, judged on the later ones.

    ``fitted``   observations known on that day
    ``skipped``  projects judged by no class, because all were too small
    """

    __slots__ = ("classes", "cut", "fitted", "formula", "levels", "measure", "skipped")

    def __init__(
        self, cut: date, measure: str, formula: str, classes: str, fitted: int,
        skipped: int, levels: list[Calibration],
    ) -> None:  # fmt: skip
        self.cut = cut
        self.measure = measure
        self.formula = formula
        self.classes = classes
        self.fitted = fitted
        self.skipped = skipped
        self.levels = levels


ALL, NARROWEST = "all", "narrowest"


def trial(
    editions: Sequence[Edition],
    cut: int,
    names: Names,
    measure: str,
    formula: str,
    classes: str,
    setting: Setting,
) -> Trial:
    """Forecast the projects of ``editions[cut]`` from what was known on that day, and judge.

    A project counts as under a level when what the last edition that knows it publishes is at most
    what the level foresaw for that day.  Nothing later than the cut enters the forecast.

    ``classes``  :data:`ALL` the past projects, or the :data:`NARROWEST` class of each project
    """
    known = observations(editions[: cut + 1], names, measure, setting.resolution)
    now = editions[cut]
    later: dict[str, tuple[Edition, Project]] = {}
    for edition in editions[cut + 1 :]:
        for project in edition.projects:
            told = figure(project, measure) if measure == COST else project.end
            if told is not None:
                later[names.key(project)] = (edition, project)
    under = dict.fromkeys(LEVELS, 0)
    judged = skipped = 0
    for project in now.projects:
        edition, last = later.get(names.key(project), (now, project))
        if edition is now:
            continue
        actual = observe(now, edition, project, last, measure, setting.resolution)
        if actual is None:
            continue
        phases = (project.phase,) if project.phase and classes == NARROWEST else None
        size = setting.size(project.cost) if classes == NARROWEST else None
        chosen = narrowest(candidates(known, phases, size, setting), setting.minimum)
        if chosen is None:
            skipped += 1
            continue
        judged += 1
        rates = chosen.rates(formula)
        for level in LEVELS:
            rate = quantile(rates, level)
            if rate is not None and actual.slip <= uplift(rate, actual.years, formula) + 1e-9:
                under[level] += 1
    levels = [Calibration(level, judged, under[level]) for level in LEVELS]
    return Trial(now.day, measure, formula, classes, len(known), skipped, levels)
