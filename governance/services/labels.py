"""What fields and words of a vocabulary are called in a language, as the schemas say."""

from __future__ import annotations

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


def title(node: dict[str, Any], language: str) -> str:
    """The title of a field or of a kind."""
    found = node.get("x-en", {}).get("title") if language == "en" else None
    return str(found or node.get("title", ""))


def word(node: dict[str, Any], value: object, language: str) -> str | None:
    """What a value of a vocabulary is called; ``None`` when the field has none."""
    words = node.get("x-enum", {}).get(value) if isinstance(value, str) else None
    return str(words[language]) if words and language in words else None
