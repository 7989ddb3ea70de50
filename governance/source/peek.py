"""The first fields of a record, without reading the rest: to know where it belongs before it is judged."""

from __future__ import annotations

import re

import yaml

from governance.source.guards import Parser, decode
from governance.source.problem import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_PLAIN = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+\Z|[a-z]{4,}\Z")
"""An id that no reader could take for something else than text (``true`` and ``null`` apart)."""
_WORDS = frozenset({"true", "null", "false"})


def peek(data: bytes, wanted: str, limit: int) -> str | None:
    """The id that the field ``wanted`` of the mapping in ``data`` holds, if it is there and plainly
    an id; else ``None``, and the whole has to be read.

    What follows the field is not looked at: it may be wrong.
    """
    if len(data) > limit:
        return None
    try:
        events: Any = Parser(decode(_beginning(data, wanted.encode()), limit))
        for start in (yaml.StreamStartEvent, yaml.DocumentStartEvent, yaml.MappingStartEvent):
            if not events.check_event(start):
                return None
            events.get_event()
        while events.check_event(yaml.ScalarEvent):
            key = events.get_event().value
            if key == wanted:
                return _id(events.get_event())
            _skip(events)
    except (Problem, yaml.YAMLError, ValueError):
        return None
    return None


def _beginning(data: bytes, wanted: bytes) -> bytes:
    """``data`` up to the line that begins with ``wanted``, where a field of its own comes after: what
    stands on that line cannot go on then, so that a parser says the same of it."""
    # The first line, where no other begins so.
    end = data.find(b"\n", data.find(b"\n%b:" % wanted) + 1) + 1
    return data[:end] if data[end : end + 1].isalpha() else data


def _id(event: yaml.Event) -> str | None:
    if not isinstance(event, yaml.ScalarEvent) or event.tag or event.anchor:
        return None
    text: str = event.value
    return text if _PLAIN.match(text) and text not in _WORDS else None


def _skip(events: Any) -> None:
    depth = 0
    while True:
        event = events.get_event()
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth == 0:
            return
