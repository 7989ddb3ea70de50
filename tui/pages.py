"""Records as pages: the same parts as ``jalon show``, with what each line leads to."""

from __future__ import annotations

from governance.i18n import _, current
from governance.reporters import cells
from governance.reporters import todo as told
from governance.reporters.cells import CYAN, DIM, RED, clean, number
from governance.reporters.indicators import Indicators
from governance.reporters.show import RecordLines
from governance.services.neighbours import title_of
from governance.services.show import show
from governance.services.wording import Wording
from tui import draw
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from governance.services.neighbours import Link
    from governance.services.show import Found, IndicatorView, Shown
    from governance.services.todo import Todo
    from governance.services.wording import Field
    from tui.session import Loaded

_CHART = (32, 4)
"""Columns and lines of a chart in a page; an indicator alone has more lines."""
_ALONE = 8
_OWN = {"contributors": "Contributors", "costs": "Money"}


class Page:
    """The lines of a record for a width; :attr:`rows` once built."""

    def __init__(self, found: Found, loaded: Loaded, width: int) -> None:
        self.shown: Shown = found.shown
        self.rows: list[Row] = []
        self._found = found
        self._loaded = loaded
        self._width = width
        self._lines = RecordLines(width, True)
        self._lines.width = width
        self._headings: list[str] = []

    def build(self, *, brief: bool = False) -> Page:
        """Make the rows: all of them, or with ``brief`` what tells how it goes."""
        shown, lines = self.shown, self._lines
        title = clean(shown["title"]) or clean(shown["record"])
        self._plain([draw.heading(line) for line in cells.wrap(title, self._width)])
        where = f"{clean(shown['record'])} · {clean(shown['path'])}"
        self._plain([draw.paint(line, DIM) for line in cells.wrap(where, self._width)])
        self._plain(lines.state(shown))
        self._indicators()
        self._section(_("Milestones"), lines.milestones(shown["milestones"]))
        self._reviews()
        self._section(_("Open"), lines.open(shown))
        self._links(_("Depends on"), shown["needs"])
        self._links(_("Needed by"), shown["needed_by"])
        fields = self._fields()
        self._section(_("Contributors"), self._written(fields, "contributors"))
        self._section(_("Money"), self._written(fields, "costs"))
        if not brief:
            rest = [field for field in fields if field["name"] not in _OWN]
            self._section(_("As written"), lines.fields(rest))
            self._links(_("Named by"), shown["named_by"])
            self._sources()
        self._findings()
        return self

    # -- parts

    def _plain(self, lines: Iterable[str], target: str = "") -> None:
        for line in lines:
            self._add(line, target)
            target = ""

    def _add(self, line: str, target: str = "") -> None:
        text = draw.plain(line)
        self.rows.append(Row(f"{len(self.rows)} {text[:40]}", line, target=target, stop=bool(text)))

    def _section(self, title: str, lines: list[str]) -> bool:
        if lines:
            self._heading(title)
            self._plain(line for line in lines if line or self.rows[-1].line(0))
        return bool(lines)

    def _heading(self, title: str) -> None:
        self._add("")
        self._add(draw.heading(title))

    def _indicators(self) -> None:
        shown, laid = self.shown, Indicators(self._width, colours=True)
        views = shown["indicators"]
        if not views:
            return
        if shown["kind"] == "indicator":
            self._plain(self._lines.indicators(shown))
            self._plain(self._chart(views[0], _ALONE))
            return
        self._heading(_("Indicators"))
        for view in views:
            self._plain(laid.brief(view), f"indicator/{view['state']['id']}")
            self._plain(self._chart(view, _CHART[1]))

    def _chart(self, view: IndicatorView, height: int) -> list[str]:
        valued = [m for m in view["measures"] if m["value"] is not None and not m["superseded"]]
        values = [m["value"] for m in valued if m["value"] is not None]
        if len(values) < 2:
            return []
        target = view["state"]["target"]
        width = min(_CHART[0], self._width - 6)
        lines = draw.chart(values, target, width, height)
        found = [f"    {line}" for line in lines]
        first, last = clean(valued[max(0, len(valued) - width)]["date"]), clean(valued[-1]["date"])
        legend = f"{first} → {last}"
        if target is not None:
            legend += f" · ─ {_('target {value}', value=number(target))}"
        return [*found, f"    {draw.paint(legend, DIM)}"]

    def _reviews(self) -> None:
        lines = self._lines.reviews(self.shown)
        if lines:
            self._heading(_("Checkpoints"))
            targets = {clean(one["date"]): one["record"] for one in self.shown["reviews"]}
            for line in lines:
                self._add(line, targets.get(draw.plain(line).strip()[:10], ""))

    def _links(self, title: str, links: list[Link]) -> None:
        if not links:
            return
        self._heading(title)
        for link in links:
            self._plain(self._lines.links([link]), link["record"])

    def _fields(self) -> list[Field]:
        roadmap = self._loaded.report.judgement.roadmap
        wording = Wording(
            current(), lambda kinds, id: title_of(roadmap, kinds, id), number, _("yes"), _("no")
        )
        return wording.fields(self.shown["kind"], self.shown["data"])

    def _written(self, fields: list[Field], name: str) -> list[str]:
        return [
            line
            for field in fields
            if field["name"] == name
            for entry in field["lines"]
            for line in cells.wrap(self._lines.entry(entry), self._width, "  ", "    ")
        ]

    def _sources(self) -> None:
        shown = self.shown
        if shown["sources"]:
            self._heading(_("Sources"))
            for source in shown["sources"]:
                one: Shown = {**shown, "sources": [source]}
                self._plain(self._lines.sources(one), f"source/{source['id']}")

    def _findings(self) -> None:
        findings = self._found.findings
        self._heading(_("Findings"))
        for finding in findings:
            one: Shown = {**self.shown, "around": 0}
            target = f"file:{finding.path}:{finding.line}"
            self._plain(self._lines.findings(one, [finding], current()), target)
        if not findings or self.shown["around"]:
            self._plain(self._lines.findings(self.shown, [], current()))


def record_page(key: str, loaded: Loaded, root: str, width: int, *, brief: bool = False) -> Page:
    """The page of the record ``key``.

    Raises :class:`governance.errors.JalonError` when there is none on the day judged.
    """
    return Page(show(loaded.report, root, key), loaded, width).build(brief=brief)


def brief(key: str, loaded: Loaded, root: str, width: int) -> list[str]:
    """The painted lines of what tells how the record ``key`` goes."""
    return [row.line(width) for row in record_page(key, loaded, root, width, brief=True).rows]


def task_page(item: Todo, loaded: Loaded, root: str, width: int) -> list[str]:
    """What is to be done, by whom, and the record it is about."""
    lines = [draw.paint(line, CYAN) for line in cells.wrap(told.task(item), width)]
    when = [item["due"] or _("no date"), told.delay(item)]
    late = RED if (item["days"] or 0) > 0 else ""
    lines.append(
        f"{_(told.KINDS[item['kind']])} · {draw.paint(' · '.join(filter(None, when)), late)}"
    )
    lines += cells.wrap(told.people(item), width)
    return [*lines, "", *brief(item["record"], loaded, root, width)]
