"""The text of a new record: required fields filled, the others as comments with an example.

Lines that start with ``##`` explain; a ``#`` alone stands before a field that may be wanted.
"""

from __future__ import annotations

import json
import re
import textwrap

from governance.i18n import N_, tell
from governance.model.placeholder import ID, TEXT
from governance.source.annotations import unsourced
from governance.source.layout import canonical, modeline
from governance.source.schemas import resolve, schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

_WIDTH = 100
_MANY = 12
"""More ids than this are not worth listing in a comment."""


_COMPUTED = frozenset({"fingerprint"})
"""Fields that Jalon computes, and nobody writes by hand."""
_EITHER = {"checkpoint": frozenset({"programme", "strategy"})}
"""Fields of which a record has one, known when it is created."""


class Skeleton:
    """A new record.

    ``text``        the file
    ``unfinished``  the fields that hold a placeholder, or should hold something
    ``chosen``      the fields that hold a word of a vocabulary which nobody chose
    """

    def __init__(self, text: str, unfinished: list[str], chosen: list[str]) -> None:
        self.text = text
        self.unfinished = unfinished
        self.chosen = chosen


def skeleton(
    kind: str,
    values: dict[str, Any],
    language: str,
    target: str,
    ids: Callable[[str], list[str]],
    questions: Sequence[dict[str, str]] = (),
    proposed: Mapping[str, Any] | None = None,
) -> Skeleton:
    """A record of ``kind`` with ``values``, its schema at ``target``.

    ``ids`` lists the existing ids of a kind; ``questions`` are those that the answers of a checkpoint
    answer; ``proposed`` takes the place of the example of a field left to fill in.
    """
    root = schema(kind)
    unfinished: list[str] = []
    chosen: list[str] = []
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
    left_out = _COMPUTED | (_EITHER.get(kind, frozenset()) - values.keys())
    for name, raw in root["properties"].items():
        if name in left_out:
            continue
        node, where = resolve(raw, kind)
        lines += ["", *_explained(node, language, ids)]
        if name == "answers":
            for asked in questions:
                words = {"question": asked["id"], "asked": asked[language]}
                lines += _prose(tell(N_("{question}: {asked}"), words, language))
        if name in values:
            unfinished += _open(name, values[name], language)
            lines.append(_field(kind, name, values[name]))
        elif name in root.get("required", ()):
            value = placeholder(node, where, language)
            unfinished += _open(name, value, language)
            chosen += _chosen(name, node, where)
            lines.append(_field(kind, name, value))
        else:
            example = (proposed or {}).get(name) or _example(node)
            lines += ["# " + line for line in _field(kind, name, example).split("\n")]
    if kind == "measurement" and "value" not in values:
        unfinished.append("value")  # the schema leaves the choice between a value and a breakdown
    if "source" not in unfinished and () in unsourced(kind, values):
        unfinished.append("source")  # which the schema leaves to the rules
    return Skeleton(canonical("\n".join(lines) + "\n", kind), unfinished, chosen)


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
        for text in (to_complete(language), to_name(language)):
            if _accepts(node, text):
                return text
    return _example(node)


def _chosen(name: str, node: dict[str, Any], root: str) -> list[str]:
    """The dotted names of the words that :func:`placeholder` takes from a vocabulary."""
    node, root = resolve(node, root)
    if "enum" in node:
        return [name] if len(node["enum"]) > 1 else []
    needed = node.get("required", ()) if node.get("type") == "object" else ()
    return [n for sub in needed for n in _chosen(f"{name}.{sub}", node["properties"][sub], root)]


def _accepts(node: dict[str, Any], text: str) -> bool:
    if "pattern" in node and not re.fullmatch(node["pattern"], text):
        return False
    return bool(node.get("minLength", 0) <= len(text) <= node.get("maxLength", len(text)))


def to_complete(language: str) -> str:
    """The text that stands for one still to be written."""
    return TEXT[language]


def to_name(language: str) -> str:
    """The id that stands for one still to be named."""
    return ID[language]


def _open(name: str, value: Any, language: str) -> list[str]:
    """The dotted names of what in ``value``, the field ``name``, is still to be written."""
    if isinstance(value, dict):
        return [n for key, sub in value.items() for n in _open(f"{name}.{key}", sub, language)]
    if isinstance(value, list):
        return [name] if any(_open(name, item, language) for item in value) else []
    return [name] if value in (to_complete(language), to_name(language)) else []


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
