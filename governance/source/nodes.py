"""Nodes: the whole of YAML as a graph with positions, and the plain values that it holds.

Values are those of the YAML 1.2 core schema: dates stay text, ``no`` would be text; a plain scalar
that YAML 1.1 and 1.2 read differently is refused, so every reader of the file sees the same values.
"""

from __future__ import annotations

import unicodedata
from sys import intern

import yaml

from governance.hygiene import CONTROLS, HIDDEN, character_name, show
from governance.i18n import N_
from governance.source.features import Parser, check_features
from governance.source.guards import MAX_DEPTH
from governance.source.plain_scalars import MAY_BE_OTHER, REFUSED, is_too_long, value_of
from governance.source.problem import Problem
from governance.source.syntax import syntax_problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Composer(Parser):  # type: ignore[misc]
    """The node graph of a file, without the resolution of tags (ours is stricter and faster)."""

    def resolve(self, *_: object) -> str:
        return ""

    def descend_resolver(self, *_: object) -> None:
        return None

    def ascend_resolver(self) -> None:
        return None


def compose(text: str) -> yaml.Node | None:
    """The root node of ``text``, which :func:`governance.source.guards.decode` accepted."""
    try:
        check_features(text)
        node: yaml.Node | None = _Composer(text).get_single_node()
    except Problem:
        raise
    except yaml.MarkedYAMLError as error:
        raise syntax_problem(error, text) from None
    except (yaml.YAMLError, ValueError, RecursionError, IndexError, KeyError, TypeError) as error:
        raise Problem("P002", 1, 1, problem=show(str(error))) from None
    return node


def values(text: str) -> tuple[dict[str, Any], list[Problem]]:
    """The mapping in ``text``, and its refused scalars and repeated keys; :class:`Problem` when there
    is no mapping that can be read."""
    node = compose(text)
    if node is None or (type(node) is yaml.ScalarNode and not (node.value or node.style)):
        raise Problem("P020", 1, 1)
    if not isinstance(node, yaml.MappingNode):
        kind = N_("a list") if isinstance(node, yaml.SequenceNode) else N_("a single value")
        raise Problem("P021", *place(node), found=kind)
    problems: list[Problem] = []
    return _mapping(node, 1, problems), problems


def place(node: yaml.Node) -> tuple[int, int]:
    """Line and column, both from 1, where ``node`` begins."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def _mapping(node: yaml.MappingNode, depth: int, problems: list[Problem]) -> dict[str, Any]:
    if depth > MAX_DEPTH:
        raise Problem("P011", *place(node), limit=MAX_DEPTH)
    found: dict[str, Any] = {}
    firsts: dict[str, int] = {}
    for key_node, value_node in node.value:
        if type(key_node) is not yaml.ScalarNode:
            raise Problem("P009", *place(key_node), key="[ ] / { }")
        key = key_node.value
        if key_node.style:
            key = _scalar(key_node, problems)
        elif not key or key[0] in MAY_BE_OTHER:
            if key == "<<":
                raise Problem("P006", *place(key_node))
            key = _scalar(key_node, problems)
            if type(key) is not str:
                raise Problem("P009", *place(key_node), key=show(key_node.value, 40))
        # The names of fields are few: one copy of each serves all records.
        key = intern(key)
        if key in found:
            if not firsts:
                firsts = _lines(node)
            problems.append(Problem("P003", *place(key_node), key=show(key, 60), first=firsts[key]))
            continue
        kind = type(value_node)
        if kind is yaml.ScalarNode:
            found[key] = _scalar(value_node, problems)
        elif kind is yaml.SequenceNode:
            found[key] = _sequence(value_node, depth + 1, problems)
        else:
            found[key] = _mapping(value_node, depth + 1, problems)
    return found


def _lines(node: yaml.MappingNode) -> dict[str, int]:
    """The line on which each key stands for the first time."""
    found: dict[str, int] = {}
    for key_node, _ in node.value:
        if type(key_node) is yaml.ScalarNode:
            found.setdefault(key_node.value, key_node.start_mark.line + 1)
    return found


def _sequence(node: yaml.SequenceNode, depth: int, problems: list[Problem]) -> list[Any]:
    if depth > MAX_DEPTH:
        raise Problem("P011", *place(node), limit=MAX_DEPTH)
    found: list[Any] = []
    for item in node.value:
        kind = type(item)
        if kind is yaml.ScalarNode:
            found.append(_scalar(item, problems))
        elif kind is yaml.MappingNode:
            found.append(_mapping(item, depth + 1, problems))
        else:
            found.append(_sequence(item, depth + 1, problems))
    return found


def _scalar(node: yaml.ScalarNode, problems: list[Problem]) -> Any:
    text: str = node.value
    if node.style:
        if node.style == '"' and not (text.isascii() and text.isprintable()):
            _check_escaped(node, text, problems)
        return text
    value = value_of(text)
    if value is REFUSED:
        code = "P023" if is_too_long(text) else "P018"
        problems.append(Problem(code, *place(node), value=show(text, 60)))
        return text
    return value


def _check_escaped(node: yaml.ScalarNode, text: str, problems: list[Problem]) -> None:
    """A double-quoted scalar may write by escapes what the bytes of a file may not hold."""
    for pattern, code in ((CONTROLS, "P014"), (HIDDEN, "P016")):
        if match := pattern.search(text):
            name = character_name(match.group())
            problems.append(Problem(code, *place(node), character=name))
            return
    if not unicodedata.is_normalized("NFC", text):
        problems.append(Problem("P017", *place(node)))
