"""What was read of an edition of the panorama, and how it goes with the edition before."""

from __future__ import annotations

from governance.i18n import N_, _, plural
from governance.reporters import cells
from governance.reporters.cells import BOLD, RED, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from governance.services.take_in import Imported, Renamed

_STATES = {
    "new": N_("It can be kept: every cell was read."),
    "same": N_("It is already held, the same to the byte."),
    "replaced": N_("It differs from the edition of that day that is held."),
    "refused": N_("It is not kept: a cell that cannot be read is never guessed."),
}


def render(found: Imported, *, width: int = 80, colours: bool = False) -> str:
    """The report on lines of at most ``width`` cells."""
    width = max(width, cells.NARROWEST)
    head = _("Edition of {day}, read in {file}", day=found["edition"], file=clean(found["file"]))
    lines = [cells.paint(line, BOLD, colours) for line in cells.wrap(head, width)]
    lines += ["", *_totals(found, width)]
    names = (
        (N_("Without a month of start"), found["without_start"]),
        (N_("Without a duration"), found["without_duration"]),
        (N_("Without a cost"), found["without_cost"]),
        (N_("Withheld by a sentence"), found["withheld"]),
    )
    for title, projects in names:
        lines += _names(_(title), projects, width)
    if found["compared_with"]:
        lines += ["", *_matches(found, width, colours)]
    if found["unreadable"]:
        count = len(found["unreadable"])
        said = plural(N_("{count} cell was not read:"), N_("{count} cells were not read:"), count)
        lines += ["", cells.paint(said, RED, colours)]
        for cell in found["unreadable"]:
            lines += cells.wrap(_cell(found, cell), width, "  ", "    ")
    state = _(_STATES[found["state"]])
    if found["written"]:
        state = _("Written: {path}", path=clean(found["written"]))
    return "\n".join([*lines, "", *cells.wrap(state, width)]) + "\n"


def _cell(found: Imported, cell: Any) -> str:
    where = f"{clean(found['file'])}:{cell['line']}"
    column = f" {clean(cell['column'])}" if cell["column"] else ""
    value = f" “{clean(cell['value'])}”" if cell["value"] else ""
    return _("{where}: {cell}{reason}", where=where, cell=f"{column}{value}: ".lstrip(" :"),
             reason=_(cell["reason"]))  # fmt: skip


def _totals(found: Imported, width: int) -> list[str]:
    mine, stated = found["totals"], found["declared"]
    rows = []
    for label, field, digits in (
        (N_("projects"), "projects", 0),
        (N_("interministerial"), "interministerial", 0),
        (N_("cost, billions of euros"), "cost_billion", 2),
        (N_("mean duration, years"), "duration_years", 1),
    ):
        values: Any = (mine, stated)
        told = [_figure(v[field] if v else None, digits) for v in values]
        rows.append([_(label), *told])
    heads = ["", _("read"), _("published")]
    laid = cells.columns([heads, *rows], width, right=(1, 2))
    return ["  ".join(row).rstrip() for row in laid]


def _figure(value: float | None, digits: int) -> str:
    return cells.number(None if value is None else round(value, digits))


def _names(title: str, names: Sequence[str], width: int) -> list[str]:
    if not names:
        return []
    told = ", ".join(map(clean, names))
    return cells.wrap(
        _("{label}: {text}", label=f"{title} ({len(names)})", text=told), width, "", "  "
    )


def _matches(found: Imported, width: int, colours: bool) -> list[str]:
    said = plural(
        N_("{count} project is also in the edition of {day}."),
        N_("{count} projects are also in the edition of {day}."),
        found["matched"], day=found["compared_with"],
    )  # fmt: skip
    lines = [cells.paint(line, BOLD, colours) for line in cells.wrap(said, width)]
    lines += _pairs(_("Spelled otherwise"), found["spelled"], width)
    lines += _pairs(_("Renamed, as declared"), found["renamed"], width)
    lines += _names(_("Not in the edition before"), found["entrants"], width)
    lines += _names(_("No longer there"), found["leavers"], width)
    lines += _pairs(
        _("Perhaps the same project, not matched (declare it in renames.csv if it is)"),
        found["near"], width,
    )  # fmt: skip
    return lines


def _pairs(title: str, pairs: Sequence[Renamed], width: int) -> list[str]:
    if not pairs:
        return []
    lines = cells.wrap(_("{label}:", label=f"{title} ({len(pairs)})"), width)
    for pair in pairs:
        told = f"{clean(pair['earlier'])} → {clean(pair['later'])}"
        if pair["evidence"]:
            told = _("{label}: {text}", label=told, text=clean(pair["evidence"]))
        lines += cells.wrap(told, width, "  ", "    ")
    return lines


def document(found: Imported) -> dict[str, Any]:
    """The same for another program, described in docs/json.md."""
    unreadable = [{**cell, "reason": _(cell["reason"])} for cell in found["unreadable"]]
    return {**found, "unreadable": unreadable}
