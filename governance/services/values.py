"""Values typed on a command line, in the types that the schema of a record gives its fields."""

from __future__ import annotations

import difflib
import unicodedata

from governance.errors import JalonError
from governance.hygiene import CONTROLS, HIDDEN
from governance.i18n import N_
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
            near = difflib.get_close_matches(name, fields, 1, 0.5)
            raise JalonError(
                N_("Records of kind {kind} have no field “{field}”."),
                hint=N_("Did you mean {near}?") if near else N_("Its fields are {all}."),
                kind=kind, field=name, near=near[0] if near else "", all=", ".join(fields),
            )  # fmt: skip
        node, where = resolve(fields[name], kind)
        if node["type"] == "array":
            item = resolve(node["items"], where)[0]
            parts = [part.strip() for part in text.split(",") if part.strip()]
            found[name] = [_scalar(name, item, part) for part in parts]
        else:
            found[name] = _scalar(name, node, text)
    return found


def _scalar(name: str, node: dict[str, Any], text: str) -> Any:
    kind = node["type"]
    if kind == "string" and not CONTROLS.search(text) and not HIDDEN.search(text):
        return unicodedata.normalize("NFC", text)
    if kind in ("integer", "number", "boolean"):
        value = (read(f"value: {text}".encode("utf-8", "replace"))[0] or {}).get("value")
        if type(value) in _TYPES[kind]:
            return value
    raise JalonError(
        N_("“{value}” cannot be the value of {field}."),
        hint=N_("Leave the option out and write the field in the file."),
        field=name, value=text,
    )  # fmt: skip
