"""Forecasts in words and tables: the class compared with, milestones, cost."""

from __future__ import annotations

import csv
import io

from governance.i18n import N_, _, plural
from governance.reporters import cells
from governance.reporters.cells import BOLD, DIM, RED, clean
from governance.reporters.slippage import PHASES, percent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.services.classes import ClassView
    from governance.services.forecast import (
        CostForecast,
        Forecast,
        MilestoneForecast,
        ProgrammeForecast,
    )

_SIZES = {"small": N_("small"), "medium": N_("medium"), "large": N_("large")}
_STATES = {
    "late": N_("late: no day is planned any more"),
    "undated": N_("no day is planned"),
    "done": N_("done"),
    "dropped": N_("given up"),
}


def render(found: Forecast, *, one: bool, width: int = 80, colours: bool = False) -> str:
    """The forecast on lines of at most ``width`` cells; with ``one``, its class in full."""
    width = max(width, cells.NARROWEST)
    lines = []
    for programme in found["programmes"]:
        lines += [*_head(programme, found["as_of"], width, colours)]
        if any(m["state"] == "ahead" for m in programme["milestones"]):
            lines += _class(programme["calendar_class"], width, whole=one)
        lines += [*_milestones(programme["milestones"], width, colours)]
        if programme["cost"] and programme["cost_class"]:
            lines += ["", *_class(programme["cost_class"], width, whole=one)]
            lines += _cost(programme["cost"], width)
        lines.append("")
    if not any(m["state"] == "ahead" for p in found["programmes"] for m in p["milestones"]):
        said = _(
            "No milestone is still ahead with a day planned: there is nothing to forecast as of "
            "{day}. --as-of forecasts as on an earlier day.",
            day=found["as_of"],
        )
        return "\n".join([*lines, *cells.wrap(said, width)]) + "\n"
    said = _(
        "P50, P80: the day that half, or four in five, of the compared projects would have kept, "
        "with all that the milestone waits for. “in time” and “critical” are percents of "
        "{draws} draws (seed {seed}); formula {formula}. “+” lies further ahead than any "
        "compared project was observed; “?” waits for something without a day, so its odds can "
        "only be worse; “–” has no day to keep, or is joined to nothing.",
        draws=cells.number(found["draws"]), seed=found["seed"], formula=found["formula"],
    )  # fmt: skip
    lines += [cells.paint(line, DIM, colours) for line in cells.wrap(said, width)]
    return "\n".join(lines) + "\n"


def _head(programme: ProgrammeForecast, as_of: str, width: int, colours: bool) -> list[str]:
    said = _("{id} — {title}, as of {day}", id=clean(programme["programme"]),
             title=clean(programme["title"]), day=as_of)  # fmt: skip
    return [cells.paint(line, BOLD, colours) for line in cells.wrap(said, width)]


def named(phases: Sequence[str] | None, size: str | None) -> str:
    """A class in words."""
    told = [", ".join(_(PHASES[phase]) for phase in phases) if phases else _("any phase")]
    told.append(_(_SIZES.get(size, size)) if size else _("any size"))
    return " · ".join(told)


def _class(found: ClassView, width: int, *, whole: bool) -> list[str]:
    said = plural(
        N_("Compared with {count} project of the panorama ({name}), observed over up to {years} "
           "years, {since} to {until}."),
        N_("Compared with {count} projects of the panorama ({name}), observed over up to {years} "
           "years, {since} to {until}."),
        found["projects"], name=named(found["phases"], found["size"]),
        years=cells.number(round(found["longest"], 1)), since=found["since"], until=found["until"],
    )  # fmt: skip
    lines = cells.wrap(said, width)
    if not whole:
        return lines
    if found["measure"] == "calendar":
        said = _(
            "For a year to go, the end moved by {p50} year or less for half of them, by {p80} or "
            "less for four in five.",
            p50=_rate(found["p50"]), p80=_rate(found["p80"]),
        )  # fmt: skip
    else:
        said = _(
            "In a year, the cost moved by {p50} % or less for half of them, by {p80} % or less "
            "for four in five.",
            p50=_rate(found["p50"], 100), p80=_rate(found["p80"], 100),
        )  # fmt: skip
    lines += cells.wrap(said, width)
    if found["tried"]:
        tried = "; ".join(
            f"{named(one['phases'], one['size'])}: {one['projects']}" for one in found["tried"]
        )
        said = _(
            "Narrower classes have fewer than {minimum} projects ({tried}).",
            minimum=found["minimum"], tried=tried,
        )  # fmt: skip
        lines += cells.wrap(said, width)
    return lines


def _rate(rate: float | None, times: int = 1) -> str:
    return cells.number(None if rate is None else round(rate * times, 2 if times == 1 else 1))


def _milestones(milestones: Sequence[MilestoneForecast], width: int, colours: bool) -> list[str]:
    ahead = [m for m in milestones if m["state"] == "ahead"]
    lines = []
    if ahead:
        rows = [[_("milestone"), _("planned"), "P50", "P80", _("in time"), _("critical")]]
        for m in ahead:
            mark = ("+" if m["beyond"] else "") + ("?" if m["uncertain"] else "")
            # Alone, a milestone has the days of its class; joined to others, those of the draws.
            alone = m["critical"] is None
            p50, p80 = m["p50" if alone else "network_p50"], m["p80" if alone else "network_p80"]
            rows.append(
                [
                    clean(m["id"]), m["planned"] or "–", p50 or "–", (p80 or "–") + mark,
                    odds(m["in_time"]), odds(m["critical"]),
                ]
            )  # fmt: skip
        laid = cells.columns(rows, width, right=(4, 5), indent="  ", gap=2)
        lines += [("  " + "  ".join(row)).rstrip() for row in laid]
        for m in ahead:
            if m["due"] != m["planned"]:
                said = _("{id} is due by {due}, which is what “in time” counts.",
                         id=clean(m["id"]), due=m["due"])  # fmt: skip
                lines += cells.wrap(said, width, "  ")
    for m in milestones:
        if m["state"] != "ahead":
            told = f"{clean(m['id'])} ({m['planned']})" if m["planned"] else clean(m["id"])
            said = _("{label}: {text}", label=told, text=_(_STATES[m["state"]]))
            colour = RED if m["state"] == "late" else DIM
            lines += [cells.paint(line, colour, colours) for line in cells.wrap(said, width, "  ")]
    return lines


def odds(value: float | None) -> str:
    """A percentage without decimals."""
    return "–" if value is None else f"{cells.number(round(value))} %"


def _cost(found: CostForecast, width: int) -> list[str]:
    said = _(
        "Whole cost {amount} € ({authority}); by {until}: P50 {p50} € ({up50} %), P80 {p80} € "
        "({up80} %){beyond}.",
        amount=cells.number(found["amount"]), authority=found["authority"].upper()
        if found["authority"] != "unspecified"
        else _("authority not stated"),
        until=found["until"], p50=cells.number(round(found["p50"])),
        p80=cells.number(round(found["p80"])), up50=percent(found["uplift_p50"]),
        up80=percent(found["uplift_p80"]), beyond=" +" if found["beyond"] else "",
    )  # fmt: skip
    return cells.wrap(said, width)


_FIELDS = (
    "programme", "id", "state", "planned", "due", "days", "p50", "p80", "network_p50",
    "network_p80", "in_time", "critical", "beyond", "uncertain",
)  # fmt: skip


def as_csv(found: Forecast) -> str:
    """One line per milestone."""
    out = io.StringIO(newline="")
    rows = csv.DictWriter(out, _FIELDS, extrasaction="ignore", lineterminator="\n")
    rows.writeheader()
    for programme in found["programmes"]:
        rows.writerows(programme["milestones"])
    return out.getvalue()
