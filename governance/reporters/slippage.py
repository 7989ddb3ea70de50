"""Slippage as tables: between editions, since the first figures, and what the State published."""

from __future__ import annotations

import csv
import io

from governance.i18n import N_, _, current
from governance.reporters import cells
from governance.reporters.cells import BOLD, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from governance.services.slippage import Between, MethodChange, Moved, Rate, Slippage, State

PHASES = {
    "framing": N_("framing"),
    "build": N_("build"),
    "trial": N_("trial"),
    "rollout": N_("rollout"),
    "ended": N_("ended"),
}
DEFINITIONS = {
    "mean-of-ratios/1": (
        N_("mean"),
        N_("the slip of the average project: 100 × mean((later − earlier) / earlier)"),
    ),
    "ratio-of-sums/1": (
        N_("sums"),
        N_("the slip of the average euro or year: 100 × (Σ later − Σ earlier) / Σ earlier"),
    ),
}


def percent(value: float | None) -> str:
    """A slip with its sign and one decimal."""
    if value is None:
        return "—"
    text = f"{round(value, 1) + 0.0:+.1f}".replace("+0.0", "0.0")
    return text.replace(".", ",") if current() == "fr" else text


def render(found: Slippage, *, detail: bool, width: int = 80, colours: bool = False) -> str:
    """The tables on lines of at most ``width`` cells; with ``detail``, project by project."""
    width = max(width, cells.NARROWEST)
    lines = _head(_("From one edition to another, on the projects that are in both (%)"), colours)
    lines += _editions(found["between"], width)
    if detail:
        for one in found["between"]:
            lines += ["", *_projects(one, width)]
    since = found["between"][0]["since"]
    lines += ["", *_head(_("Since the first figure of each project, from {day} on (%)", day=since),
                         colours)]  # fmt: skip
    lines += _first(found, width)
    said = _(
        "The State compares with the initial plan of each project, which its open data do not "
        "hold: its rates count from another start than ours and are not expected to be equal."
    )
    lines += ["", *cells.wrap(said, width)]
    lines += [line for change in found["method_changes"] for line in _change(change, width)]
    lines += ["", *_head(_("Formulas"), colours)]
    return "\n".join([*lines, *formulas(found["formulas"], width)]) + "\n"


def formulas(names: Iterable[str], width: int) -> list[str]:
    """What each formula is, after the word that stands for it in a table."""
    lines = []
    for name in names:
        short, text = DEFINITIONS[name]
        lines += cells.wrap(f"{_(short)} = {name}, {_(text)}", width, "  ", "    ")
    return lines + cells.wrap(_("n = how many are compared"), width, "  ", "    ")


def _head(text: str, colours: bool) -> list[str]:
    return [cells.paint(text, BOLD, colours)]


def _rates(rates: Sequence[Rate]) -> list[str]:
    """For cost, then calendar: each formula, then the size of the cohort."""
    found: list[str] = []
    for name in ("cost", "calendar"):
        own = [rate for rate in rates if rate["measure"] == name]
        found += [percent(rate["percent"]) for rate in own]
        found.append(f"{own[0]['projects']}")
    return found


def _heads(names: Sequence[str]) -> list[str]:
    short = [_(DEFINITIONS[name][0]) for name in names]
    size = _("n")
    return [
        *(f"{_('cost')} {short[0]}", *short[1:], size),
        *(f"{_('cal.')} {short[0]}", *short[1:], size),
    ]


def _editions(found: Sequence[Between], width: int) -> list[str]:
    names = [rate["formula"] for rate in found[0]["rates"] if rate["measure"] == "cost"]
    rows = [[_("editions"), _("new"), _("gone"), *_heads(names)]]
    for one in found:
        name = f"{one['since']} → {one['until']}"
        counts = [f"{len(one['entrants'])}", f"{len(one['leavers'])}"]
        rows.append([name, *counts, *_rates(one["rates"])])
    return _laid(rows, width, range(1, 9))


def _laid(rows: Sequence[Sequence[str]], width: int, right: Sequence[int]) -> list[str]:
    laid = cells.columns(rows, width, right=right, indent="  ", gap=1)
    return [("  " + " ".join(row)).rstrip() for row in laid]


def _first(found: Slippage, width: int) -> list[str]:
    rows = [[_("edition"), *_heads(found["formulas"]), _("State: cost"), _("cal.")]]
    for one in found["since_first"]:
        said = one["declared"]
        stated = [said["cost_percent"], said["calendar_percent"]] if said else [None, None]
        rows.append([one["until"], *_rates(one["rates"]), *(cells.number(v) for v in stated)])
    return _laid(rows, width, range(1, 9))


def _change(change: MethodChange, width: int) -> list[str]:
    former, current = change["former"], change["current"]
    said = _(
        "Method change of {state}: the same projects are at {cost} % and {calendar} % (cost, "
        "calendar) by the former method, {new_cost} % and {new_calendar} % by the current one; "
        "{cost_points} and {calendar_points} points are the effect of the method alone. Rates of "
        "before and after are not compared.",
        state=change["state"],
        cost=cells.number(former["cost_percent"]),
        calendar=cells.number(former["calendar_percent"]),
        new_cost=cells.number(current["cost_percent"]),
        new_calendar=cells.number(current["calendar_percent"]),
        cost_points=percent(change["cost_points"]),
        calendar_points=percent(change["calendar_points"]),
    )
    return cells.wrap(said, width)


def _projects(one: Between, width: int) -> list[str]:
    rows = [[_("project"), _("cost, M€"), _("slip, %"), _("duration, years"), _("slip, %")]]
    for moved in sorted(one["projects"], key=_most):
        mark = " *" if moved["start_revised"] else ""
        rows.append(
            [
                clean(moved["project"]) + mark,
                _arrow(moved["cost_from"], moved["cost_to"]), percent(moved["cost_percent"]),
                _arrow(moved["years_from"], moved["years_to"]),
                percent(moved["calendar_percent"]),
            ]
        )  # fmt: skip
    lines = _laid(rows, width, range(1, 5))
    notes = [_("* the start published was revised too")] if one["start_revised"] else []
    if any(None in (m["cost_from"], m["cost_to"], m["years_from"], m["years_to"])
           for m in one["projects"]):  # fmt: skip
        notes.append(_("— the figure is withheld, or was not published"))
    lines += ["", *(line for note in notes for line in cells.wrap(note, width))] if notes else []
    for label, names in ((N_("New"), one["entrants"]), (N_("Gone"), one["leavers"])):
        told = ", ".join(map(clean, names)) or "–"
        text = _("{label}: {text}", label=f"{_(label)} ({len(names)})", text=told)
        lines += ["", *cells.wrap(text, width, "", "  ")]
    return lines


def _most(moved: Moved) -> tuple[bool, float]:
    slip = moved["calendar_percent"]
    return slip is None, -(slip or 0)


def _arrow(before: float | None, after: float | None) -> str:
    def told(value: float | None) -> str:
        return cells.number(None if value is None else round(value, 2))

    return f"{told(before)} → {told(after)}"


def as_csv(found: Slippage) -> str:
    """One line per figure, each with its formula; percents keep all their digits."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(
        ("scope", "since", "until", "measure", "formula", "percent", "projects", "source")
    )
    for one in found["between"]:
        for rate in one["rates"]:
            rows.writerow(("between", one["since"], one["until"], *_plain(rate), "jalon"))
    for first in found["since_first"]:
        for rate in first["rates"]:
            rows.writerow(("since-first", "", first["until"], *_plain(rate), "jalon"))
    for said in found["published"]:
        for name, value in (("cost", said["cost_percent"]), ("calendar", said["calendar_percent"])):
            rows.writerow(
                (
                    "published", "", said["edition"] or said["state"], name,
                    f"state-{said['method']}", value, said["projects"], said["source"],
                )
            )  # fmt: skip
    return out.getvalue()


def _plain(rate: Rate) -> tuple[object, ...]:
    return rate["measure"], rate["formula"], rate["percent"], rate["projects"]


def history(states: Sequence[State], *, width: int = 80, colours: bool = False) -> str:
    """One project, edition by edition."""
    width = max(width, cells.NARROWEST)
    rows = [[_("edition"), _("name"), _("start"), _("years"), _("end"), _("cost, M€"), _("phase")]]
    for one in states:
        phase = _(PHASES[one["phase"]]) if one["phase"] else "–"
        rows.append(
            [
                one["edition"], clean(one["name"]), one["start"] or "–", _number(one["years"]),
                one["end"] or "–", _number(one["cost"]),
                _("withheld") if one["withheld"] else phase,
            ]
        )  # fmt: skip
    title = clean(states[-1]["name"])
    laid = cells.columns(rows, width, flexible=1, right=(3, 5))
    return "\n".join([*_head(title, colours), *("  ".join(row).rstrip() for row in laid)]) + "\n"


def _number(value: float | None) -> str:
    return cells.number(None if value is None else round(value, 2))
