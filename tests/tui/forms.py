"""What a person does in the terminal UI: keys one after the other, forms filled in and read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.widgets import Input

from tests.tui.conftest import press, settled, type_text
from tui.screens.checkpoint import Checkpoint


async def follow(pilot: Any, keys: Iterable[str]) -> None:
    """Press ``keys``; what begins with ``=`` is typed."""
    for key in keys:
        if key.startswith("="):
            await type_text(pilot, key[1:])
        else:
            await press(pilot, key)


def shown(pilot: Any) -> Any:
    """The screen."""
    return pilot.app.screen


async def there(pilot: Any, name: str) -> None:
    """Put the cursor on the field ``name``."""
    lines = pilot.app.screen.lines
    keys = [row.key for row in lines.rows]
    assert name in keys, keys
    lines.go(keys.index(name))


async def fill(pilot: Any, name: str, text: str, *end: str) -> None:
    """Type ``text`` into the field ``name``, as a person does once on its line."""
    await there(pilot, name)
    await press(pilot, "enter")
    entry = pilot.app.screen.query("#entry")
    if entry:
        entry.first().replace(text, *entry.first().selection)
    else:
        pilot.app.screen.query_one("PaletteInput").insert_text_at_cursor(text)
    await settled(pilot)
    await press(pilot, *(end or ("enter",)))


async def answer(pilot: Any, text: str) -> None:
    """Answer a question with ``text`` instead of what stands there."""
    pilot.app.screen.query_one(Input).value = ""
    await type_text(pilot, text)
    await press(pilot, "enter")


def near(pilot: Any, name: str) -> str:
    """The field and the sentences under it."""
    lines = pilot.app.screen.lines
    mine = [r for r in lines.rows if r.key == name or r.key.startswith(f"{name} ")]
    return "\n".join(row.line(lines.room) for row in mine)


def said(pilot: Any) -> str:
    """Every line of the form, also those that the window does not show."""
    lines = pilot.app.screen.lines
    return " ".join(" ".join(row.line(lines.room) for row in lines.rows).split())


async def begun(pilot: Any) -> None:
    """Start the review of a stormy programme with keys, from the first page."""
    lines = pilot.app.screen.lines
    lines.go(next(i for i, row in enumerate(lines.rows) if row.target == "programme/orage"))
    await press(pilot, "r")
    assert isinstance(pilot.app.screen, Checkpoint)
