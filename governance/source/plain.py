"""Records in the plain form that nearly all are written in, read line by line.

Fields below each other, named by lower-case letters; lists of ``-`` items or between brackets;
texts of one line and blocks of text.  What is of any other form, or wrong in any way, is left to the
parser of all of YAML, so that this can never be a second truth.
"""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern

from governance.source.guards import MAX_DEPTH
from governance.source.plain_scalars import MAY_BE_OTHER, REFUSED, value_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Left = tuple[int, bool, str]
    """What stands before a ``:``: its column, whether an item begins there, the field."""

_LEFT = re.compile(r"( {0,80})(- )?([a-z][a-z0-9_]{0,60})\Z")
_COMMENT: Left = (-1, False, "")
_MANY, _LONG = 4096, 160
# What a text that is neither quoted nor between brackets does not begin with.
_SIGNS = frozenset(" -?:,[]{}#&*!|>'\"%@`")
_NEGATIVE = re.compile(r"-[0-9][0-9.]*\Z")
_LISTED = re.compile(r"\[\w[\w./-]*(?:, \w[\w./-]*)*\]\Z")
_BLOCKS = frozenset({"|", "|-", ">", ">-"})
_FOLDED = re.compile(r"\n(\n*)")


class _Lefts(dict[str, "Left | None"]):
    """What stands before the ``:`` of a line, taken apart once: a few serve all records."""

    def __missing__(self, left: str) -> Left | None:
        found: Left | None = None
        if left.lstrip(" ")[:1] == "#":
            found = _COMMENT
        elif (match := _LEFT.match(left)) and value_of(match[3]) == match[3]:
            found = len(match[1]), match[2] is not None, intern(match[3])
        if found and len(left) < _LONG and len(self) < _MANY:
            self[left] = found
        return found


_lefts = _Lefts()


def plain(text: str) -> dict[str, Any] | None:
    """The mapping in ``text``, which :func:`governance.source.guards.decode` accepted; ``None``
    where it is not of the plain form."""
    if text[-1:] != "\n" or "\t" in text or "\r" in text or " \n" in text:
        return None
    remarks = " #" in text
    root: dict[str, Any] = {}
    holder: Any = root
    column = 0
    outer: list[tuple[Any, int]] = []  # what holds the holder, with its column
    opened = ""  # the field of the holder whose value is on the next lines
    lines = text.split("\n")
    at, end = 0, len(lines)
    while at < end:
        line = lines[at]
        at += 1
        before, colon, said = line.partition(": ")
        if colon or line[-1:] == ":":
            left = _lefts[before if colon else line[:-1]]
            if left is None:
                return None
            indent, is_item, name = left
            if indent < 0:
                continue
        else:
            said = line.lstrip(" ")
            if not said or said[0] == "#":
                continue
            if said[:2] != "- ":
                return None
            indent, is_item, name = len(line) - len(said), True, ""
            said = said[2:]

        if opened:
            if indent <= column or len(outer) > MAX_DEPTH - 4:
                return None
            outer.append((holder, column))
            below: Any = [] if is_item else {}
            holder[opened] = below
            holder, column, opened = below, indent, ""
        while indent < column:
            holder, column = outer.pop()
        if indent != column or is_item is (type(holder) is dict):
            return None
        if is_item and name:
            outer.append((holder, column))
            holder.append({})
            holder, column = holder[-1], indent + 2

        if not said:
            opened = name
            value = None
        elif said[0] not in _SIGNS:
            if ": " in said or said[-1] == ":" or (remarks and " #" in said):
                return None
            value = said if said[0] not in MAY_BE_OTHER else value_of(said)
        elif said[0] == "[" and len(said) < _LONG:
            items = _listed(said)
            value = REFUSED if items is None else list(items)
        elif said[0] in "|>":
            start = at
            while at < end and (not lines[at] or _indent(lines[at]) > column):
                at += 1
            value = _block(said, lines[start:at]) if name else REFUSED
        else:
            value = _on_one_line(said)
        if value is REFUSED:
            return None
        if not name:
            holder.append(value)
        elif name in holder:
            return None
        else:
            holder[name] = value
    return root if root and not opened else None


@lru_cache(maxsize=1000)
def _listed(said: str) -> tuple[Any, ...] | None:
    """The items of the list ``said``; ``None`` where that does not tell at once."""
    if not _LISTED.match(said):
        return () if said == "[]" else None
    items = tuple(map(value_of, said[1:-1].split(", ")))
    return None if REFUSED in items else items


def _on_one_line(said: str) -> Any:
    """What ``said``, a quoted text or a number, stands for; :data:`REFUSED` where that does not tell
    at once."""
    sign = said[0]
    if sign in "\"'":
        whole = said[-1] == sign and said.count(sign) == 2 and not (sign == '"' and "\\" in said)
        return said[1:-1] if whole else REFUSED
    return value_of(said) if _NEGATIVE.match(said) else REFUSED


def _block(sign: str, lines: list[str]) -> Any:
    """The text of the ``lines`` below a ``|`` or ``>``; :data:`REFUSED` where that does not tell at
    once."""
    while lines and not lines[-1]:
        lines.pop()
    if sign not in _BLOCKS or not lines or not lines[0]:
        return REFUSED
    indent = _indent(lines[0])
    if any(line and _indent(line) < indent for line in lines):
        return REFUSED
    text = "\n".join([line[indent:] for line in lines])
    if sign[0] == ">":
        if "\n " in text:
            return REFUSED
        text = _FOLDED.sub(lambda ends: ends[1] or " ", text)
    return text if sign[1:] else text + "\n"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
