"""Today: what must be done, by day, and who answers for it."""

from __future__ import annotations

from functools import partial

from governance.i18n import N_, _, plural
from governance.model.duration import Duration
from governance.reporters import cells
from governance.reporters import todo as told
from governance.reporters.cells import DIM, RED, clean
from governance.services.drafts import any_kept
from governance.services.snapshot import first_names, recall
from tui import draw
from tui.kept import begun_rows
from tui.screens.view import View
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from governance.services.filter import Value, Values
    from governance.services.todo import Todo, Who
    from tui.session import Loaded

_HORIZONS = (30, 90, 365, None)
_FIELDS = frozenset(
    ("kind", "due", "overdue", "title", "id", "record", "detail", "strategy", "mission", "person",
     "organisation", "ministry", "who", "path")
)  # fmt: skip
_ROOMY, _ALONE = 100, 74
"""From these widths on, the names of those who answer have more room, or some: where a page stands
beside the list, it tells them."""


class Today(View):
    """What must I do."""

    scope = tab = "today"

    def __init__(self) -> None:
        super().__init__()
        self._horizon = _HORIZONS.index(90)
        self._close_by: tuple[list[Todo] | None, str, list[Todo]] = (None, "", [])
        self._above: list[str] = []

    def help_text(self) -> str:
        """What the view answers."""
        return _(
            "Reviews, steering sessions, measures, open decisions, actions, vacant posts, mandates "
            "that end, lessons without answer and missing evaluations, overdue first, with who "
            "answers for each. The programmes of a strategy that ended owe nothing."
        )

    def example(self) -> str:
        """A filter that means something here."""
        return "kind:review overdue>30 ministry:dinum person:none"

    def until(self) -> str:
        """The last day shown."""
        days = _HORIZONS[self._horizon]
        if days is None:
            return "9999-12-31"
        return Duration(days=days).after(self.app.session.as_of).isoformat()

    def note(self) -> str:
        """How much there is to do."""
        loaded = self.app.session.loaded
        items = self._near(loaded.agenda) if loaded else []
        days = _HORIZONS[self._horizon]
        late = sum((item["days"] or 0) > 0 for item in items)
        ahead = (
            _("everything ahead")
            if days is None
            else plural(N_("{count} day ahead"), N_("{count} days ahead"), days)
        )
        things = plural(N_("{count} thing to do"), N_("{count} things to do"), len(items))
        return f"{things} · {_('{count} overdue', count=late)} · {draw.paint(ahead, DIM)}"

    def early_rows(self) -> Sequence[Row]:
        """What it showed last time, else the names of the files."""
        session = self.app.session
        glance = recall(session.root, session.asked)
        if glance is None:
            names = first_names(session.root)
            found = [Row(f"programme/{id}", clean(id), stop=False) for id in names]
        else:
            found = self._rows(self._near(glance["items"]))
        return [*self._unfinished(None), *self._begun(), *found]

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The agenda under the headings of time."""
        items = self._near(loaded.agenda)
        if self.matching is not None:
            items = [item for item in items if _key(item) in self.matching]
        above = self._to_go_on_with(loaded)
        self._above = [row.key for row in above]
        found = [*above, *self._rows(items)]
        return found or [Row("nothing", _("Nothing to do."), stop=False)]

    def on_screen_resume(self) -> None:
        """A checkpoint may have been begun, or ended, since."""
        super().on_screen_resume()
        loaded = self.app.session.loaded
        if loaded is None or [row.key for row in self._to_go_on_with(loaded)] != self._above:
            self.show_rows()

    def _to_go_on_with(self, loaded: Loaded) -> list[Row]:
        """What was begun or proposed here, above what must be done."""
        own: list[Row] = []
        if self.app.own and self.matching is None:
            from tui.screens.proposals import own_rows

            own = own_rows(self.app.own)
        return [*self._unfinished(loaded), *self._begun(), *own]

    def _unfinished(self, loaded: Loaded | None) -> list[Row]:
        """The meeting under way, and the checkpoints that were being typed and are not saved: the first
        things to go on with."""
        if not any_kept(self.app.session.root):
            return []
        from governance.services.holding import unfinished
        from governance.services.meeting_sitting import told_day

        kept = list(unfinished(self.app.session.root)) if self.matching is None else []
        titles = {id: id for id in kept}
        if loaded is not None:
            known = loaded.report.judgement.roadmap.rows
            rows = {id: known.get(f"programme/{id}") or known.get(f"strategy/{id}") for id in kept}
            rows |= {id: known.get(id) for id in kept if "/" in id}
            titles = {id: row["title"] for id, row in rows.items() if row is not None}
        on = told_day(self.app.session.root) if self.matching is None else ""
        meeting = _("→ Review meeting of {day}, not ended", day=clean(on))
        found = [Row("meeting", meeting, target="meeting:")] if on else []
        if not titles:
            return found
        head = draw.paint(f"{_('Checkpoints begun and not saved')} ({len(titles)})", cells.CYAN)
        return [
            *found,
            Row("group unfinished", head, stop=False),
            *(
                Row(f"unfinished {id}", f"→ {clean(title)}", target=f"review:{id}")
                for id, title in titles.items()
            ),
        ]

    def _begun(self) -> list[Row]:
        return begun_rows(self.app.session.root) if self.matching is None else []

    def _near(self, items: list[Todo]) -> list[Todo]:
        until = self.until()
        if self._close_by[0] is not items or self._close_by[1] != until:
            near = [item for item in items if item["due"] is None or item["due"] <= until]
            self._close_by = (items, until, near)
        return self._close_by[2]

    def _rows(self, items: list[Todo]) -> list[Row]:
        as_of = self.app.session.as_of.isoformat()
        groups: dict[str, list[Todo]] = {}
        for item in items:
            groups.setdefault(told.group(item, as_of), []).append(item)
        found: list[Row] = []
        for name, title, colour in told.GROUPS:
            group = groups.get(name)
            if group:
                text = draw.paint(f"{_(title)} ({len(group)})", colour or cells.BOLD)
                found += [Row(f"group {name}", text, stop=False)]
                found += [
                    Row(_key(i), partial(_line, i), target=i["record"], subject=i) for i in group
                ]
        return found

    def path_of(self, row: Row) -> str:
        """The file of what is to be done."""
        item = row.subject
        return str(item["path"]) if isinstance(item, dict) else ""

    def page(self, row: Row, loaded: Loaded, width: int) -> list[str]:
        """The record, and what exactly is to be done."""
        from tui.pages import brief, task_page

        if row.target in ("meeting:", "change:") or row.target.startswith("edit:"):
            return []
        if row.target.startswith("review:"):
            from governance.services.enter import reviewed

            key = reviewed(loaded.report.judgement.roadmap, row.target.partition(":")[2])
            return brief(key, loaded, self.app.session.root, width)
        item: Todo = row.subject  # type: ignore[assignment]
        return task_page(item, loaded, self.app.session.root, width)

    def subjects(self, loaded: Loaded) -> Iterable[tuple[str, Callable[[str], Values]]]:
        """The things to do, by their key."""
        return [(_key(item), partial(_value, item, loaded)) for item in self._near(loaded.agenda)]

    def fields(self, loaded: Loaded) -> set[str]:
        """The fields of a thing to do."""
        return set(_FIELDS)

    def do_meet(self) -> None:
        """Hold a review meeting on what is shown."""
        self.app.do_meeting()
        self.app.screen.take_over(self.filter, _HORIZONS[self._horizon])  # type: ignore[attr-defined]

    def do_horizon(self) -> None:
        """Look further ahead, then near again."""
        self._horizon = (self._horizon + 1) % len(_HORIZONS)
        self.show_rows()


def _key(item: Todo) -> str:
    return f"{item['kind']} {item['record']} {item['due']} {item['detail']}"


def _line(item: Todo, width: int) -> str:
    late = (item["days"] or 0) > 0
    who = 24 if width >= _ROOMY else 16 if width >= _ALONE else 0
    days = cells.pad(told.delay(item), 9, right=True)
    kind = cells.pad(_(told.KINDS[item["kind"]]), 10)
    room = width - 10 - 2 - 9 - 2 - 10 - 2 - (who + 2 if who else 0)
    line = (
        f"{item['due'] or '–':<10}  {draw.paint(days, RED) if late else days}  {kind}  "
        f"{cells.pad(told.task(item), room)}"
    )
    return f"{line}  {draw.paint(cells.cut(told.people(item), who), DIM)}" if who else line


def _value(item: Todo, loaded: Loaded, field: str) -> list[Value]:
    """The values of a field, as a filter compares them."""
    if field == "kind":
        return [item["kind"], _(told.KINDS[item["kind"]])]
    if field == "overdue":
        return [item["days"]] if item["days"] is not None and item["days"] > 0 else []
    if field == "id":
        return [item["record"].partition("/")[2]]
    if field == "title":
        return [item["title"], item["detail"]]
    if field == "who":
        return [who["name"] for who in item["who"]]
    if field == "person":
        return [who["person"] for who in item["who"] if who["person"]]
    if field in ("organisation", "ministry"):
        return organisations(item["who"], loaded)
    value = item.get(field)
    return [value] if isinstance(value, str | int) else []


def organisations(answering: list[Who], loaded: Loaded) -> list[Value]:
    """The organisations of those ``answering``, and those above them, by every name they have."""
    contributors = loaded.report.judgement.roadmap.records.get("contributor", {})
    found: dict[Value, None] = {}
    for who in answering:
        id = who["organisation"]
        while id and id not in found:
            record = contributors.get(id)
            found[id] = None
            if record is None:
                break
            found[record.title] = None
            if acronym := record.text("acronym"):
                found[acronym] = None
            id = record.text("parent") or None
    return list(found)
