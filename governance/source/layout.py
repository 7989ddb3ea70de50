"""The one canonical layout of a record: order of its schema, block style, 100 columns, comments kept.

Nothing is rewritten but the layout: values, numbers as they are typed, and comments stay.
"""

from __future__ import annotations

import re

import yaml

from governance.source.comments import BLANK, Entry, attach, scan
from governance.source.nodes import compose
from governance.source.plain_scalars import is_plain_text
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
    _arrange(tree, (schema(kind), kind))
    lines = tree.before + (_mapping(tree, 0) if tree.children else ["{}"])
    lines += ([tree.beside] if tree.beside else []) + tree.below
    return "\n".join(_tidy(first + lines)).replace(_INSIDE, "") + "\n"


def laid(text: str, shape: Shape, indent: int) -> list[str]:
    """The fields or items of ``text``, which holds no comment, on lines at ``indent``.

    ``shape`` is the schema that they follow.
    """
    root, found, _named = _parse(text)
    tree = attach(text, root, found)
    _arrange(tree, shape)
    lines = (_mapping if isinstance(root, yaml.MappingNode) else _sequence)(tree, indent)
    return [line.replace(_INSIDE, "") for line in lines]


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


def _arrange(entry: Entry, shape: Shape) -> None:
    """Put fields in the order of the schema, those it does not know last, everywhere in ``entry``.

    What is said beside the dash of a list or mapping, or above what it starts with, goes above that
    dash.
    """
    node, root = resolve(*shape) if shape[0] else _NONE
    if isinstance(entry.value, yaml.MappingNode):
        fields: dict[str, Any] = node.get("properties", {})
        order = {name: place for place, name in enumerate(fields)}
        entry.children.sort(key=lambda child: order.get(_name(child), len(order)))
        for child in entry.children:
            _arrange(child, (fields[_name(child)], root) if _name(child) in fields else _NONE)
        return
    for child in entry.children:
        _arrange(child, (node["items"], root) if "items" in node else _NONE)
        if child.children:
            child.before += [child.beside] if child.beside else []
            child.before += child.children[0].before
            child.beside = BLANK
            child.children[0].before = []


def _name(entry: Entry) -> str:
    return str(entry.key.value) if entry.key is not None else ""


def _mapping(entry: Entry, indent: int) -> list[str]:
    """The fields of ``entry``, each with its name at ``indent``."""
    lines: list[str] = []
    for child in entry.children:
        head = " " * indent + inline(_name(child)) + ":"
        lines += [*_remarks(child.before, indent), *_value(child, head, indent + 2)]
    return lines


def _value(entry: Entry, head: str, inner: int) -> list[str]:
    """The value of ``entry`` after ``head``, on its line or below it at ``inner``."""
    beside = f"  {entry.beside}" if entry.beside else ""
    node = entry.value
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, head, inner, beside)
    is_mapping = isinstance(node, yaml.MappingNode)
    if not entry.children:
        above = _remarks(entry.below, len(head) - len(head.lstrip()))
        return [*above, f"{head} {'{}' if is_mapping else '[]'}{beside}"]
    if one := _short_list(entry, head):
        return [one + beside]
    lines = (_mapping if is_mapping else _sequence)(entry, inner)
    return [head + beside, *lines, *_remarks(entry.below, inner)]


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


def _sequence(entry: Entry, indent: int) -> list[str]:
    """The items of ``entry``, each after a dash at ``indent``."""
    lines: list[str] = []
    for child in entry.children:
        lines += _remarks(child.before, indent)
        head = " " * indent + "-"
        if not child.children or _short_list(child, head):
            lines += _value(child, head, indent + 2)
            continue
        if isinstance(child.value, yaml.MappingNode):
            first, *rest = _mapping(child, indent + 2)
            lines += [f"{head} {first.lstrip()}", *rest]
        else:
            lines += [head, *_sequence(child, indent + 2)]
        lines += _remarks(child.below, indent + 2)
    return lines
