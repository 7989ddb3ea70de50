"""An edition of the panorama of large projects: what was published of each project on one day."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

YEAR_DAYS = 365.2425
"""Mean length of a year of the calendar, in days."""


def spelling(name: str) -> str:
    """``name`` without what editions spell differently: case, accents, spaces, punctuation."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "".join(character for character in folded if character.isalnum())


class Project:
    """One project as one edition publishes it; ``None`` is what it does not say.

    ``start``     the first day of the month published
    ``duration``  of the whole project, in years
    ``cost``      full cost, in millions of euros
    ``withheld``  whether a sentence says that figures are kept back on purpose
    ``line``      where the row starts in the published file, from 1
    """

    __slots__ = (
        "cost", "duration", "interministerial", "line", "ministry", "name", "phase", "start",
        "withheld",
    )  # fmt: skip

    def __init__(
        self,
        name: str,
        *,
        ministry: str = "",
        interministerial: bool | None = None,
        start: date | None = None,
        duration: float | None = None,
        phase: str | None = None,
        cost: float | None = None,
        withheld: bool = False,
        line: int = 0,
    ) -> None:
        self.name = name
        self.ministry = ministry
        self.interministerial = interministerial
        self.start = start
        self.duration = duration
        self.phase = phase
        self.cost = cost
        self.withheld = withheld
        self.line = line

    @property
    def key(self) -> str:
        """The name, spelling differences apart."""
        return spelling(self.name)

    @property
    def end(self) -> date | None:
        """The day on which the project ends as published: its start and its duration."""
        if self.start is None or self.duration is None:
            return None
        return self.start + timedelta(days=round(self.duration * YEAR_DAYS))

    def __repr__(self) -> str:
        return f"<{self.name}>"


class Edition:
    """What was published on ``day``: one project per name."""

    __slots__ = ("day", "projects")

    def __init__(self, day: date, projects: Iterable[Project]) -> None:
        self.day = day
        self.projects = list(projects)

    def __repr__(self) -> str:
        return f"<edition {self.day.isoformat()}: {len(self.projects)}>"


class Names:
    """Which names are of one project: the same spelling, or a rename that somebody declared."""

    def __init__(self, renames: Iterable[tuple[str, str, str]]) -> None:
        """``renames``: a name, the project it is of, and what shows it."""
        self._renamed = {spelling(name): (spelling(of), why) for name, of, why in renames}

    def key(self, project: Project) -> str:
        """What is common to the names of this project in all editions."""
        return self.key_of(project.name)

    def key_of(self, name: str) -> str:
        """As :meth:`key`, of a name that a person typed."""
        key = spelling(name)
        return self._renamed.get(key, (key, ""))[0]

    def evidence(self, project: Project) -> str:
        """What shows that ``project`` is known under another name; empty when it is not."""
        return self._renamed.get(project.key, ("", ""))[1]


class Cohort:
    """Two editions, project by project: ``pairs`` in both, ``entrants``, ``leavers``."""

    __slots__ = ("earlier", "entrants", "later", "leavers", "pairs")

    def __init__(self, earlier: Edition, later: Edition, names: Names) -> None:
        self.earlier = earlier
        self.later = later
        before = {names.key(project): project for project in earlier.projects}
        after = {names.key(project): project for project in later.projects}
        self.pairs = [(before[key], project) for key, project in after.items() if key in before]
        self.entrants = [project for key, project in after.items() if key not in before]
        self.leavers = [project for key, project in before.items() if key not in after]

    def near(self) -> list[tuple[Project, Project]]:
        """Leavers and entrants that a person should compare: one name holds the other, or the
        ministry and the month of start are the same.  They are never matched for that."""
        return [
            (old, new)
            for old in self.leavers
            for new in self.entrants
            if old.key in new.key
            or new.key in old.key
            or (
                old.start is not None
                and old.start == new.start
                and spelling(old.ministry) == spelling(new.ministry)
            )
        ]
