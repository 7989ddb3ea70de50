"""What writes to the roadmap from anywhere: reviews, records, waivers, the editor, taking back."""

from __future__ import annotations

from abc import abstractmethod

from governance.errors import JalonError
from governance.i18n import N_, _, plural
from governance.reporters.cells import clean
from tui.reading import Reading
from tui.screens.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from textual.screen import Screen

    from governance.services.revising import Revising
    from governance.services.taking_back import Saved
    from tui.session import Loaded


class Editing(Reading):
    """The part of the application that writes; ``saves`` are those of this sitting, oldest first."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self.saves: list[Saved] = []

    @abstractmethod
    def open_target(self, target: str) -> None:
        """Show what ``target`` names."""

    def show_again(self, is_it: Callable[[Screen[Any]], bool]) -> Screen[Any] | None:
        """Show the screen that is open already and that ``is_it``; ``None`` when there is none."""
        for mode, stack in self._screen_stacks.items():
            for view in stack:
                if is_it(view):
                    self.switch_mode(mode)
                    while self.screen is not view and len(self.screen_stack) > 1:
                        self.pop_screen()
                    return view
        return None

    def do_review(self) -> None:
        """Hold the checkpoint of the programme or strategy the line is about."""
        if isinstance(self.screen, View) and (subject := self.screen.reviewed()):
            self.open_target(f"review:{subject}")

    def do_propose(self) -> None:
        """Show what is saved here and not in the roadmap yet."""
        from tui.screens.change import ChangeView

        if not isinstance(self.screen, ChangeView):
            self.push_screen(ChangeView())

    def show_form(self, subject: str) -> bool:
        """Show the form of the checkpoint of ``subject`` where one is open already; whether it was:
        there is one form for one checkpoint."""
        from tui.screens.checkpoint import Checkpoint

        shown = self.show_again(
            lambda view: isinstance(view, Checkpoint) and view.subject == subject
        )
        return shown is not None

    def edit(self, target: str, form: Revising | None = None) -> None:
        """Show the form of the record ``target``, ``kind/id`` and after a ``#`` the field."""
        from tui.screens.edit import Edit

        key, _sign, at = target.partition("#")
        shown = self.show_again(lambda view: isinstance(view, Edit) and view.key == key)
        if not isinstance(shown, Edit):
            self.push_screen(Edit(key, at, form))
        elif at:
            shown.go_to(at)

    def do_edit(self) -> None:
        """Change the record the line is about."""
        if isinstance(self.screen, View):
            self.edit(self.screen.edited())

    def do_new(self) -> None:
        """Make a new record."""
        from tui.screens.new import New

        if isinstance(self.screen, View):
            New(self.screen).begin()

    def do_waive(self) -> None:
        """Ask for a waiver of the finding of the line."""
        from tui.screens.waiver import Waiver

        if isinstance(self.screen, View):
            Waiver(self.screen).begin(self.screen.finding())

    def do_editor(self) -> None:
        """Open the file of the record in the editor of the person, at the line of the field."""
        from tui.editor import open_editor

        if not isinstance(self.screen, View):
            return
        try:
            path = open_editor(self, self.screen.edited())  # type: ignore[arg-type]
        except JalonError as error:
            self.trouble(error)
            return
        self.read(lambda loaded: self._tell_of(path, loaded))

    def _tell_of(self, path: str, loaded: Loaded) -> None:
        """What the rules have against the file that the editor left."""
        from tui.judging import sentence

        found = [one for one in loaded.report.open if one.path == path]
        told = [f"{clean(path)}:{one.line} {sentence(one)}" for one in found[:_MOST]]
        if len(found) > _MOST:
            told.append(_("{count} in all: Problems lists them.", count=len(found)))
        text = "\n".join(told) or _("{path}: nothing is wrong with it.", path=clean(path))
        self.notify(text, markup=False, timeout=10, severity="warning" if found else "information")

    def do_unsave(self) -> None:
        """Take the last save back, after asking."""
        from tui.screens.questions import Sure

        if not self.saves:
            self.notify(_("Nothing has been saved in this sitting."), markup=False, timeout=3)
            return
        paths = ", ".join(path.partition("/")[2] for path in self.saves[-1].paths)
        question = _("Take the last save back: {paths}?", paths=clean(paths))
        self.push_screen(Sure(question), lambda sure: self._take_back() if sure else None)

    def _take_back(self) -> None:
        saved = self.saves[-1]
        try:
            saved.take_back()
        except JalonError as error:
            self.trouble(error)
            return
        self.saves.pop()
        told = plural(N_("{count} file is as before."), N_("{count} files are as before."),
                      len(saved.paths))  # fmt: skip
        self.notify(told, markup=False, timeout=5)
        self.read()


_MOST = 3
"""Findings that are told at once."""
