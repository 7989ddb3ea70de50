"""A finding: what is wrong, in which record, at which field."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Pointer = tuple[str | int, ...]

KEY = "key"
VALUE = "value"


def pointer_text(pointer: Pointer) -> str:
    """``pointer`` as a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in pointer)


class Finding:
    """One finding; its fingerprint never depends on a line, so it survives edits elsewhere.

    ``code``     of the rule
    ``record``   ``kind/id`` (or the path, for a file that could not be read)
    ``path``     file, from the root of the repository
    ``pointer``  steps to the offending field, empty for the whole record
    ``on``       whether the position is that of the key or of the value
    ``params``   what fills the message of the rule (text and numbers only)
    ``line``, ``column``  1-based, in characters; 0 until located
    ``severity`` ``error``, ``warning`` or ``info``, set by the policy
    ``debt``     why it does not count: ``""``, ``"waived"`` or ``"baseline"``
    """

    __slots__ = (
        "code", "column", "debt", "line", "on", "params", "path", "pointer", "record", "severity",
    )  # fmt: skip

    def __init__(
        self,
        code: str,
        record: str,
        path: str,
        pointer: Pointer = (),
        params: dict[str, Any] | None = None,
        *,
        on: str = VALUE,
        line: int = 0,
        column: int = 0,
    ) -> None:
        self.code = code
        self.record = record
        self.path = path
        self.pointer = pointer
        self.params = params or {}
        self.on = on
        self.line = line
        self.column = column
        self.severity = ""
        self.debt = ""

    @property
    def fingerprint(self) -> str:
        """Code, record and field: what a waiver or a baseline entry names."""
        return (
            f"{self.code} {self.record}{'#' + pointer_text(self.pointer) if self.pointer else ''}"
        )

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: by file, then position, then code."""
        return (self.path, self.line, self.column, self.code, self.fingerprint)

    def dump(self) -> list[Any]:
        """Plain values, for the cache."""
        return [
            self.code, self.record, self.path, list(self.pointer), self.params,
            self.on, self.line, self.column,
        ]  # fmt: skip

    @classmethod
    def load(cls, row: list[Any]) -> Finding:
        """The finding that :meth:`dump` wrote."""
        code, record, path, pointer, params, on, line, column = row
        return cls(code, record, path, tuple(pointer), params, on=on, line=line, column=column)

    def __repr__(self) -> str:
        return f"<{self.path}:{self.line}:{self.column} {self.fingerprint}>"
