"""Rows, records and findings as the cache gives them back: what is nested in a row or a record is
decoded when a rule or a list asks for it, which for most of a large roadmap is never."""

from __future__ import annotations

from governance.model.finding import Finding
from governance.model.record import Record
from governance.source import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from governance.gate.row import Row
    from governance.model.record import Moved
    from governance.source.scan import File

PLAIN = (
    "kind", "id", "path", "title", "strategy", "mission", "clock", "entered", "left", "fate",
    "stage", "stage_stated", "weather", "paused", "last_review", "next_review", "critical_review",
    "review_overdue",
    "decision", "indicator_ids", "active", "counts", "declared", "measured", "last_sign", "undecided",
    "moved",
)  # fmt: skip
NESTED = (
    "roles", "indicators", "milestones", "contributions", "costs", "dependencies", "open", "refs",
)  # fmt: skip
_PLACES = {field: place for place, field in enumerate(NESTED)}

_NOTHING = b"null"
_NONE = b"[]"


class StoredRow(dict[str, "Any"]):
    """A row of the last run; asked for by field, it reads no more than that field."""

    __slots__ = ("_parts",)

    def __init__(self, parts: list[bytes]) -> None:
        super().__init__(zip(PLAIN, cache.decode(parts[0]), strict=True))
        self._parts = parts[1:]

    def __missing__(self, field: str) -> Any:
        place = _PLACES[field]
        value = self[field] = cache.decode(self._parts[place], lasting=True)
        self._parts[place] = b""  # held once
        return value

    def _whole(self) -> StoredRow:
        for field in NESTED:
            self[field]
        return self

    def __contains__(self, field: object) -> bool:
        return super().__contains__(field) or field in _PLACES

    def __iter__(self) -> Iterator[str]:
        return super(StoredRow, self._whole()).__iter__()

    def __len__(self) -> int:
        return len(PLAIN) + len(NESTED)

    def __eq__(self, other: object) -> bool:
        return super(StoredRow, self._whole()).__eq__(other)

    __hash__ = None

    def get(self, field: str, default: Any = None) -> Any:
        return super(StoredRow, self._whole()).get(field, default)

    def keys(self) -> Any:
        return super(StoredRow, self._whole()).keys()

    def values(self) -> Any:
        return super(StoredRow, self._whole()).values()

    def items(self) -> Any:
        return super(StoredRow, self._whole()).items()


def stored_row(parts: list[bytes]) -> Row | None:
    """The row that :func:`parts_of` took apart."""
    return StoredRow(parts) if parts else None  # type: ignore[return-value]


def parts_of(row: Row | None) -> list[Any]:
    """What the cache keeps of ``row``: its plain fields together, then each nested one."""
    if row is None:
        return []
    fields: dict[str, Any] = {**row}
    return [[fields.pop(field) for field in PLAIN], *(fields.pop(field) for field in NESTED)]


class StoredRecord(Record):
    """A record of the last run, whose ``data`` is set once it is asked for."""

    __slots__ = ("_text",)

    def __init__(self, kind: str, id: str, path: str, text: bytes, moved: Moved) -> None:
        self.kind = kind
        self.id = id
        self.path = path
        self.moved = moved
        self._text = text

    def __getattr__(self, name: str) -> Any:
        if name != "data":
            raise AttributeError(name)
        self.data = cache.decode(self._text, lasting=True)
        return self.data


def stored_record(file: File, text: bytes, moved: bytes) -> Record | None:
    """The record of ``file`` whose data the cache holds as ``text``."""
    if text == _NOTHING:
        return None
    places = cache.decode(moved) if moved != _NONE else ()
    return StoredRecord(file.kind, file.id, file.path, text, places)


def stored(text: bytes) -> bytes | None:
    """``text`` itself, unless what the cache holds is nothing."""
    return text if text != _NOTHING else None


def stored_findings(text: bytes) -> list[Finding]:
    """The findings that the cache holds as ``text``."""
    return [Finding.load(values) for values in cache.decode(text)] if text != _NONE else []
