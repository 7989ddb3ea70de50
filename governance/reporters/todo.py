"""What must be done, by day: overdue, this month, later, without a day."""

from __future__ import annotations

from governance.i18n import N_, _, plural
from governance.reporters import cells
from governance.reporters.cells import BOLD, DIM, RED, YELLOW, clean
from governance.reporters.states import ended_strategy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.services.todo import Agenda, Todo

KINDS = {
    "review": N_("review"),
    "steering": N_("session"),
    "measure": N_("measure"),
    "decision": N_("decision"),
    "action": N_("action"),
    "vacancy": N_("vacancy"),
    "mandate": N_("mandate"),
    "lesson": N_("lesson"),
    "evaluation": N_("evaluation"),
}
GROUPS = (
    ("overdue", N_("Overdue"), RED),
    ("month", N_("This month"), YELLOW),
    ("later", N_("Later"), ""),
    ("undated", N_("Without a day"), RED),
)
_WIDE = 110
"""From this width on, the record and its title stand side by side."""


def group(item: Todo, as_of: str) -> str:
    """Which of :data:`GROUPS` an item belongs to."""
    due = item["due"]
    if due is None:
        return "undated"
    if due < as_of:
        return "overdue"
    return "month" if due[:7] == as_of[:7] else "later"


def render(agenda: Agenda, *, width: int = 80, colours: bool = False) -> str:
    """The agenda on lines of at most ``width`` cells."""
    width = max(width, cells.NARROWEST)
    items, as_of, until = agenda["items"], agenda["as_of"], agenda["until"]
    if items:
        late = sum(group(item, as_of) == "overdue" for item in items)
        said = plural(
            N_("{count} thing to do by {until}, {late} of them overdue on {as_of}."),
            N_("{count} things to do by {until}, {late} of them overdue on {as_of}."),
            len(items), until=until, late=late, as_of=as_of,
        )  # fmt: skip
    else:
        said = _("Nothing to do by {until}.", until=until)
    lines = cells.wrap(said, width)
    for one in agenda["ended"]:
        told = plural(
            N_("{title}, {state}: its programme owes nothing any more."),
            N_("{title}, {state}: its {count} programmes owe nothing any more."),
            one["programmes"], title=clean(one["title"]), state=ended_strategy(one["state"]),
        ) if one["programmes"] else ""  # fmt: skip
        lines += [cells.paint(line, DIM, colours) for line in cells.wrap(told, width) if told]
    laid = _table(items, width, colours)
    for name, title, colour in GROUPS:
        rows = [row for item, row in zip(items, laid, strict=True) if group(item, as_of) == name]
        if rows:
            heading = cells.paint(f"{_(title)} ({len(rows)})", colour or BOLD, colours)
            lines += ["", heading, *(line for row in rows for line in row)]
    return "\n".join(lines) + "\n"


def _table(items: Sequence[Todo], width: int, colours: bool) -> list[list[str]]:
    """The lines of each item: one on a wide terminal; else what has to be done stands below, whole."""
    wide = width >= _WIDE
    rows = []
    for item in items:
        whole = [clean(item["record"].partition("/")[2]), task(item)] if wide else []
        when = [item["due"] or "–", delay(item), _(KINDS[item["kind"]])]
        rows.append([*when, *whole, people(item)])
    flexible = 4 if wide else 3
    laid = cells.columns(
        rows,
        width,
        flexible=flexible,
        right=(1,),
        indent="  ",
        least=16,
        keep=range(4 if wide else 3),
    )
    found = []
    for item, row in zip(items, laid, strict=True):
        row[1] = cells.paint(row[1], RED if (item["days"] or 0) > 0 else "", colours)
        row[-1] = cells.paint(row[-1].rstrip(), DIM, colours)
        lines = [("  " + "  ".join(row)).rstrip()]
        found.append(lines if wide else lines + cells.wrap(_below(item), width, "      "))
    return found


def delay(item: Todo) -> str:
    """How long it has been late, or how soon it is due."""
    days = item["days"]
    if days is None:
        return ""
    if days > 0:
        return _("{count} d", count=days)
    return _("today") if days == 0 else _("in {count} d", count=-days)


def task(item: Todo) -> str:
    """What has to be done, in words."""
    kind, title, detail = item["kind"], clean(item["title"]), clean(item["detail"])
    if kind == "vacancy":
        role = _("director") if item["detail"] == "director" else _("lead")
        return _("name a {role}: {title}", role=role, title=title)
    if kind == "mandate":
        return _("{name} leaves: {title}", name=detail, title=title)
    if kind in ("decision", "action"):
        return f"{detail} ({title})" if detail else title
    if kind == "lesson":
        return detail
    if kind == "steering" and detail:
        return _("{label}: {text}", label=detail, text=title)
    return title


def _below(item: Todo) -> str:
    """What has to be done, with the id that a command wants where the words name the record."""
    record = clean(item["record"].partition("/")[2])
    return f"{task(item)} ({record})" if item["kind"] in ("review", "measure") else task(item)


def people(item: Todo) -> str:
    """Who answers for it."""
    return ", ".join(clean(who["name"]) for who in item["who"]) or "–"
