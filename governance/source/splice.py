"""Edits made in the text of a record: the bytes of the value edited change, and no others.

A scalar is replaced where it stands; a field or an item comes and goes with its own lines.  Comments
stay, but for those of what is removed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from governance.model.edit import ADD, REMOVE, Edit, Misplaced
from governance.source.emit import flow, lines, plain
from governance.source.marks import (
    Place,
    above,
    after,
    end_of,
    follow,
    line_end,
    line_start,
    starts_line,
)
from governance.source.nodes import compose
from governance.source.scalars import block, inline
from governance.source.schemas import resolve, schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from governance.model.finding import Pointer
    from governance.source.layout import Shape

_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(#[^\n]*)?")


class Region(NamedTuple):
    """``text[start:end]`` becomes ``new``; ``removed`` when what stood there is given up."""

    start: int
    end: int
    new: str
    removed: bool = False


def region(text: str, kind: str, edit: Edit) -> Region:
    """Where ``text``, a record of ``kind`` with LF line ends, changes for ``edit``, and into what.

    Raises :class:`Misplaced`, and :class:`governance.source.problem.Problem` when ``text`` cannot
    be read.
    """
    if not edit.pointer:
        raise Misplaced(edit.pointer)
    root = compose(text)
    shape = resolve(schema(kind), kind)
    places, rest = follow(root, shape, edit.pointer)
    if edit.op == REMOVE:
        if rest:
            raise Misplaced(edit.pointer)
        return _removal(text, places)
    value = edit.value
    if edit.op == ADD:
        if not rest and not isinstance(edit.pointer[-1], int):
            held = places[-1].value
            if isinstance(held, yaml.SequenceNode) and held.value:
                return _insertion(text, held, places[-1].shape, len(held.value), value)
            value = [value]
        elif not rest:
            found = places[-1]
            if isinstance(found.holder, yaml.SequenceNode):
                outer = places[-2].shape if len(places) > 1 else shape
                return _insertion(text, found.holder, outer, found.rank, value)
            raise Misplaced(edit.pointer)
        elif isinstance(edit.pointer[-1], str):
            value = [value]
    if not rest:
        return _replacement(text, places[-1], value)
    for step in reversed(rest[1:]):
        value = {step: value} if isinstance(step, str) else [value]
    return _addition(text, root, shape, places, rest[0], value, edit.pointer)


def _addition(
    text: str, root: yaml.Node | None, shape: Shape, places: list[Place], step: str | int, value: Any,
    pointer: Pointer,
) -> Region:  # fmt: skip
    """A field or an item that is not there yet, below the last of ``places``."""
    holder = places[-1].value if places else root
    shape = places[-1].shape if places else shape
    if isinstance(holder, yaml.MappingNode) and isinstance(step, str):
        return _field(text, holder, shape, step, value)
    if isinstance(holder, yaml.SequenceNode) and step == len(holder.value):
        if holder.value:
            return _insertion(text, holder, shape, len(holder.value), value)
        return _replacement(text, places[-1], [value])
    if places and isinstance(holder, yaml.ScalarNode) and step in (0, str(step)):
        new = {step: value} if isinstance(step, str) else [value]
        return _replacement(text, places[-1], new)
    raise Misplaced(pointer)


# -- replacing


def _replacement(text: str, place: Place, value: Any) -> Region:
    node = place.value
    in_flow = bool(place.holder.flow_style)
    if isinstance(value, dict | list):
        if in_flow or (node.start_mark.line == place.first.start_mark.line and _is_short(value)):
            return _spliced(text, node, flow(value))
        return _relaid(text, place, value)
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        return _relaid(text, place, value)
    if not isinstance(value, str):
        return _spliced(text, node, plain(value))
    return _text(text, place, value, in_flow)


def _is_short(value: Any) -> bool:
    """Whether the one layout writes ``value`` between brackets: a list of words."""
    return isinstance(value, list) and not any(isinstance(item, dict | list) for item in value)


def _text(text: str, place: Place, value: str, in_flow: bool) -> Region:
    node = place.value
    start, end = node.start_mark.index, end_of(text, node)
    beside = ""
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        header = _HEADER.match(text, start)
        beside = f"  {header[1].rstrip()}" if header and header[1] else ""
    free = not text[end : line_end(text, end)].strip()
    column = place.holder.start_mark.column
    used = start - line_start(text, start)
    written = None if in_flow or not free else block(value, used, column + 2)
    if written is None:
        return _spliced(text, node, inline(value, flow=in_flow) + beside)
    margin = " " * (column + 2)
    rest = [margin + line if line else "" for line in written[1:]]
    return _spliced(text, node, "\n".join([written[0] + beside, *rest]))


def _spliced(text: str, node: yaml.Node, new: str) -> Region:
    start, end = node.start_mark.index, end_of(text, node)
    if start and text[start - 1] not in " \n[{":
        new = f" {new}"  # nothing stood there: the mark is that of the sign before it
    return Region(start, end, new)


def _relaid(text: str, place: Place, value: Any) -> Region:
    """The whole field or item anew, as its value was or becomes more than one line."""
    start, end = place.first.start_mark.index, end_of(text, place.value)
    column = place.holder.start_mark.column
    node, root = place.shape
    if place.key is not None:
        name = place.key.value
        body = lines({name: value}, ({"properties": {name: node}}, root), column)
        return Region(start, end, "\n".join(body).lstrip(" "))
    body = lines([value], ({"items": node}, root), column)
    return Region(start, end, "\n".join(body).lstrip(" ").removeprefix("- "))


# -- adding


def _field(text: str, holder: yaml.MappingNode, shape: Shape, name: str, value: Any) -> Region:
    """A new field, behind those that the schema puts before it."""
    order = {field: rank for rank, field in enumerate(shape[0].get("properties", {}))}
    rank = order.get(name, len(order))
    before = [
        index
        for index, (key, _value) in enumerate(holder.value)
        if order.get(key.value, len(order)) <= rank
    ]
    if holder.flow_style:
        entry = f"{flow(name)}: {flow(value)}"
        if before:
            at = end_of(text, holder.value[before[-1]][1])
            return Region(at, at, f", {entry}")
        at = holder.start_mark.index + 1
        return Region(at, at, f"{entry}, " if holder.value else entry)
    column = holder.start_mark.column
    body = "\n".join(lines({name: value}, shape, column))
    if before:
        at = after(text, holder.value[before[-1]][1], column)
        return Region(at, at, "\n" + body)
    at = holder.value[0][0].start_mark.index
    return Region(at, at, body.lstrip(" ") + "\n" + " " * column)


def _insertion(
    text: str, holder: yaml.SequenceNode, shape: Shape, index: int, value: Any
) -> Region:
    """A new item, before the one at ``index``."""
    if holder.flow_style:
        if index:
            at = end_of(text, holder.value[index - 1])
            return Region(at, at, f", {flow(value)}")
        at = holder.value[0].start_mark.index
        return Region(at, at, f"{flow(value)}, ")
    column = holder.start_mark.column
    body = "\n".join(lines([value], shape, column))
    if index:
        at = after(text, holder.value[index - 1], column)
        return Region(at, at, "\n" + body)
    at = holder.start_mark.index
    return Region(at, at, body.lstrip(" ") + "\n" + " " * column)


# -- removing


def _removal(text: str, places: list[Place]) -> Region:
    while len(places) > 1 and len(places[-1].holder.value) == 1:
        places = places[:-1]  # a list or mapping that would be empty goes with it
    place = places[-1]
    siblings = [entry[0] if isinstance(entry, tuple) else entry for entry in place.holder.value]
    following = siblings[place.rank + 1] if place.rank + 1 < len(siblings) else None
    if place.holder.flow_style:
        return _flow_removal(text, place, following)
    column = place.holder.start_mark.column
    start = place.first.start_mark.index
    if place.key is None:
        start = text.rfind("-", 0, start)
    if starts_line(text, start):
        start = above(text, line_start(text, start), column)
        end = after(text, place.value, column)
        return Region(start, min(end + 1, len(text)), "", removed=True)
    if following is None:
        raise Misplaced(())
    # It shares its line with the dash of what it stands in: the next one moves up there.
    end = following.start_mark.index
    if place.key is None:
        end = text.rfind("-", 0, end)
    return Region(start, end, "", removed=True)


def _flow_removal(text: str, place: Place, following: yaml.Node | None) -> Region:
    start, end = place.first.start_mark.index, end_of(text, place.value)
    if following is not None:
        return Region(start, following.start_mark.index, "", removed=True)
    if place.rank:
        last = place.holder.value[place.rank - 1]
        start = end_of(text, last[1] if isinstance(last, tuple) else last)
    return Region(start, end, "", removed=True)
