"""Portfolio: strategies, axes, missions and programmes, and what they add up to."""

from __future__ import annotations

from functools import partial

from governance.i18n import _
from governance.model.words import STATUS, WEATHER
from governance.reporters import cells, totals
from governance.reporters.cells import BOLD, CYAN, DIM, RED, clean
from governance.reporters.states import COLOURS, ENDED, lead, status_word, weather_of, weather_word
from governance.reporters.strategies import StrategyLines
from tui import draw
from tui.screens.view import View
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from governance.services.filter import Values
    from governance.services.portfolio import MissionView, ProgrammeView, StrategyView
    from tui.session import Loaded

_REVIEW = 12
_REACHED = 7
_LEAD = 22
_WITH_REVIEW = 72
_WITH_LEAD = 108


class Portfolio(View):
    """Where each programme stands."""

    scope = tab = "portfolio"

    def __init__(self) -> None:
        super().__init__()
        self._folded: set[str] = set()

    def help_text(self) -> str:
        """What the view answers."""
        return _(
            "Every programme with its declared weather, its computed status, its indicators reached "
            "of those that count, and its next review (! when it is overdue). The weather is what a "
            "checkpoint declared; the status is computed from indicators and milestones; the two "
            "are never mixed."
        )

    def example(self) -> str:
        """A filter that means something here."""
        return "status:late weather:none overdue>30 lead:none mission:infra"

    def note(self) -> str:
        """What the columns are."""
        room = self.lines.room
        return draw.paint(_Columns(room).header(), DIM)

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The totals, then the tree."""
        found: list[Row] = []
        portfolio = loaded.portfolio
        columns = _Columns(width)
        if self.matching is None:
            for number, line in enumerate(totals.block(portfolio["totals"], width, colours=True)):
                found.append(Row(f"total {number}", line, stop=False))
            found.append(Row("blank", "", stop=False))
        for strategy in portfolio["strategies"]:
            found += self._strategy(strategy, columns, width)
        if not portfolio["strategies"]:
            found.append(Row("empty", _("No strategy had started by then."), stop=False))
        return found

    def _strategy(self, view: StrategyView, columns: _Columns, width: int) -> list[Row]:
        parts: list[Row] = []
        for number, axis in enumerate(view["axes"], 1):
            below = [row for m in axis["missions"] for row in self._mission(m, columns, width)]
            if below or (self.matching is None and axis["missions"]):
                title = f"{number}. {clean(axis['title'])}"
                parts += self._branch(f"axis/{axis['id']}", title, BOLD, below, width)
        loose = self._programmes(view["unassigned"], columns)
        if loose:
            key = f"unassigned {view['id']}"
            parts += self._branch(key, _("Mission not stated"), BOLD, loose, width)
        if self.matching is not None and not parts:
            return []
        key = f"strategy/{view['id']}"
        head = self._branch(key, clean(view["title"]), BOLD, parts, width)
        facts: list[Row] = []
        if self.matching is None and key not in self._folded:
            lines = StrategyLines(width, True)
            facts = [
                Row(f"{key} {number}", line, stop=False)
                for number, line in enumerate(lines.facts(view, counted=False))
            ]
        return [head[0], *facts, *head[1:], Row(f"end {key}", "", stop=False)]

    def _mission(self, view: MissionView, columns: _Columns, width: int) -> list[Row]:
        below = self._programmes(view["programmes"], columns)
        if not below and self.matching is not None:
            return []
        heads = ", ".join(clean(holder["name"]) for holder in view["heads"])
        title = "  ".join(filter(None, (clean(view["code"]), clean(view["title"]))))
        title += f" — {heads}" if heads else ""
        return self._branch(f"mission/{view['id']}", title, CYAN, below, width)

    def _branch(self, key: str, title: str, code: str, below: list[Row], width: int) -> list[Row]:
        folded = key in self._folded
        count = sum(row.key.startswith("programme/") for row in below)
        tail = f" (+{count})" if folded else ""
        text = draw.paint(cells.cut(title, width - len(tail)) + tail, code)
        target = key if "/" in key else ""
        head = Row(key, text, target=target, subject=key)
        return [head] if folded else [head, *below]

    def _programmes(self, views: list[ProgrammeView], columns: _Columns) -> list[Row]:
        return [
            Row(key, partial(columns.line, view), target=key, subject=view)
            for view in views
            if (key := f"programme/{view['id']}") and self._matches(key)
        ]

    def _matches(self, key: str) -> bool:
        return self.matching is None or key in self.matching

    def why_not(self, name: str) -> str:
        """Why not."""
        row = self.lines.current
        if name == "fold" and row is not None and not isinstance(row.subject, str):
            return _("Only a strategy, an axis or a mission can be folded.")
        return super().why_not(name)

    def do_fold(self) -> None:
        """Fold or unfold the branch of the line."""
        row = self.lines.current
        if row is not None and isinstance(row.subject, str):
            self._folded ^= {row.subject}
            self.show_rows()

    def path_of(self, row: Row) -> str:
        """The file of the programme, or of the branch."""
        loaded = self.app.session.loaded
        kind, _slash, id = row.target.partition("/")
        if loaded is None or not id:
            return ""
        return loaded.report.judgement.roadmap.paths[kind].get(id, [""])[0]

    def page(self, row: Row, loaded: Loaded, width: int) -> list[str]:
        """How the record of the line goes."""
        from tui.pages import brief

        return brief(row.target, loaded, self.app.session.root, width) if row.target else []

    def subjects(self, loaded: Loaded) -> Iterable[tuple[str, Callable[[str], Values]]]:
        """The programmes, as `jalon list programmes` sees them."""
        return [(key, item.get) for key, item in loaded.items("programme").items()]

    def fields(self, loaded: Loaded) -> set[str]:
        """The fields of a programme."""
        from governance.services.fields import known

        return known("programme")


class _Columns:
    """The columns of a programme in ``width`` cells; what does not fit is on the page beside."""

    def __init__(self, width: int) -> None:
        ended = f"{ENDED} {_('completed')}"
        self._weather = max(cells.width(weather_word(name)) for name in WEATHER)
        self._weather = max(self._weather, cells.width(ended))
        self._status = max(cells.width(status_word(name)) for name in STATUS)
        self._lead = _LEAD if width >= _WITH_LEAD else 0
        self._review = _REVIEW if width >= _WITH_REVIEW else 0
        used = [2, self._weather, self._status, _REACHED, self._review, self._lead]
        self._title = width - sum(size + 2 for size in used[1:] if size) - used[0]

    def header(self) -> str:
        """What they are."""
        words = [
            ("    " + _("programme"), self._title + 3), (_("weather"), self._weather),
            (_("status"), self._status), (_("reached"), _REACHED),
            (_("review by"), self._review), (_("lead"), self._lead),
        ]  # fmt: skip
        shown = [cells.pad(word, size) for word, size in words if size]
        return "  ".join(shown)

    def line(self, view: ProgrammeView, width: int) -> str:
        """One programme."""
        count = f"{view['reached']}/{view['indicators']}" if view["indicators"] else "–"
        weather = cells.pad(weather_of(view), self._weather)
        status = cells.pad(status_word(view["status"]), self._status)
        parts = [
            "  " + cells.pad(clean(view["title"]), self._title),
            draw.paint(weather, COLOURS[view["weather"]]),
            draw.paint(status, COLOURS[view["status"]]),
            cells.pad(count, _REACHED, right=True),
        ]
        if self._review:
            late = view["overdue_days"] is not None
            day = f"{'!' if late else ' '} {view['next_review'] or '–'}"
            parts.append(draw.paint(cells.pad(day, self._review), RED if late else ""))
        if self._lead:
            parts.append(draw.paint(cells.cut(lead(view), self._lead), DIM))
        return "  ".join(parts)
