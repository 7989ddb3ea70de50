"""A form judged in a thread while it is typed: by the same rules as a check, once the keys rest."""

from __future__ import annotations

from governance.i18n import current
from governance.reporters import edit as reporter
from governance.reporters import message
from tui.screens.filtering import said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import TimerHandle
    from datetime import date
    from typing import Any, Protocol, Self

    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding
    from governance.services.holding import Made
    from governance.services.preview import Preview
    from tui.app import JalonApp
    from tui.session import Loaded

    class Fillable(Protocol):
        """What is typed into a form, by the names of its fields: what any kind of form can do.

        ``held``  the day that others are reckoned from;  ``changed`` whether anything was typed
        """

        @property
        def held(self) -> date: ...

        @property
        def changed(self) -> bool: ...

        def get(self, name: str) -> str: ...

        def put(self, name: str, text: str) -> None: ...

        def typing(self, name: str, text: str) -> Self: ...

        def copied(self) -> Self: ...

        def undo(self) -> bool: ...

        def redo(self) -> bool: ...

        def can(self, what: str) -> bool: ...

        def set_aside(self) -> None: ...

        def forget(self) -> None: ...

        def make(self, roadmap: Roadmap) -> Made: ...

        def save(self, made: Made) -> list[str]: ...

    class Judgeable(Protocol):
        """A view with a form."""

        app: JalonApp

        @property
        def is_running(self) -> bool: ...

        def current(self) -> Fillable | None: ...

        def judge(self, form: Any, loaded: Loaded) -> Judged: ...

        def judged(self, result: Judged) -> None: ...


_REST = 0.15
"""Seconds the keys rest before what is typed is judged."""


class Judged:
    """What was found: the records ``made``, and the ``preview`` of what saving them would change."""

    def __init__(self, made: Made, preview: Preview) -> None:
        self.made = made
        self.preview = preview

    def sentences(self, name: str) -> list[str]:
        """What stands against the field ``name``: why, and what to do; ``""`` for the whole."""
        error = self.made.troubles.get(name)
        found = [f"✗ {' '.join(said(error))}"] if error else []
        return found + [
            sentence(finding)
            for finding in self.preview.report.findings
            if not finding.debt and self.made.field_of(finding) == name
        ]

    def effects(self, width: int) -> list[str]:
        """What saving would change, as painted lines of at most ``width`` cells."""
        return reporter.effects(self.preview, width, colours=True)


def sentence(finding: Finding) -> str:
    """A finding as it stands under a field."""
    language = current()
    said_ = f"{message.message(finding, language)} {message.fix(finding, language)}"
    return f"✗ {finding.code} {said_}"


class Judging:
    """Judges the form of ``view``: the latest state always is, those between are skipped."""

    def __init__(self, view: Judgeable) -> None:
        self._view = view
        self._asked = 0
        self._running = False
        self._timer: TimerHandle | None = None

    def ask(self) -> None:
        """Judge what the form holds once the keys rest."""
        app = self._view.app
        self._asked += 1
        if self._timer is None:
            app.pending += 1
        else:
            self._timer.cancel()
        self._timer = app.after(_REST, self._start)

    def _start(self) -> None:
        app = self._view.app
        if self._timer is None:
            return  # a timer stopped when it had rung already
        self._timer = None
        app.pending -= 1
        form, loaded = self._view.current(), app.session.loaded
        if self._running or form is None or loaded is None:
            return
        self._running = True
        asked = self._asked
        app.work(lambda: self._run(asked, form, loaded), f"judge-{id(self)}")

    def _run(self, asked: int, form: Fillable, loaded: Loaded) -> None:
        result = None
        try:
            result = self._view.judge(form, loaded)
        finally:
            self._view.app.later(self._done, asked, result)

    def _done(self, asked: int, result: Judged | None) -> None:
        self._running = False
        if asked != self._asked:
            if self._timer is None:
                self.ask()
        elif result is not None and self._view.is_running and self._view.current() is not None:
            self._view.judged(result)
