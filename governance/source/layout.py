"""The one canonical layout of a record: order of its schema, block style, 100 columns, comments kept.

Nothing is rewritten but the layout: values, numbers as they are typed, and comments stay.
"""

from __future__ import annotations

import re

import yaml

from governance.source.comments import BLANK, Entry, attach, scan
from governance.source.reader import compose, is_plain_text
from governance.source.scalars import WIDTH, block, inline
from governance.source.schemas import resolve, schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Shape = tuple[dict[str, Any], str]
    """A node of a schema, and the kind of the schema it stands in."""

MODELINE = re.compile(r"#\s*yaml-language-server:\s*\$schema=(\S+)")
_LONGEST_ID = 64
_INSIDE = "\0"
"""Stands for an empty line inside a text, which is content, until the lines are joined."""
_NONE: Shape = ({}, "")


def modeline(target: str) -> str:
    """The first line of a record, by which editors find its schema."""
    return f"# yaml-language-server: $schema={target}"


def canonical(text: str, kind: str, target: str | None = None) -> str:
    """``text``, which the reader accepts, in its canonical layout.

    ``target`` is where the first line says the schema is; ``None`` keeps what it says now.
    """
    root, remarks, named = _parse(text)
    first = [modeline(target or named)] if target or named else []
    tree = attach(text.replace("\r\n", "\n"), root, remarks)
    lines = tree.before + (_mapping(tree, 0, (schema(kind), kind)) if tree.children else ["{}"])
    lines += ([tree.beside] if tree.beside else []) + tree.below
    return "\n".join(_tidy(first + lines)).replace(_INSIDE, "") + "\n"


def remarks(text: str) -> list[str]:
    """The comments of ``text``, sorted, without the line that names the schema."""
    return sorted(comment.text for comment in _parse(text)[1])


def _parse(text: str) -> tuple[yaml.Node, list[Any], str]:
    """The node graph of ``text``, its comments but the one that names the schema, and that name."""
    text = text.replace("\r\n", "\n")
    root = compose(text)
    if root is None:
        raise ValueError("an empty record has no layout")
    found = scan(text, root)
    for comment in found:
        match = MODELINE.match(comment.text) if comment.alone else None
        if match:
            return root, [other for other in found if other is not comment], match[1]
    return root, found, ""


def _tidy(lines: list[str]) -> list[str]:
    """No two empty lines in a row, none at the ends."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _remarks(texts: list[str], indent: int) -> list[str]:
    return [" " * indent + text if text else BLANK for text in texts]


def _mapping(entry: Entry, indent: int, shape: Shape) -> list[str]:
    """The fields of ``entry``, those its schema knows first and in its order."""
    fields = _fields(shape)
    order = {name: place for place, name in enumerate(fields)}
    lines: list[str] = []
    for child in sorted(entry.children, key=lambda c: order.get(_name(c), len(order))):
        sub = (fields[_name(child)], shape[1]) if _name(child) in fields else _NONE
        lines += _field(child, indent, sub)
    return lines


def _name(entry: Entry) -> str:
    return str(entry.key.value) if entry.key is not None else ""


def _fields(shape: Shape) -> dict[str, Any]:
    node, _ = shape
    found: dict[str, Any] = node.get("properties", {})
    return found


def _resolved(shape: Shape) -> Shape:
    return resolve(*shape) if shape[0] else _NONE


def _field(entry: Entry, indent: int, shape: Shape) -> list[str]:
    lines = _remarks(entry.before, indent)
    head = " " * indent + inline(_name(entry)) + ":"
    return lines + _value(entry, head, indent + 2, _resolved(shape))


def _value(entry: Entry, head: str, inner: int, shape: Shape) -> list[str]:
    """The value of ``entry`` after ``head``, on its line or below it at ``inner``."""
    beside = f"  {entry.beside}" if entry.beside else ""
    node = entry.value
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, head, inner, beside)
    if not entry.children:
        above = _remarks(entry.below, len(head) - len(head.lstrip()))
        return [*above, f"{head} {'{}' if isinstance(node, yaml.MappingNode) else '[]'}{beside}"]
    if isinstance(node, yaml.MappingNode):
        return [head + beside, *_mapping(entry, inner, shape), *_remarks(entry.below, inner)]
    if one := _short_list(entry, head):
        return [one + beside]
    return [head + beside, *_sequence(entry, inner, shape), *_remarks(entry.below, inner)]


def _scalar(node: yaml.ScalarNode, head: str, inner: int, beside: str) -> list[str]:
    text = node.value
    if not node.style and not is_plain_text(text):
        return [f"{head} {'null' if text in ('', '~') else text}{beside}"]
    lines = block(text, len(head) + 1, inner)
    if lines is None:
        return [f"{head} {inline(text)}{beside}"]
    rest = [" " * inner + line if line else _INSIDE for line in lines[1:]]
    return [f"{head} {lines[0]}{beside}", *rest]


def _short_list(entry: Entry, head: str) -> str:
    """The list between brackets when it holds but short words and fits the line, else nothing."""
    if entry.has_comments or not isinstance(entry.value, yaml.SequenceNode):
        return ""
    words = []
    for child in entry.children:
        node = child.value
        if not isinstance(node, yaml.ScalarNode) or len(node.value) > _LONGEST_ID:
            return ""
        is_text = node.style or is_plain_text(node.value)
        word = inline(node.value, flow=True) if is_text else node.value or "null"
        if " " in word or "\n" in node.value:
            return ""
        words.append(word)
    line = f"{head} [{', '.join(words)}]"
    return line if len(line) <= WIDTH else ""


def _sequence(entry: Entry, indent: int, shape: Shape) -> list[str]:
    """The items of ``entry``, each after a dash at ``indent``."""
    items: Shape = _NONE
    if "items" in shape[0]:
        items = resolve(shape[0]["items"], shape[1])
    lines: list[str] = []
    for child in entry.children:
        lines += _remarks(child.before, indent)
        head = " " * indent + "-"
        if not child.children or _short_list(child, head):
            lines += _value(child, head, indent + 2, items)
            continue
        if child.beside:  # a dash alone is no place for a comment
            lines.append(" " * indent + child.beside)
            child.beside = BLANK
        is_list = isinstance(child.value, yaml.SequenceNode)
        inner = (_sequence if is_list else _mapping)(child, indent + 2, items)
        # Comments of what it starts with go above the dash: nothing else can stand before it there.
        above = next(i for i, line in enumerate(inner) if line and line.lstrip()[0] != "#")
        lines += [line[2:] for line in inner[:above]]
        if is_list:
            lines += [head, *inner[above:]]
        else:
            lines += [f"{head} {inner[above].lstrip()}", *inner[above + 1 :]]
        lines += _remarks(child.below, indent + 2)
    return lines
