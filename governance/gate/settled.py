"""An inherited debt that matches nothing: what has become of its record, and what to do about it."""

from __future__ import annotations

from governance.i18n import N_
from governance.model.finding import pointer_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Finding

_SETTLED = N_("it is settled, the record does not have that finding any more")
_VANISHED = N_("no record has that name any more")
_REMOVE = N_("Remove the entry from the baseline, so that the finding cannot come back unseen")
_RENAME = N_("If it was renamed, write its new name in the entry; the same finding is now on")
_BRING_BACK = N_(
    "If the record was renamed, write its new name; if it was deleted, bring it back and say in it "
    "what became of it: a deletion settles nothing"
)


def what_became(code: str, name: str, findings: list[Finding], roadmap: Roadmap) -> dict[str, str]:
    """What has become of the inherited debt ``name``, and what to do: the record may be there, be
    called otherwise (the same finding, not inherited, is on another of its kind), or be gone."""
    from difflib import get_close_matches

    record, _, field = name.partition("#")
    kind, _, id = record.partition("/")
    if id in roadmap.paths.get(kind, {}):
        return {"state": _SETTLED, "advice": _REMOVE, "near": ""}
    others = [
        finding.record.partition("/")[2]
        for finding in findings
        if finding.code == code and not finding.debt and finding.record.startswith(f"{kind}/")
        and pointer_text(finding.pointer) == field
    ]  # fmt: skip
    near = get_close_matches(id, others, 1, 0.0)
    if near:
        return {"state": _VANISHED, "advice": _RENAME, "near": f" {kind}/{near[0]}"}
    return {"state": _VANISHED, "advice": _BRING_BACK, "near": ""}
