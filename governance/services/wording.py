"""A record in words: its fields in the order of the schema, named in a language, values readable."""

from __future__ import annotations

from governance.services.labels import title, word
from governance.source.schemas import resolve, schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, TypedDict

    Node = dict[str, Any]
    Number = Callable[[float], str]

    class Part(TypedDict):
        """A value; ``label`` is empty where the value says by itself what it is."""

        label: str
        text: str

    class Line(TypedDict):
        """One entry of a field: what it is first, then its parts, and the sources it names."""

        text: str
        parts: list[Part]
        sources: list[str]

    class Field(TypedDict):
        """One field of a record."""

        name: str
        title: str
        lines: list[Line]


_SELF_EVIDENT = frozenset(("note", "reason", "basis", "precision", "text", "description", "person"))
"""Fields of an entry whose value needs no label."""
_HEADINGS = ("title", "text", "role", "name", "of")
"""Fields that say best what an entry is, where it has one."""
_BOUNDS = {"at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}
_HIDDEN = frozenset(("id", "title", "source", "provenance"))
"""Top-level fields told elsewhere: in the heading, or after the others."""


class Wording:
    """How values of a language are written.

    ``name``    the title of another record, from its kinds and id
    ``number``  how a number is written
    ``yes``, ``no``  the words for a boolean
    """

    def __init__(
        self,
        language: str,
        name: Callable[[tuple[str, ...], str], str],
        number: Number,
        yes: str,
        no: str,
    ) -> None:
        self.language = language
        self._name = name
        self._number = number
        self._truth = {True: yes, False: no}

    def fields(self, kind: str, data: Mapping[str, Any]) -> list[Field]:
        """The fields of a record of ``kind``, without id, title, sources."""
        node = schema(kind)
        found: list[Field] = []
        for name, sub in node.get("properties", {}).items():
            if name in _HIDDEN or name not in data:
                continue
            field, root = resolve(sub, kind)
            lines = self._lines(field, root, data[name])
            found.append({"name": name, "title": title(field, self.language), "lines": lines})
        if isinstance(provenance := data.get("provenance"), dict):
            field, root = resolve(node["properties"]["provenance"], kind)
            lines = [self._entry(field, root, provenance)]
            found.append(
                {"name": "provenance", "title": title(field, self.language), "lines": lines}
            )
        return found

    def _lines(self, node: Node, root: str, value: object) -> list[Line]:
        if isinstance(value, list):
            inner, where = resolve(node.get("items", {}), root)
            if value and not any(isinstance(item, dict) for item in value):
                entries = [self._scalar(inner, item, named=True) for item in value]
                if not inner.get("x-ref"):
                    entries = [", ".join(entries)]
                return [_plain(entry) for entry in entries]
            return [self._entry(inner, where, item) for item in value if isinstance(item, dict)]
        if isinstance(value, dict):
            return [self._entry(node, root, value)]
        return [_plain(self._scalar(node, value, named=True))]

    def _entry(self, node: Node, root: str, value: Mapping[str, Any]) -> Line:
        properties = node.get("properties", {})
        heading = [name for name in _HEADINGS if name in value][:1] or [
            name for name in node.get("required", []) if name in value
        ]
        parts: list[Part] = []
        for name, sub in properties.items():
            if name not in value or name in heading or name in ("source", "bound"):
                continue
            field, where = resolve(sub, root)
            text = self._nested(field, where, value[name])
            label = "" if name in _SELF_EVIDENT else title(field, self.language)
            if value[name] is True:
                label, text = "", label
            parts.append({"label": label, "text": text})
        head = [
            self._nested(*resolve(properties[name], root), value[name])
            for name in heading
            if name in properties
        ]
        bound = _BOUNDS.get(str(value.get("bound")), "")
        number = next((n for n in ("value", "fte", "actual", "forecast") if n in value), "")
        if bound and number:
            self._put_bound(bound, number, heading, head, parts, properties, root)
        source = value.get("source")
        return {
            "text": " · ".join(head),
            "parts": parts,
            "sources": [str(id) for id in source] if isinstance(source, list) else [],
        }

    def _put_bound(
        self,
        bound: str,
        number: str,
        heading: list[str],
        head: list[str],
        parts: list[Part],
        properties: Node,
        root: str,
    ) -> None:
        """Write the bound before the number it bounds."""
        if number in heading:
            head[heading.index(number)] = bound + head[heading.index(number)]
            return
        label = title(resolve(properties[number], root)[0], self.language)
        for part in parts:
            if part["label"] == label:
                part["text"] = bound + part["text"]
                return

    def _nested(self, node: Node, root: str, value: object) -> str:
        """A value inside an entry, on one line."""
        if isinstance(value, list):
            inner, where = resolve(node.get("items", {}), root)
            return ", ".join(self._nested(inner, where, item) for item in value)
        if isinstance(value, dict):
            properties = node.get("properties", {})
            return " ".join(
                self._nested(*resolve(properties[name], root), item)
                for name, item in value.items()
                if name in properties and name != "source"
            )
        return self._scalar(node, value, named=False)

    def _scalar(self, node: Node, value: object, *, named: bool) -> str:
        if isinstance(value, bool):
            return self._truth[value]
        if isinstance(value, int | float):
            return self._number(value)
        text = str(value)
        known = word(node, value, self.language)
        if known is not None:
            return known
        kinds = node.get("x-ref")
        if kinds:
            title_of = self._name((kinds,) if isinstance(kinds, str) else tuple(kinds), text)
            if title_of and title_of != text:
                return f"{text} ({title_of})" if named else title_of
        return text


def _plain(text: str) -> Line:
    return {"text": text, "parts": [], "sources": []}
