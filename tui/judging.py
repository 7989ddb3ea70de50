"""A form judged in a thread while it is typed: by the same rules as a check, once the keys rest."""

from __future__ import annotations

from governance.i18n import current
from governance.reporters import edit as reporter
from governance.reporters import message
from tui.screens.filtering import said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from textual.timer import Timer

    from governance.services.holding import Holding, Made
    from governance.services.preview import Preview
    from tui.app import JalonApp
    from tui.session import Loaded

    class Judgeable(Protocol):
        """A view with a form."""

        app: JalonApp

        @property
        def is_running(self) -> bool: ...

        def current(self) -> Holding | None: ...

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
        language = current()
        error = self.made.troubles.get(name)
        found = [" ".join(said(error))] if error else []
        found += [
            f"{finding.code} {message.message(finding, language)} {message.fix(finding, language)}"
            for finding in self.preview.report.findings
            if not finding.debt and self.made.field_of(finding) == name
        ]
        return [f"✗ {one}" for one in found]

    def effects(self, width: int) -> list[str]:
        """What saving would change, as painted lines of at most ``width`` cells."""
        return reporter.effects(self.preview, width, colours=True)


class Judging:
    """Judges the form of ``view``: the latest state always is, those between are skipped."""

    def __init__(self, view: Judgeable) -> None:
        self._view = view
        self._asked = 0
        self._running = False
        self._timer: Timer | None = None

    def ask(self) -> None:
        """Judge what the form holds once the keys rest."""
        app = self._view.app
        self._asked += 1
        if self._timer is None:
            app.pending += 1
        else:
            self._timer.stop()
        self._timer = app.set_timer(_REST, self._start)

    def _start(self) -> None:
        app = self._view.app
        self._timer = None
        app.pending -= 1
        form, loaded = self._view.current(), app.session.loaded
        if self._running or form is None or loaded is None:
            return
        self._running = True
        asked = self._asked
        app.work(lambda: self._run(asked, form, loaded), f"judge-{id(self)}")

    def _run(self, asked: int, form: Holding, loaded: Loaded) -> None:
        from governance.services.preview import preview

        result = None
        try:
            ctx = loaded.report.judgement.ctx
            made = form.make(loaded.report.judgement.roadmap)
            result = Judged(made, preview(loaded.report, made.editings, ctx.as_of, ctx.today))
        finally:
            self._view.app.later(self._done, asked, result)

    def _done(self, asked: int, result: Judged | None) -> None:
        self._running = False
        if asked != self._asked:
            if self._timer is None:
                self.ask()
        elif result is not None and self._view.is_running and self._view.current() is not None:
            self._view.judged(result)
