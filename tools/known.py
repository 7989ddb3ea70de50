"""The records as they stand on disk, and small questions about one of them."""

from __future__ import annotations

from governance.model.kinds import KINDS
from governance.model.record import Record
from governance.source.reader import read
from governance.source.scan import scan
from tools.documents import ROOT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Records = dict[str, dict[str, Record]]
    """By kind, then id."""


def load() -> Records:
    """Every readable record of the shipped roadmap."""
    found: Records = {kind: {} for kind in KINDS}
    for file in scan(str(ROOT))[0]:
        data, _problems = read((ROOT / file.path).read_bytes())
        if data is not None:
            found[file.kind][file.id] = Record(file.kind, file.id, file.path, data)
    return found


def within(record: Record, field: str, name: str) -> Any:
    """The value of ``name`` in the mapping ``field``; ``None`` when either is absent."""
    value = record.data.get(field)
    return value.get(name) if isinstance(value, dict) else None


def roles(record: Record, role: str) -> list[dict[str, Any]]:
    """The holders of ``role``, past ones included."""
    return [item for item in record.items("roles") if item.get("role") == role]
