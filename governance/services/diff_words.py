"""A sentence about a change: a template, what fills it, and how much it matters."""

from __future__ import annotations

from governance.i18n import translator
from governance.model.duration import day
from governance.services.labels import node_at, title, word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from governance.model.finding import Pointer

LOST, DECIDED, MEASURED, PEOPLE, OTHER, REWORDED, FILE = range(7)
"""How much a sentence matters: a promise that shrinks or a fact that goes, a decision or a review,
a measure or a date, who holds a role, any other fact, a text said otherwise, a file alone."""
RANKS = ("lost", "decided", "measured", "people", "other", "reworded", "file")


class Id:
    """An id or a path in a sentence."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class Word:
    """A word of ours, said in the reader's language: a message id."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class Day:
    """A day of the calendar, written as it is; ``given`` that is none is text like any other."""

    __slots__ = ("text",)

    def __init__(self, given: object) -> None:
        self.text = given


class Label:
    """What the schema calls a field (``path`` of names), or, with ``value``, a word of its
    vocabulary."""

    __slots__ = ("kind", "path", "value")

    def __init__(self, kind: str, path: tuple[str, ...], value: str | None = None) -> None:
        self.kind = kind
        self.path = path
        self.value = value

    def said(self, language: str) -> str | None:
        """The titles of the fields on the way, or the word; ``None`` for a value without one."""
        if self.value is not None:
            found = node_at(self.kind, ".".join(self.path))
            return word(found[0], self.value, language) if found else None
        titles = []
        for length in range(1, len(self.path) + 1):
            found = node_at(self.kind, ".".join(self.path[:length]))
            titles.append(title(found[0], language) if found else self.path[length - 1])
        return " · ".join(titles)


class Sentence:
    """One thing that changed.

    ``record``   ``kind/id``, or the path of a file that is no record
    ``pointer``  where in the record, after the change (before it, for what is gone)
    ``old``, ``new``  the values as the records write them; ``None`` for nothing
    ``message``  id of the sentence; ``params`` fill it
    ``rank``     how much it matters, least is most
    """

    __slots__ = ("message", "new", "old", "params", "pointer", "rank", "record")

    def __init__(
        self,
        record: str,
        pointer: Pointer,
        rank: int,
        message: str,
        *,
        old: Any = None,
        new: Any = None,
        **params: Any,
    ) -> None:
        self.record = record
        self.pointer = pointer
        self.rank = rank
        self.message = message
        self.old = old
        self.new = new
        self.params = params

    def said(
        self,
        language: str,
        text: Callable[[str], str],
        id: Callable[[str], str],
        number: Callable[[float], str],
    ) -> str:
        """The sentence in ``language``; ``text`` of records, ids and paths, and numbers are written
        by the caller, as something that its medium cannot obey."""

        def written(value: object) -> str:
            if isinstance(value, Id):
                return id(value.text)
            if isinstance(value, Word):
                return translator(language)(value.text)
            if isinstance(value, Day):
                return str(value.text) if day(value.text) else text(str(value.text))
            if isinstance(value, Label):
                return value.said(language) or text(str(value.value))
            if isinstance(value, int | float) and not isinstance(value, bool):
                return number(value)
            return text(str(value))

        filled = {name: written(value) for name, value in self.params.items()}
        return translator(language)(self.message).format_map(filled)
