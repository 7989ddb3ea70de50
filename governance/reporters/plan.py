"""The plan as text: critical paths first, then every milestone, then what nobody has dated."""

from __future__ import annotations

from governance.i18n import N_, _, plural
from governance.model.words import KINDS
from governance.reporters import cells
from governance.reporters.cells import BOLD, CYAN, DIM, GREEN, RED, YELLOW, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from governance.services.plan import Entry, PathView, Plan

STATES: dict[str, tuple[str, str, str]] = {
    "done": ("✓", N_("passed"), GREEN),
    "missed": ("!", N_("missed"), RED),
    "ahead": ("→", N_("ahead"), ""),
    "undated": ("○", N_("without a date"), YELLOW),
    "dropped": ("✕", N_("dropped"), DIM),
    "circular": ("○", N_("in a circle"), RED),
    "end": ("■", N_("end"), DIM),
}
"""Glyph, word and colour of each state; the word stands beside the glyph wherever it fits."""
MARKS = {"critical": "◆", "near": "◇"}
VIA = {
    "after": N_("comes after it"),
    "needs": N_("needs it"),
    "part": N_("holds it"),
    "built": N_("is built by it"),
}
_INDENT = "  "
_WIDE = 110
"""From this width on, titles stand in the table, with the baseline and the free float."""


def render(plan: Plan, *, width: int = 80, colours: bool = False, critical: bool = False) -> str:
    """The plan on lines of at most ``width`` cells; only critical and near-critical milestones with
    ``critical``."""
    width = max(width, cells.NARROWEST)
    known = {entry["key"]: entry for entry in plan["entries"]}
    lines = summary(plan, width)
    lines += [line for line, _key in paths(plan, known, width, colours=colours)]
    milestones = [entry for entry in plan["entries"] if entry["kind"] == "milestone"]
    if critical:
        milestones = [entry for entry in milestones if entry["critical"] or entry["near"]]
    lines += _table([e for e in milestones if e["finish"]], width, colours)
    undated = [entry for entry in milestones if not entry["finish"]]
    if undated:
        heading = _("Without a date ({count})", count=len(undated))
        lines += ["", cells.paint(heading, YELLOW, colours)]
        for entry in undated:
            glyph, word, _colour = STATES[entry["state"]]
            told = f"{clean(short(entry['key']))}  {clean(entry['title'])}"
            if entry["state"] != "undated":
                told += f" ({_(word)})"
            lines += cells.wrap(told, width, f"{_INDENT}{glyph} ", "    ")
    lines += chain(plan, known, width, colours=colours)
    return "\n".join(lines) + "\n"


def summary(plan: Plan, width: int) -> list[str]:
    """How many milestones there are, by state, in one sentence."""
    milestones = [entry for entry in plan["entries"] if entry["kind"] == "milestone"]
    counts = {state: sum(1 for e in milestones if e["state"] == state) for state in STATES}
    if not milestones:
        said = _("No milestone is known on {day}.", day=plan["as_of"])
        return cells.wrap(said, width)
    said = plural(
        N_("{count} milestone on {day}"), N_("{count} milestones on {day}"), len(milestones),
        day=plan["as_of"],
    )  # fmt: skip
    parts = [f"{_(STATES[s][1])} {counts[s]}" for s in STATES if s != "end" and counts[s]]
    unlinked = sum(1 for e in milestones if e["finish"] and e["state"] in ("ahead", "missed")
                   and e["total_float"] is None)  # fmt: skip
    lines = cells.wrap(_("{label}: {text}", label=said, text=", ".join(parts)) + ".", width)
    still = [e["finish"] or "" for e in milestones
             if e["driver"] == "today" and (e["finish"] or "") < plan["as_of"]]  # fmt: skip
    if still:
        told = plural(
            N_("{count} of them was not passed when its strategy ended ({day}): it stands as missed "
               "on that day."),
            N_("{count} of them were not passed when their strategy ended ({day}): they stand as "
               "missed on that day."),
            len(still), day=", ".join(sorted(set(still))),
        )  # fmt: skip
        lines += cells.wrap(told, width)
    if unlinked:
        told = plural(
            N_("{count} of them waits for nothing known and nothing waits for it: it has no float."),
            N_("{count} of them wait for nothing known and nothing waits for them: they have no "
               "float."),
            unlinked,
        )  # fmt: skip
        lines += cells.wrap(told, width)
    return lines


def paths(
    plan: Plan, known: Mapping[str, Entry], width: int, *, colours: bool
) -> list[tuple[str, str]]:
    """The critical paths and what waits in a circle, on lines of at most ``width`` cells: each with
    the key of the node that it names first, or none.

    ``known``  the entries of ``plan`` by key
    """
    found: list[tuple[str, str]] = []
    for path in plan["paths"]:
        found += [("", ""), (_heading(path, colours), "")]
        before = ""
        for key in path["keys"]:
            entry = known.get(key)
            if entry is None:
                told = cells.wrap(clean(short(key)), width, _INDENT + " " * 14)
            else:
                said = clean(name(entry)) + _why(entry, before)
                told = cells.wrap(said, width, f"{_INDENT}{day_of(entry)}  ")
            found += [(line, "" if number else key) for number, line in enumerate(told)]
            before = key
    for circle in plan["circles"]:
        said = _("These wait for one another in a circle: {steps}.",
                 steps=" → ".join(clean(short(key)) for key in circle))  # fmt: skip
        told = [cells.paint(line, RED, colours) for line in cells.wrap(said, width)]
        found += [("", ""), *((line, "") for line in told)]
    return found


def _heading(path: PathView, colours: bool) -> str:
    total = path["total_float"]
    heading, colour = _("Critical path"), RED
    if total > 0:
        heading, colour = plural(
            N_("Near-critical path, {count} day of float"),
            N_("Near-critical path, {count} days of float"), total,
        ), YELLOW  # fmt: skip
    elif total < 0:
        heading = plural(
            N_("Critical path, {count} day too late for a deadline"),
            N_("Critical path, {count} days too late for a deadline"), -total,
        )  # fmt: skip
    return cells.paint(heading, colour, colours)


def _why(entry: Entry, before: str) -> str:
    """What makes the step follow the one before it, and what is peculiar about its own day."""
    said = [] if entry["kind"] == "milestone" else [_(KINDS[entry["kind"]][0])]
    for wait in entry["waits_for"]:
        if wait["key"] == before:
            said.append(_(VIA[wait["via"]]))
            if wait["basis"] == "inferred":
                said.append(_("inferred"))
            break
    if entry["driver"] == "today":
        said.append(_("planned for {day}, not passed", day=entry["planned"] or "–"))
    if entry["impossible"]:
        said.append(_("planned for {day}", day=entry["planned"]))
    if entry["uncertain"]:
        said.append(_("at the earliest"))
    if entry["drag"]:
        said.append(plural(N_("adds {count} day"), N_("adds {count} days"), entry["drag"]))
    return f" ({', '.join(said)})" if said else ""


def _table(found: Sequence[Entry], width: int, colours: bool) -> list[str]:
    if not found:
        return []
    wide = width >= _WIDE
    rows = [["", _("finish"), _("float"), _("slip"), _("milestone")]]
    if wide:
        rows = [["", _("finish"), _("float"), _("free"), _("baseline"), _("slip"), _("milestone")]]
    for entry in found:
        total, free = entry["total_float"], entry["free_float"]
        row = [f"{STATES[entry['state']][0]}{mark(entry)}", day_of(entry), days(total)]
        if wide:
            row += [days(free), entry["baseline"] or "–"]
        told = name(entry) if wide else short(entry["key"])
        rows.append([*row, slip(entry), clean(told)])
    titles = [row.pop() for row in rows]
    laid = cells.columns(rows, width, right=(2, 3, 5) if wide else (2, 3))
    blank = " " * (len(_INDENT) + cells.width("  ".join(laid[0])) + 2)
    lines = ["", cells.paint(f"{_INDENT}{'  '.join(laid[0])}  {titles[0]}", DIM, colours)]
    for entry, row, told in zip(found, laid[1:], titles[1:], strict=True):
        row[0] = cells.paint(row[0], _colour(entry), colours)
        before = _INDENT + "  ".join(row) + "  "
        lines += (cells.wrap if wide else cells.wrap_id)(told, width, before, blank)
    signs = {f"{STATES[e['state']][0]} {_(STATES[e['state']][1])}" for e in found}
    signs |= {f"{MARKS['critical']} {_('critical')}" for e in found if e["critical"]}
    signs |= {f"{MARKS['near']} {_('near critical')}" for e in found if e["near"]}
    signs |= {f"≥ {_('at the earliest')}" for e in found if e["uncertain"]}
    legend = cells.joined(sorted(signs), width, _INDENT)
    return lines + [cells.paint(line, DIM, colours) for line in legend]


def chain(plan: Plan, known: Mapping[str, Entry], width: int, *, colours: bool) -> list[str]:
    """The longest chain of needs, after an empty line; nothing when nothing waits."""
    keys = plan["chain"]
    if len(keys) < 2:
        return []
    undated = sum(
        1 for k in keys if k in known and (known[k]["uncertain"] or not known[k]["finish"])
    )
    heading = plural(
        N_("Longest chain of needs ({count} record, {undated} without known dates)"),
        N_("Longest chain of needs ({count} records, {undated} without known dates)"),
        len(keys), undated=undated,
    )  # fmt: skip
    told = " → ".join(clean(named(known[key]) if key in known else short(key)) for key in keys)
    lines = [cells.paint(line, BOLD, colours) for line in cells.wrap(heading, width)]
    return ["", *lines, *cells.wrap(told, width, _INDENT, "    ")]


def day_of(entry: Entry) -> str:
    """The day of a node, on twelve cells: "≥" before one that can only be later."""
    if not entry["finish"]:
        return "–".ljust(12)
    return f"{'≥ ' if entry['uncertain'] else '  '}{entry['finish']}"


def mark(entry: Entry) -> str:
    """The sign of a critical or near-critical milestone."""
    return MARKS["critical"] if entry["critical"] else MARKS["near"] if entry["near"] else " "


def name(entry: Entry) -> str:
    """A milestone after the title of its programme; the end of a record by its title."""
    return f"{entry['of']} · {entry['title']}" if entry["of"] else entry["title"]


def named(entry: Entry) -> str:
    """A milestone as :func:`name` says; an end by its title and what it is the end of: a programme
    and the product it builds often have one title."""
    said = name(entry)
    return said if entry["of"] else f"{said} ({_(KINDS[entry['kind']][0])})"


def short(key: str) -> str:
    """A key as a person types it: ``franceconnect/ouverture``, or ``product/tchap``."""
    return key.removeprefix("milestone/")


def slip(entry: Entry) -> str:
    """Days after (or before) the baseline."""
    days = entry["slip"]
    return "–" if days is None else _("{count} d", count=f"{days:+d}" if days else "0")


def days(count: int | None) -> str:
    """A number of days, as float is told."""
    return "–" if count is None else _("{count} d", count=count)


def _colour(entry: Entry) -> str:
    return RED if entry["critical"] else CYAN if entry["near"] else STATES[entry["state"]][2]
