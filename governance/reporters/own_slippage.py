"""The slippage of a roadmap against the first baselines of its git history."""

from __future__ import annotations

import csv
import io

from governance.i18n import N_, _
from governance.reporters import cells
from governance.reporters.cells import BOLD, clean
from governance.reporters.slippage import DEFINITIONS, formulas, percent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.services.own_slippage import Own, Slipped, Spent
    from governance.services.slippage import Rate

_BASES = {
    "actual": N_("happened"),
    "forecast": N_("forecast"),
    "baseline": N_("baseline"),
    "original": N_("first baseline"),
    "today": N_("late"),
}


def render(found: Own, *, width: int = 80, colours: bool = False) -> str:
    """The milestones and costs on lines of at most ``width`` cells, then the rates."""
    width = max(width, cells.NARROWEST)
    head = _("Against the first baselines committed, as of {day}", day=found["as_of"])
    lines = [cells.paint(head, BOLD, colours)]
    if found["milestones"]:
        lines += _milestones(found["milestones"], width)
    if found["costs"]:
        lines += ["", *_costs(found["costs"], width)]
    for label, names in (
        (N_("Never given a baseline"), found["entrants"]),
        (N_("Had a baseline, gone"), found["leavers"]),
    ):
        if names:
            title = f"{_(label)} ({len(names)})"
            text = _("{label}: {text}", label=title, text=", ".join(map(clean, names)))
            lines += ["", *cells.wrap(text, width, "", "  ")]
    lines += ["", cells.paint(_("Slippage (%)"), BOLD, colours), *_rates(found["rates"], width)]
    lines += ["", cells.paint(_("Formulas"), BOLD, colours)]
    lines += formulas(dict.fromkeys(rate["formula"] for rate in found["rates"]), width)
    said = _(
        "A milestone counts its days from the entry of its programme, one that is late counts as "
        "happening on the day judged, or on the day its strategy ended; one without both days has "
        "no rate."
    )
    lines += ["", *cells.wrap(said, width)]
    if any(one["baseline"] != one["original"] for one in (*found["milestones"], *found["costs"])):
        lines += cells.wrap(_("* The baseline written now is not the first one."), width)
    return "\n".join(lines) + "\n"


def _rates(rates: Sequence[Rate], width: int) -> list[str]:
    """A line per measure: each formula, then how many pairs of figures it is of."""
    rows = [["", *(_(DEFINITIONS[rate["formula"]][0]) for rate in rates[:2]), _("n")]]
    for measure, label in (("calendar", _("calendar")), ("cost", _("cost"))):
        own = [rate for rate in rates if rate["measure"] == measure]
        rows.append([label, *(percent(rate["percent"]) for rate in own), f"{own[0]['projects']}"])
    laid = cells.columns(rows, width, right=(1, 2, 3), indent="  ")
    return [("  " + "  ".join(row)).rstrip() for row in laid]


def _milestones(found: Sequence[Slipped], width: int) -> list[str]:
    rows = [[_("first"), _("now"), "", _("days"), "%"]]
    names = [_("milestone")]
    for one in found:
        mark = " *" if one["baseline"] != one["original"] else ""
        names.append(f"{clean(one['programme'])}/{clean(one['id'])}{mark}")
        days = f"{one['days']:+d}" if one["days"] else "0"
        rows.append(
            [one["original"], one["current"], _(_BASES[one["basis"]]), days,
             percent(one["percent"])]
        )  # fmt: skip
    laid = ["  " + "  ".join(row) + "  " for row in cells.columns(rows, width, right=(3, 4))]
    blank = " " * cells.width(laid[0])
    return [
        line
        for before, name in zip(laid, names, strict=True)
        for line in cells.wrap_id(name, width, before, blank)
    ]


def _costs(found: Sequence[Spent], width: int) -> list[str]:
    rows = [[_("cost"), _("period"), _("first, €"), _("now, €"), "", "%"]]
    for one in found:
        mark = " *" if one["baseline"] != one["original"] else ""
        name = f"{clean(one['programme'])} {clean(one['nature'])} {clean(one['authority'])}{mark}"
        rows.append(
            [name, clean(one["period"]), cells.number(one["original"]),
             cells.number(one["current"]), _(_BASES[one["basis"]]), percent(one["percent"])]
        )  # fmt: skip
    laid = cells.columns(rows, width, right=(2, 3, 5), indent="  ")
    return [("  " + "  ".join(row)).rstrip() for row in laid]


_FIELDS = (
    "what", "programme", "name", "original", "promised", "baseline", "current", "basis", "percent",
)  # fmt: skip


def as_csv(found: Own) -> str:
    """One line per milestone and cost line."""
    out = io.StringIO(newline="")
    rows = csv.DictWriter(out, _FIELDS, extrasaction="ignore", lineterminator="\n")
    rows.writeheader()
    for one in found["milestones"]:
        rows.writerow({**one, "what": "milestone", "name": one["id"]})
    for line in found["costs"]:
        name = f"{line['nature']} {line['authority']} {line['period']}"
        rows.writerow({**line, "what": "cost", "name": name})
    return out.getvalue()
