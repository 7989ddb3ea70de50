"""Holding a checkpoint: the form of a review, each field judged while it is typed, and what it does."""

from __future__ import annotations

from governance.errors import JalonError
from governance.i18n import _
from governance.reporters import cells
from governance.reporters.cells import RED, clean
from governance.services.enter import reviewed
from governance.services.holding import Holding
from tui import draw
from tui.review_form import Form
from tui.screens.filtering import said
from tui.screens.writing import Writing
from tui.widgets.lines import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.services.show import Shown
    from tui.session import Loaded


class Checkpoint(Writing):
    """The checkpoint of ``subject``: a programme or a strategy."""

    scope = "checkpoint"
    _holding: Holding | None

    def __init__(self, subject: str) -> None:
        super().__init__()
        self.subject = subject
        self._shown: Shown | None = None
        self._made_for = -1
        self._trouble_lines: list[str] = []

    def help_text(self) -> str:
        """What the view answers."""
        return _(
            "The form of a review. First what was promised last time, then the fixed questions, the "
            "measures, the milestones with their float, the weather and the decision. What the "
            "rules have against a field stands under it, as in a check of a pull request; what the "
            "review would change in the roadmap stands beside the form, or after it. A day may be "
            "reckoned from that of the review: +13w, +10d, +3m, +1y. What is typed is kept within two "
            "seconds, and offered again on the first page until it is saved or discarded."
        )

    def called(self) -> str:
        """Which checkpoint."""
        return _("the checkpoint of {title}", title=self._title())

    def heading(self) -> str:
        """Which checkpoint."""
        return _("Checkpoint of {title}", title=self._title())

    def _title(self) -> str:
        return clean(self._shown["title"] if self._shown else self.subject)

    # -- lines

    def rows(self, loaded: Loaded, width: int) -> Sequence[Row]:
        """The form."""
        if self._made_for != self.app.version:
            self._made_for = self.app.version
            self.app.work(lambda: self._read(loaded), f"checkpoint-{id(self)}")
        if self._trouble_lines:
            return [Row(str(n), line, stop=False) for n, line in enumerate(self._trouble_lines)]
        if self._shown is None or self._holding is None:
            return self.early_rows()
        found: list[Row] = []
        for number, part in enumerate(Form(self._shown, loaded, self._holding, width).parts()):
            if isinstance(part, str):
                found.append(Row(f"line {number}", part, stop=False))
            else:
                found += self._field_rows(part, width)
        for number, line in enumerate(["", *self._whole(width)]):
            found.append(Row(f"whole {number}", line, stop=False))
        if not self.has_class("-beside"):
            found += [Row(f"does {n}", line) for n, line in enumerate(self._effects(width))]
        return found

    def _read(self, loaded: Loaded) -> None:
        from governance.services.show import show

        shown, trouble = None, []
        try:
            key = reviewed(loaded.report.judgement.roadmap, self.subject)
            shown = show(loaded.report, self.app.session.root, key).shown
        except JalonError as error:
            message, hint = said(error)
            trouble = [draw.paint(f"✗ {message}", RED), f"  {hint}"]
        self.app.later(self._ready, shown, trouble)

    def begin(self) -> Holding:
        """The form as it is before anything is typed."""
        session = self.app.session
        return Holding(session.root, self.subject, session.as_of)

    def _ready(self, shown: Shown | None, trouble: list[str]) -> None:
        if not self.is_mounted:
            return
        self._shown, self._trouble_lines = shown, trouble
        if self._holding is None and shown is not None:
            self._holding = self.begin()
            self._kept = self._holding.resume()
            if self._kept:
                self.app.notify(
                    _("This goes on with what was typed before and not saved; D discards it."),
                    markup=False, timeout=6,
                )  # fmt: skip
        self.show_rows()
        self._judging.ask()

    def _effects(self, width: int) -> list[str]:
        as_of = self.app.session.as_of
        if self._holding is None or self._holding.held <= as_of:
            return super()._effects(width)
        said_ = _(
            "The review is held later than the day judged, {day}: nothing of it counts by then.",
            day=as_of.isoformat(),
        )
        return [draw.heading(_("What this does")), "", *cells.wrap(said_, width, "  ")]
