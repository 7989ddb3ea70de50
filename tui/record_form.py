"""The form of a record: every field that its schema gives it, lists and groups folded until opened."""

from __future__ import annotations

from typing import NamedTuple

from governance.i18n import N_, _, current, plural
from governance.model.finding import pointer_text
from governance.model.kinds import DATED
from governance.reporters import cells
from governance.reporters.cells import DIM, clean
from governance.services.labels import title, word
from governance.services.neighbours import title_of
from governance.services.place import definition_of
from governance.services.values import as_typed
from tui import draw
from tui.review_form import CHOICE, LINE, TEXT, Field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import Any

    from governance.gate.roadmap import Roadmap
    from governance.model.finding import Pointer
    from governance.services.revising import Revising

VALUE, GROUP, LIST, NEXT, FIXED, STRAY = "value", "group", "list", "next", "fixed", "stray"
"""What a line of the form is: a value, fields of their own, items, the item to come, what is not to
be changed, what the schema does not know."""
_LONG = 500
"""Letters from which a text is typed on several lines."""
_HEADS = 4
"""Values that tell an item apart while it is folded."""
_UNITS = {"money": N_("euros"), "price": N_("euros"), "fte": N_("full-time equivalents")}
_COMPUTED = ("fingerprint",)


class Slot(NamedTuple):
    """One line of the form.

    ``field``   what it is called, and what it holds as a person types it
    ``pointer`` the place in the record; of ``next``, that of the list
    ``node``    its schema;  ``refs`` the kinds of record that it may name
    ``depth``   how many groups and lists it stands in
    ``text``    painted: what it holds, while it is folded
    """

    field: Field
    pointer: Pointer
    shape: str
    node: dict[str, Any]
    refs: tuple[str, ...]
    depth: int
    text: str = ""

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return self.shape != NEXT and bool(self.pointer) and isinstance(self.pointer[-1], int)


class RecordForm:
    """The lines of the record ``holding``; those ``opened`` (JSON Pointers) show what they hold."""

    def __init__(self, holding: Revising, roadmap: Roadmap, opened: Collection[str]) -> None:
        self._holding = holding
        self._roadmap = roadmap
        self._opened = opened
        self._language = current()

    def slots(self) -> Iterator[Slot]:
        """All of it, top to bottom."""
        yield from self._fields((), 0)

    def _fields(self, at: Pointer, depth: int) -> Iterator[Slot]:
        node, _root = self._holding.node(at)
        needed = node.get("required", ())
        for name in node["properties"]:
            yield from self._slots((*at, name), depth, needed=name in needed)
        held = self._holding.value if not at else self._holding.at(at)
        for name in held.keys() - node["properties"].keys() if isinstance(held, dict) else ():
            about = _("The schema has no such field: ⌫ takes it away, E opens the file.")
            field = Field(pointer_text((*at, name)), clean(name), about, LINE)
            yield Slot(field, (*at, name), STRAY, {}, (), depth)

    def _slots(self, at: Pointer, depth: int, *, needed: bool) -> Iterator[Slot]:
        node, _root = self._holding.node(at)
        shape, held = (
            {"object": GROUP, "array": LIST}.get(node["type"], VALUE),
            self._holding.at(at),
        )
        if (shape == GROUP and not isinstance(held, dict | None)) or (
            shape == LIST and not isinstance(held, list | None)
        ):
            shape = STRAY
        slot = self._slot(at, node, shape, depth, needed=needed)
        yield slot
        if shape in (VALUE, STRAY) or slot.field.name not in self._opened:
            return
        if shape == GROUP:
            yield from self._fields(at, depth + 1)
            return
        count = len(held) if isinstance(held, list) else 0
        for rank in range(count):
            yield from self._slots((*at, rank), depth + 1, needed=False)
        item, _root = self._holding.node((*at, count))
        label = _("+ {title}", title=title(item, self._language))
        field = Field(f"{slot.field.name}/+", label, self._about(item), LINE, empty="")
        yield Slot(field, at, NEXT, item, refs_of(item), depth + 1)

    def _slot(
        self,
        at: Pointer,
        node: dict[str, Any],
        shape: str,
        depth: int,
        *,
        needed: bool,
    ) -> Slot:
        label = title(node, self._language)
        if isinstance(at[-1], int):
            label = f"{at[-1] + 1}. {label}"
        if needed:
            label += " *"
        value, refs = self._holding.at(at), refs_of(node)
        # A group that is not there needs nothing.
        needed = needed and (len(at) == 1 or self._holding.at(at[:-1]) is not None)
        empty = _("needed") if needed and value in (None, "") else "–"
        about, choices, kind = self._about(node), self._choices(node), CHOICE
        if shape == VALUE and self._is_fixed(at):
            shape, about = FIXED, _("It names the file of the record, or is computed: it stays.")
        elif shape == STRAY:
            about = _("It holds another thing than it should: ⌫ takes it away, E opens the file.")
        elif refs:
            choices = ((as_typed(value), self._named(refs, value)),)
        elif not choices:
            kind = TEXT if node.get("maxLength", 0) > _LONG else LINE
            unit = self._unit(at, node)
            if unit:
                about = _("In {unit}. {about}", unit=unit, about=about)
                choices = ((as_typed(value), f"{as_typed(value)} {draw.paint(unit, DIM)}"),)
        field = Field(pointer_text(at), label, about, kind, choices, empty, needed)
        text = "" if value is None else self._told(at, value)
        return Slot(field, at, shape, node, refs, depth, text)

    def _is_fixed(self, at: Pointer) -> bool:
        if len(at) > 1:
            return False
        if self._holding.kind in DATED:
            return at[0] in ("indicator", "programme", "strategy", "date", *_COMPUTED)
        return at[0] == "id"

    def _about(self, node: dict[str, Any]) -> str:
        english = node.get("x-en", {}) if self._language == "en" else {}
        return str(english.get("description") or node.get("description", ""))

    def _choices(self, node: dict[str, Any]) -> tuple[tuple[str, str], ...]:
        if node["type"] == "boolean":
            return ("true", _("yes")), ("false", _("no"))
        words = node.get("enum", ())
        return tuple((one, word(node, one, self._language) or clean(one)) for one in words)

    def _unit(self, at: Pointer, node: dict[str, Any]) -> str:
        if node["type"] not in ("number", "integer"):
            return ""
        holding = self._holding
        name = definition_of(holding.kind, at)
        if name in _UNITS:
            return _(_UNITS[name])
        if name != "number" and at[-1] != "tolerance":
            return ""
        if holding.kind == "measurement":
            row = self._roadmap.records.get("indicator", {}).get(str(holding.at(("indicator",))))
            return clean(row.text("unit")) if row else ""
        return clean(holding.get("/unit")) if holding.kind == "indicator" else ""

    def _named(self, refs: tuple[str, ...], value: Any) -> str:
        id = as_typed(value)
        name = title_of(self._roadmap, refs, id) if id else ""
        return f"{clean(name)}  {draw.paint(clean(id), DIM)}" if name else clean(id)

    def _told(self, at: Pointer, value: Any) -> str:
        """What a group, an item or a list holds, on one line."""
        if isinstance(value, dict):
            texts = [self._word((*at, name), one) for name, one in value.items()]
            return clean(" · ".join([text for text in texts if text][:_HEADS]))
        if isinstance(value, list):
            count = plural(N_("{count} item"), N_("{count} items"), len(value))
            texts = [self._told((*at, rank), one) for rank, one in enumerate(value)]
            return f"{draw.paint(count, DIM)}  {', '.join(text for text in texts if text)}"
        return clean(self._word(at, value))

    def _word(self, at: Pointer, value: Any) -> str:
        """A value, in words where its field has a vocabulary."""
        try:
            node, _root = self._holding.node(at)
        except KeyError:
            return as_typed(value)  # of a field that the schema does not know
        return word(node, value, self._language) or as_typed(value)


def group_line(slot: Slot, width: int, *, opened: bool) -> str:
    """The line of a group, a list, an item, or of the item to come."""
    mark = "" if slot.shape == NEXT else "- " if opened else "+ "
    head = f"  {'  ' * slot.depth}{mark}{slot.field.label}"
    if opened or not slot.text:
        return cells.cut(head, width)
    room = max(0, width - cells.width(head) - 2)
    return f"{head}  {draw.paint(cells.cut(draw.plain(slot.text), room), DIM)}"


def refs_of(node: dict[str, Any]) -> tuple[str, ...]:
    """The kinds of record that a field may name."""
    named = node.get("x-ref", ())
    return (named,) if isinstance(named, str) else tuple(named)
