"""The text of a record file: its lines, and what stands on which."""

from __future__ import annotations

import os

from governance.errors import ENVIRONMENT, JalonError
from governance.i18n import N_
from governance.source.files import read_at_most
from governance.source.guards import MAX_BYTES
from governance.source.reader import Locator, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from governance.model.finding import Pointer


def lines(root: str, path: str) -> list[str]:
    """The lines of the file ``path`` of the repository at ``root``; bytes that are no text are
    shown as ``\\xNN``, and what is longer than a record may be is left out.

    Raises :class:`JalonError` (exit 4) when the file cannot be read.
    """
    return _bytes(root, path).decode("utf-8", "backslashreplace").splitlines()


def _bytes(root: str, path: str) -> bytes:
    try:
        return read_at_most(os.path.join(root, path), MAX_BYTES)
    except OSError as error:
        raise JalonError(
            N_("{path} cannot be read: {reason}."),
            hint=N_("Check the file and its permissions."),
            exit_code=ENVIRONMENT, path=path, reason=error.strerror or str(error),
        ) from None  # fmt: skip


def line_of(root: str, path: str, pointer: Pointer) -> int:
    """The line, from 1, on which ``pointer`` stands in the record ``path``, or what holds it."""
    return Locator(_bytes(root, path)).locate(pointer, "value")[0]


def pointer_at(root: str, path: str, line: int) -> Pointer:
    """What stands on the line ``line``, from 1, of the record ``path``: the last field that begins
    there or above."""
    data = _bytes(root, path)
    locator = Locator(data)
    places = [(locator.locate(at, "key"), at) for at in _pointers(read(data)[0], ())]
    return max([(place, at) for place, at in places if place[0] <= line], default=((0, 0), ()))[1]


def _pointers(value: Any, at: Pointer) -> Iterator[Pointer]:
    entries = value.items() if isinstance(value, dict) else ()
    for step, held in enumerate(value) if isinstance(value, list) else entries:
        yield (*at, step)
        yield from _pointers(held, (*at, step))
