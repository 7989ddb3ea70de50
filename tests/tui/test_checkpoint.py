"""Holding a checkpoint in the terminal UI: from the first page to the files, nothing typed lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from governance import i18n
from governance.services.holding import unfinished
from tests.tui.conftest import copy, grid, opened, press, run, settled
from tui.screens.checkpoint import Checkpoint
from tui.screens.today import Today


async def fill(pilot: Any, name: str, text: str, end: str = "enter") -> None:
    """Type ``text`` into the field ``name``, as a person does once on its line."""
    await there(pilot, name)
    await press(pilot, "enter")
    if pilot.app.screen.query("#entry"):
        pilot.app.screen.query_one("#entry").insert(text)
    else:
        pilot.app.screen.query_one("PaletteInput").insert_text_at_cursor(text)
    await settled(pilot)
    if end:
        await press(pilot, end)


async def there(pilot: Any, name: str) -> None:
    lines = pilot.app.screen.lines
    keys = [row.key for row in lines.rows]
    assert name in keys, keys
    lines.go(keys.index(name))
    await settled(pilot)


def near(pilot: Any, name: str) -> str:
    """The text of the field and of the sentences under it."""
    lines = pilot.app.screen.lines
    return "\n".join(r.line(lines.room) for r in lines.rows if r.key == name or r.key.startswith(f"{name} "))


async def begun(pilot: Any, programme: str) -> None:
    """Start the review of ``programme`` with keys, from the first page."""
    lines = pilot.app.screen.lines
    lines.go(next(i for i, row in enumerate(lines.rows) if row.target == f"programme/{programme}"))
    await press(pilot, "r")
    assert isinstance(pilot.app.screen, Checkpoint)


def test_a_checkpoint_is_held_and_saved(small: str, tmp_path: Path) -> None:
    root = copy(small, tmp_path / "held")

    async def drive() -> None:
        async with opened(root) as pilot:
            await begun(pilot, "orage")

            await fill(pilot, "participants/1", "ministere")
            await fill(pilot, "participants/2", "dnum:Alix Roy:chef")
            for question in ("avancement", "trajectoire", "usage", "arret"):
                await fill(pilot, f"answers/{question}", "Oui : c'est fait.")
            await fill(pilot, "measure/orage-messages", "15OO", end="")

            assert "not a number" in near(pilot, "measure/orage-messages")
            await press(pilot, "backspace", "backspace", "0", "0", "enter")
            assert "not a number" not in near(pilot, "measure/orage-messages")
            await fill(pilot, "measure/orage-messages/bound", "least")
            await fill(pilot, "measure/orage-messages/source", "plan")
            await fill(pilot, "forecasts/essai", "+13w", end="")

            await press(pilot, "enter")
            await fill(pilot, "forecasts/essai/reason", "Marché en retard.")
            await fill(pilot, "weather", "cloudy")
            await fill(pilot, "decision.kind", "stop")

            await fill(pilot, "decision.reason", "Sans usage.")
            await fill(pilot, "decision.wind_down", "Reprise par le portail.")
            await fill(pilot, "decision.decider", "Comité")
            await fill(pilot, "actions/1/title", "Prévenir")
            await fill(pilot, "actions/1/owner", "dnum")
            await fill(pilot, "actions/1/due", "+2w")
            await press(pilot, "G")

            await press(pilot, "s")

            await press(pilot, "y")


    run(drive)
    for name in ("checkpoints/orage/2026-06-01", "measurements/orage-messages/2026-06-01"):
        print(Path(root, "roadmap", f"{name}.yaml").read_text("utf-8"))

