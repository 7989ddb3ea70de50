"""Applying the rules of a policy; one that fails becomes a finding, and the others go on."""

from __future__ import annotations

from governance.gate.registry import DOSSIER, RECORD, ROADMAP, of_scope
from governance.hygiene import show
from governance.model.finding import Finding
from governance.model.kinds import DATED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from governance.gate.context import Context
    from governance.gate.policy import Policy
    from governance.gate.reading import Reading
    from governance.gate.registry import Check, Rule
    from governance.model.dossier import Dossier
    from governance.model.record import Record

INTERNAL = "G999"
"""Code of the finding that names a rule which crashed."""


class Rulings:
    """The rules that ``policy`` has not switched off, by what they judge."""

    def __init__(self, policy: Policy) -> None:
        self._rules = {
            scope: [
                (entry.rule, entry.check)
                for entry in of_scope(scope)
                if entry.check and policy.severity(entry.rule.code) != "off"
            ]
            for scope in (RECORD, DOSSIER, ROADMAP)
        }

    def of_record(self, reading: Reading, ctx: Context) -> list[Finding]:
        """What the rules say of one file that was read."""
        record = _judged(reading, ctx)
        if record is None:
            return []
        found: list[Finding] = []
        for rule, check in self._rules[RECORD]:
            found += apply(rule, check, record, ctx)
        if reading.refused:
            # A value that the schema refuses is not missing: one finding about it is enough.
            found = [
                finding
                for finding in found
                if not finding.pointer
                or all(at[: len(finding.pointer)] != finding.pointer for at in reading.refused)
            ]
        return found

    def of_dossier(self, dossier: Dossier, ctx: Context) -> list[Finding]:
        """What the rules say of ``dossier`` as a whole."""
        found: list[Finding] = []
        for rule, check in self._rules[DOSSIER]:
            found += apply(rule, check, dossier, ctx)
        return found

    def across(self) -> list[tuple[Rule, Check]]:
        """The rules that judge the roadmap as a whole."""
        return self._rules[ROADMAP]


def apply(rule: Rule, check: Check, what: Any, ctx: Context) -> list[Finding]:
    """What one rule says of ``what``."""
    found: list[Finding] = []
    try:
        found += check(what, ctx)
    except Exception as error:  # noqa: BLE001 - a rule may fail in any way, a judgement not
        subject = getattr(what, "subject", what)
        path = getattr(subject, "path", "roadmap")
        params = {"code": rule.code, "error": show(f"{type(error).__name__}: {error}")}
        key = getattr(subject, "key", "roadmap/roadmap")
        found.append(Finding(INTERNAL, key, path, (), params))
    return found


def _judged(reading: Reading, ctx: Context) -> Record | None:
    """Today every fact counts, also one that begins later: a wrong id or a missing source must not
    wait for its day.  A past day is judged by what was known, and dates ahead of today."""
    whole = reading.whole
    if whole is not None and (
        ctx.as_of >= ctx.today
        or (whole.kind in DATED and whole.text("date") > ctx.today.isoformat())
    ):
        return whole
    return reading.record
