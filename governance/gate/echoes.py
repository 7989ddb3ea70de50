"""Echoes: findings that miss something which is there, but malformed; another finding says so."""

from __future__ import annotations

from governance.gate.registry import ANY, rules
from governance.model.finding import VALUE, pointer_text
from governance.model.kinds import DATED
from governance.source.annotations import is_reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.gate.policy import Policy
    from governance.model.finding import Finding

_MALFORMED = "PS"
"""Families that tell of a file or a field which is not as it has to be."""
_ELSE_READ = frozenset({"P003", "P018", "P023"})
"""Rules about one field, not named, of a file whose other fields are read all the same."""
_SUBJECTS = frozenset({"programme", "strategy", "indicator"})
"""Kinds that dated records lie in a folder of."""


def without_echoes(findings: list[Finding], policy: Policy) -> list[Finding]:
    """``findings`` without those about a value that another of them, not switched off by ``policy``,
    says is malformed, and those whose rule misses it."""
    causes = [f for f in findings if f.code[0] in _MALFORMED and policy.severity(f.code) != "off"]
    if not causes:
        return findings
    places = _places(causes)
    exact = {f"{f.record}#{pointer_text(f.pointer)}" for f in causes if f.pointer and f.on == VALUE}
    return [
        finding
        for finding in findings
        if finding.code[0] in _MALFORMED
        or not (
            f"{finding.record}#{pointer_text(finding.pointer)}" in exact
            or any(_names(m, finding) & places for m in rules()[finding.code].rule.misses)
        )
    ]


def _places(causes: list[Finding]) -> set[str]:
    """What ``causes`` say is malformed: ``kind/id/field`` and ``kind/field``, the field being empty
    for a file that cannot be read throughout; ``kind/folder`` of a dated record; ``ANY`` where a
    name of another record may be lost."""
    found: set[str] = set()
    for cause in causes:
        kind, _, id = cause.record.partition("/")
        field = str(cause.pointer[0]) if cause.pointer else ""
        found.add(f"{cause.record}/{field}")
        if cause.code not in _ELSE_READ:
            found.add(f"{kind}/{field}")
        if kind in DATED:
            found.add(f"{kind}/{id.partition('/')[0]}/")
        if not field or is_reference(kind, field):
            found.add(ANY)
    return found


def _names(missed: str, finding: Finding) -> set[str]:
    """What of :func:`_places` ``finding`` may be an echo of, when its rule misses ``missed``."""
    if missed in DATED:
        subject, _, id = finding.record.partition("/")
        return {f"{missed}/{id}/"} if subject in _SUBJECTS else {f"{missed}/", f"{missed}/date"}
    if missed == ANY:
        return {ANY}
    kind, _, field = missed.partition("/")
    holder = kind or finding.record
    return {f"{holder}/{field}", f"{holder}/"}
