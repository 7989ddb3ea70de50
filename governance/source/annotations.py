"""What the schemas say beyond shape: references, facts that need a source, facts not yet known.

Each keyword (``x-ref``, ``x-fact``, ``x-known-from``) is turned once per kind into the tree of the
fields that carry it, so that a walk touches nothing else.
"""

from __future__ import annotations

from governance.model.finding import pointer_text
from governance.source.schemas import reference, resolve, schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from governance.model.finding import Pointer


class _Plan:
    """A field that carries the keyword (``mark``), or holds some that do."""

    __slots__ = ("fields", "items", "mark")

    def __init__(self, mark: Any, fields: dict[str, _Plan], items: _Plan | None) -> None:
        self.mark = mark
        self.fields = fields
        self.items = items


_plans: dict[tuple[str, str], _Plan] = {}
_shared: dict[tuple[str, str], _Plan | None] = {}
_EMPTY = _Plan(None, {}, None)


def _plan(kind: str, keyword: str) -> _Plan:
    key = (kind, keyword)
    if key not in _plans:
        _plans[key] = _build(schema(kind), kind, keyword) or _EMPTY
    return _plans[key]


def _build(node: dict[str, Any], root: str, keyword: str) -> _Plan | None:
    if "$ref" in node and keyword not in node:
        key = (reference(node, root), keyword)
        if key not in _shared:
            _shared[key] = _resolved(*resolve(node, root), keyword)
        return _shared[key]
    return _resolved(*resolve(node, root), keyword)


def _resolved(node: dict[str, Any], root: str, keyword: str) -> _Plan | None:
    built = {name: _build(sub, root, keyword) for name, sub in node.get("properties", {}).items()}
    fields = {name: plan for name, plan in built.items() if plan is not None}
    items = _build(node["items"], root, keyword) if "items" in node else None
    mark = node.get(keyword)
    if keyword == "x-ref" and mark is not None:
        mark = (mark,) if type(mark) is str else tuple(mark)
    return _Plan(mark, fields, items) if mark or fields or items else None


def references(kind: str, data: dict[str, Any]) -> list[tuple[tuple[str, ...], str, Pointer]]:
    """Every reference of a record: kinds it may name, the id it names, where."""
    found: list[tuple[tuple[str, ...], str, Pointer]] = []
    _references(_plan(kind, "x-ref"), data, (), found)
    if kind == "measurement" and "supersedes" in data:
        # A measure names the one it corrects, which lies beside it, by its file name alone.
        folder = data.get("indicator")
        found = [
            (kinds, f"{folder}/{named}" if at == ("supersedes",) else named, at)
            for kinds, named, at in found
        ]
    return found


def _references(plan: _Plan, value: Any, at: Pointer, found: list[Any]) -> None:
    if plan.mark is not None:
        if type(value) is str:
            found.append((plan.mark, value, at))
    elif plan.items is not None:
        if type(value) is list:
            for index, item in enumerate(value):
                _references(plan.items, item, (*at, index), found)
    elif type(value) is dict:
        for name, sub in plan.fields.items():
            if name in value:
                _references(sub, value[name], (*at, name), found)


def is_reference(kind: str, field: str) -> bool:
    """Whether the top-level ``field`` of a record of ``kind`` names others, itself or inside."""
    return field in _plan(kind, "x-ref").fields


def unsourced(kind: str, data: dict[str, Any]) -> Iterator[Pointer]:
    """Where a fact is stated without its ``source``."""
    yield from _unsourced(_plan(kind, "x-fact"), data, ())


def _unsourced(plan: _Plan, value: Any, at: Pointer) -> Iterator[Pointer]:
    if plan.items is not None and type(value) is list:
        for index, item in enumerate(value):
            yield from _unsourced(plan.items, item, (*at, index))
    elif type(value) is dict:
        if plan.mark and not value.get("source"):
            yield at
        for name, sub in plan.fields.items():
            if name in value:
                yield from _unsourced(sub, value[name], (*at, name))


def known_at(kind: str, data: dict[str, Any], day: str) -> dict[str, Any] | None:
    """``data`` as an observer of ``day`` (``YYYY-MM-DD``) knew it; ``None`` if it did not exist.

    The mapping itself is returned when nothing in it is later.
    """
    seen = _known(_plan(kind, "x-known-from"), data, day)
    return seen if type(seen) is dict else None


def _known(plan: _Plan, value: Any, day: str) -> Any:
    if type(value) is list:
        if plan.items is None:
            return value
        seen = [_known(plan.items, item, day) for item in value]
        if all(new is old for new, old in zip(seen, value, strict=True)):
            return value
        return [item for item in seen if item is not None]
    if type(value) is not dict:
        return None if plan.mark == "." and type(value) is str and value > day else value
    if plan.mark and _is_later(value, plan.mark, day):
        return None
    changed: dict[str, Any] = {}
    for name, sub in plan.fields.items():
        if name in value:
            new = _known(sub, value[name], day)
            if new is not value[name]:
                changed[name] = new
    if not changed:
        return value
    merged = {**value, **changed}
    return {name: item for name, item in merged.items() if item is not None and item != []}


def places_at(kind: str, data: dict[str, Any], day: str) -> dict[str, list[int]]:
    """By the JSON Pointer of each list of ``data`` that :func:`known_at` shortens: the places of the
    items that it keeps."""
    found: dict[str, list[int]] = {}
    _places(_plan(kind, "x-known-from"), data, day, (), found)
    return found


def _places(plan: _Plan, value: Any, day: str, at: Pointer, found: dict[str, list[int]]) -> None:
    if type(value) is dict:
        for name, sub in plan.fields.items():
            if name in value:
                _places(sub, value[name], day, (*at, name), found)
    elif type(value) is list and plan.items is not None:
        items = enumerate(value)
        kept = [index for index, item in items if _known(plan.items, item, day) is not None]
        if len(kept) < len(value):
            found[pointer_text(at)] = kept
        for index in kept:
            _places(plan.items, value[index], day, (*at, index), found)


def _is_later(value: Any, path: str, day: str) -> bool:
    for step in path.split("/"):
        value = value.get(step) if type(value) is dict else None
    return type(value) is str and value > day
