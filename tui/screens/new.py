"""Beginning a new record: its kind, its title, its id; then its form."""

from __future__ import annotations

from governance.errors import JalonError
from governance.i18n import _
from governance.model.duration import day
from governance.model.kinds import KINDS
from governance.model.words import KINDS as WORDS
from governance.reporters.cells import DIM, clean
from tui import draw
from tui.screens.choose import Choose, records
from tui.screens.filtering import said
from tui.screens.questions import Ask, away

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from governance.gate.roadmap import Roadmap
    from tui.app import JalonApp
    from tui.screens.view import View

_FIRST = ("programme", "indicator", "contributor", "demand", "measurement", "checkpoint")
"""Kinds that are begun most often; the others follow."""
_WAIVER = "waiver"


class New:
    """A new record, begun from the view ``over``."""

    def __init__(self, over: View) -> None:
        self._over = over
        self._app = over.app
        self._from = over.edited().partition("#")[0]
        self._kind = ""
        self._given: dict[str, str] = {}

    def begin(self) -> None:
        """Ask which kind."""
        loaded = self._app.session.loaded
        if loaded is None:
            return
        kinds = [*_FIRST, *(kind for kind in KINDS if kind not in (*_FIRST, "roadmap"))]
        choices = [(kind, _(WORDS[kind][0])) for kind in kinds]
        choices.insert(4, (_WAIVER, f"{_('waiver')}  {draw.paint(_('of a finding'), DIM)}"))
        self._app.push_screen(Choose(self._over, choices), self._chosen)

    def _chosen(self, kind: str | None) -> None:
        from governance.services.starting import has_title, related

        loaded = self._app.session.loaded
        if not kind or loaded is None:
            return
        self._kind = kind
        if kind == _WAIVER:
            from tui.screens.waiver import Waiver

            Waiver(self._over).begin(self._over.finding())
            return
        roadmap = loaded.report.judgement.roadmap
        if kind in ("checkpoint", "measurement"):
            self._dated(roadmap)
            return
        self._given = related(kind, self._from, roadmap)
        if has_title(kind):
            self._app.push_screen(AskTitle(_(WORDS[kind][0])), self._titled)
        else:
            self._ask_id("")

    def _dated(self, roadmap: Roadmap) -> None:
        """What is reviewed, or measured, is asked unless the view is about it."""
        of = "programme" if self._kind == "checkpoint" else "indicator"
        kind, _slash, id = self._from.partition("/")
        if kind == of:
            self._about(id)
            return
        choices = records(self._over, of)
        self._app.push_screen(Choose(self._over, choices), self._about)

    def _about(self, id: str | None) -> None:
        if not id:
            return
        if self._kind == "checkpoint":
            self._app.open_target(f"review:{id}")
            return
        session = self._app.session

        def asked(text: str | None) -> None:
            on = day(text)
            if on is not None:
                self._start(id, on)

        self._app.push_screen(AskOn(session.as_of), asked)

    def _titled(self, title: str | None) -> None:
        from governance.services.new import slug

        if title:
            self._given["title"] = title
            self._ask_id(slug(title))

    def _ask_id(self, first: str) -> None:
        loaded = self._app.session.loaded
        if loaded is not None:
            taken = loaded.report.judgement.roadmap.paths[self._kind]
            self._app.push_screen(AskId(first, taken), self._named)

    def _named(self, id: str | None) -> None:
        if id:
            self._start(id, self._app.session.as_of)

    def _start(self, id: str, on: date) -> None:
        from governance.services.starting import start

        session = self._app.session
        try:
            form, ended = start(session.root, self._kind, id, self._given, on, session.as_of)
        except JalonError as error:
            if "candidates" in error.params:  # several strategies: which one is for a person to say
                self._ask_strategy(id, on, error)
            else:
                self._app.trouble(error)
            return
        if ended:
            told = _("{strategy} ended on {day}: what belongs to it owes nothing any more.",
                     strategy=clean(ended[0]), day=ended[1].isoformat())  # fmt: skip
            self._app.notify(told, markup=False, timeout=8, severity="warning")
        self._app.edit(form.key, form)

    def _ask_strategy(self, id: str, on: date, error: JalonError) -> None:
        def chosen(strategy: str | None) -> None:
            if strategy:
                self._given["strategy"] = strategy
                self._start(id, on)

        self._app.notify(said(error)[0], markup=False, timeout=6)
        self._app.push_screen(Choose(self._over, records(self._over, "strategy")), chosen)


class AskTitle(Ask):
    """The title of a new record of the kind called ``what``."""

    def __init__(self, what: str) -> None:
        super().__init__(_("A new record: {kind}. Its title?", kind=what), "")

    def meaning(self, text: str) -> tuple[bool, str]:
        """The id that it gives."""
        from governance.services.new import slug

        if not text:
            return False, _("As the source writes it.")
        return True, _("Its id would be {id}.", id=slug(text) or "–")


class AskId(Ask):
    """The id of a new record; those ``taken`` are refused."""

    def __init__(self, first: str, taken: dict[str, list[str]]) -> None:
        super().__init__(_("Its id, for good?"), first)
        self._taken = taken

    def meaning(self, text: str) -> tuple[bool, str]:
        """Whether a record may be called so."""
        from governance.services.new import check_id

        if text in self._taken:
            return False, _("{path} has that id already.", path=clean(self._taken[text][0]))
        try:
            check_id(text)
        except JalonError as error:
            return False, " ".join(said(error))
        return True, _("It names the file, and whatever mentions the record.")


class AskOn(Ask):
    """The day of a new measure."""

    def __init__(self, today: date) -> None:
        super().__init__(_("On which day was it measured?"), today.isoformat(), "2021-06-30")
        self._today = today

    def meaning(self, text: str) -> tuple[bool, str]:
        """What the day is."""
        found = day(text)
        if found is None:
            return False, _("Write a day of the calendar as 2021-06-30.")
        return True, f"{away(found, self._today)}."


def correct(app: JalonApp, id: str) -> None:
    """Begin the measure that supersedes the measurement ``id``."""
    from governance.services.starting import correction

    session = app.session
    if session.loaded is None:
        return
    roadmap = session.loaded.report.judgement.roadmap
    try:
        form = correction(session.root, roadmap, id, session.as_of)
    except JalonError as error:
        app.trouble(error)
        return
    app.edit(f"{form.key}#/value", form)
