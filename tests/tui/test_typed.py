"""Keys typed faster than anything can be shown are acted on in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from governance.services.drafts import drafts
from tests.tui.conftest import copy, grid, kind, opened, press, run, rush
from tui.screens.checkpoint import Checkpoint
from tui.screens.portfolio import Portfolio
from tui.screens.questions import Sure
from tui.screens.record import RecordView

if TYPE_CHECKING:
    from pathlib import Path


def test_what_a_key_opens_is_there_for_the_next(small: str, tmp_path: Path) -> None:
    root = copy(small, tmp_path / "typed")

    async def drive() -> None:
        async with opened(root) as pilot:
            await rush(pilot, "colon", *"orage", "enter", "escape", "2")
            assert kind(pilot) is Portfolio
            await rush(pilot, "colon", *"plan", "down", "enter")
            second = kind(pilot)
            await press(pilot, "2", "colon", *"plan", "down", "enter")
            assert kind(pilot) is second is RecordView and "Plan numérique" in grid(pilot)
            await rush(pilot, "2", "slash", *"id", "colon", *"portail", "enter", "enter")
            assert kind(pilot) is RecordView and "portail" in grid(pilot)
            await rush(pilot, "r", *["j"] * 2, "enter", *"squeeze", "enter", "q")
            assert kind(pilot) is Sure, "it is not saved"
            await rush(pilot, "n")
            assert kind(pilot) is Checkpoint
            held = pilot.app.screen.current()
            assert held is not None and "squeeze" in held.values.values(), "no letter was a command"
            await rush(pilot, "D", "y", "1")
            assert not drafts(root)

    run(drive)
