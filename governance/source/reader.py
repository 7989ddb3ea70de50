"""The reader: bytes of one file to a plain mapping, or the problems that make it unreadable.

Values are those of the YAML 1.2 core schema: dates stay text, ``no`` would be text; a plain scalar
that YAML 1.1 and 1.2 read differently is refused, so every reader of the file sees the same values.
"""

from __future__ import annotations

import re
import unicodedata
from sys import intern

import yaml

from governance.hygiene import CONTROLS, HIDDEN, character_name, show
from governance.i18n import N_
from governance.model.duration import day
from governance.source.guards import MAX_BYTES, MAX_DEPTH, Parser, check_features, decode
from governance.source.problem import Problem
from governance.source.syntax import syntax_problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from governance.model.finding import Pointer

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}\Z")
_TOO_LONG = re.compile(r"[-+]?(?:[1-9][0-9]{18,}(?:\.[0-9]*)?|[0-9]+\.[0-9]{18,})\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
# What YAML 1.1 or the core schema of 1.2 takes for something else than text.
_OTHER = re.compile(
    r"""(?:yes|no|on|off|y|n|true|false|null)\Z      # words, any case
    |[-+]?[0-9][0-9_]*\Z|[-+][0-9_]+\Z|[-+]?0b[01_]+\Z|[-+]?0o?[0-7_]+\Z|[-+]?0x[0-9a-f_]+\Z
    |[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:e[-+]?[0-9]+)?\Z|[-+]?[0-9][0-9_]*e[-+]?[0-9]+\Z
    |[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z
    |[-+]?\.inf\Z|\.nan\Z|=\Z|<<\Z
    |[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\ \t]+[0-9]{1,2}:[0-9]{2}.*)?\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_MAY_BE_OTHER = frozenset("0123456789+-.=<~yYnNtTfFoO")


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


def read(data: bytes, limit: int = MAX_BYTES) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The mapping in ``data`` and what is wrong with it.

    A file that cannot be read at all gives ``None`` and one problem; a file with refused scalars or
    repeated keys gives what could be read and every such problem.  Nothing is ever raised.
    """
    try:
        node = compose(decode(data, limit))
        if node is None or (type(node) is yaml.ScalarNode and not (node.value or node.style)):
            raise Problem("P020", 1, 1)
        if not isinstance(node, yaml.MappingNode):
            kind = N_("a list") if isinstance(node, yaml.SequenceNode) else N_("a single value")
            raise Problem("P021", *_at(node), found=kind)
        problems: list[Problem] = []
        value = _mapping(node, 1, problems)
    except Problem as problem:
        return None, [problem]
    return value, problems


def _at(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _mapping(node: yaml.MappingNode, depth: int, problems: list[Problem]) -> dict[str, Any]:
    if depth > MAX_DEPTH:
        raise Problem("P011", *_at(node), limit=MAX_DEPTH)
    found: dict[str, Any] = {}
    firsts: dict[str, int] = {}
    for key_node, value_node in node.value:
        if type(key_node) is not yaml.ScalarNode:
            raise Problem("P009", *_at(key_node), key="[ ] / { }")
        key = key_node.value
        if key_node.style:
            key = _scalar(key_node, problems)
        elif not key or key[0] in _MAY_BE_OTHER:
            if key == "<<":
                raise Problem("P006", *_at(key_node))
            key = _scalar(key_node, problems)
            if type(key) is not str:
                raise Problem("P009", *_at(key_node), key=show(key_node.value, 40))
        # The names of fields are few: one copy of each serves all records.
        key = intern(key)
        if key in found:
            if not firsts:
                firsts = _lines(node)
            problems.append(Problem("P003", *_at(key_node), key=show(key, 60), first=firsts[key]))
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
        raise Problem("P011", *_at(node), limit=MAX_DEPTH)
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
    if text and text[0] not in _MAY_BE_OTHER:
        return text
    if _DAY.match(text):
        return text
    if _INTEGER.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return float(text)
    if text in _WORDS:
        return _WORDS[text]
    if _OTHER.match(text):
        code = "P023" if _TOO_LONG.match(text) else "P018"
        problems.append(Problem(code, *_at(node), value=show(text, 60)))
    return text


def is_plain_text(text: str) -> bool:
    """Whether the plain scalar ``text`` is that text itself for YAML 1.1 and for YAML 1.2 (days,
    which are text here, count as such; readers of 1.1 fail on one that no calendar has)."""
    if not text or text in _WORDS or text == "<<":
        return False
    return day(text) is not None or not _OTHER.match(text)


def _check_escaped(node: yaml.ScalarNode, text: str, problems: list[Problem]) -> None:
    """A double-quoted scalar may write by escapes what the bytes of a file may not hold."""
    for pattern, code in ((CONTROLS, "P014"), (HIDDEN, "P016")):
        if match := pattern.search(text):
            name = character_name(match.group())
            problems.append(Problem(code, *_at(node), character=name))
            return
    if not unicodedata.is_normalized("NFC", text):
        problems.append(Problem("P017", *_at(node)))


class Locator:
    """Positions in one file: built only when something is wrong with it.

    Lines and columns are 1-based and count characters.
    """

    def __init__(self, data: bytes) -> None:
        self._root: yaml.Node | None = None
        try:
            self._root = compose(decode(data, max(len(data), MAX_BYTES)))
        except Problem as problem:
            self._fallback = (problem.line or 1, problem.column or 1)
        else:
            self._fallback = _at(self._root) if self._root is not None else (1, 1)

    def locate(self, pointer: Pointer, on: str) -> tuple[int, int]:
        """Where ``pointer`` stands, or the deepest of its steps that exists.

        ``on`` is ``"key"`` for the name of the last field, ``"value"`` for what it holds.
        """
        node, key = self._root, None
        if node is None:
            return self._fallback
        for step in pointer:
            if isinstance(node, yaml.MappingNode):
                pair = next((p for p in node.value if p[0].value == step), None)
                if pair is None:
                    return _at(key if key is not None else node)
                key, node = pair
            elif isinstance(node, yaml.SequenceNode):
                if not isinstance(step, int) or step >= len(node.value):
                    break
                key, node = None, node.value[step]
            else:
                break
        if on == "key" and key is not None:
            return _at(key)
        flow = isinstance(node, yaml.CollectionNode) and node.flow_style
        if isinstance(node, yaml.ScalarNode) or flow or (pointer and key is None):
            return _at(node)
        return _at(key if key is not None else node)
