"""How far costs and calendars slip: two formulas, each with its version, on one same cohort.

The two formulas answer two questions and differ widely when one large project moves: the mean of
ratios is the slip of the average project (the *écart moyen* of the French panorama of large digital
projects), the ratio of sums that of the average euro or year (the Sénat's).  A figure is never
given without saying which of the two it is, and of which version.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from governance.model.edition import Cohort, Edition, Names, Project

    Pair = tuple[float, float]

MEAN_OF_RATIOS = "mean-of-ratios/1"
"""``100 * mean((later - earlier) / earlier)``, in percent."""
RATIO_OF_SUMS = "ratio-of-sums/1"
"""``100 * (sum(later) - sum(earlier)) / sum(earlier)``, in percent."""
COST, CALENDAR = "cost", "calendar"
MEASURES = (COST, CALENDAR)


def mean_of_ratios(pairs: Sequence[Pair]) -> float | None:
    """Percent, see :data:`MEAN_OF_RATIOS`; ``None`` without any pair.

    ``pairs``  earlier and later value of each project, in one same unit; earlier ones above zero
    """
    if not pairs:
        return None
    return 100 * sum((later - earlier) / earlier for earlier, later in pairs) / len(pairs)


def ratio_of_sums(pairs: Sequence[Pair]) -> float | None:
    """Percent, see :data:`RATIO_OF_SUMS`; ``None`` without any pair.

    ``pairs``  earlier and later value of each project, in one same unit; earlier ones above zero
    """
    if not pairs:
        return None
    before = sum(earlier for earlier, _ in pairs)
    return 100 * (sum(later for _, later in pairs) - before) / before


FORMULAS: dict[str, Callable[[Sequence[Pair]], float | None]] = {
    MEAN_OF_RATIOS: mean_of_ratios,
    RATIO_OF_SUMS: ratio_of_sums,
}


def figure(project: Project, measure: str) -> float | None:
    """What an edition publishes of a project: its full cost in millions of euros, or its duration
    in years, which is what the calendar gap of the panorama compares."""
    return project.cost if measure == COST else project.duration


class Slip:
    """The slip of one project between the editions of two days."""

    __slots__ = ("earlier", "later", "since", "until")

    def __init__(self, earlier: Project, later: Project, since: date, until: date) -> None:
        self.earlier = earlier
        self.later = later
        self.since = since
        self.until = until

    @property
    def restarted(self) -> bool:
        """Whether the start published has changed: the two durations do not count from one day."""
        starts = (self.earlier.start, self.later.start)
        return None not in starts and starts[0] != starts[1]

    def pair(self, measure: str) -> Pair | None:
        """The two values of ``measure``; ``None`` when one of them was not published."""
        before, after = figure(self.earlier, measure), figure(self.later, measure)
        return None if before is None or after is None else (before, after)


class Gap:
    """The slip of a cohort: its projects and, of each measure, those that have both figures."""

    __slots__ = ("slips",)

    def __init__(self, slips: Iterable[Slip]) -> None:
        self.slips = list(slips)

    def pairs(self, measure: str) -> list[Pair]:
        """The values of the projects that have both."""
        return [pair for slip in self.slips if (pair := slip.pair(measure)) is not None]

    def restarted(self) -> list[Slip]:
        """The projects of the calendar cohort whose start was revised."""
        return [slip for slip in self.slips if slip.restarted and slip.pair(CALENDAR)]


def between(cohort: Cohort) -> Gap:
    """From one edition to another, on the projects that are in both."""
    since, until = cohort.earlier.day, cohort.later.day
    return Gap(Slip(old, new, since, until) for old, new in cohort.pairs)


def since_first(editions: Sequence[Edition], names: Names, measure: str) -> Gap:
    """From the first figure of ``measure`` that any edition publishes of a project to the last of
    ``editions`` (oldest first), on the projects of that edition that an earlier one knows."""
    first: dict[str, tuple[Project, date]] = {}
    for edition in editions[:-1]:
        for project in edition.projects:
            if figure(project, measure) is not None:
                first.setdefault(names.key(project), (project, edition.day))
    last = editions[-1]
    known = [(first.get(names.key(project)), project) for project in last.projects]
    return Gap(Slip(old[0], new, old[1], last.day) for old, new in known if old is not None)
