"""What each view shows, at both sizes and in both languages: text grids, read before they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from governance import i18n
from tests.tui.conftest import grid, opened, press, run
from tests.tui.forms import follow

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

SIZES = [(80, 24), (120, 40)]
PATHS = {
    "today": (),
    "portfolio": ("2",),
    "filter": ("2", "slash", "=id:orage"),
    "programme": ("2", "slash", "=id:orage", "enter", "enter"),
    "checkpoint": ("2", "slash", "=id:orage", "enter", "r"),
    "problems": ("3",),
    "file": ("3", "down", "f"),
    "rule": ("3", "x"),
    "help": ("2", "question_mark"),
    "palette": ("colon", "=mes"),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_view(
    lang: str, size: tuple[int, int], small: str, snapshot: SnapshotAssertion
) -> None:
    """One sitting goes through all of them, so that each also survives having been left."""
    i18n.use(lang)
    seen: dict[str, str] = {}

    async def drive() -> None:
        async with opened(small, size) as pilot:
            for name, keys in PATHS.items():
                await follow(pilot, ("1", *keys))
                seen[name] = grid(pilot)
                while len(pilot.app.screen_stack) > 1:
                    await press(pilot, "escape")
                if pilot.app.screen.filter:
                    await press(pilot, "escape")
                assert not pilot.app.screen.query("#filter")

    run(drive)
    for name, shown in seen.items():
        lines = shown.splitlines()
        assert len(lines) == size[1] and max(map(len, lines)) <= size[0], name
        assert shown == snapshot(name=name)
