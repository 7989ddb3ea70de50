"""Help: what a view shows, its keys, the signs, and how to filter; made from the one table."""

from __future__ import annotations

from governance.i18n import N_, _
from governance.model.words import STATUS, WEATHER
from governance.reporters import cells
from governance.reporters.cells import BOLD, DIM
from governance.reporters.states import COLOURS
from tui import actions, draw
from tui.screens.view import View
from tui.twins import TWINS
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.session import Loaded

FILTERS = (
    ("tchap", N_("the title or the id contains it, accents and case apart")),
    ('"dossier numérique"', N_("several words in a row")),
    ("status:late", N_("the field is that; a date begins with it")),
    ("overdue>=30  date<2021-06", N_("numbers and dates are compared")),
    ("lead:none  lead:any", N_("nothing known, something known")),
    ("-status:late  weather!=stormy", N_("the condition must not hold")),
)


class Help(View):
    """The help of ``of``."""

    scope = "help"
    has_page = False

    def __init__(self, of: View) -> None:
        super().__init__()
        self._of = of

    def note(self) -> str:
        """What it is."""
        return _("Help")

    def early_rows(self) -> Sequence[Row]:
        """Help needs no roadmap."""
        return self._lines(self.lines.room)

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The help."""
        return self._lines(width)

    def _lines(self, width: int) -> list[Row]:
        of = self._of
        lines = cells.wrap(of.help_text(), width)
        if of.scope in TWINS:
            told = _("In plain text: {commands}", commands=", ".join(TWINS[of.scope]))
            lines += [draw.paint(line, DIM) for line in cells.wrap(told, width)]
        lines += ["", draw.heading(_("Keys of this page")), *keys(width, of.scope)]
        lines += ["", draw.heading(_("Keys of every page")), *keys(width, actions.ANY)]
        lines += ["", draw.heading(_("Moving")), *keys(width, actions.MOVE)]
        lines += ["", draw.heading(_("Filter"))]
        size = max(cells.width(example) for example, _about in FILTERS) + 2
        for example, about in FILTERS:
            head = f"  {draw.paint(cells.pad(example, size), BOLD)}"
            lines += cells.wrap(_(about), width, head, " " * (size + 2))
        loaded = of.app.session.loaded
        known = sorted(of.fields(loaded)) if loaded else []
        if known:
            told = _("Fields: {known}.", known=", ".join(known))
            lines += [draw.paint(line, DIM) for line in cells.wrap(told, width, "  ", "  ")]
        lines += ["", draw.heading(_("Declared weather")), *_signs(WEATHER)]
        lines += ["", draw.heading(_("Computed status")), *_signs(STATUS)]
        return [Row(str(number), line, stop=False) for number, line in enumerate(lines)]


def keys(width: int, scope: str) -> list[str]:
    """The actions of a scope: keys, then what they do."""
    rows = [
        (" ".join(_(actions.key_name(key)) for key in action.keys), _(action.about))
        for action in actions.of(scope)
    ]
    size = max((cells.width(keys) for keys, _about in rows), default=0) + 2
    return [
        line
        for keys, about in rows
        for line in cells.wrap(
            about, width, f"  {draw.paint(cells.pad(keys, size), BOLD)}", " " * (size + 2)
        )
    ]


def _signs(words: dict[str, tuple[str, str]] | dict[str | None, tuple[str, str]]) -> list[str]:
    return [
        f"  {draw.paint(f'{glyph} {_(word)}', COLOURS[name])}"
        for name, (glyph, word) in words.items()
    ]
