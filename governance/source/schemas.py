"""The schemas as data: loaded once per kind from the package, never from the judged tree."""

from __future__ import annotations

import json
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DIRECTORY = os.path.join(os.path.dirname(os.path.dirname(__file__)), "schemas")
_loaded: dict[str, dict[str, Any]] = {}


def schema(kind: str) -> dict[str, Any]:
    """The schema of ``kind`` (``common`` holds the shared definitions)."""
    if kind not in _loaded:
        with open(os.path.join(DIRECTORY, f"{kind}.schema.json"), encoding="utf-8") as file:
            _loaded[kind] = json.load(file)
    return _loaded[kind]


def resolve(node: dict[str, Any], root: str) -> tuple[dict[str, Any], str]:
    """``node`` with its ``$ref`` followed, and the kind of the schema it now stands in.

    What stands beside the ``$ref`` wins over what it refers to.
    """
    while "$ref" in node:
        root, _, path = reference(node, root).partition("#")
        target: Any = schema(root)
        for step in path.strip("/").split("/"):
            target = target[step]
        node = {**target, **{k: v for k, v in node.items() if k != "$ref"}}
    return node, root


def reference(node: dict[str, Any], root: str) -> str:
    """What the ``$ref`` of ``node`` refers to: a kind, ``#``, a path in its schema."""
    file, _, path = node["$ref"].partition("#")
    return f"{file.removesuffix('.schema.json') or root}#{path}"
