"""Records as text: the canonical layout, for plain values that need few of YAML's forms."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

WIDTH = 100
_PLAIN = re.compile(r"[^\W\d_][\w ’',;.()/-]*\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_NOT_TEXT = frozenset(("yes", "no", "on", "off", "y", "n", "true", "false", "null"))


def record(kind: str, path: str, data: dict[str, Any]) -> str:
    """The file at ``path`` (below the root of the repository) that holds ``data``."""
    up = "../" * path.count("/")
    first = f"# yaml-language-server: $schema={up}governance/schemas/{kind}.schema.json"
    return "\n".join([first, *_mapping(data, 0)]) + "\n"


def _mapping(data: dict[str, Any], depth: int) -> Iterator[str]:
    margin = "  " * depth
    for key, value in data.items():
        if isinstance(value, dict):
            yield f"{margin}{key}:"
            yield from _mapping(value, depth + 1)
        elif isinstance(value, list) and isinstance(value[0], dict):
            yield f"{margin}{key}:"
            for item in value:
                first, *rest = _mapping(item, depth + 2)
                yield f"{margin}  - {first.lstrip()}"
                yield from rest
        elif isinstance(value, list):
            yield f"{margin}{key}: [{', '.join(value)}]"
        else:
            yield from _scalar(f"{margin}{key}:", value, depth)


def _scalar(label: str, value: object, depth: int) -> Iterator[str]:
    if isinstance(value, bool):
        yield f"{label} {str(value).lower()}"
    elif not isinstance(value, str):
        yield f"{label} {value}"
    elif len(label) + len(value) >= WIDTH:
        margin = "  " * (depth + 1)
        yield f"{label} >-"
        for line in textwrap.wrap(value, WIDTH - len(margin), break_long_words=False):
            yield margin + line
    elif _DAY.match(value) or (_PLAIN.match(value) and value.lower() not in _NOT_TEXT):
        yield f"{label} {value}"
    else:
        yield f'{label} "{value}"'
