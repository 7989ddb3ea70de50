"""Reference classes learned from the editions held: which one, and what it is."""

from __future__ import annotations

from governance.errors import CANNOT_JUDGE, USAGE, JalonError
from governance.i18n import N_
from governance.measure import forecast as measure
from governance.measure.slippage import MEASURES
from governance.services.near import near
from governance.services.panorama import settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import TypedDict

    from governance.model.edition import Edition, Names
    from governance.services.panorama import Reference

    class Tried(TypedDict):
        """A class and its number of projects; ``phases`` and ``size`` are ``None`` for any."""

        phases: list[str] | None
        size: str | None
        projects: int

    class ClassView(TypedDict):
        """A class that is compared with.

        ``p50``, ``p80``     calendar: days that the end moves per day to go; cost: share per year
        ``longest``          years over which a member was observed, at most
        ``since``, ``until`` the first and last edition learned from
        ``tried``            narrower classes that were too small, with ``minimum`` what they need
        """

        measure: str
        formula: str
        phases: list[str] | None
        size: str | None
        projects: int
        p50: float | None
        p80: float | None
        longest: float
        since: str
        until: str
        minimum: int
        tried: list[Tried]


AUTO = "auto"
WIDTHS = (AUTO, "phase-size", "phase", "size", "all")
"""Which class: the narrowest that is large enough, or the one named and no other."""


class Choice:
    """A class of one measure, after the narrower ones that were too small (``tried``).

    ``rates``  the slips of its members, lowest first: see
               :data:`governance.measure.forecast.SLIP_PER_TIME`
    """

    __slots__ = ("chosen", "measure", "rates", "tried")

    def __init__(self, name: str, chosen: measure.Class, tried: list[measure.Class]) -> None:
        self.measure = name
        self.chosen = chosen
        self.tried = tried
        self.rates = chosen.rates(measure.SLIP_PER_TIME)

    def at(self, level: int) -> float | None:
        """The slip that ``level`` percent of the members do not exceed."""
        return measure.quantile(self.rates, level)


class Learned:
    """The observations of both measures, and how they are sorted."""

    def __init__(self, editions: list[Edition], names: Names) -> None:
        data = settings("classes.yaml")
        self.editions = editions
        self.names = names
        sizes = [(size["id"], size.get("below")) for size in data["sizes"]]
        self.setting = measure.Setting(sizes, data["minimum"], data["resolution_days"])
        self.stages: dict[str, list[str]] = data["stages"]
        self.phases = list(dict.fromkeys(settings("format.yaml")["phases"]))
        self.found = {
            name: measure.observations(editions, names, name, self.setting.resolution)
            for name in MEASURES
        }

    def everything(self, name: str) -> Choice:
        """All projects observed."""
        return Choice(name, measure.Class(None, None, self.found[name]), [])

    def choose(
        self,
        name: str,
        stage: str | None,
        cost: float | None,
        phase: str | None,
        size: str | None,
        width: str,
    ) -> Choice:
        """The class of a programme in that ``stage`` whose whole cost is ``cost`` million euros,
        unless its ``phase`` or ``size`` is named.

        Raises :class:`JalonError`: a phase or size that is not known (exit 2), no class with enough
        projects (exit 3).
        """
        if phase is not None and phase not in self.phases:
            raise _unknown(N_("There is no phase “{given}”."), phase, self.phases)
        sizes = [id for id, _ in self.setting.sizes]
        if size is not None and size not in sizes:
            raise _unknown(N_("There is no size “{given}”."), size, sizes)
        known = [phase] if phase else self.stages.get(stage or "")
        phases = tuple(known) if known else None
        wanted = size or self.setting.size(cost)
        by_width = {
            "phase-size": (phases, wanted), "phase": (phases, None), "size": (None, wanted),
            "all": (None, None),
        }  # fmt: skip
        missing = [
            option
            for option, value in (("--phase", phases), ("--size", wanted))
            if value is None and option[2:] in width.split("-")
        ]
        if missing:
            raise JalonError(
                N_("No forecast: the class {width} needs what is not known of the programme."),
                hint=N_("State it: {options}."),
                exit_code=CANNOT_JUDGE, width=width, options=" ".join(missing),
            )  # fmt: skip
        if width == AUTO:
            tried = measure.candidates(self.found[name], phases, wanted, self.setting)
        else:
            tried = measure.candidates(self.found[name], *by_width[width], self.setting)[:1]
        chosen = measure.narrowest(tried, self.setting.minimum)
        if chosen is None:
            raise JalonError(
                N_("No forecast: the class has {projects} projects, {minimum} are needed."),
                hint=N_("Compare with a wider class (--class), or import more editions."),
                exit_code=CANNOT_JUDGE, projects=max(len(one.members) for one in tried),
                minimum=self.setting.minimum,
            )  # fmt: skip
        return Choice(name, chosen, tried[: tried.index(chosen)])

    def view(self, choice: Choice) -> ClassView:
        """What a class is, in plain values."""
        chosen = choice.chosen
        return {
            "measure": choice.measure, "formula": measure.SLIP_PER_TIME,
            "phases": list(chosen.phases) if chosen.phases else None, "size": chosen.size,
            "projects": len(chosen.members), "p50": choice.at(50), "p80": choice.at(80),
            "longest": chosen.longest,
            "since": self.editions[0].day.isoformat(), "until": self.editions[-1].day.isoformat(),
            "minimum": self.setting.minimum,
            "tried": [
                {
                    "phases": list(one.phases) if one.phases else None, "size": one.size,
                    "projects": len(one.members),
                }
                for one in choice.tried
            ],
        }  # fmt: skip


def vocabulary() -> tuple[str, str]:
    """The phases and the sizes that exist, in words for a help text."""
    phases = ", ".join(settings("format.yaml")["phases"])
    sizes = [
        f"{size['id']} (< {size['below']} M€)" if "below" in size else size["id"]
        for size in settings("classes.yaml")["sizes"]
    ]
    return phases, ", ".join(sizes)


def learn(reference: Reference, as_of: date) -> Learned:
    """What the editions published by ``as_of`` teach.

    Raises :class:`JalonError` (exit 3) when they are fewer than two.
    """
    known = [edition for edition in reference.editions if edition.day <= as_of]
    if len(known) < 2:
        raise JalonError(
            N_("No forecast: {count} edition of the panorama was published by {day}, two are needed."),
            hint=N_("Judge a later day with --as-of, or import an older edition."),
            exit_code=CANNOT_JUDGE, count=len(known), day=as_of.isoformat(),
        )  # fmt: skip
    return Learned(known, reference.names)


def _unknown(message: str, given: str, known: list[str]) -> JalonError:
    meant = near(given, known)
    return JalonError(
        message, hint=N_("Did you mean {near}?") if meant else N_("Known: {known}."),
        exit_code=USAGE, given=given, near=", ".join(meant), known=", ".join(known),
    )  # fmt: skip
