"""What a filter says of a point of an agenda: the fields of lists, and who answers."""

from __future__ import annotations

from governance.i18n import _
from governance.reporters.todo import KINDS
from governance.services.fields import known
from tui.screens.today import organisations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governance.services.filter import Value
    from governance.services.item import Item
    from governance.services.meeting import Point
    from tui.session import Loaded

_OWN = frozenset(("kind", "due", "who", "person", "organisation", "ministry", "draft", "held"))
"""Besides those of a programme; ``kind`` so that a filter typed among all things due fits too."""


def fields() -> set[str]:
    """The fields of a point of an agenda."""
    return known("programme") | _OWN


def value(point: Point, item: Item, loaded: Loaded, field: str) -> list[Value]:
    """The values of ``field``, as a filter compares them."""
    if field not in _OWN:
        return item.get(field)
    if field == "kind":
        kind = "review" if item.kind == "programme" else "steering"
        return [kind, _(KINDS[kind])]
    if field == "who":
        return [who["name"] for who in point["who"]]
    if field == "person":
        return [who["person"] for who in point["who"] if who["person"]]
    if field in ("organisation", "ministry"):
        return organisations(point["who"], loaded)
    if field == "due":
        return [point["due"]] if point["due"] else []
    return [point["draft"] if field == "draft" else point["held"] is not None]
