"""Where the fields and items of a record stand in its text, and the lines that are theirs."""

from __future__ import annotations

from typing import NamedTuple

import yaml

from governance.source.schemas import resolve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.model.finding import Pointer
    from governance.source.layout import Shape

_NO_SHAPE: Shape = ({}, "")


class Place(NamedTuple):
    """A field (``key``) or an item of ``holder``; ``rank`` is its place there."""

    holder: yaml.CollectionNode
    rank: int
    key: yaml.ScalarNode | None
    value: yaml.Node
    shape: Shape

    @property
    def first(self) -> yaml.Node:
        """What it begins with."""
        return self.key if self.key is not None else self.value


def follow(
    root: yaml.Node | None, shape: Shape, pointer: Pointer
) -> tuple[list[Place], list[str | int]]:
    """The places that ``pointer`` leads through, and the steps that lead nowhere yet."""
    places: list[Place] = []
    node = root
    for done, step in enumerate(pointer):
        place: Place | None = None
        if isinstance(node, yaml.MappingNode):
            for index, (key, value) in enumerate(node.value):
                if key.value == step:
                    place = Place(node, index, key, value, _below(shape, step))
                    break
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            for item in node.value[step : step + 1] if step >= 0 else ():
                place = Place(node, step, None, item, _below(shape, step))
        if place is None:
            return places, list(pointer[done:])
        places.append(place)
        node, shape = place.value, place.shape
    return places, []


def _below(shape: Shape, step: str | int) -> Shape:
    node, root = shape
    sub = node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step)
    return resolve(sub, root) if sub else _NO_SHAPE


def end_of(text: str, node: yaml.Node) -> int:
    """Where the last character of ``node`` ends: the marks of what is not between brackets reach
    over the blank lines and comments behind it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        return end_of(text, last[1] if isinstance(last, tuple) else last)
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        while end > start and not text[text.rfind("\n", 0, end) + 1 : end].strip():
            end = text.rfind("\n", 0, end)
    return int(end)


def line_end(text: str, index: int) -> int:
    """The end of the line that ``index`` stands on."""
    found = text.find("\n", index)
    return len(text) if found < 0 else found


def line_start(text: str, index: int) -> int:
    """The start of the line that ``index`` stands on."""
    return text.rfind("\n", 0, index) + 1


def after(text: str, node: yaml.Node, column: int) -> int:
    """The end of the line on which ``node`` ends, or of the comments below it that stand deeper
    than ``column`` and so close what is in it."""
    end = at = line_end(text, end_of(text, node))
    while at < len(text):
        stop = line_end(text, at + 1)
        line = text[at + 1 : stop]
        stripped = line.lstrip(" ")
        if stripped.startswith("#") and len(line) - len(stripped) > column:
            end = stop
        elif stripped:
            break
        at = stop
    return end


def above(text: str, start: int, column: int) -> int:
    """The start of the comments that stand right above the line starting at ``start`` and belong to
    it; the first line of a file names its schema and belongs to nothing else."""
    while start:
        before = line_start(text, start - 1)
        line = text[before : start - 1]
        stripped = line.lstrip(" ")
        if not stripped.startswith("#") or len(line) - len(stripped) > column or not before:
            break
        start = before
    return start


def starts_line(text: str, index: int) -> bool:
    """Whether nothing but spaces stands before ``index`` on its line."""
    return not text[line_start(text, index) : index].strip()
