"""Choosing: one of some words, or a record found by typing a part of its title."""

from __future__ import annotations

from governance.i18n import _
from governance.reporters.cells import DIM, clean
from governance.services.filter import fold
from tui import draw
from tui.screens.palette import Palette
from tui.widgets.lines import LineList, Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.screens.view import View

_MOST = 200


class Choose(Palette):
    """``choices`` are answers, each with its painted words; the answer is one of them.

    ``now``   where the cursor begins
    ``free``  whether what is typed is an answer too
    """

    def __init__(
        self, over: View, choices: Sequence[tuple[str, str]], *, now: str = "", free: bool = False
    ) -> None:
        super().__init__(over)
        self._choices = [(fold(f"{draw.plain(words)} {one}"), one, words) for one, words in choices]
        self._now = now
        self._free = free

    def on_mount(self) -> None:
        """Everything there is."""
        self.query_one("PaletteInput").placeholder = _("type a part of it")  # type: ignore[attr-defined]
        self.call_after_refresh(self.follow)

    def find(self, text: str) -> None:
        """Show what holds every word of ``text``."""
        words = fold(text).split()
        found = [one for one in self._choices if all(word in one[0] for word in words)]
        rows = [Row(f"= {one}", said, target=one) for _fold, one, said in found[:_MOST]]
        if self._free and text.strip():
            typed = Row("typed", f"“{clean(text.strip())}” {draw.paint(_('as typed'), DIM)}",
                        target=text.strip())  # fmt: skip
            rows = [typed, *rows] if ":" in text or not rows else [*rows, typed]
        lines = self.query_one(LineList)
        lines.cursor = -1
        now = "" if words else f"= {self._now}"
        lines.put(rows or [Row("none", _("Nothing matches."), stop=False)], key=now)


def records(over: View, kind: str) -> list[tuple[str, str]]:
    """The ids of the records of ``kind``, each with its title."""
    from tui.referred import named

    loaded = over.app.session.loaded
    if loaded is None:
        return []
    return list(named(kind, loaded.report.judgement.roadmap))
