"""The bytes of a record after edits, proved to hold what was meant and nothing else."""

from __future__ import annotations

import json
from collections import Counter

from governance.model.edit import SET, applied, look
from governance.source.guards import decode
from governance.source.layout import canonical, remarks
from governance.source.problem import Problem
from governance.source.reader import read
from governance.source.splice import region

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from governance.model.edit import Edit


class Unfaithful(Exception):
    """The text that edits gave says something else than what was meant, or loses a comment."""


class Revision:
    """A record after edits.

    ``data``      the bytes of its file;  ``value`` the mapping they hold
    ``comments``  those that went with what was removed
    """

    def __init__(self, data: bytes, value: dict[str, Any], comments: list[str]) -> None:
        self.data = data
        self.value = value
        self.comments = comments


def revised(data: bytes, kind: str, edits: Sequence[Edit]) -> Revision:
    """``data``, a record of ``kind``, after ``edits``.

    A file in the canonical layout stays in it; elsewhere nothing moves but what is edited.  Line
    ends stay what they are.

    Raises :class:`Problem` when ``data`` cannot be read or what was asked cannot be written,
    :class:`governance.model.edit.Misplaced`, and :class:`Unfaithful`.
    """
    before, problems = read(data)
    if before is None:
        raise problems[0]
    windows = b"\r\n" in data
    text = first = decode(data).replace("\r\n", "\n")
    gone: list[str] = []
    for edit in edits:
        found = region(text, kind, edit)
        after = text[: found.start] + found.new + text[found.end :]
        if found.removed:
            gone += (Counter(remarks(text)) - Counter(remarks(after))).elements()
        text = after
    meant = applied(before, edits)
    written = text.replace("\n", "\r\n") if windows else text
    _prove(first, written, meant, problems, gone)
    if not _is_spliced(edits, before) and canonical(first, kind) == first:
        text = canonical(text, kind)
        written = text.replace("\n", "\r\n") if windows else text
        _prove(first, written, meant, problems, gone)
    return Revision(written.encode("utf-8"), meant, gone)


def _is_spliced(edits: Sequence[Edit], before: dict[str, Any]) -> bool:
    """Whether every edit replaces a scalar by another, which touches no byte around it."""
    return all(
        edit.op == SET
        and not isinstance(edit.value, dict | list)
        and not isinstance(look(before, edit.pointer), dict | list | None)
        for edit in edits
    )


def _prove(
    first: str, written: str, meant: dict[str, Any], problems: list[Problem], gone: list[str]
) -> None:
    value, now = read(written.encode("utf-8", "surrogatepass"))
    if value is None:
        raise now[0]
    known = Counter(problem.code for problem in problems)
    for problem in now:
        known[problem.code] -= 1
        if known[problem.code] < 0:
            raise problem
    if not same(value, meant) or Counter(remarks(written)) + Counter(gone) != Counter(
        remarks(first)
    ):
        raise Unfaithful


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal and of the same types all through: ``1`` is neither ``true`` nor
    ``1.0``."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
