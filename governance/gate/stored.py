"""Rows and records as the cache gives them back: what is nested in them is decoded when a rule or a
list asks for it, which for most of a large roadmap is never."""

from __future__ import annotations

from governance.model.record import Record
from governance.source import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterator, KeysView, ValuesView
    from typing import Any

    from governance.gate.row import Row

_NESTED = (
    "roles", "indicators", "milestones", "contributions", "costs", "dependencies", "open", "refs",
)  # fmt: skip


class StoredRow(dict[str, "Any"]):
    """A row of the last run; asked for by field, it reads no more than that field."""

    __slots__ = ("_parts",)

    def __init__(self, parts: list[bytes]) -> None:
        super().__init__(cache.decode(parts[0]))
        self._parts = dict(zip(_NESTED, parts[1:], strict=True))

    def __missing__(self, field: str) -> Any:
        value = self[field] = cache.decode(self._parts.pop(field))
        return value

    def _whole(self) -> StoredRow:
        for field in list(self._parts):
            self[field]  # noqa: B018 - decodes it
        return self

    def __contains__(self, field: object) -> bool:
        return super().__contains__(field) or field in self._parts

    def __iter__(self) -> Iterator[str]:
        return super(StoredRow, self._whole()).__iter__()

    def __len__(self) -> int:
        return super().__len__() + len(self._parts)

    def __eq__(self, other: object) -> bool:
        return super(StoredRow, self._whole()).__eq__(other)

    def get(self, field: str, default: Any = None) -> Any:
        return self[field] if field in self else default

    def keys(self) -> KeysView[str]:
        return super(StoredRow, self._whole()).keys()

    def values(self) -> ValuesView[Any]:
        return super(StoredRow, self._whole()).values()

    def items(self) -> ItemsView[str, Any]:
        return super(StoredRow, self._whole()).items()


def parts_of(row: Row | None) -> list[Any]:
    """What the cache keeps of ``row``: its plain fields together, then each nested one."""
    if row is None:
        return []
    plain = {field: value for field, value in row.items() if field not in _NESTED}
    return [plain, *(row[field] for field in _NESTED)]  # type: ignore[literal-required]


class StoredRecord(Record):
    """A record of the last run."""

    __slots__ = ("_data", "_text")

    def __init__(self, kind: str, id: str, path: str, text: bytes) -> None:
        self.kind = kind
        self.id = id
        self.path = path
        self._text = text
        self._data: dict[str, Any] | None = None

    @property
    def data(self) -> dict[str, Any]:
        """The mapping of the file."""
        if self._data is None:
            self._data = cache.decode(self._text)
        return self._data
