"""JSON documents of the commands that show data: stable, described in docs/json.md."""

from __future__ import annotations

import json

from governance.hygiene import CONTROLS, HIDDEN
from governance.model.finding import pointer_text
from governance.reporters.message import fix, message, name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from governance.model.finding import Finding

FORMAT = 1


def dump(document: Mapping[str, Any]) -> str:
    """``document`` after its format number.

    Record texts are data here, so they are kept whole; what a terminal could obey is written as
    ``\\uXXXX``, which any JSON reader turns back.
    """
    text = json.dumps({"format": FORMAT, **document}, ensure_ascii=False, indent=2)
    for pattern in (CONTROLS, HIDDEN):
        # A line end between fields is ours; within a text it is already written \n.
        text = pattern.sub(lambda match: json.dumps(match.group())[1:-1], text)
    return text + "\n"


def finding_document(finding: Finding, language: str) -> dict[str, Any]:
    """A finding of one record: as in the document of ``jalon check``, without the record."""
    return {
        "code": finding.code,
        "name": name(finding),
        "severity": finding.severity,
        "debt": finding.debt or None,
        "line": finding.line,
        "column": finding.column,
        "pointer": pointer_text(finding.pointer),
        "fingerprint": finding.fingerprint,
        "message": message(finding, language),
        "fix": fix(finding, language),
    }
