"""One milestone: its days, its float, what sets its day, what it waits for and what waits for it."""

from __future__ import annotations

from governance.i18n import N_, _, plural
from governance.reporters import cells
from governance.reporters import plan as told
from governance.reporters.cells import DIM, RED, clean
from tui import draw
from tui.screens.slip import Slipping
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from governance.services.plan import Entry, Plan
    from tui.session import Loaded

_DRIVERS = {
    "planned": N_("the day that its record plans"),
    "today": N_("today: the planned day went by"),
    "not_before": N_("the day before which it may not come"),
}


class MilestoneView(Slipping):
    """The page of the milestone ``key`` (``milestone/PROGRAMME/ID``)."""

    scope = "milestone"
    tab = "plan"
    has_page = False

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key

    def help_text(self) -> str:
        """What the view answers."""
        return _(
            "A milestone: what its record plans, the day that follows from the links, how much it "
            "may slip, what sets its day, what it waits for and what waits for it. Lines about "
            "another milestone or record lead to it."
        )

    def note(self) -> str:
        """What it is."""
        return f"{_('milestone')} · {clean(told.short(self._key))}"

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The lines, once the plan is known."""
        plan = self.planned(loaded)
        return self.early_rows() if plan is None else list(milestone_rows(self._key, plan, width))

    def slipping(self) -> str:
        """This milestone."""
        return self._key

    def path_of(self, row: Row) -> str:
        """The file that holds it."""
        loaded = self.app.session.loaded
        entries = loaded.planned["entries"] if loaded and loaded.planned else []
        return next((entry["path"] for entry in entries if entry["key"] == self._key), "")


def milestone_rows(key: str, plan: Plan, width: int) -> Iterator[Row]:
    """The lines about the milestone ``key`` of ``plan``."""
    known = {entry["key"]: entry for entry in plan["entries"]}
    entry = known.get(key)
    if entry is None:
        yield Row("gone", _("There is no such milestone on the day judged."), stop=False)
        return
    for number, line in enumerate(cells.wrap(clean(entry["title"]), width)):
        yield Row(f"title {number}", draw.heading(line), stop=False)
    for number, line in enumerate(cells.wrap(clean(entry["of"]), width)):
        yield Row(f"of {number}", line, target=entry["record"], stop=number == 0)
    yield Row("blank", "", stop=False)
    for number, line in enumerate(cells.labelled(_facts(entry, known), width)):
        yield Row(f"fact {number}", line, stop=False)
    waits = [(wait["key"], _link(wait)) for wait in entry["waits_for"]]
    yield from _section(_("Waits for"), waits, known, width)
    waited = [
        (other["key"], _link(wait))
        for other in plan["entries"]
        for wait in other["waits_for"]
        if wait["key"] == key
    ]
    yield from _section(_("Waited for by"), waited, known, width)


def _facts(entry: Entry, known: dict[str, Entry]) -> Iterator[tuple[str, list[str]]]:
    glyph, word, colour = told.STATES[entry["state"]]
    state = [draw.paint(f"{glyph} {_(word)}", colour)]
    if entry["critical"]:
        state.append(draw.paint(f"{told.MARKS['critical']} {_('critical')}", RED))
    elif entry["near"]:
        state.append(f"{told.MARKS['near']} {_('near critical')}")
    yield _("state"), state
    finish = told.day_of(entry).strip() if entry["finish"] else ""
    aside = _("at the earliest") if entry["uncertain"] and finish else ""
    yield _("finish"), [finish, aside]
    yield _("start of the work"), [entry["start"] or ""]
    yield _("planned"), [entry["planned"] or ""]
    if entry["impossible"]:
        yield _("possible from"), [draw.paint(entry["needed"] or "", RED)]
    slip = entry["slip"]
    moved = _("slip {count} d", count=f"{slip:+d}") if slip else ""
    yield _("baseline"), [entry["baseline"] or "", moved]
    yield _("passed"), [entry["actual"] or ""]
    yield _("not before"), [entry["not_before"] or ""]
    yield _("deadline"), [entry["deadline"] or ""]
    total, free = entry["total_float"], entry["free_float"]
    floats = [] if total is None else [told.days(total)]
    if free is not None and (total or 0) > 0:
        floats.append(_("{days} before it moves anything", days=told.days(free)))
    if total is None and entry["state"] in ("ahead", "missed"):
        floats = [_("none known: it waits for nothing, nothing waits for it")]
    yield _("float"), floats
    yield _("latest"), [entry["late"] or ""]
    if entry["drag"]:
        added = plural(N_("adds {count} day"), N_("adds {count} days"), entry["drag"])
        yield _("drag"), [added]
    driver = entry["driver"]
    if driver:
        said = _(_DRIVERS[driver]) if driver in _DRIVERS else _named(driver, known)
        yield _("set by"), [said]


def _link(wait: object) -> str:
    """How one waits for the other."""
    held: dict[str, str] = wait  # type: ignore[assignment]
    said = [] if held["via"] == "after" else [_(told.VIA[held["via"]])]
    if held["type"] != "FS":
        said.append(held["type"])
    if held["basis"] == "inferred":
        said.append(_("inferred"))
    return f" ({', '.join(said)})" if said else ""


def _named(key: str, known: dict[str, Entry]) -> str:
    return clean(told.named(known[key]) if key in known else told.short(key))


def _section(
    title: str, links: list[tuple[str, str]], known: dict[str, Entry], width: int
) -> Iterator[Row]:
    if not links:
        return
    yield Row(f"blank {title}", "", stop=False)
    yield Row(title, draw.heading(title), stop=False)
    for key, how in links:
        day = told.day_of(known[key]) if key in known else " " * 12
        lines = cells.wrap(_named(key, known) + draw.paint(how, DIM), width, f"  {day}  ")
        for number, line in enumerate(lines):
            yield Row(f"{title} {key} {number}", line, target=key, stop=number == 0)
