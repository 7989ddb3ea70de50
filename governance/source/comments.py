"""Comments of a YAML file: where they stand, and the field or item each one belongs to.

A comment on its own line belongs to what follows it, unless its indentation says that it closes a
deeper list or mapping; a comment after a value belongs to that value.
"""

from __future__ import annotations

import re
from bisect import bisect_left

import yaml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

BLANK = ""
"""Stands in a list of comments for an empty line beside them."""

_SIGN = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)


class Comment:
    """One comment: ``text`` from its sign to the end of the line; ``alone`` when nothing precedes
    it on the line."""

    __slots__ = ("alone", "column", "index", "line", "text")

    def __init__(self, text: str, index: int, line: int, column: int, alone: bool) -> None:
        self.text = text
        self.index = index
        self.line = line
        self.column = column
        self.alone = alone


class Entry:
    """A field of a mapping (with ``key``), an item of a list, or the root, with its comments.

    ``before``  comment lines above it;  ``beside``  the one after its value
    ``below``   comment lines after the last of its ``children``
    """

    __slots__ = (
        "before",
        "below",
        "beside",
        "children",
        "column",
        "key",
        "parent",
        "start",
        "value",
    )

    def __init__(
        self, value: yaml.Node, parent: Entry | None, key: yaml.ScalarNode | None, column: int
    ) -> None:
        first = key if key is not None else value
        self.value = value
        self.parent = parent
        self.key = key
        self.start: int = first.start_mark.index
        self.column = column
        self.children: list[Entry] = []
        self.before: list[str] = []
        self.beside = BLANK
        self.below: list[str] = []

    @property
    def is_flow(self) -> bool:
        """Whether it is a list or mapping written between brackets."""
        return isinstance(self.value, yaml.CollectionNode) and bool(self.value.flow_style)

    @property
    def inner_column(self) -> int:
        """The column of its children; its own when it has none."""
        return self.children[0].column if self.children else self.column

    @property
    def has_comments(self) -> bool:
        """Whether a comment stands anywhere inside it."""
        return bool(self.below) or any(
            child.before or child.beside or child.has_comments for child in self.children
        )

    def holds(self, index: int) -> bool:
        """Whether ``index`` lies between its brackets."""
        return self.is_flow and self.value.start_mark.index < index < self.value.end_mark.index

    def ancestors(self) -> Iterator[Entry]:
        """Itself, then what holds it, up to the root."""
        entry: Entry | None = self
        while entry is not None:
            yield entry
            entry = entry.parent


def scan(text: str, root: yaml.Node) -> list[Comment]:
    """Every comment of ``text``, whose node graph is ``root``: whatever follows ``#`` outside the
    scalars can be nothing else."""
    found: list[Comment] = []
    position = 0
    for start, end in [*sorted(_scalars(text, root)), (len(text), len(text))]:
        for match in _SIGN.finditer(text, position, start):
            index = match.start()
            first = text.rfind("\n", 0, index) + 1
            alone = not text[first:index].strip()
            line = text.count("\n", 0, index)
            found.append(Comment(match.group().rstrip(), index, line, index - first, alone))
        position = max(position, end)
    return found


def _scalars(text: str, node: yaml.Node) -> Iterator[tuple[int, int]]:
    if isinstance(node, yaml.ScalarNode):
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in ("|", ">"):
            # Its header line may end in a comment.
            start = text.find("\n", start, end)
            start = end if start < 0 else start
        yield start, end
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(text, key)
            yield from _scalars(text, value)
    else:
        for item in node.value:
            yield from _scalars(text, item)


def attach(text: str, root: yaml.Node, comments: list[Comment]) -> Entry:
    """The tree of entries of ``root`` with every one of ``comments`` in it."""
    top = Entry(root, None, None, 0)
    entries: list[Entry] = []
    _grow(top, entries)
    starts = [entry.start for entry in entries]
    lines = text.split("\n")
    beside = {comment.line for comment in comments if not comment.alone}
    last: tuple[list[str], int] | None = None
    for comment in comments:
        place = bisect_left(starts, comment.index)
        # An item that is a mapping starts where its first field does: the item is met first.
        following = entries[place] if place < len(entries) else None
        previous = entries[place - 1] if place else None
        if not comment.alone and previous is not None:
            owner = _owner_beside(previous, comment, text)
            if owner is not None and not owner.beside:
                owner.beside = comment.text
                continue
            if owner is not None:
                owner.before.append(comment.text)
                continue
        target = _target(top, previous, following, comment, last)
        if comment.line and not lines[comment.line - 1].strip():
            target.append(BLANK)
        target.append(comment.text)
        below = comment.line + 1
        if (
            following is not None
            and target is following.before
            and below < len(lines)
            and not lines[below].strip()
            and below not in beside
        ):
            target.append(BLANK)
        last = (target, place)
    return top


def _grow(entry: Entry, entries: list[Entry]) -> None:
    node = entry.value
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            column = key.start_mark.column
            entry.children.append(Entry(value, entry, key, column))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            column = item.start_mark.column if node.flow_style else node.start_mark.column
            entry.children.append(Entry(item, entry, None, column))
    for child in entry.children:
        entries.append(child)
        _grow(child, entries)


def _owner_beside(previous: Entry, comment: Comment, text: str) -> Entry | None:
    """The entry whose line ``comment`` ends; ``None`` when the line holds but a dash or a bracket."""
    entry = previous
    while (
        entry.parent is not None and entry.parent.is_flow and not entry.parent.holds(comment.index)
    ):
        entry = entry.parent
    first = entry.key if entry.key is not None else entry.value
    ends = {first.start_mark.line, first.end_mark.line}
    if isinstance(entry.value, yaml.ScalarNode) or entry.is_flow:
        ends |= {entry.value.start_mark.line, entry.value.end_mark.line}
    return entry if comment.line in ends else None


def _target(
    top: Entry,
    previous: Entry | None,
    following: Entry | None,
    comment: Comment,
    last: tuple[list[str], int] | None,
) -> list[str]:
    """The list of comments that an own line of comment joins."""
    if previous is None:
        return following.before if following is not None else top.below
    if not previous.children and comment.index < previous.value.start_mark.index:
        return previous.before  # between a field and its value
    for entry in previous.ancestors():
        if entry.holds(comment.index):
            inside = following is not None and following.parent is entry
            return following.before if inside and following is not None else entry.below
    if following is None:
        least = 0
    else:
        sticks = last is not None and last[0] is following.before
        if comment.column <= following.column or following.parent is previous or sticks:
            return following.before
        least = following.column + 1
    for entry in previous.ancestors():
        # Dashes may stand under their field without indentation: the comment is then its peer.
        inside = entry.parent is None or entry.inner_column > entry.column
        if entry.children and inside and least <= entry.inner_column <= comment.column:
            return entry.below
    return following.before if following is not None else top.below
