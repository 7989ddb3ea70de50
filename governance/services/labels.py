"""What fields and words of a vocabulary are called in a language, as the schemas say."""

from __future__ import annotations

from functools import cache

from governance.source.schemas import resolve, schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def node_at(kind: str, path: str) -> tuple[dict[str, Any], str] | None:
    """The schema of the field ``path`` (``roles.person``) of ``kind``; lists are stepped into."""
    node, root = resolve(schema(kind), kind)
    for step in path.split("."):
        while "items" in node:
            node, root = resolve(node["items"], root)
        if step not in node.get("properties", {}):
            return None
        node, root = resolve(node["properties"][step], root)
    return node, root


def leaf(kind: str, path: str) -> tuple[dict[str, Any], str] | None:
    """As :func:`node_at`, of one item where the field is a list."""
    found = node_at(kind, path)
    while found is not None and "items" in found[0]:
        found = resolve(found[0]["items"], found[1])
    return found


@cache
def vocabulary(kind: str, path: str, language: str) -> dict[str, str]:
    """What each word of the field ``path`` of ``kind`` is called; empty when it takes any text."""
    found = leaf(kind, path)
    words = found[0].get("enum", ()) if found else ()
    return {value: word(found[0], value, language) or value for value in words} if found else {}


def title(node: dict[str, Any], language: str) -> str:
    """The title of a field or of a kind."""
    found = node.get("x-en", {}).get("title") if language == "en" else None
    return str(found or node.get("title", ""))


def word(node: dict[str, Any], value: object, language: str) -> str | None:
    """What a value of a vocabulary is called; ``None`` when the field has none."""
    words = node.get("x-enum", {}).get(value) if isinstance(value, str) else None
    return str(words[language]) if words and language in words else None
