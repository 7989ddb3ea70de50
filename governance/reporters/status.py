"""The portfolio as text: totals, then strategies, axes, missions and programmes."""

from __future__ import annotations

from governance.i18n import N_, _, plural
from governance.model.words import FATE, STAGE, STATUS, WEATHER
from governance.reporters import cells
from governance.reporters.cells import BOLD, CYAN, DIM, GREEN, RED, YELLOW, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.services.portfolio import (
        AxisView,
        MissionView,
        Portfolio,
        ProgrammeView,
        StrategyView,
        Totals,
    )
    from governance.services.posts import Post

WIDE = 132
"""From this width on, a programme takes one line."""
COLOURS = {
    "reached": GREEN, "on_track": GREEN, "late": RED, "stale": YELLOW, "never_measured": YELLOW,
    "undetermined": CYAN, "no_indicator": DIM, "dropped": DIM,
    "sunny": GREEN, "overcast": CYAN, "cloudy": YELLOW, "stormy": RED,
}  # fmt: skip
_DECLARED = {
    "programmes": N_("programmes"),
    "achieved": N_("achieved"),
    "indicators": N_("indicators"),
    "indicators_reached": N_("indicators reached"),
}
_BAR = 60


def status_word(status: str) -> str:
    """Glyph and word of a computed status."""
    glyph, word = STATUS[status]
    return f"{glyph} {_(word)}"


def weather_word(weather: str | None) -> str:
    """Glyph and word of a declared weather; anything unknown counts as not stated."""
    glyph, word = WEATHER.get(weather, WEATHER[None])
    return f"{glyph} {_(word)}"


def render(portfolio: Portfolio, *, width: int = 80, colours: bool = False) -> str:
    """The whole portfolio on lines of at most ``width`` cells."""
    return "\n".join(_Text(width, colours).lines(portfolio)) + "\n"


def vacancy(post: Post) -> str:
    """In words since when a post has been vacant; empty when it is held."""
    if post["vacant_since"] is None:
        return ""
    return plural(
        N_("vacant for {count} day, since {since}"),
        N_("vacant for {count} days, since {since}"),
        post["vacant_days"] or 0,
        since=post["vacant_since"],
    )


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
        found += ["", *self.totals(portfolio["totals"])]
        for strategy in strategies:
            found += ["", *self.strategy(strategy, alone=len(strategies) == 1)]
        return found

    # -- totals

    def totals(self, totals: Totals) -> list[str]:
        table = [
            (_("programmes"), self._programmes(totals)),
            (_("weather"), self._weather(totals)),
            (_("reviews"), self._reviews(totals)),
            (_("roles"), [_vacant(totals["vacant"])]),
            (_("indicators"), self._indicators(totals)),
        ]
        label = max(cells.width(name) for name, _parts in table)
        found = []
        for name, parts in table:
            block = cells.joined(parts, self.width, " " * (label + 2))
            block[0] = cells.pad(name, label + 2) + block[0][label + 2 :]
            found += block
        return found + self._bar(totals["status"], " " * (label + 2))

    def _programmes(self, totals: Totals) -> list[str]:
        return [
            str(totals["programmes"]),
            plural(N_("{count} measured"), N_("{count} measured (plural)"), totals["measured"]),
            plural(
                N_("{count} never measured"),
                N_("{count} never measured (plural)"),
                totals["never_measured"],
            ),
            *([plural(N_("{count} ended"), N_("{count} ended (plural)"), totals["ended"])] * (totals["ended"] > 0)),
        ]
