"""Small questions over a view: are you sure, which day."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from governance.i18n import N_, _, plural
from governance.model.duration import day
from tui import actions, draw
from tui.widgets.bars import footer_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.app import JalonApp
    from tui.session import Session

_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip


def _keys(question: Sure | Ask, scope: str) -> Static:
    """The keys that answer ``question``."""
    words = "  ".join(text for text, _name in footer_words(scope))
    return Static(draw.content(words, question.app.tones), markup=False)


class Sure(ModalScreen[bool]):
    """A question about what cannot be undone; only ``y`` says yes."""

    app: JalonApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"answer('{action.name}')", show=False)
        for action in actions.of(actions.QUESTION)
        for key in action.keys
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The question and the two answers."""
        with Vertical(classes="box"):
            yield Static(draw.content(self._question, {}), classes="said", markup=False)
            yield _keys(self, actions.QUESTION)

    def action_answer(self, name: str) -> None:
        """Answer."""
        self.dismiss(name == "yes")


class Ask(ModalScreen["str | None"]):
    """A line to be typed; what it means is said below while it is.

    ``first``   what stands there at the beginning;  ``example`` shown while nothing does
    """

    app: JalonApp
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, question: str, first: str = "", example: str = "") -> None:
        super().__init__()
        self._question = question
        self._first = first
        self._example = example

    @abstractmethod
    def meaning(self, text: str) -> tuple[bool, str]:
        """Whether ``text`` is an answer, and one sentence on it."""

    def answer(self, text: str) -> str:
        """The answer that ``text`` is."""
        return text

    def compose(self) -> ComposeResult:
        """The question, the line to type on, what it means."""
        with Vertical(classes="box"):
            yield Static(draw.content(draw.heading(self._question), self.app.tones), markup=False)
            yield Input(self._first, placeholder=self._example, compact=True)
            yield Static("", classes="said", id="said", markup=False)
            yield _keys(self, actions.ASKED)

    def on_mount(self) -> None:
        """Say what stands there."""
        self._say(self._first)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every letter is judged."""
        self._say(event.value)

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(draw.content(self.meaning(text.strip())[1], {}))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Only an answer is taken."""
        text = event.value.strip()
        if self.meaning(text)[0]:
            self.dismiss(self.answer(text))

    def action_leave(self) -> None:
        """No answer."""
        self.dismiss(None)


class AskLine(Ask):
    """A line of text; the answer is never empty."""

    def meaning(self, text: str) -> tuple[bool, str]:
        """Any words are an answer."""
        return bool(text), ""


class AskDay(Ask):
    """Which day to judge; an empty answer is the present day."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Judge as on which day?"), session.asked, "2021-06-30")
        self._today = session.clock()

    def meaning(self, text: str) -> tuple[bool, str]:
        """What the day is."""
        if not text:
            return True, _("Today, {day}.", day=self._today.isoformat())
        found = day(text)
        if found is None:
            return False, _("Write a day of the calendar as 2021-06-30; nothing for today.")
        return True, f"{away(found, self._today)}."


def away(found: date, today: date) -> str:
    """The weekday of ``found``, and how far it is from ``today``."""
    gap = (today - found).days
    if gap == 0:
        told = _("today")
    elif gap > 0:
        told = plural(N_("{count} day ago"), N_("{count} days ago"), gap)
    else:
        told = plural(N_("in {count} day"), N_("in {count} days"), -gap)
    return f"{_(_WEEKDAYS[found.weekday()])}, {told}"
