"""Asking for a waiver of a finding: why, until when, who grants it; each judged while it is typed."""

from __future__ import annotations

from governance.errors import JalonError
from governance.i18n import N_, _, current
from governance.model.finding import pointer_text
from governance.reporters import message
from governance.reporters import waive as reporter
from governance.reporters.cells import clean
from governance.services import waive
from governance.services.holding import when
from tui.screens.choose import Choose
from tui.screens.filtering import said
from tui.screens.questions import Ask, Sure, away

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from governance.model.finding import Finding
    from governance.services.check import Report
    from tui.screens.view import View

_FIRST = N_("+60d")


class Waiver:
    """A waiver asked for from the view ``over``."""

    def __init__(self, over: View) -> None:
        self._app = over.app
        self._over = over
        self._finding: Finding | None = None
        self._report: Report | None = None
        self._entry: dict[str, Any] = {}

    def begin(self, finding: Finding | None) -> None:
        """Ask for the waiver of ``finding``; which one is asked first where there is none."""
        session = self._app.session
        loaded, today = session.loaded, session.clock()
        if loaded is None:
            return
        if finding is None:
            self._which(loaded.report)
            return
        self._finding = finding

        def judge() -> None:
            from governance.services.check import check

            # A waiver is weighed on the day it is granted, whatever the day that is shown.
            same = loaded.report.judgement.ctx.as_of == today
            report = loaded.report if same else check(session.root, today, today)
            at = pointer_text(finding.pointer) or None
            waive.covered(
                report, finding.code, finding.record, at, renewed=finding.debt == "waived"
            )
            self._app.later(self._why, report)

        self._app.work(judge, "waiver")

    def _which(self, report: Report) -> None:
        language = current()
        choices = [
            (str(place), f"{one.code} {clean(one.record)}  {message.message(one, language)}")
            for place, one in enumerate(report.open)
        ]

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self.begin(report.open[int(answer)])

        self._app.push_screen(Choose(self._over, choices), chosen)

    def _why(self, report: Report, first: str = "") -> None:
        finding, today = self._finding, self._app.session.clock()
        if finding is None:
            return
        self._report = report
        told = {"rule": finding.code, "record": finding.record, "reason": "", "author": ""}
        self._entry = {**told, "granted": today.isoformat(), "until": today.isoformat()}

        def answered(text: str | None) -> None:
            if text:
                self._entry["reason"] = text
                self._until(_(_FIRST))

        question = _("Why set {code} of {record} aside?", code=finding.code, record=finding.record)
        self._app.push_screen(AskPart(self, "reason", question, first), answered)

    def _until(self, first: str) -> None:
        def answered(text: str | None) -> None:
            last = self.day(text or "")
            if last is not None:
                self._entry["until"] = last.isoformat()
                self._who()

        self._app.push_screen(AskPart(self, "until", _("Until which day?"), first), answered)

    def _who(self) -> None:
        from governance.services.identity import name_of

        def answered(text: str | None) -> None:
            if text:
                self._entry["author"] = text
                self._prepare()

        question = _("Who grants it? Not who answers for the record.")
        first = name_of(self._app.session.root)
        self._app.push_screen(AskPart(self, "author", question, first), answered)

    def day(self, text: str) -> date | None:
        """The day that ``text`` means, reckoned from the present one."""
        return when(text, self._app.session.clock())

    def objection(self, field: str, value: str) -> JalonError | None:
        """What the rules on waivers have against ``value`` in ``field``, and in no other."""
        if self._report is None:
            return None
        found = waive.objection(self._report, {**self._entry, field: value})
        return found[1] if found and found[0] == field else None

    def _prepare(self) -> None:
        """Ask whether to write it, in the words of what it does."""
        entry, finding, report = self._entry, self._finding, self._report
        session = self._app.session
        last, today = self.day(entry["until"]), session.clock()
        if finding is None or report is None or last is None:
            return
        try:
            waiver = waive.prepare(
                session.root, report, finding.code, finding.record,
                field=pointer_text(finding.pointer) or None, reason=entry["reason"],
                author=entry["author"], until=last, today=today,
            )  # fmt: skip
        except JalonError as error:
            self._app.trouble(error)
            self._why(report, entry["reason"])
            return
        question = "\n".join([*reporter.lines(waiver, last, today), "", _("Write it?")])
        self._app.push_screen(Sure(question), lambda sure: self._write(waiver) if sure else None)

    def _write(self, waiver: waive.Waiver) -> None:
        try:
            waive.write(self._app.session.root, waiver)
        except JalonError as error:
            self._app.trouble(error)
            return
        self._app.notify(_("{path} is written.", path=waiver.path), markup=False, timeout=5)
        self._app.read()


class AskPart(Ask):
    """The ``field`` of a waiver."""

    def __init__(self, waiver: Waiver, field: str, question: str, first: str) -> None:
        super().__init__(clean(question), first)
        self._waiver = waiver
        self._field = field

    def meaning(self, text: str) -> tuple[bool, str]:
        """What the rules on waivers say of it."""
        value, told = text, ""
        if self._field == "until":
            found = self._waiver.day(text)
            if found is None:
                return False, _("Write a day as 2021-06-30, or reckon it: +60d, +8w, +2m.")
            value = found.isoformat()
            told = f"{value}: {away(found, self._waiver.day('+0d') or found)}."
        if not text:
            return False, _("A sentence is needed.") if self._field == "reason" else ""
        error = self._waiver.objection(self._field, value)
        return error is None, " ".join(said(error)) if error else told
