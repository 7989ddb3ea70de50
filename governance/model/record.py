"""A record: one file of the roadmap, read and typed by its folder."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Record:
    """One record.

    ``kind``  one of :data:`governance.model.kinds.KINDS`
    ``id``    unique within the kind; ``<subject>/<day>`` for a measurement or a checkpoint
    ``path``  POSIX path from the root of the repository
    ``data``  the mapping of the file; dates are text ``YYYY-MM-DD``
    """

    __slots__ = ("data", "id", "kind", "path")

    def __init__(self, kind: str, id: str, path: str, data: dict[str, Any]) -> None:
        self.kind = kind
        self.id = id
        self.path = path
        self.data = data

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

    def __repr__(self) -> str:
        return f"<{self.key}>"
