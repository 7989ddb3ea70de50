"""Any value that differs between two versions of a record, in sentences, down to its parts."""

from __future__ import annotations

from governance.i18n import N_
from governance.measure.fingerprint import canonical
from governance.model.duration import day
from governance.services.diff_words import LOST, OTHER, REWORDED, Day, Id, Label, Sentence, Word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from governance.model.finding import Pointer
    from governance.model.record import Record

    Entry = dict[str, Any]
    Pair = tuple[int | None, Entry | None, int | None, Entry | None]

_ENTRY_KEYS = (
    ("id",), ("role", "person", "organisation"), ("administration",), ("needs",),
    ("indicator", "operator"), ("lesson",), ("programme",), ("milestone",), ("question",),
    ("product",), ("nature", "authority", "from"), ("person", "organisation"), ("date", "event"),
    ("name",), ("of",), ("title",), ("text",), ("date",),
)  # fmt: skip
"""What tells one entry of a list from the others: the first of these groups it has all or part of."""
_NAMES = ("id", "title", "name", "person", "administration", "organisation", "needs", "indicator",
          "lesson", "programme", "milestone", "question", "of", "text", "nature", "date")  # fmt: skip
_SAID = {
    ("added", False): N_("{id}, {field}: {now} is added."),
    ("added", True): N_("{id}, {field} of {name}: {now} is added."),
    ("taken", False): N_("{id}, {field}: {was} is taken out."),
    ("taken", True): N_("{id}, {field} of {name}: {was} is taken out."),
    ("changed", False): N_("{id}, {field}: {was} becomes {now}."),
    ("changed", True): N_("{id}, {field} of {name}: {was} becomes {now}."),
    ("reworded", False): N_("{id}, {field}: reworded."),
    ("reworded", True): N_("{id}, {field} of {name}: reworded."),
}
"""What is said of a value, with the name of the entry it stands in or without."""
_LONG = 60
"""Characters from which a text that changes is said to be reworded, not quoted twice."""


def told(
    path: tuple[str, ...], at: Pointer, old: Any, new: Any, after: Record, rank: int, name: str = ""
) -> Iterator[Sentence]:
    """The sentences of one value that differs, down to its parts."""
    if isinstance(old, dict) and isinstance(new, dict):
        for field in [*old, *(field for field in new if field not in old)]:
            if canonical(old.get(field)) != canonical(new.get(field)):
                yield from told(
                    (*path, field), (*at, field), old.get(field), new.get(field), after, rank, name
                )
    elif isinstance(old, list | None) and isinstance(new, list | None) and (old or new):
        yield from _entries(path, at, old, new, after, rank)
    else:
        yield _scalar(path, at, old, new, after, rank, name)


def _entries(
    path: tuple[str, ...], at: Pointer, old: list[Any] | None, new: list[Any] | None, after: Record,
    rank: int,
) -> Iterator[Sentence]:  # fmt: skip
    if any(not isinstance(item, dict) for item in [*(old or []), *(new or [])]):
        known = [canonical(item) for item in old or []]
        now = [canonical(item) for item in new or []]
        differing: list[tuple[Any, Any, int | None]] = [
            (item, None, None)
            for item, text in zip(old or [], known, strict=True)
            if text not in now
        ]
        differing += [(None, item, i) for i, item in enumerate(new or []) if now[i] not in known]
        for was, now_, index in differing:
            where = at if index is None else (*at, index)
            yield _scalar(path, where, was, now_, after, rank)
        return
    for _, was, index, entry in pairs(old, new):
        where = at if index is None else (*at, index)
        if was is not None and entry is not None:
            if canonical(was) != canonical(entry):
                yield from told(path, where, was, entry, after, rank, _named(entry))
        else:
            least = rank if entry is None else max(rank, OTHER)
            yield _scalar(path, where, was and _named(was), entry and _named(entry), after, least)


def _scalar(
    path: tuple[str, ...], at: Pointer, old: Any, new: Any, after: Record, rank: int, name: str = ""
) -> Sentence:
    params: dict[str, Any] = {"id": Id(after.id), "field": Label(after.kind, path)}
    if name:
        params["name"] = name
    what = "added" if old is None else "taken" if new is None else "changed"
    texts = [value for value in (old, new) if isinstance(value, str)]
    if len(texts) == 2 and max(map(len, texts)) > _LONG:
        what = "reworded"
        rank = rank if rank == LOST else REWORDED
    message = _SAID[what, bool(name)]
    if old is not None:
        params["was"] = _written(old, path, after.kind)
    if new is not None:
        params["now"] = _written(new, path, after.kind)
    return Sentence(after.key, at, rank, message, old=old, new=new, **params)


def _written(value: Any, path: tuple[str, ...], kind: str) -> Any:
    """``value`` for a sentence: a number, a day, a word of the vocabulary, or text."""
    if isinstance(value, bool):
        return Word(N_("yes")) if value else Word(N_("no"))
    if isinstance(value, int | float):
        return value
    if isinstance(value, dict | list):
        return _named(value) if isinstance(value, dict) else ", ".join(str(item) for item in value)
    if day(value):
        return Day(value)
    return Label(kind, path, str(value))


def pairs(old: Any, new: Any) -> list[Pair]:
    """Entries of two lists side by side: equal ones first, then those of one key, in the order of
    the new list; what is gone comes last."""
    before = [(i, item) for i, item in enumerate(old or []) if isinstance(item, dict)]
    after = [(i, item) for i, item in enumerate(new or []) if isinstance(item, dict)]
    found: list[Pair] = []
    for key in (canonical, _key, _weak_key):
        for index, item in list(after):
            match = next((pair for pair in before if key(pair[1]) == key(item)), None)
            if match is not None:
                before.remove(match)
                after.remove((index, item))
                found.append((match[0], match[1], index, item))
    found += [(None, None, index, item) for index, item in after]
    found.sort(key=lambda pair: pair[2] or 0)
    return found + [(index, item, None, None) for index, item in before]


def _key(item: Entry) -> tuple[Any, ...]:
    """What tells ``item`` from the other entries of its list."""
    for fields in _ENTRY_KEYS:
        if any(field in item for field in fields):
            return tuple(canonical(item.get(field)) for field in fields)
    return (canonical(item),)


def _weak_key(item: Entry) -> Any:
    """The first field of the key alone; a role without its person is another role."""
    if "role" in item:
        return canonical(item)
    return _key(item)[0]


def _named(item: Entry) -> str:
    """What an entry is called in a sentence."""
    return next((str(item[name]) for name in _NAMES if name in item), "—")


def when(value: object) -> Day | Word:
    return Day(value) if value else Word(N_("no date"))
