"""Applying the rules of a policy; one that fails becomes a finding, and the others go on."""

from __future__ import annotations

from governance.gate.registry import DOSSIER, RECORD, ROADMAP, rules
from governance.hygiene import show
from governance.model.finding import Finding
from governance.model.kinds import DATED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from governance.gate.context import Context
    from governance.gate.policy import Policy
    from governance.gate.reading import Reading
    from governance.gate.registry import Check, Outline, Rule
    from governance.gate.roadmap import Roadmap
    from governance.model.dossier import Dossier
    from governance.model.record import Record

INTERNAL = "G999"
"""Code of the finding that names a rule which crashed."""


class Rulings:
    """The rules of ``outline`` that ``policy`` has not switched off, by what they judge; each is
    imported when it is applied."""

    def __init__(self, policy: Policy, outline: Outline) -> None:
        self._outline = {
            code: about for code, about in outline.items() if policy.severity(code) != "off"
        }
        self._imported: dict[str, list[tuple[Rule, Check]]] = {}

    def of_record(self, reading: Reading, ctx: Context) -> list[Finding]:
        """What the rules say of one file that was read."""
        record = _judged(reading, ctx)
        if record is None:
            return []
        found = apply(self._of(RECORD), record, ctx)
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
        return apply(self._of(DOSSIER), dossier, ctx)

    def across(self) -> Iterator[tuple[str, tuple[str, ...] | None]]:
        """The rules that judge the roadmap as a whole: code, and what each ``reads``."""
        for code, (scope, reads) in self._outline.items():
            if scope == ROADMAP:
                yield code, reads

    def of_roadmap(self, code: str, roadmap: Roadmap, ctx: Context) -> list[Finding]:
        """What the rule ``code`` says of the whole."""
        entry = rules()[code]
        return apply([(entry.rule, entry.check)], roadmap, ctx) if entry.check else []

    def _of(self, scope: str) -> list[tuple[Rule, Check]]:
        if scope not in self._imported:
            entries = [rules()[code] for code, about in self._outline.items() if about[0] == scope]
            self._imported[scope] = [(e.rule, e.check) for e in entries if e.check]
        return self._imported[scope]


def apply(rules: Iterable[tuple[Rule, Check]], what: Any, ctx: Context) -> list[Finding]:
    """What ``rules`` say of ``what``."""
    found: list[Finding] = []
    for rule, check in rules:
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
