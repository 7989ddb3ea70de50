"""The back-test of forecasts, and the slips of every class."""

from __future__ import annotations

import csv
import io
from datetime import date

from governance.i18n import N_, _
from governance.reporters import cells
from governance.reporters.cells import BOLD
from governance.reporters.forecast import named, odds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.services.trials import Backtest, Distribution, Spread, TrialView

_MEASURES = {"cost": N_("cost"), "calendar": N_("calendar")}
_CLASSES = {"all": N_("all projects"), "narrowest": N_("narrowest class")}
_FORMULAS = {
    "slip-per-time/1": N_("slip per time to go"),
    "whole-slip/1": N_("whole slip, whatever the time"),
}


def backtest(found: Backtest, *, width: int = 80, colours: bool = False) -> str:
    """The trials as tables, one per measure and formula."""
    width = max(width, cells.NARROWEST)
    lines = [cells.paint(_("Back-test on the editions held"), BOLD, colours)]
    said = _(
        "Forecast on the day of an edition from what was known then, judged by the last figure "
        "published since. A good P80 holds for 80 % of the projects; the brackets hold the true "
        "share with a confidence of 95 %."
    )
    lines += cells.wrap(said, width)
    for measure, formula in dict.fromkeys((t["measure"], t["formula"]) for t in found["trials"]):
        title = _("{label}: {text}", label=_(_MEASURES[measure]), text=_(_FORMULAS[formula]))
        lines += ["", cells.paint(f"{title} ({formula})", BOLD, colours)]
        own = [t for t in found["trials"] if (t["measure"], t["formula"]) == (measure, formula)]
        laid = cells.columns(backtest_rows(own), width, flexible=1, right=range(2, 6), indent="  ")
        lines += [("  " + "  ".join(row)).rstrip() for row in laid]
    lines += ["", *(line for text in limits(found) for line in cells.wrap(text, width))]
    return "\n".join(lines) + "\n"


def backtest_rows(trials: Sequence[TrialView]) -> list[list[str]]:
    """A head and one row per trial."""
    rows = [
        [_("edition"), _("compared with"), _("fit on"), _("judged"), _("under P50"), _("under P80")]
    ]
    for trial in trials:
        levels = {level["level"]: level for level in trial["levels"]}
        told = [
            f"{odds(one['share'])} [{one['low']:.0f}–{one['high']:.0f}]"
            for one in (levels[50], levels[80])
        ]
        rows.append(
            [
                trial["cut"], _(_CLASSES[trial["classes"]]), str(trial["fitted"]),
                str(levels[80]["judged"]), *told,
            ]
        )  # fmt: skip
    return rows


def limits(found: Backtest) -> list[str]:
    """What the numbers do not say."""
    last = date.fromisoformat(found["editions"][-1]) - date.fromisoformat(found["editions"][-2])
    return [
        _(
            "The projects judged are few and overlap from one edition to the next, so the rows are "
            "not independent. A project that ended or left is judged by the last figure before, "
            "if there is one: those still there after the {days} days between the last two "
            "editions are the ones that lasted, and the last row of each table is the hardest.",
            days=last.days,
        ),
        _(
            "Figures withheld, and projects seen in one edition only, are in no class. A class "
            "needs {minimum} projects.",
            minimum=found["minimum"],
        ),
    ]


def backtest_csv(found: Backtest) -> str:
    """One line per trial and level."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(
        ("cut", "until", "measure", "formula", "classes", "fitted", "level", "judged", "under",
         "share", "low", "high")
    )  # fmt: skip
    for trial in found["trials"]:
        for one in trial["levels"]:
            rows.writerow(
                (
                    trial["cut"], trial["until"], trial["measure"], trial["formula"],
                    trial["classes"], trial["fitted"], one["level"], one["judged"], one["under"],
                    one["share"], one["low"], one["high"],
                )
            )  # fmt: skip
    return out.getvalue()


def distribution(found: Distribution, *, width: int = 80, colours: bool = False) -> str:
    """One table per measure: how many projects each class has, and what their slips were."""
    width = max(width, cells.NARROWEST)
    lines = []
    for measure in dict.fromkeys(one["measure"] for one in found["classes"]):
        title = (
            _("Calendar: years that the end moved, per year gone by")
            if measure == "calendar"
            else _("Cost: percent per year gone by")
        )
        own = [one for one in found["classes"] if one["measure"] == measure]
        lines += [cells.paint(title, BOLD, colours), *_spreads(own, measure, width), ""]
    said = _(
        "Slips observed in the editions of {first} to {last} (formula {formula}). * fewer than "
        "{minimum} projects: nothing is forecast from it.",
        first=found["editions"][0], last=found["editions"][-1], formula=found["formula"],
        minimum=found["minimum"],
    )  # fmt: skip
    return "\n".join([*lines, *cells.wrap(said, width)]) + "\n"


def _spreads(found: Sequence[Spread], measure: str, width: int) -> list[str]:
    rows = [[_("class"), _("projects"), "P50", "P80"]]
    for one in found:
        name = named([one["phase"]] if one["phase"] else None, one["size"])
        told = [_rate(one["p50"], measure), _rate(one["p80"], measure)]
        rows.append([name, f"{one['projects']}{'' if one['usable'] else ' *'}", *told])
    laid = cells.columns(rows, width, right=(1, 2, 3), indent="  ")
    return [("  " + "  ".join(row)).rstrip() for row in laid]


def _rate(rate: float | None, measure: str) -> str:
    if rate is None:
        return "—"
    return cells.number(round(rate, 2) if measure == "calendar" else round(100 * rate, 1))


def distribution_csv(found: Distribution) -> str:
    """One line per class."""
    out = io.StringIO(newline="")
    fields = ("measure", "phase", "size", "projects", "p50", "p80", "usable")
    rows = csv.DictWriter(out, fields, lineterminator="\n")
    rows.writeheader()
    rows.writerows(found["classes"])
    return out.getvalue()
