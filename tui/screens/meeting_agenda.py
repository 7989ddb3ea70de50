"""The agenda of a review meeting as lines: what its checkpoints share, then each programme as it stands."""

from __future__ import annotations

from governance.i18n import N_, _, plural
from governance.model.duration import Duration
from governance.reporters import cells
from governance.reporters import meeting as told
from governance.reporters.cells import CYAN, DIM, YELLOW, clean
from governance.services.meeting_sitting import HELD, POSTPONED, Sitting
from tui import draw
from tui.review_form import shared_fields
from tui.screens.writing import Writing
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from governance.services.meeting import Point
    from tui.session import Loaded
_MOST = 200
"""Reviews shown, more than any committee holds."""


class Agenda(Writing):
    """The part of a meeting that is read."""

    _holding: Sitting | None

    def __init__(self) -> None:
        super().__init__()
        self._points: list[Point] | None = None
        self._listed: list[Point] = []
        self._made_for: tuple[object, ...] = ()
        self._looks = 0

    def note(self) -> str:
        """How far the meeting has come, or what the field asks for."""
        field, sitting = self._field(), self._holding
        if field:
            return self._live(field) if self._typed else field.about
        if sitting is None:
            return ""
        states = [sitting.state(point) for point in self._listed]
        count, put_off = states.count(HELD), states.count(POSTPONED)
        parts = [
            _("{count} on the agenda", count=len(states)),
            _("{count} held", count=count) if count else "",
            _("{count} postponed", count=put_off) if put_off else "",
            draw.paint(self._ahead(sitting), DIM),
        ]
        return " · ".join(part for part in parts if part)

    def _ahead(self, sitting: Sitting) -> str:
        if sitting.days is None:
            return _("everything ahead")
        return plural(N_("{count} day ahead"), N_("{count} days ahead"), sitting.days)

    # -- lines

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The fields of the meeting, then its agenda; how each programme stands is found in a thread."""
        sitting = self._sitting()
        wanted = (self.app.version, sitting.held, self._looks)
        if self._made_for != wanted:
            self._made_for = wanted
            self.app.work(lambda: self._read(loaded, sitting), "meeting")
        found = [Row("meeting", draw.heading(_("The meeting")), stop=False)]
        for field in shared_fields(sitting):
            found += self._field_rows(field, width)
        found.append(Row("before", "", stop=False))
        if self._points is None:
            return [*found, *self.early_rows()]
        return [*found, *self._agenda_rows(sitting, width)]

    def _sitting(self) -> Sitting:
        """The meeting under way; a new one has the day judged."""
        session, sitting = self.app.session, self._holding
        if sitting is None or (not sitting.changed and sitting.on != session.as_of):
            sitting = self._holding = Sitting(session.root, session.as_of)
            if sitting.resume():
                self.filter = sitting.filter
                self.app.notify(
                    _("This goes on with a meeting that was not ended; D ends it."),
                    markup=False, timeout=6,
                )  # fmt: skip
        return sitting

    def _read(self, loaded: Loaded, sitting: Sitting) -> None:
        from governance.services.holding import unfinished
        from governance.services.meeting import points

        drafts = unfinished(self.app.session.root)
        found = points(loaded.report, sitting.held, drafts, sitting.saved)
        self.app.later(self._ready, found)

    def _ready(self, found: list[Point]) -> None:
        if self.is_mounted:
            self._points = found
            if self.filter:
                self.search()
            self.show_rows()

    def _agenda_rows(self, sitting: Sitting, width: int) -> Iterator[Row]:
        known = self._points or []
        points = self._listed = sitting.agenda(known, *self._chosen())
        off = sitting.off(known, *self._chosen())
        head = draw.heading(_("Agenda ({count})", count=len(points)))
        yield Row("agenda", head, stop=False)
        if not points:
            said = _("No review is due so soon: w looks further ahead, + adds a review.")
            for number, line in enumerate(cells.wrap(said, width, "  ")):
                yield Row(f"none {number}", line, stop=False)
        above = ""
        for rank, point in enumerate(points[:_MOST], 1):
            if told.of(point) != above:
                above = told.of(point)
                title = draw.paint(cells.cut(above, width - 2), CYAN)
                yield Row(f"above {rank}", f"  {title}", stop=False)
            yield from self._point_rows(point, rank, sitting, width)
        if len(points) > _MOST:
            more = _("… and {count} more: a filter finds them.", count=len(points) - _MOST)
            yield Row("more", more, stop=False)
        if off:
            yield Row("between", "", stop=False)
            yield Row("off", draw.heading(_("Taken off ({count})", count=len(off))), stop=False)
        for point in off[:_MOST]:
            line = draw.paint(cells.cut(f"  ·  {clean(point['title'])}", width), DIM)
            yield _row(point, line)

    def _point_rows(self, point: Point, rank: int, sitting: Sitting, width: int) -> Iterator[Row]:
        first, *more = told.title_lines(point, rank, width)
        yield _row(point, first)
        state, state_word = sitting.state(point), ""
        if state == POSTPONED:
            reason = clean(sitting.postponed[point["subject"]])
            label = draw.paint(f"» {_('postponed')}", YELLOW)
            state_word = _("{label}: {text}", label=label, text=reason)
        more += told.state_lines(point, width, colours=True, first=state_word)
        for number, line in enumerate(more):
            yield Row(f"{point['subject']} {number}", line, stop=False)

    def _chosen(self) -> tuple[str, set[str] | None]:
        """The last day of the horizon, and the keys that the filter holds for."""
        days = self._holding.days if self._holding else None
        until = Duration(days=days).after(self.app.session.as_of) if days is not None else None
        return until.isoformat() if until else "9999-12-31", self.matching

    def _point(self) -> Point | None:
        row = self.lines.current
        return row.subject if row and isinstance(row.subject, dict) else None  # type: ignore[return-value]


def _row(point: Point, line: str) -> Row:
    return Row(point["record"], line, target=point["record"], subject=point)
