"""Programmes as a table of two lines each, aligned across missions."""

from __future__ import annotations

from governance.i18n import _
from governance.reporters import cells
from governance.reporters.cells import DIM, RED, clean
from governance.reporters.states import (
    COLOURS,
    lead,
    review,
    stage_word,
    status_word,
    weather_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.services.portfolio import ProgrammeView

_ROOMY = 104
"""From this width on, the day of a missed review is shown beside its delay."""


class Programmes:
    """The lines of ``views``, at most ``width`` cells wide.

    ``header``  what the columns of the first lines are
    ``lines``   by id: title, declared weather, computed status, indicators reached of those that
                count; below, id, stage where any is stated, last and next review, lead
    """

    def __init__(self, views: list[ProgrammeView], width: int, *, colours: bool) -> None:
        self.colours = colours
        head = [_("programme"), _("weather"), _("status"), _("reached")]
        first = cells.columns(
            [head, *map(_first, views)], width, right=(3,), indent="  ", fill=True
        )
        staged = any(view["stage"] for view in views)
        second = cells.columns(
            [_second(view, staged=staged, short=width < _ROOMY) for view in views],
            width, flexible=-1, indent="    ",
        )  # fmt: skip
        self.header = ["  " + self._paint("  ".join(first[0]).rstrip(), DIM)]
        self.lines = {
            view["id"]: [self._join(view, above), self._join_details(view, below)]
            for view, above, below in zip(views, first[1:], second, strict=True)
        }

    def _join(self, view: ProgrammeView, row: list[str]) -> str:
        row[1] = self._paint(row[1], COLOURS[view["weather"]])
        row[2] = self._paint(row[2], COLOURS[view["status"]])
        return "  " + "  ".join(row).rstrip()

    def _join_details(self, view: ProgrammeView, row: list[str]) -> str:
        painted = [self._paint(text, DIM) for text in row]
        if view["overdue_days"] is not None:
            painted[-2] = self._paint(row[-2], RED)
        painted[-1] = self._paint(row[-1].rstrip(), DIM)
        return "    " + "  ".join(painted).rstrip()

    def _paint(self, text: str, code: str) -> str:
        return cells.paint(text, code, self.colours)


def _first(view: ProgrammeView) -> list[str]:
    count = f"{view['reached']}/{view['indicators']}" if view["indicators"] else "–"
    return [clean(view["title"]), weather_of(view), status_word(view["status"]), count]


def _second(view: ProgrammeView, *, staged: bool, short: bool) -> list[str]:
    stage = [stage_word(view["stage"])] if staged else []
    return [view["id"], *stage, review(view, short=short), lead(view)]
