"""Which field of a record a person means: ``roles.lead.person``, ``milestones.2.forecast``, or a JSON
pointer ``/roles/0/person``."""

from __future__ import annotations

from governance.errors import JalonError
from governance.i18n import N_
from governance.services.near import near
from governance.source.schemas import reference, resolve, schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from governance.model.finding import Pointer


class Place:
    """A field, or an item of a list.

    ``pointer``  steps from the root of the record
    ``node``, ``root``  its schema, and the kind of record that this stands in
    """

    __slots__ = ("name", "node", "pointer", "root")

    def __init__(self, name: str, pointer: Pointer, node: dict[str, Any], root: str) -> None:
        self.name = name
        self.pointer = pointer
        self.node = node
        self.root = root

    def item(self) -> tuple[dict[str, Any], str]:
        """The schema of one item of this list.

        Raises :class:`JalonError` when it is no list.
        """
        if "items" not in self.node:
            raise JalonError(
                N_("{field} is no list: nothing can be added to it."),
                hint=N_("Set it with {field}=VALUE."), field=self.name,
            )  # fmt: skip
        return resolve(self.node["items"], self.root)


def names(kind: str) -> list[str]:
    """The fields that a record of ``kind`` may have, in their order."""
    return list(schema(kind)["properties"])


def place(kind: str, value: dict[str, Any], text: str) -> Place:
    """The place that ``text`` names in a record of ``kind`` that says ``value``; the field itself
    need not be there yet, what holds it must.

    An item of a list is named by its id, by a field that it must have (a role, a date), by its whole
    text, or by its rank from 1; in a JSON pointer by its rank from 0.

    Raises :class:`JalonError`.
    """
    raw = text.startswith("/")
    steps = (
        [step.replace("~1", "/").replace("~0", "~") for step in text[1:].split("/")]
        if raw
        else text.split(".")
    )
    node, root = resolve(schema(kind), kind)
    pointer: list[str | int] = []
    held: Any = value
    for step in steps:
        if node.get("type") == "array":
            node, root = resolve(node["items"], root)
            items = held if isinstance(held, list) else []
            index = _rank(items, step, 0) if raw else _item(items, node, step, text)
            if index is None:
                raise _no_item(items, node, step, text)
            pointer.append(index)
            held = items[index]
            continue
        fields = node.get("properties", {})
        if step not in fields:
            raise _no_field(kind, step, fields, text)
        node, root = resolve(fields[step], root)
        pointer.append(step)
        held = held.get(step) if isinstance(held, dict) else None
    return Place(text, tuple(pointer), node, root)


def pointer_of(kind: str, text: str) -> Pointer:
    """The steps of the JSON Pointer ``text`` in a record of ``kind``: those into lists count.

    Raises :class:`ValueError` for a step into a list that is no number.
    """
    found: list[str | int] = []
    node, root = resolve(schema(kind), kind)
    for raw in text.split("/")[1:]:
        step = raw.replace("~1", "/").replace("~0", "~")
        if "items" in node:
            found.append(int(step))
            node, root = resolve(node["items"], root)
        else:
            found.append(step)
            node, root = resolve(node.get("properties", {}).get(step, {}), root)
    return tuple(found)


def node_of(kind: str, pointer: Pointer) -> tuple[dict[str, Any], str]:
    """The schema of the place ``pointer`` of a record of ``kind``, and the kind that it stands in.

    Raises :class:`KeyError` when such a record has no such place.
    """
    node, root = resolve(schema(kind), kind)
    for step in pointer:
        inner = node["items"] if isinstance(step, int) else node["properties"][step]
        node, root = resolve(inner, root)
    return node, root


def definition_of(kind: str, pointer: Pointer) -> str:
    """The name of the shared definition (``money``, ``fte``) that the place ``pointer`` refers to;
    empty when its schema says all by itself."""
    node, root = node_of(kind, pointer[:-1])
    last = pointer[-1]
    raw = node["items"] if isinstance(last, int) else node["properties"][last]
    return reference(raw, root).rpartition("/")[2] if "$ref" in raw else ""


def _rank(items: list[Any], step: str, first: int) -> int | None:
    """The place of the item that ``step`` counts from ``first``."""
    if not (step.isascii() and step.isdigit()) or len(step) > 6:
        return None
    return int(step) - first if 0 <= int(step) - first < len(items) else None


def _item(items: list[Any], node: dict[str, Any], step: str, text: str) -> int | None:
    by_id = [i for i, item in enumerate(items) if isinstance(item, dict) and item.get("id") == step]
    found = by_id or [i for i, item in enumerate(items) if step in _names(item, node)]
    if len(found) > 1:
        raise JalonError(
            N_("“{step}” may mean several items of {field}."),
            hint=N_("Say which by its rank: {ranks}."),
            step=step, field=text, ranks=", ".join(str(place + 1) for place in found),
        )  # fmt: skip
    return found[0] if found else _rank(items, step, 1)


def _names(item: Any, node: dict[str, Any]) -> list[str]:
    """What an item may be called by."""
    if not isinstance(item, dict):
        return [str(item)]
    return [str(item[name]) for name in node.get("required", ()) if isinstance(item.get(name), str)]


def _no_item(items: list[Any], node: dict[str, Any], step: str, text: str) -> JalonError:
    names = [
        str(item.get("id") or (_names(item, node) or [""])[0])
        if isinstance(item, dict)
        else str(item)
        for item in items
    ]
    return JalonError(
        N_("There is no item “{step}” in {field}."),
        hint=N_("Its items are, from 1: {names}.") if names else N_("It has no item yet: add one with +=."),
        step=step, field=text, names=", ".join(names),
    )  # fmt: skip


def _no_field(kind: str, step: str, fields: dict[str, Any], text: str) -> JalonError:
    if not fields:
        return JalonError(
            N_("“{step}” leads nowhere in {field}."), hint=N_("What stands before it has no fields."),
            step=step, field=text,
        )  # fmt: skip
    meant = near(step, fields, 1)
    return JalonError(
        N_("Records of kind {kind} have no field “{field}”."),
        hint=N_("Did you mean {near}?") if meant else N_("Its fields are {all}."),
        kind=kind, field=text, near=meant[0] if meant else "", all=", ".join(fields),
    )  # fmt: skip
