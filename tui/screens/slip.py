"""What if: by how much something slips, asked; what that moves, shown.  Nothing is written."""

from __future__ import annotations

from textual.widgets import Input, Static

from governance.errors import JalonError
from governance.i18n import _
from governance.reporters.cells import RED, clean
from tui import draw
from tui.screens.filtering import said
from tui.screens.questions import Ask
from tui.screens.view import View
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.services.plan import Plan
    from governance.services.plan_impact import Impact
    from tui.session import Loaded

_FIRST = "P90D"
_CAN = ("milestone", "programme", "product")


def duration(text: str) -> str:
    """What was typed as an ISO 8601 duration: a number alone is one of days."""
    text = text.strip().upper()
    return f"P{text}D" if text.isascii() and text.isdigit() else text


class Slipping(View):
    """A view with something that can slip."""

    def __init__(self) -> None:
        super().__init__()
        self._planning: Loaded | None = None

    def planned(self, loaded: Loaded) -> Plan | None:
        """The plan; ``None`` while a thread computes it, after which the lines are made again. Keys
        wait for it: they are about lines that are not there before."""
        if loaded.planned is None and self._planning is not loaded:
            self._planning = loaded
            self.app.work(lambda: self._plan(loaded), "plan", first=True)
        return loaded.planned

    def _plan(self, loaded: Loaded) -> None:
        loaded.plan()
        self.app.later(self._made_plan)

    def _made_plan(self) -> None:
        if self.is_mounted:
            self.show_rows()

    def slipping(self) -> str:
        """The key of what would slip: a milestone, a programme, a product; else empty."""
        return ""

    def why_not(self, name: str) -> str:
        """Why not."""
        if name == "impact" and self.app.session.loaded is None:
            return _("The roadmap has not been read yet.")
        if name == "impact" and self.slipping().partition("/")[0] not in _CAN:
            return _("Only a milestone, a programme or a product can slip.")
        return super().why_not(name)

    def do_impact(self) -> None:
        """What if it slips?"""
        key = self.slipping()

        def chosen(slip: str | None) -> None:
            if slip:
                self.app.push_screen(ImpactView(key, slip))

        self.app.push_screen(AskSlip(key, _FIRST), chosen)


class AskSlip(Ask):
    """By how much ``key`` slips; what that moves is told in a sentence while typing."""

    def __init__(self, key: str, slip: str) -> None:
        name = clean(key.removeprefix("milestone/"))
        question = _("By how much does {name} slip?", name=name)
        super().__init__(question, slip, _("90, P6W or P3M"))
        self._key = key
        self._right = False

    def meaning(self, text: str) -> tuple[bool, str]:
        """Only what something can slip by is an answer; what it would move is told later."""
        return self._right, ""

    def answer(self, text: str) -> str:
        """A duration."""
        return duration(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every letter is judged, in a thread."""
        self._right = False
        text = duration(event.value)
        loaded = self.app.session.loaded
        if loaded is None:
            return

        def find() -> None:
            right = True
            try:
                told = _sentence(_impact(self._key, text, loaded, self.app.session.root))
            except JalonError as error:
                right, told = False, draw.paint(" ".join(said(error)), RED)
            self.app.later(self._tell, text, right, told)

        self.app.work(find, "slip")

    def _tell(self, text: str, right: bool, told: str) -> None:
        if self.is_mounted and text == duration(self.query_one(Input).value):
            self._right = right
            self.query_one("#said", Static).update(draw.content(told, self.app.tones))


class ImpactView(Slipping):
    """What moves when ``key`` slips by ``slip``."""

    scope = "impact"
    tab = "plan"
    has_page = False

    def __init__(self, key: str, slip: str) -> None:
        super().__init__()
        self._key = key
        self._slip = slip
        self._impact: Impact | None = None
        self._fault: JalonError | None = None
        self._asked: Loaded | None = None

    def help_text(self) -> str:
        """What the view answers."""
        return _(
            "What would move if this slipped, as `jalon impact` tells it: milestones and ends with "
            "their days before and after, deadlines and targets that would be missed, who is "
            "concerned, and the reviews that should then be held earlier. Float absorbs a slip: "
            "what is not listed does not move. Nothing is written."
        )

    def note(self) -> str:
        """What slips."""
        from governance.reporters.impact import spelt

        name = clean(self._key.removeprefix("milestone/"))
        return _("What if {name} slips by {slip}", name=name, slip=spelt(self._slip))

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The impact; computed in a thread."""
        if self._asked is not loaded:
            self._asked, self._impact, self._fault = loaded, None, None
            self.app.work(lambda: self._make(loaded), f"impact-{id(self)}")
        if self._fault is not None:
            message, hint = said(self._fault)
            return [
                Row("error", draw.paint(f"✗ {message}", RED), stop=False),
                Row("hint", f"  {hint}", stop=False),
            ]
        if self._impact is None:
            return self.early_rows()
        from governance.reporters.impact import lines

        found = lines(self._impact, width, colours=True)
        rows, before = [], ""
        for number, (line, key) in enumerate(found):
            rows.append(Row(f"{number} {key}", line, target=key, stop=key not in ("", before)))
            before = key
        return rows

    def _make(self, loaded: Loaded) -> None:
        found, fault = None, None
        try:
            found = _impact(self._key, self._slip, loaded, self.app.session.root)
        except JalonError as error:
            fault = error
        self.app.later(self._made, loaded, found, fault)

    def _made(self, loaded: Loaded, found: Impact | None, fault: JalonError | None) -> None:
        if loaded is self._asked and self.is_mounted:
            self._impact, self._fault = found, fault
            self.show_rows()

    def slipping(self) -> str:
        """What slips."""
        return self._key

    def do_impact(self) -> None:
        """Another slip of the same."""

        def chosen(slip: str | None) -> None:
            if slip:
                self._slip, self._asked = slip, None
                self.show_rows()

        self.app.push_screen(AskSlip(self._key, self._slip), chosen)


def _impact(key: str, slip: str, loaded: Loaded, root: str) -> Impact:
    from governance.services.plan_impact import impact

    return impact(loaded.report, root, key.removeprefix("milestone/"), slip)


def _sentence(found: Impact) -> str:
    from governance.reporters.impact import sentence

    return sentence(found)
