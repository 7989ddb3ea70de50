"""The application: the session, the views, what a key does, how it ends."""

from __future__ import annotations

import os
from importlib import import_module
from typing import ClassVar

from textual.binding import Binding

from governance import i18n
from governance.errors import INTERRUPTED
from governance.i18n import _
from tui import actions, theme
from tui.editing import Editing
from tui.ending import watch
from tui.screens.small import Small, too_small
from tui.screens.today import Today
from tui.screens.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from textual import events
    from textual.binding import BindingType
    from textual.screen import Screen

    from tui.session import Session


def _lazily(module: str, name: str) -> Callable[[], Screen[Any]]:
    """The view ``name`` of ``module``, which is imported once it is shown."""

    def make() -> Screen[Any]:
        found: Screen[Any] = getattr(import_module(f"tui.screens.{module}"), name)()
        return found

    return make


class JalonApp(Editing):
    """Jalon in a terminal; ``fault`` is what ended it, ``interrupted`` that the system asked."""

    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = "styles.tcss"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "today": Today,
        "portfolio": _lazily("portfolio", "Portfolio"),
        "problems": _lazily("problems", "Problems"),
        "plan": _lazily("plan", "Plan"),
        "proposals": _lazily("proposals", "Proposals"),
        "meeting": _lazily("meeting", "Meeting"),
    }
    DEFAULT_MODE = "today"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"key('{key}')", show=False, priority=key == "ctrl+q")
        for key in dict.fromkeys(
            key
            for action in actions.ACTIONS
            if not {actions.MOVE, actions.TYPING, actions.WRITING, actions.QUESTION, actions.ASKED}
            & set(action.scopes)
            for key in action.keys
        )
    ]

    def __init__(self, session: Session, *, watch_files: bool = True) -> None:
        super().__init__(session, watch_files=watch_files)
        self.tabs = tuple(self.MODES)
        self.fault: BaseException | None = None
        self.interrupted = False
        for one in theme.themes():
            self.register_theme(one)
        # Without its watcher, which would have the style sheet read once more before the first paint.
        self.set_reactive(JalonApp.theme, _chosen_theme())
        self.tones = theme.tones(self.theme)

    # -- starting and ending

    def on_mount(self) -> None:
        """Read the roadmap once the first lines are on the screen."""
        if not self.is_headless:
            watch(self.interrupt)
        self.call_after_refresh(self.after, 0.01, self._begin)

    def _begin(self) -> None:
        import gc

        if not gc.isenabled():  # set aside by the command line until the first lines are shown
            gc.freeze()  # what they needed is never looked through again
            gc.enable()
        self.read()

    def interrupt(self) -> None:
        """Leave at once, the terminal as it was found: the system or a closed window asks."""
        for view in self._views():
            view.set_aside()
        self.interrupted = True
        self.exit(INTERRUPTED, return_code=INTERRUPTED)

    def _fatal_error(self) -> None:
        # Textual would print every local variable of the traceback; the caller tells the fault.
        self.fault = self._exception
        self._close_messages_no_wait()

    def do_quit(self) -> None:
        """Leave, after asking when something would be lost."""
        lost = self.unsaved()
        if not lost:
            self.exit(0)
            return
        from tui.screens.questions import Sure

        question = _("{what} is not saved. Leave without saving?", what=", ".join(lost))
        self.push_screen(Sure(question), lambda sure: self.exit(0) if sure else None)

    def unsaved(self) -> list[str]:
        """What would be lost by leaving, in words."""
        return [what for view in self._views() if (what := view.unsaved())]

    def _views(self) -> list[View]:
        stacks = self._screen_stacks.values()
        return [screen for stack in stacks for screen in stack if isinstance(screen, View)]

    def on_resize(self, event: events.Resize) -> None:
        """Below the smallest window, one line says so."""
        if too_small(event.size) and not isinstance(self.screen, Small):
            self.push_screen(Small())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Nothing blinks, the cursor of a field neither."""
        field: Any = event.widget
        if hasattr(field, "cursor_blink"):
            field.cursor_blink = False

    # -- actions

    def action_key(self, key: str) -> None:
        """Do what ``key`` means in the view on the screen."""
        view = self.screen
        if isinstance(view, View):
            action = actions.by_key(key, view.scope, actions.ANY)
            if action is not None:
                self.perform(action.name)
        elif key == "ctrl+q" or (key == "q" and isinstance(view, Small)):
            self.do_quit()

    def perform(self, name: str) -> None:
        """Do the action ``name`` on the view on the screen, or say why it cannot be done."""
        view = self.screen
        if not isinstance(view, View):
            return
        why = view.why_not(name)
        if why:
            self.notify(why, markup=False, timeout=3)
            return
        done = getattr(view, f"do_{name}", None) or getattr(self, f"do_{name}")
        self.soon(done)

    def _turn_to(self, mode: str) -> None:
        """Show ``mode`` as it was left; where it is shown already, its first page, unless something
        typed above it is not saved."""
        if mode != self.current_mode:
            self.switch_mode(mode)
            return
        while len(self.screen_stack) > 1 and isinstance(self.screen, View):
            if self.screen.unsaved():
                return
            self.pop_screen()

    def do_today(self) -> None:
        """Show what must be done."""
        self._turn_to("today")

    def do_portfolio(self) -> None:
        """Show the portfolio."""
        self._turn_to("portfolio")

    def do_problems(self) -> None:
        """Show what the rules find."""
        self._turn_to("problems")

    def do_plan(self) -> None:
        """Show when everything can be reached."""
        self._turn_to("plan")

    def do_proposals(self) -> None:
        """Show what others propose."""
        self._turn_to("proposals")

    def do_meeting(self) -> None:
        """Show the review meeting."""
        self._turn_to("meeting")

    def do_help(self) -> None:
        """Show the help of the view."""
        from tui.screens.help import Help

        if isinstance(self.screen, View) and not isinstance(self.screen, Help):
            self.push_screen(Help(self.screen))

    def do_palette(self) -> None:
        """Find an action or a record by typing."""
        from tui.screens.palette import Palette

        def chosen(target: str | None) -> None:
            if target:
                kind, _colon, what = target.partition(":")
                if kind == "action":
                    self.perform(what)
                else:
                    self.open_target(target)

        if isinstance(self.screen, View):
            self.push_screen(Palette(self.screen), chosen)

    def do_day(self) -> None:
        """Choose the day judged."""
        from tui.screens.questions import AskDay

        def chosen(answer: str | None) -> None:
            from governance.model.duration import day

            if answer is not None and day(answer) != self.session.chosen:
                self.session.chosen = day(answer)
                self.read()

        self.push_screen(AskDay(self.session), chosen)

    def do_check(self) -> None:
        """Read and judge again."""
        self.read()

    def do_language(self) -> None:
        """The other language."""
        names = i18n.LANGUAGES
        i18n.use(names[(names.index(i18n.current()) + 1) % len(names)])
        self._changed()

    def do_theme(self) -> None:
        """The next theme, remembered."""
        from governance.services.snapshot import keep_choice

        self.theme = theme.following(self.theme)
        self.tones = theme.tones(self.theme)
        keep_choice("theme", self.theme)
        self._changed()
        self.notify(_(theme.NAMES[self.theme]), timeout=2, markup=False)

    # -- going from view to view

    def open_target(self, target: str) -> None:
        """Show what ``target`` names: ``rule:M201``, ``file:path[:line]``,
        ``review:`` and a programme or strategy, ``meeting:``, ``change:``, a milestone, else ``kind/id``."""
        kind, colon, rest = target.partition(":")
        if kind == "rule" and colon:
            from tui.screens.rule import RuleView

            self.push_screen(RuleView(rest))
        elif kind == "file" and colon:
            from tui.screens.file import FileView

            path, _colon, line = rest.rpartition(":")
            self.push_screen(FileView(path, int(line)) if path else FileView(rest, 0))
        elif kind == "review" and colon:
            from tui.screens.checkpoint import Checkpoint

            if not self.show_form(rest):
                self.push_screen(Checkpoint(rest))
        elif kind == "meeting" and colon:
            self.do_meeting()
        elif kind == "change" and colon:
            self.do_propose()
        elif kind == "edit" and colon:
            self.edit(rest)
        elif kind.startswith("milestone/"):
            from tui.screens.milestone import MilestoneView

            self.push_screen(MilestoneView(target))
        else:
            from tui.screens.record import RecordView

            self.push_screen(RecordView(target))

    def leave(self, view: View) -> None:
        """Go back to the view below; the first one stays."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.notify(_("This is the first page: q leaves Jalon."), markup=False, timeout=3)


def _chosen_theme() -> str:
    from governance.services.snapshot import choice

    chosen = choice("theme")
    return chosen if chosen in theme.NAMES else theme.likely(os.environ.get("COLORFGBG", ""))
