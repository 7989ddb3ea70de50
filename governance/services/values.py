"""Values typed on a command line, in the types that the schema of a record gives its fields."""

from __future__ import annotations

import unicodedata

from governance.errors import JalonError
from governance.hygiene import CONTROLS, HIDDEN, character_name
from governance.i18n import N_
from governance.services.near import near
from governance.source.emit import flow
from governance.source.reader import read
from governance.source.schemas import resolve, schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "integer": (int,), "number": (int, float), "boolean": (bool,),
}  # fmt: skip


def typed(kind: str, given: dict[str, str]) -> dict[str, Any]:
    """The values of options in the types of the schema."""
    fields = schema(kind)["properties"]
    found: dict[str, Any] = {}
    for name, text in given.items():
        if name not in fields:
            meant = near(name, fields, 1)
            raise JalonError(
                N_("Records of kind {kind} have no field “{field}”."),
                hint=N_("Did you mean {near}?") if meant else N_("Its fields are {all}."),
                kind=kind, field=name, near=meant[0] if meant else "", all=", ".join(fields),
            )  # fmt: skip
        found[name] = value_of(name, *resolve(fields[name], kind), text)
    return found


def value_of(name: str, node: dict[str, Any], root: str, text: str) -> Any:
    """``text`` in the type of the field ``name``, whose schema is ``node`` of the kind ``root``.

    A list of words is written with commas; what has fields of its own as YAML on one line.
    """
    if node["type"] == "array":
        item = resolve(node["items"], root)[0]
        if item["type"] != "object" and text[:1] != "[":
            parts = [part.strip() for part in text.split(",") if part.strip()]
            return [_scalar(name, item, part) for part in parts]
    elif node["type"] != "object":
        return _scalar(name, node, text)
    value = (read(f"value: {text}".encode("utf-8", "replace"))[0] or {}).get("value")
    if isinstance(value, dict if node["type"] == "object" else list):
        return value
    raise JalonError(
        N_("“{value}” cannot be the value of {field}."),
        hint=N_("Write it as YAML on one line, for instance: {example}"),
        field=name, value=text, example=f"{name}={flow(node['examples'][0])}",
    )  # fmt: skip


def as_typed(value: Any) -> str:
    """A value as a person types it; empty for what has fields or items."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:.15g}" if isinstance(value, float) else str(value)
    return value if isinstance(value, str) else ""


def _scalar(name: str, node: dict[str, Any], text: str) -> Any:
    kind = node["type"]
    if kind == "string":
        return clean(name, text)
    value = (read(f"value: {text}".encode("utf-8", "replace"))[0] or {}).get("value")
    if type(value) in _TYPES[kind]:
        return value
    raise JalonError(
        N_("“{value}” cannot be the value of {field}."),
        hint=N_("Write true or false.")
        if kind == "boolean"
        else N_("Write digits alone, with a point for decimals: 1500 or 72.8."),
        field=name, value=text,
    )  # fmt: skip


def clean(field: str, text: str) -> str:
    """``text`` as a record may hold it: composed (NFC), its line ends LF.

    Raises :class:`JalonError` for a character that no record may hold.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if match := CONTROLS.search(text) or HIDDEN.search(text):
        raise JalonError(
            N_("The text for {field} holds a character that cannot be seen: {character}."),
            hint=N_("Delete it: no record may hold one."),
            field=field, character=character_name(match.group()),
        )  # fmt: skip
    return text
