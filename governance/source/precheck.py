"""A yes-or-no validator compiled from the JSON Schema itself.

It answers for nearly every record; only what it refuses meets jsonschema, which says why.  A
keyword it does not know stops the compilation, so it can never be a second truth.
"""

from __future__ import annotations

import re
from sys import maxsize

from governance.model.duration import Duration, day
from governance.source.schemas import reference, resolve, schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Set
    from typing import Any

    Check = Callable[[Any], object]

FORMATS: dict[str, Check] = {
    "date": day,
    "duration": Duration.parse,
}
"""What ``format`` asserts here: real civil days, non-empty whole-day durations."""

_ANNOTATIONS = frozenset(
    {"$schema", "$id", "$ref", "$defs", "$comment", "title", "description", "examples", "default",
     "deprecated", "x-en", "x-enum", "x-ref", "x-fact", "x-known-from"}
)  # fmt: skip
_BOUNDS: dict[str, Callable[[Any], Check]] = {
    "minimum": lambda limit: lambda value: value >= limit,
    "maximum": lambda limit: lambda value: value <= limit,
    "exclusiveMinimum": lambda limit: lambda value: value > limit,
}
_KEYWORDS: dict[str, Set[str]] = {
    "string": frozenset({"minLength", "maxLength", "pattern", "format"}),
    "object": frozenset({"required"}),
    "array": frozenset({"minItems", "maxItems"}),
    "integer": _BOUNDS.keys(),
    "number": _BOUNDS.keys(),
}
_STRUCTURE = frozenset({"type", "enum", "const", "properties", "additionalProperties", "items"})
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,),
    "object": (dict,), "array": (list,), "null": (type(None),),
}  # fmt: skip
_compiled: dict[str, Check] = {}
_shared: dict[str, Check] = {}


def is_valid(kind: str, data: object) -> bool:
    """Whether ``data`` satisfies the schema of ``kind``."""
    if kind not in _compiled:
        _compiled[kind] = compile_schema(schema(kind), kind)
    return bool(_compiled[kind](data))


def compile_schema(node: dict[str, Any], root: str) -> Check:
    """The check of one schema node; ``root`` is the kind whose file it stands in."""
    if "$ref" in node and node.keys() <= _ANNOTATIONS:
        name = reference(node, root)
        if name not in _shared:
            _shared[name] = _compile(*resolve(node, root))
        return _shared[name]
    return _compile(*resolve(node, root))


def _compile(node: dict[str, Any], root: str) -> Check:
    kind = node["type"]
    known = _ANNOTATIONS | _STRUCTURE | _KEYWORDS.get(kind, frozenset())
    if unknown := node.keys() - known:
        raise ValueError(f"schema of {root}: keyword {sorted(unknown)} is not checked for {kind}")
    checks: list[Check] = []
    if "enum" in node:
        checks.append(frozenset(node["enum"]).__contains__)
    if "const" in node:
        checks.append(_same(node["const"]))
    if kind == "string":
        return _string(node, checks)
    if kind == "object":
        return _both(_object(node, root), *checks)
    if kind == "array":
        return _both(_array(node, root), *checks)
    checks += [build(node[keyword]) for keyword, build in _BOUNDS.items() if keyword in node]
    return _typed(_TYPES[kind], checks)


def _typed(types: tuple[type, ...], checks: list[Check]) -> Check:
    if len(types) > 1:
        return _both(lambda value: type(value) in types, *checks)
    one = types[0]
    if not checks:
        return lambda value: type(value) is one
    rest = _both(*checks)
    return lambda value: type(value) is one and rest(value)


def _string(node: dict[str, Any], checks: list[Check]) -> Check:
    """Nearly every field is text: its length and pattern are looked at in one go."""
    low, high = node.get("minLength", 0), node.get("maxLength", maxsize)
    if "pattern" in node:
        checks.append(_compiled_pattern(node["pattern"]).match)
    if "format" in node:
        checks.append(FORMATS[node["format"]])
    if not checks:
        return lambda value: type(value) is str and low <= len(value) <= high
    rest = _both(*checks)
    return lambda value: type(value) is str and low <= len(value) <= high and rest(value)


def _both(first: Check, *others: Check) -> Check:
    if not others:
        return first
    rest = _both(*others)
    return lambda value: first(value) and rest(value)


def _same(expected: object) -> Check:
    return lambda value: bool(value == expected)


class _Properties(dict[str, "Check"]):
    """The check of each property, compiled when one is first met: most never are in one run."""

    def __init__(self, node: dict[str, Any], root: str) -> None:
        super().__init__()
        self._nodes: dict[str, dict[str, Any]] = node["properties"]
        self._root = root

    def __missing__(self, name: str) -> Check:
        node = self._nodes.get(name)
        if node is None:
            return _refused
        check = self[name] = compile_schema(node, self._root)
        return check


def _refused(_value: object) -> bool:
    return False


def _object(node: dict[str, Any], root: str) -> Check:
    if node.get("additionalProperties") is not False:
        raise ValueError(f"schema of {root}: an object allows unknown properties")
    checks = _Properties(node, root)
    needed = frozenset(node.get("required", ()))

    def check(value: Any) -> bool:
        if type(value) is not dict or not needed <= value.keys():
            return False
        for name, item in value.items():
            test = checks[name]
            if not test(item):
                return False
        return True

    return check


def _array(node: dict[str, Any], root: str) -> Check:
    check = compile_schema(node["items"], root)
    low, high = node.get("minItems", 0), node.get("maxItems", maxsize)
    return lambda value: (
        type(value) is list and low <= len(value) <= high and all(map(check, value))
    )


def matcher(pattern: str) -> Check:
    """Whether a text matches the anchored ``pattern`` whole: ``$`` would let a line end pass."""
    match = _compiled_pattern(pattern).match
    return lambda value: match(value) is not None


def _compiled_pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.removesuffix("$") + r"\Z")
