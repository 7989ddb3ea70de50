"""One record of a list: its fields, derived or written, by name."""

from __future__ import annotations

from governance.i18n import current
from governance.services.labels import node_at, vocabulary, word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from governance.model.record import Record
    from governance.services.filter import Value

    Scalar = Value | None

_WRITTEN = {("checkpoint", "decision"): "decision.kind"}
"""Where the words of a derived field come from."""


class Item:
    """One record of a list.

    ``fields``  scalar by name, what is shown and sorted by; absent or ``None`` when not known
    ``also``    other values the same field is found by: the organisation of a lead, a word in the
                language of the reader
    """

    __slots__ = ("_load", "_raw", "also", "fields", "id", "kind")

    def __init__(self, kind: str, id: str, load: Callable[[], Record | None]) -> None:
        self.kind = kind
        self.id = id
        self.fields: dict[str, Scalar] = {}
        self.also: dict[str, list[Value]] = {}
        self._load = load
        self._raw: dict[str, Any] | None = None

    @property
    def key(self) -> str:
        """``kind/id``."""
        return f"{self.kind}/{self.id}"

    def get(self, field: str) -> list[Value]:
        """Every value of ``field``: derived, else as written in the record; a word of a vocabulary
        is followed by what the reader calls it."""
        if field in self.fields:
            value = self.fields[field]
            return ([] if value is None else [value]) + self.also.get(field, [])
        if self._raw is None:
            record = self._load()
            self._raw = record.data if record else {}
        values = list(_walk(self._raw, field.split(".")))
        words = vocabulary(self.kind, field, current()) if values else {}
        return values + [
            words[value] for value in values if isinstance(value, str) and value in words
        ]

    def word(self, field: str) -> str | None:
        """The value of ``field`` in the language in use, where it is a word of a vocabulary."""
        values = self.get(field)
        found = node_at(self.kind, _WRITTEN.get((self.kind, field), field))
        if not values or found is None:
            return None
        return word(found[0], values[0], current())


def _walk(value: Any, path: list[str]) -> Iterator[Value]:
    if isinstance(value, list):
        for part in value:
            yield from _walk(part, path)
    elif path:
        if isinstance(value, dict) and path[0] in value:
            yield from _walk(value[path[0]], path[1:])
    elif isinstance(value, str | int | float | bool):
        yield value
