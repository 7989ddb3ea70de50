"""A problem of one file, found while reading it: the raw form of a P or S finding."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from governance.model.finding import Pointer


class Problem(Exception):
    """Code of the rule, 1-based position, and what fills the message.

    Raised inside the reader to stop at what makes a file unreadable; it never leaves it.
    ``line`` 0 means: to be located from ``pointer``.
    """

    def __init__(
        self,
        code: str,
        line: int = 0,
        column: int = 0,
        pointer: Pointer = (),
        on: str = "value",
        **params: Any,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.column = column
        self.pointer = pointer
        self.on = on
        self.params = params
