"""The rebaseline that a rewritten promise asks for, as far as the change itself says it."""

from __future__ import annotations

from governance.measure.rebaseline import (
    BASELINE,
    COST,
    DEADLINE,
    FIELD,
    FREQUENCY,
    MILESTONE,
    TARGET,
    TOLERANCE,
)
from governance.model.duration import Duration, day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from governance.model.finding import Finding

_WHAT = {
    ("C101", "targets"): TARGET,
    ("C101", "tolerance"): TOLERANCE,
    ("C102", "targets"): DEADLINE,
    ("C102", "end"): DEADLINE,
    ("C104", "baseline"): BASELINE,
    ("C104", "milestones"): MILESTONE,
    ("C104", "costs"): COST,
    ("C116", "frequency"): FREQUENCY,
    ("C116", "availability_delay"): FREQUENCY,
    ("C116", "steering"): FREQUENCY,
}
"""What changes, by the rule and the field that it is about."""
LIST = (FIELD,)
"""Where a record holds its rebaselines."""


def rebaseline(finding: Finding, on: date) -> dict[str, Any] | None:
    """The entry that would explain the change ``finding`` is about, accepted ``on`` that day; why,
    and who accepted it, are left to be said.  ``None`` when no rebaseline settles it."""
    what = _WHAT.get((finding.code, str(finding.pointer[0]) if finding.pointer else ""))
    if what is None:
        return None
    found: dict[str, Any] = {"date": on.isoformat(), "what": what}
    of = str(finding.params.get("when") if what == TARGET else finding.params.get("name"))
    if what in (MILESTONE, COST) or (what == TARGET and day(of)):
        found["of"] = of
    for side in ("old", "new"):
        text = str(finding.params.get(side))
        figure = _figure(text)
        if figure is not None:
            found[f"{side}_value"] = figure
        elif day(text) or Duration.parse(text):
            found[side] = text  # otherwise the words say that nothing stands there
    return {**found, "reason": "", "approver": ""}


def _figure(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return int(value) if value.is_integer() else value
