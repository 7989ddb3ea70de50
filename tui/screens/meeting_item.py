"""A checkpoint held in a review meeting: begun with what all of them share, followed by the next one."""

from __future__ import annotations

from governance.i18n import _
from governance.services.holding import Holding, unfinished
from tui import draw
from tui.screens.checkpoint import Checkpoint
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from governance.services.meeting_sitting import Sitting
    from tui.session import Loaded


class MeetingItem(Checkpoint):
    """The checkpoint of ``subject`` in the meeting ``sitting``.

    ``place``  its place on the agenda: ``2/5``
    ``saved``  called with the subject and the key of the checkpoint once that is written
    """

    tab = "meeting"

    def __init__(
        self, subject: str, place: str, sitting: Sitting, saved: Callable[[str, str], None]
    ) -> None:
        super().__init__(subject)
        self._rank = place
        self._sitting = sitting
        self._tell_saved = saved

    def begin(self) -> Holding:
        """The day, the name of the meeting and who took part are those of the meeting; each may be
        changed here."""
        session = self.app.session
        kept = unfinished(session.root).get(self.subject, {})
        return Holding(session.root, self.subject, session.as_of, self._sitting.beginning(kept))

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The form, under its place on the agenda."""
        told = _("{place} on the agenda: {title}", place=self._rank, title=self._title())
        return [Row("agenda", draw.heading(told), stop=False), *super().rows(loaded, width)]

    def _write(self, sure: bool | None) -> None:
        made = self._result.made.editings if self._result else []
        super()._write(sure)
        if sure and self._holding is None:
            record = next(editing.id for editing in made if editing.kind == "checkpoint")
            self._tell_saved(self.subject, f"checkpoint/{record}")
