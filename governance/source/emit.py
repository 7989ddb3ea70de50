"""A value as YAML text that every reader takes for the same value, on one line or in the one layout."""

from __future__ import annotations

from decimal import Decimal

from governance.source.layout import canonical, laid, modeline
from governance.source.scalars import inline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from governance.source.layout import Shape


def flow(value: Any) -> str:
    """``value`` on one line, fit to stand between brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return inline(value, flow=True) if isinstance(value, str) else plain(value)


def plain(value: Any) -> str:
    """A number, a truth or nothing, as YAML 1.1 and 1.2 both write it: never with an exponent."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        text = f"{Decimal(repr(value)):f}"
        return text if "." in text else f"{text}.0"
    return str(value)


def lines(value: dict[str, Any] | list[Any], shape: Shape, indent: int) -> list[str]:
    """The fields of a mapping, or the items of a list, each on lines of its own at ``indent``.

    ``shape`` is the schema that ``value`` follows.
    """
    return laid(flow(value), shape, indent)


def document(kind: str, data: dict[str, Any], target: str) -> str:
    """The text of a new record of ``kind``, whose first line says that its schema is at ``target``."""
    return canonical(f"{modeline(target)}\n{flow(data)}\n", kind)
