"""What edits would do before they are saved: findings gone and new, and what is derived from them.

The unsaved files are laid over the others and judged by the same rules, on the same day, with the
same policy as in a check.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from governance.gate.weigh import BASELINE, WAIVERS
from governance.services.check import check
from governance.services.portfolio import programme

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, TypedDict

    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding
    from governance.services.check import Report
    from governance.services.edit import Editing

    class Derived(TypedDict):
        """A derived field whose value changes; ``None`` where nothing is known or not due.

        ``record``  key of a programme, strategy or indicator, or of a node of the plan
        """

        record: str
        field: str
        before: Any
        after: Any


_OF_PROGRAMME = (
    "stage", "weather", "status", "reached", "indicators", "last_review", "next_review",
    "overdue_days", "missed_milestones", "paused", "ended",
)  # fmt: skip
_OF_STRATEGY = ("last_review", "next_review")
_OF_INDICATOR = ("status", "value", "date", "target", "target_date", "progress", "next_due")

_PLANNED = frozenset({"programme", "product", "checkpoint"})
"""Kinds of record that say when something is to end, or what waits for what."""


class Preview:
    """What saving would change.

    ``gone``     findings that would be settled;  ``new`` those that would appear
    ``derived``  what is computed and would differ
    ``report``   the roadmap judged as it would be
    """

    def __init__(
        self, gone: list[Finding], new: list[Finding], derived: list[Derived], report: Report
    ) -> None:
        self.gone = gone
        self.new = new
        self.derived = derived
        self.report = report

    @property
    def blocking(self) -> list[Finding]:
        """The new findings that a pull request would be refused for: all errors, but that a debt or
        a waiver is settled, as its entry goes in a change of its own."""
        return [
            finding for finding in self.new
            if self.report.fails(finding, "error") and finding.path not in (BASELINE, WAIVERS)
        ]  # fmt: skip


def preview(before: Report, editings: Sequence[Editing], as_of: date, today: date) -> Preview:
    """What saving ``editings`` would change in what ``before`` found on the day ``as_of``."""
    unsaved = {editing.path: editing.data for editing in editings if editing.changed}
    after = check(before.root, as_of, today, unsaved=unsaved)
    gone, new = (
        _compared(before.findings, after.findings),
        _compared(after.findings, before.findings),
    )
    roadmaps = before.judgement.roadmap, after.judgement.roadmap
    states = [
        (_state(roadmaps[0], key), _state(roadmaps[1], key))
        for key in _concerned(editings, roadmaps)
    ]
    if any(editing.kind in _PLANNED for editing in editings):
        states.append((_plan(roadmaps[0]), _plan(roadmaps[1])))
    derived: list[Derived] = []
    for was, now in states:
        for record, field in dict.fromkeys([*was, *now]):
            old, fresh = was.get((record, field)), now.get((record, field))
            if old != fresh:
                derived.append({"record": record, "field": field, "before": old, "after": fresh})
    return Preview(gone, new, derived, after)


def _compared(ones: list[Finding], others: list[Finding]) -> list[Finding]:
    """Those of ``ones`` that ``others`` lacks.

    A finding is the same when it says the same, although its item has moved in its list, and when
    it is about the same field, although its words have changed.
    """
    alike: tuple[Callable[[Finding], str], ...] = (_said, lambda finding: finding.fingerprint)
    for name in alike:
        known = Counter(map(name, ones)) & Counter(map(name, others))
        ones, others = _beyond(ones, name, known), _beyond(others, name, known)
    return ones


def _beyond(
    findings: list[Finding], name: Callable[[Finding], str], known: Counter[str]
) -> list[Finding]:
    """``findings`` without as many of each name as are ``known``."""
    left = Counter(known)
    found = []
    for finding in findings:
        if left[name(finding)]:
            left[name(finding)] -= 1
        else:
            found.append(finding)
    return found


def _said(finding: Finding) -> str:
    return f"{finding.code} {finding.record} {sorted(finding.params.items())!r}"


def _concerned(editings: Sequence[Editing], roadmaps: Sequence[Roadmap]) -> list[str]:
    """The programmes and strategies that the records edited tell of, before or after."""
    found: dict[str, None] = {}
    for editing in editings:
        subject = editing.id.partition("/")[0]
        for roadmap in roadmaps:
            if editing.kind in ("programme", "strategy"):
                found[f"{editing.kind}/{editing.id}"] = None
            elif editing.kind == "checkpoint":
                found |= {f"{kind}/{subject}": None for kind in ("programme", "strategy")}
            elif editing.kind in ("indicator", "measurement"):
                found |= {
                    key: None
                    for key, row in roadmap.rows.items()
                    if subject in row["indicator_ids"]
                }
    return list(found)


def _state(roadmap: Roadmap, key: str) -> dict[tuple[str, str], Any]:
    """What is derived of the dossier ``key``: by record and field."""
    row = roadmap.rows.get(key)
    if row is None:
        return {}
    found: dict[tuple[str, str], Any] = {}
    if row["kind"] == "programme":
        view: dict[str, Any] = {**programme(row, roadmap)}
        found |= {(key, field): view[field] for field in _OF_PROGRAMME}
    else:
        plain: dict[str, Any] = {**row}
        found |= {(key, field): plain[field] for field in _OF_STRATEGY}
    for state in row["indicators"]:
        known: dict[str, Any] = {**state}
        record = f"indicator/{state['id']}"
        found |= {(record, field): known[field] for field in _OF_INDICATOR}
    return found


def _plan(roadmap: Roadmap) -> dict[tuple[str, str], Any]:
    """When each milestone is to be reached, its float in days, and whether it is critical."""
    schedule = roadmap.schedule()
    found: dict[tuple[str, str], Any] = {}
    for place, node in enumerate(schedule.network.nodes):
        finish = schedule.finish[place]
        found[node.key, "finish"] = finish and date.fromordinal(finish).isoformat()
        found[node.key, "total_float"] = schedule.total[place]
        found[node.key, "critical"] = schedule.is_critical(place)
    return found
