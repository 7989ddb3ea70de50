"""The portfolio as text: totals, then strategies, axes, missions and programmes."""

from __future__ import annotations

from governance.i18n import _
from governance.reporters import cells, totals
from governance.reporters.cells import BOLD, CYAN, clean
from governance.reporters.programmes import Programmes
from governance.reporters.strategies import StrategyLines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.services.portfolio import MissionView, Portfolio, StrategyView


def render(portfolio: Portfolio, *, width: int = 80, colours: bool = False) -> str:
    """The whole portfolio on lines of at most ``width`` cells."""
    return "\n".join(_Text(width, colours).lines(portfolio)) + "\n"


class _Text:
    def __init__(self, width: int, colours: bool) -> None:
        self.width = max(width, cells.NARROWEST)
        self.colours = colours

    def paint(self, text: str, code: str) -> str:
        return cells.paint(text, code, self.colours)

    def lines(self, portfolio: Portfolio) -> list[str]:
        title = clean(portfolio["title"])
        date = _("on {day}", day=portfolio["as_of"])
        heading = cells.wrap(f"{title} — {date}" if title else date, self.width)
        found = [self.paint(line, BOLD) for line in heading]
        strategies = portfolio["strategies"]
        if not strategies:
            return [*found, "", _("No strategy had started by then.")]
        found += ["", *totals.block(portfolio["totals"], self.width, colours=self.colours)]
        for strategy in strategies:
            found += ["", *self.strategy(strategy, alone=len(strategies) == 1)]
        return found

    def strategy(self, view: StrategyView, *, alone: bool) -> list[str]:
        name = f"{clean(view['title'])} ({view['id']})"
        found = [self.paint(line, BOLD) for line in cells.wrap(name, self.width)]
        found += StrategyLines(self.width, self.colours).facts(view, counted=not alone)
        return found + self.tree(view)

    def tree(self, view: StrategyView) -> list[str]:
        missions = [mission for axis in view["axes"] for mission in axis["missions"]]
        listed = [p for mission in missions for p in mission["programmes"]] + view["unassigned"]
        if not listed:
            return ["  " + _("No programme recorded.")]
        table = Programmes(listed, self.width, colours=self.colours)
        found: list[str] = ["", *table.header]
        for number, axis in enumerate(view["axes"], 1):
            if not axis["missions"]:
                continue
            title = cells.wrap(clean(axis["title"]), self.width, f"{number}. ")
            found += ["", *(self.paint(line, BOLD) for line in title)]
            for mission in axis["missions"]:
                found += ["", *self.mission(mission)]
                found += [line for p in mission["programmes"] for line in table.lines[p["id"]]]
        if view["unassigned"]:
            found += ["", self.paint(_("Mission not stated"), BOLD)]
            found += [line for p in view["unassigned"] for line in table.lines[p["id"]]]
        return found

    def mission(self, mission: MissionView) -> list[str]:
        code = clean(mission["code"] or mission["id"])
        heads = ", ".join(clean(holder["name"]) for holder in mission["heads"])
        title = clean(mission["title"]) + (f" — {heads}" if heads else "")
        found = [self.paint(line, CYAN) for line in cells.wrap(title, self.width, f"{code}  ")]
        if not mission["programmes"]:
            found.append("  " + _("No programme recorded."))
        return found
