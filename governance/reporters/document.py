"""JSON documents of the commands that show data: stable, described in docs/json.md."""

from __future__ import annotations

import json

from governance.hygiene import CONTROLS, HIDDEN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

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
