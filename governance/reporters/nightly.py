"""What each mission owes: lines for a log, and the text of the issue that reminds it."""

from __future__ import annotations

from governance.hygiene import code, markdown, show
from governance.i18n import N_, _, plural
from governance.reporters import cells
from governance.reporters.todo import KINDS, group

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, datetime

    from governance.services.nightly import Mission
    from governance.services.todo import Todo

DONE = {"opened": N_("opened"), "updated": N_("updated"), "reopened": N_("opened again")}


def render(missions: list[Mission]) -> str:
    """One line per mission."""
    return "".join(
        _("{mission}: {owed}", mission=show(one["title"], 60), owed=_count(one)) + "\n"
        for one in missions
    )


def last(ran: datetime | None, today: date, *, width: int = 80) -> str:
    """How long ago the last nightly run was (``ran`` in UTC), on lines of at most ``width`` cells."""
    ago = max((today - ran.date()).days, 0) if ran else 0
    if ran is None:
        said = _(
            "No nightly run is known here: nobody is told what becomes due. Schedule `jalon nightly`."
        )
    elif ago == 0:
        said = _("The last nightly run known here was today, {day}.", day=ran.date().isoformat())
    else:
        said = plural(
            N_("The last nightly run known here was {count} day ago, on {day}."),
            N_("The last nightly run known here was {count} days ago, on {day}."),
            ago, day=ran.date().isoformat(),
        )  # fmt: skip
    return "\n".join(cells.wrap(said, width)) + "\n"


def title(mission: Mission) -> str:
    """The title of the issue of ``mission``."""
    return _("Due in the mission “{title}”", title=show(mission["title"], 120))


def body(mission: Mission) -> str:
    """The issue of ``mission`` as Markdown; the same for the same debts, whatever the day."""
    items = mission["agenda"]["items"]
    if not items:
        return _("Nothing is due any more. Whoever follows this mission may close this issue.")
    lines = [
        _("What this mission owes, as its own records say. Jalon keeps this list current."),
        "",
    ]
    lines += [_line(item) for item in items]
    lines += ["", _("`jalon todo --mission {id}` tells the same.", id=mission["id"])]
    return "\n".join(lines)


def _line(item: Todo) -> str:
    due = _("since {day}", day=item["due"]) if item["due"] else _("without a day")
    who = ", ".join(code(one["person"] or one["name"], 60) for one in item["who"])
    detail = f" ({markdown(show(item['detail'], 120))})" if item["detail"] else ""
    said = f"- {_(KINDS[item['kind']])} {due}: {code(item['title'], 120)}{detail}, {code(item['path'], 300)}"
    return f"{said} — {who}" if who else said


def _count(mission: Mission) -> str:
    agenda = mission["agenda"]
    if not agenda["items"]:
        return _("nothing due")
    late = sum(group(item, agenda["as_of"]) == "overdue" for item in agenda["items"])
    return plural(
        N_("{count} thing due, {late} overdue"), N_("{count} things due, {late} overdue"),
        len(agenda["items"]), late=late,
    )  # fmt: skip
