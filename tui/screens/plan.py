"""Plan: a chart of the milestones of all programmes, or what is critical; what is without a date."""

from __future__ import annotations

from functools import partial

from governance.i18n import _
from governance.reporters import cells, gantt
from governance.reporters import plan as told
from governance.reporters.cells import BOLD, DIM, YELLOW, clean
from tui import draw
from tui.screens.slip import Slipping
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from governance.services.filter import Value, Values
    from governance.services.plan import Entry
    from governance.services.plan import Plan as Planned
    from tui.session import Loaded

_FLOAT = 7
_FIELDS = frozenset(
    ("id", "title", "record", "programme", "state", "planned", "baseline", "forecast", "actual",
     "finish", "late", "deadline", "total_float", "free_float", "slip", "drag", "critical", "near",
     "uncertain", "impossible")
)  # fmt: skip


class Plan(Slipping):
    """When everything can be reached."""

    scope = tab = "plan"

    def __init__(self) -> None:
        super().__init__()
        self._paths = False
        self._axis = ""

    def help_text(self) -> str:
        """What the view answers."""
        return _(
            "Every milestone with a date on one chart, by programme: its baseline, the day that "
            "follows from the links, the day it was passed, and its float in days: how much it may "
            "slip before it moves the end of what hangs together. A milestone that went by "
            "unpassed counts as today. “What if” tells what a slip would move; nothing is written."
        )

    def example(self) -> str:
        """A filter that means something here."""
        return "critical:yes state:missed slip>90 finish<2021-12 programme:tchap"

    def note(self) -> str:
        """The axis of the chart, or what is shown instead."""
        return draw.paint(_("What holds up what"), DIM) if self._paths else self._axis

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The chart, or the critical paths; the plan itself is computed in a thread."""
        plan = self.planned(loaded)
        if plan is None:
            return self.early_rows()
        return list(self._path_rows(plan, width) if self._paths else self._chart(plan, width))

    def _chart(self, plan: Planned, width: int) -> Iterator[Row]:
        found = [e for e in plan["entries"] if e["kind"] == "milestone" and self._matches(e["key"])]
        dated = gantt.in_order(found)
        if self.matching is None:
            for number, line in enumerate(told.summary(plan, width)):
                yield Row(f"summary {number}", line, stop=False)
        self._axis = ""
        if dated:
            chart = gantt.Chart(dated, plan["as_of"], width - _FLOAT - 1)
            axis = cells.pad(chart.axis(), width - _FLOAT) + cells.pad(
                _("float"), _FLOAT, right=True
            )
            self._axis = f" {draw.paint(axis, DIM)}"
            if self.matching is None:
                yield Row("before", "", stop=False)
            else:
                yield Row("axis", draw.paint(axis, DIM), stop=False)
            record = ""
            for entry in dated:
                if entry["record"] != record:
                    record = entry["record"]
                    title = draw.paint(cells.cut(clean(entry["of"]), width), BOLD)
                    yield Row(record, title, target=record, subject=record)
                yield self._row(entry, partial(_line, entry, chart))
            yield Row("after", "", stop=False)
            for number, line in enumerate(chart.legend(width, colours=True)):
                yield Row(f"legend {number}", line, stop=False)
        undated = [entry for entry in found if not entry["finish"]]
        if undated:
            heading = _("Without a date ({count})", count=len(undated))
            yield Row("between", "", stop=False)
            yield Row("undated", draw.paint(heading, YELLOW), stop=False)
            for entry in undated:
                yield self._row(entry, partial(_undated, entry))

    def _path_rows(self, plan: Planned, width: int) -> Iterator[Row]:
        known = {entry["key"]: entry for entry in plan["entries"]}
        lines = told.paths(plan, known, width, colours=True)[1:]
        lines += [(line, "") for line in told.chain(plan, known, width, colours=True)]
        for number, (line, key) in enumerate(lines):
            stop = bool(key) and key in known
            if not stop:
                yield Row(f"line {number}", line, stop=False)
            elif known[key]["kind"] == "milestone":
                yield Row(f"{number} {key}", line, target=key, subject=known[key])
            else:
                yield Row(f"{number} {key}", line, target=key, subject=key)
        if not lines:
            yield Row("none", _("Nothing waits for anything known."), stop=False)

    def _row(self, entry: Entry, line: Callable[[int], str]) -> Row:
        return Row(entry["key"], line, target=entry["key"], subject=entry)

    def _matches(self, key: str) -> bool:
        return self.matching is None or key in self.matching

    def why_not(self, name: str) -> str:
        """Why not."""
        if name == "filter" and self._paths:
            return _("A path is shown whole: go back to the chart to filter it.")
        return super().why_not(name)

    async def do_paths(self) -> None:
        """The chart, or the critical paths."""
        if self.filter:
            await self.do_clear()
        self._paths = not self._paths
        self.show_rows()
        self.lines.action_move("first")

    def slipping(self) -> str:
        """What the line under the cursor is about."""
        row = self.lines.current
        return row.target if row else ""

    def path_of(self, row: Row) -> str:
        """The file that holds the milestone."""
        if isinstance(row.subject, dict):
            return str(row.subject["path"])
        loaded = self.app.session.loaded
        kind, _slash, id = row.target.partition("/")
        if loaded is None or not id:
            return ""
        return loaded.report.judgement.roadmap.paths[kind].get(id, [""])[0]

    def page(self, row: Row, loaded: Loaded, width: int) -> list[str]:
        """The milestone, or how the record of the line goes."""
        from tui.pages import brief
        from tui.screens.milestone import milestone_rows

        if isinstance(row.subject, dict):
            rows = milestone_rows(row.subject["key"], loaded.plan(), width)
            return [one.line(width) for one in rows]
        return brief(row.target, loaded, self.app.session.root, width) if row.target else []

    def subjects(self, loaded: Loaded) -> Iterable[tuple[str, Callable[[str], Values]]]:
        """The milestones."""
        entries = loaded.plan()["entries"]
        return [(e["key"], partial(_value, e)) for e in entries if e["kind"] == "milestone"]

    def fields(self, loaded: Loaded) -> set[str]:
        """The fields of a milestone."""
        return set(_FIELDS)


def _line(entry: Entry, chart: gantt.Chart, width: int) -> str:
    drawn = chart.line(entry, colours=True)
    gap = " " * (width - _FLOAT - cells.width(drawn))
    return f"{drawn}{gap}{cells.pad(told.days(entry['total_float']), _FLOAT, right=True)}"


def _undated(entry: Entry, width: int) -> str:
    glyph, word, colour = told.STATES[entry["state"]]
    aside = "" if entry["state"] == "undated" else f" ({_(word)})"
    line = f"{glyph} {clean(told.name(entry))}{aside}"
    return draw.paint(cells.cut(line, width), colour)


def _value(entry: Entry, field: str) -> list[Value]:
    """The values of a field, as a filter compares them."""
    if field == "title":
        return [entry["title"], entry["of"]]
    if field == "state":
        return [entry["state"], _(told.STATES[entry["state"]][1])]
    if field == "programme":
        return [entry["record"].partition("/")[2], entry["of"]]
    if field == "id":
        return [told.short(entry["key"]), entry["key"].rpartition("/")[2]]
    value = dict(entry).get(field)
    return [value] if isinstance(value, str | int) else []
