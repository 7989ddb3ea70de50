"""Indicators as text: state, progress, measures, sparkline."""

from __future__ import annotations

from governance.i18n import N_, _, plural
from governance.reporters import cells
from governance.reporters.cells import BOLD, DIM, RED, clean
from governance.reporters.states import COLOURS, overdue, status_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.gate.row import IndicatorRow
    from governance.services.portfolio import ProgrammeView
    from governance.services.show import IndicatorView, MeasureView

_LATEST = 4


def reach(view: ProgrammeView) -> str:
    """How many of the indicators that count are reached."""
    if not view["indicators"]:
        return ""
    return plural(
        N_("{reached} of {count} indicator reached"),
        N_("{reached} of {count} indicators reached"),
        view["indicators"],
        reached=view["reached"],
    )


class Indicators:
    """Lines about indicators, at most ``width`` cells wide."""

    def __init__(self, width: int, *, colours: bool) -> None:
        self.width = width
        self.colours = colours

    def _paint(self, text: str, code: str) -> str:
        return cells.paint(text, code, self.colours)

    def brief(self, view: IndicatorView) -> list[str]:
        """One indicator of several: title and status, then its last values and its target."""
        state = view["state"]
        status = status_word(state["status"])
        room = self.width - 4 - cells.width(status)
        title = cells.pad(clean(state["title"]), room)
        head = f"  {title}  {self._paint(status, COLOURS[state['status']])}"
        parts = [state["id"], *self._latest(view), *self._aim(state)]
        told = cells.joined(parts, self.width, "    ")
        return [head.rstrip(), *(self._paint(line, DIM) for line in told)]

    def one(self, view: IndicatorView) -> list[str]:
        """The state of an indicator shown alone."""
        state = view["state"]
        due = state["next_due"]
        late = view["overdue_days"]
        expected = [due or _("none is owed")]
        if late is not None:
            expected.append(self._paint(overdue(late), RED))
        return cells.labelled(
            [
                (
                    _("status"),
                    [self._paint(status_word(state["status"]), COLOURS[state["status"]])],
                ),
                (_("value"), self._value(state)),
                (_("target"), self._aim(state, label=False) or [_("none")]),
                (_("trend"), [_trend(view)]),
                (_("next measure"), expected),
            ],
            self.width,
            "  ",
        )

    def measures(self, view: IndicatorView) -> list[str]:
        """Every measure, oldest first."""
        rows = []
        for one in view["measures"]:
            about = [f"[{', '.join(map(clean, one['source']))}]" if one["source"] else ""]
            about += [_part(part) for part in one["breakdown"]]
            if one["superseded"]:
                about.insert(0, _("corrected since"))
            about.append(clean(one["note"]))
            told = " · ".join(part for part in about if part)
            rows.append([clean(one["date"]), cells.bounded(one["value"], one["bound"]), told])
        if not rows:
            return ["  " + _("none")]
        sizes = [max(cells.width(row[i]) for row in rows) for i in (0, 1)]
        lines = []
        for row in rows:
            first = f"  {cells.pad(row[0], sizes[0])}  {cells.pad(row[1], sizes[1], right=True)}  "
            lines += cells.wrap(row[2], self.width, first)
        return lines

    def _value(self, state: IndicatorRow) -> list[str]:
        if state["date"] is None:
            return [_("never measured")]
        value = cells.bounded(state["value"], state["bound"])
        told = (
            f"{value} {clean(state['unit'])}" if state["value"] is not None else _("in parts only")
        )
        return [self._paint(told, BOLD), _("on {day}", day=clean(state["date"]))]

    def _latest(self, view: IndicatorView) -> list[str]:
        valued = _valued(view)
        if not valued:
            return []
        latest = valued[-_LATEST:]
        more = "… " if len(valued) > _LATEST else ""
        series = " → ".join(
            f"{cells.bounded(m['value'], m['bound'])} ({m['date'][:7]})" for m in latest
        )
        told = f"{more}{clean(series)} {clean(view['state']['unit'])}"
        return [told, _trend(view)]

    def _aim(self, state: IndicatorRow, *, label: bool = True) -> list[str]:
        if state["target"] is None:
            return []
        aim = cells.number(state["target"])
        if label:
            aim = _("target {value}", value=aim)
        if state["target_date"]:
            aim = _("{target} by {day}", target=aim, day=clean(state["target_date"]))
        progress = state["progress"]
        if progress is None:
            return [aim]
        return [aim, _("progress {percent} %", percent=cells.number(round(progress)))]


def _valued(view: IndicatorView) -> list[MeasureView]:
    return [m for m in view["measures"] if m["value"] is not None and not m["superseded"]]


def _trend(view: IndicatorView) -> str:
    return cells.sparkline([m["value"] for m in _valued(view) if m["value"] is not None])


def _part(part: dict[str, object]) -> str:
    value = part.get("value")
    told = cells.number(value) if isinstance(value, int | float) else "–"
    told = f"{told} {part.get('unit', '')}".strip()
    return clean(_("{label}: {text}", label=part.get("of", ""), text=told))
