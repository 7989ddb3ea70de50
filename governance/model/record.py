"""A record: one file of the roadmap, read and typed by its folder."""

from __future__ import annotations

from governance.model.finding import pointer_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from governance.model.finding import Pointer

    Moved = Sequence[Mapping[str, Sequence[int]]]
    """What was left out of lists, last first: by the JSON Pointer of a list as it was before, where
    each item that is left stood in it."""


class Record:
    """One record.

    ``kind``  one of :data:`governance.model.kinds.KINDS`
    ``id``    unique within the kind; ``<subject>/<day>`` for a measurement or a checkpoint
    ``path``  POSIX path from the root of the repository
    ``data``  the mapping of the file; dates are text ``YYYY-MM-DD``
    ``moved`` which items of its lists stand elsewhere in the file, since others are left out: those
              not known on the day judged, those that the schema refuses
    """

    __slots__ = ("data", "id", "kind", "moved", "path")

    def __init__(
        self, kind: str, id: str, path: str, data: dict[str, Any], moved: Moved = ()
    ) -> None:
        self.kind = kind
        self.id = id
        self.path = path
        self.data = data
        self.moved = moved

    @property
    def key(self) -> str:
        """``kind/id``, the name of this record in findings, waivers and baseline."""
        return f"{self.kind}/{self.id}"

    @property
    def title(self) -> str:
        """What a person calls this record; its id when it has no title."""
        title = self.data.get("title")
        return title if isinstance(title, str) else self.id

    def items(self, field: str) -> list[dict[str, Any]]:
        """The mappings of the list ``field``; empty when it is absent or not such a list."""
        value = self.data.get(field)
        return [x for x in value if isinstance(x, dict)] if isinstance(value, list) else []

    def text(self, field: str) -> str:
        """The text of ``field``; empty when it is absent or something else."""
        value = self.data.get(field)
        return value if isinstance(value, str) else ""

    def part(self, field: str) -> dict[str, Any]:
        """The mapping of ``field``; empty when it is absent or something else."""
        value = self.data.get(field)
        return value if isinstance(value, dict) else {}

    def original(self, pointer: Pointer) -> Pointer:
        """Where ``pointer`` into :attr:`data` points in the file."""
        return original(pointer, self.moved) if self.moved else pointer

    def __repr__(self) -> str:
        return f"<{self.key}>"


def original(pointer: Pointer, moved: Moved) -> Pointer:
    """``pointer`` as it was before items of lists were left out, as ``moved`` says."""
    for places in moved:
        steps: list[str | int] = []
        for step in pointer:
            stood = places.get(pointer_text(tuple(steps))) if isinstance(step, int) else None
            steps.append(stood[int(step)] if stood and int(step) < len(stood) else step)
        pointer = tuple(steps)
    return pointer
