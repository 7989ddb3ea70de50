"""The text of a new record: required fields filled, the others as comments with an example.

Lines that start with ``##`` explain; a ``#`` alone stands before a field that may be wanted.
"""

from __future__ import annotations

import json
import re
import textwrap

from governance.i18n import N_, tell
from governance.source.layout import canonical, modeline
from governance.source.schemas import resolve, schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

_WIDTH = 100
_MANY = 12
"""More ids than this are not worth listing in a comment."""
_TO_COMPLETE = N_("To be completed")
_PLACEHOLDER = {"fr": "a-completer", "en": "to-complete"}
"""An id that no record has, so that the judge names what is left to do."""


class Skeleton:
    """A new record.

    ``text``  the file;  ``unfinished``  the fields that hold a placeholder, or should hold something
    """

    def __init__(self, text: str, unfinished: list[str]) -> None:
        self.text = text
        self.unfinished = unfinished


def skeleton(
    kind: str,
    values: dict[str, Any],
    language: str,
    target: str,
    ids: Callable[[str], list[str]],
    questions: Sequence[dict[str, str]] = (),
) -> Skeleton:
    """A record of ``kind`` with ``values``, its schema at ``target``.

    ``ids`` lists the existing ids of a kind; ``questions`` are those a checkpoint has to answer.
    """
    root = schema(kind)
    unfinished: list[str] = []
    lines = [modeline(target)]
    lines += _prose(f"{_said(root, 'title', language)}. {_said(root, 'description', language)}")
    lines += _prose(
        tell(
            N_(
                "Lines with ## explain. Fields after # are optional: remove the # to fill them in, "
                "or delete them."
            ),
            {},
            language,
        )
    )
    for name, raw in root["properties"].items():
        node, where = resolve(raw, kind)
        lines += ["", *_explained(node, language, ids)]
        if name in values:
            lines.append(_field(kind, name, values[name]))
        elif name in root.get("required", ()):
            value = placeholder(node, where, language)
            if _is_open(value, language):
                unfinished.append(name)
            lines.append(_field(kind, name, value))
        else:
            example = _example(node)
            if name == "answers" and questions:
                for asked in questions:
                    lines += _prose(f"{asked['id']}: {asked[language]}")
                to_complete = tell(_TO_COMPLETE, {}, language)
                example = [{"question": q["id"], "answer": to_complete} for q in questions]
            lines += ["# " + line for line in _field(kind, name, example).split("\n")]
    if kind == "measurement" and "value" not in values:
        unfinished.append("value")  # the schema leaves the choice between a value and a breakdown
    return Skeleton(canonical("\n".join(lines) + "\n", kind), unfinished)


def placeholder(node: dict[str, Any], root: str, language: str) -> Any:
    """A value that the schema ``node`` accepts and that says it is to be completed, where it can."""
    node, root = resolve(node, root)
    if "const" in node:
        return node["const"]
    if "enum" in node:
        return node["enum"][0]
    kind = node["type"]
    if kind == "object":
        needed = node.get("required", ())
        return {name: placeholder(node["properties"][name], root, language) for name in needed}
    if kind == "array":
        return [placeholder(node["items"], root, language)] * node.get("minItems", 0)
    if kind == "string" and "format" not in node:
        for text in (tell(_TO_COMPLETE, {}, language), _PLACEHOLDER[language]):
            if _accepts(node, text):
                return text
    return _example(node)


def _accepts(node: dict[str, Any], text: str) -> bool:
    if "pattern" in node and not re.fullmatch(node["pattern"], text):
        return False
    return bool(node.get("minLength", 0) <= len(text) <= node.get("maxLength", len(text)))


def _is_open(value: Any, language: str) -> bool:
    if isinstance(value, list):
        return any(_is_open(item, language) for item in value)
    return value in (tell(_TO_COMPLETE, {}, language), _PLACEHOLDER[language])


def _example(node: dict[str, Any]) -> Any:
    return node["examples"][0]


def _explained(node: dict[str, Any], language: str, ids: Callable[[str], list[str]]) -> list[str]:
    """What a field is, its vocabulary, and the ids it may name."""
    lines = _prose(f"{_said(node, 'title', language)}. {_said(node, 'description', language)}")
    if words := node.get("x-enum"):
        choices = ", ".join(f"{word} ({said[language]})" for word, said in words.items())
        lines += _prose(tell(N_("Choices: {choices}."), {"choices": choices}, language))
    named = node.get("x-ref") or node.get("items", {}).get("x-ref")
    known = ids(named) if isinstance(named, str) else []
    if 0 < len(known) <= _MANY:
        lines += _prose(tell(N_("Existing ones: {ids}."), {"ids": ", ".join(known)}, language))
    return lines


def _said(node: dict[str, Any], what: str, language: str) -> str:
    text: str = node["x-en"][what] if language == "en" else node[what]
    return text.rstrip(".") if what == "title" else text


def _prose(text: str) -> list[str]:
    return [f"## {line}" for line in textwrap.wrap(text, _WIDTH - 3, break_on_hyphens=False)]


def _field(kind: str, name: str, value: Any) -> str:
    """The field in its canonical layout (JSON is YAML, and our reader takes it)."""
    return canonical(json.dumps({name: value}, ensure_ascii=False), kind).rstrip("\n")
