"""The review meeting: its agenda, its checkpoints held one after the other, its minutes at the end."""

from __future__ import annotations

from functools import partial

from governance.errors import JalonError
from governance.i18n import _
from governance.reporters.cells import DIM, clean
from governance.services.meeting_sitting import HELD, POSTPONED
from tui import draw
from tui.screens import filling
from tui.screens.meeting_agenda import Agenda
from tui.screens.meeting_filter import fields, value
from tui.screens.questions import Sure
from tui.screens.view import View
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from governance.services.filter import Values
    from tui.session import Loaded

_HORIZONS = (30, 90, 365, None)
_OF_POINT = frozenset(("put", "postpone", "move_up", "move_down"))


class Meeting(Agenda):
    """Several checkpoints, one after the other."""

    scope = tab = "meeting"

    def help_text(self) -> str:
        """What the view answers."""
        return _(
            "A committee reviews several programmes. First who takes part and when, typed once for all "
            "of their checkpoints; then the agenda: the reviews due up to the horizon, filtered as a "
            "list is, with what stands against each. Opening one holds its checkpoint, and saving it "
            "leads to the next. What is postponed stays due: nothing is written of it. The minutes "
            "are made from the records that were saved. All of it is kept until the meeting is ended."
        )

    def example(self) -> str:
        """A filter that means something here."""
        return "mission:idnum ministry:dinum person:petit weather:stormy"

    def page(self, row: Row, loaded: Loaded, width: int) -> list[str]:
        """How the programme of the line goes."""
        from tui.pages import brief

        if not isinstance(row.subject, dict):
            return []
        return brief(row.target, loaded, self.app.session.root, width)

    def path_of(self, row: Row) -> str:
        """The file of the programme."""
        return str(row.subject["path"]) if isinstance(row.subject, dict) else ""

    def on_screen_resume(self) -> None:
        """A checkpoint may have been begun, or saved elsewhere, since."""
        super().on_screen_resume()
        self._looks += 1
        self.show_rows()

    # -- filtering

    def subjects(self, loaded: Loaded) -> Iterable[tuple[str, Callable[[str], Values]]]:
        """What can be reviewed."""
        items = {**loaded.items("programme"), **loaded.items("strategy")}
        return [
            (point["record"], partial(value, point, items[point["record"]], loaded))
            for point in self._points or []
        ]

    def fields(self, loaded: Loaded) -> set[str]:
        """The fields of a point of an agenda."""
        return fields()

    async def do_keep(self) -> None:
        """Keep the filter, also for another sitting."""
        await super().do_keep()
        if self._holding is not None:
            self._holding.filter = self.filter
            self.set_aside()

    def take_over(self, wanted: str, days: int | None) -> None:
        """Begin with the filter ``wanted`` and the horizon of another view, unless a meeting is under way."""
        sitting = self._sitting()
        if not sitting.changed:
            sitting.filter, sitting.days = wanted, days
            self.filter = wanted  # what it holds for is found once the view is shown

    # -- what is kept

    def unsaved(self) -> str:
        """Nothing is lost by leaving: the meeting is kept until it is ended."""
        return ""

    def set_aside(self) -> None:
        """Keep the meeting, with what is being typed."""
        form = self.current()
        if form is not None and form.changed:
            self._safely(form.set_aside)

    def _safely(self, what: Callable[[], None]) -> None:
        try:
            what()
        except JalonError as error:
            self.app.trouble(error)
        self.show_rows()

    def _touched(self, key: str = "") -> None:
        self.show_rows(key)
        if not self._keeping:
            self._keeping = True
            self.app.after(filling._KEEP, self._keep_aside)

    # -- the agenda

    def do_horizon(self) -> None:
        """Look further ahead, then near again."""
        sitting = self._sitting()
        place = _HORIZONS.index(sitting.days) if sitting.days in _HORIZONS else 0
        sitting.days = _HORIZONS[(place + 1) % len(_HORIZONS)]
        self.set_aside()
        self.show_rows()

    def do_put(self) -> None:
        """Put the programme of the line on the agenda, or take it off."""
        point, sitting = self._point(), self._holding
        if point and sitting:
            on = point in self._listed
            self._safely(lambda: sitting.pick(point["subject"], on=not on))

    def do_include(self) -> None:
        """Put on the agenda what is not due so soon."""
        from tui.screens.choose import Choose

        sitting, shown = self._holding, self._listed
        if sitting is None:
            return
        choices = [
            (p["subject"], f"{clean(p['title'])}  {draw.paint(clean(p['subject']), DIM)}")
            for p in self._points or [] if p not in shown
        ]  # fmt: skip

        def chosen(id: str | None) -> None:
            if id in dict(choices):
                self._safely(lambda: sitting.pick(str(id), on=True))

        self.app.push_screen(Choose(self, choices), chosen)

    def do_move_up(self) -> None:
        """One place earlier."""
        self._move(-1)

    def do_move_down(self) -> None:
        """One place later."""
        self._move(1)

    def _move(self, step: int) -> None:
        point, sitting = self._point(), self._holding
        if point and sitting:
            self._safely(lambda: sitting.move(self._listed, point["subject"], step))

    def do_postpone(self) -> None:
        """Put the programme of the line off, with a word; or review it after all."""
        from tui.screens.questions import AskLine

        point, sitting = self._point(), self._holding
        if point is None or sitting is None:
            return
        id = point["subject"]
        if sitting.state(point) == POSTPONED:
            self._safely(lambda: sitting.postpone(id, ""))
            return

        def answered(reason: str | None) -> None:
            if reason:
                self._safely(lambda: sitting.postpone(id, reason))
                self.lines.action_move("down")

        question = _("Why is {title} postponed? It stays due.", title=clean(point["title"]))
        self.app.push_screen(AskLine(question, ""), answered)

    # -- holding

    async def do_open(self) -> None:
        """Fill in the field, or hold the checkpoint, of the line; read one that is held."""
        point, sitting = self._point(), self._holding
        if point is None or sitting is None:
            await super().do_open()
        elif sitting.state(point) == HELD:
            self.app.open_target(sitting.saved.get(point["subject"]) or str(point["held"]))
        else:
            self._hold(point["subject"])

    def _hold(self, id: str) -> None:
        from tui.screens.meeting_item import MeetingItem

        sitting, agenda = self._holding, [point["subject"] for point in self._listed]
        if sitting is None or self.app.show_form(id):
            return
        self._safely(lambda: sitting.keep_on(id))
        place = f"{agenda.index(id) + 1}/{len(agenda)}" if id in agenda else "–"
        self.app.push_screen(MeetingItem(id, place, sitting, self._saved))

    def _saved(self, id: str, record: str) -> None:
        """The checkpoint of the programme has been saved: go on with the next, or to the minutes."""
        sitting = self._holding
        if sitting is None:
            return
        self._safely(lambda: sitting.note_saved(id, record))
        following = sitting.next(self._listed, id)
        if following:
            self._hold(following)
        else:
            self.do_minutes()

    def do_minutes(self) -> None:
        """Show the minutes of what has been held."""
        from tui.screens.meeting_minutes import MinutesView

        sitting = self._holding
        if sitting is not None:
            records = sitting.records(self._listed)
            self.app.push_screen(MinutesView(records, dict(sitting.postponed), sitting.held))

    def do_end(self) -> None:
        """End the meeting, after asking."""

        def answered(sure: bool | None) -> None:
            if sure and self._holding is not None:
                self._safely(self._holding.forget)
                self._holding, self.filter, self.matching = None, "", None
                self.show_rows()

        question = _(
            "End this meeting? Its agenda and what was typed here are forgotten; the records that it "
            "saved stay, and so do the checkpoints begun."
        )
        self.app.push_screen(Sure(question), answered)

    async def do_back(self) -> None:
        """Leave the filter."""
        await View.do_back(self)

    def why_not(self, name: str) -> str:
        """Why not."""
        point, sitting = self._point(), self._holding
        if name in _OF_POINT and point is None:
            return _("There is nothing to review on this line.")
        if point is not None and sitting is not None:
            if name in ("move_up", "move_down") and point not in self._listed:
                return _("It is not on the agenda: the space bar puts it there.")
            if name in ("put", "postpone") and sitting.state(point) == HELD:
                return _("Its checkpoint is held: it belongs to this meeting.")
        if name == "minutes" and not (
            sitting and (sitting.records(self._listed) or sitting.postponed)
        ):
            return _("Nothing has been held or postponed yet.")
        if name == "end" and not (sitting and sitting.changed):
            return _("No meeting is under way.")
        return super().why_not(name)
