"""The first fields of a record, without reading the rest: to know where it belongs before it is judged."""

from __future__ import annotations

import re

from governance.source.guards import decode
from governance.source.plain import plain
from governance.source.problem import Problem

_PLAIN = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+\Z|[a-z]{4,}\Z")
"""What the schemas let an id be, but for some short ones."""


def peek(data: bytes, wanted: str, limit: int) -> str | None:
    """The id that the field ``wanted`` of the mapping in ``data`` holds, if it is there and plainly
    an id; else ``None``, and the whole has to be read.

    What follows the field is not looked at: it may be wrong.
    """
    if len(data) > limit:
        return None
    try:
        found = plain(decode(_beginning(data, wanted.encode()), limit))
    except Problem:
        return None
    id = found.get(wanted) if found else None
    return id if isinstance(id, str) and _PLAIN.match(id) else None


def _beginning(data: bytes, wanted: bytes) -> bytes:
    """``data`` up to the line that begins with ``wanted``, where a field of its own comes after: what
    stands on that line cannot go on then, so that a parser says the same of it."""
    # The first line, where no other begins so.
    end = data.find(b"\n", data.find(b"\n%b:" % wanted) + 1) + 1
    return data[:end] if data[end : end + 1].isalpha() else data
