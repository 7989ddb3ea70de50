"""docs/screens/*.svg: the five main screens of the terminal UI on the shipped roadmap as of a past day."""

from __future__ import annotations

import asyncio
import io
import os
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.segment import Segment, Segments
from rich.terminal_theme import TerminalTheme

from governance import i18n
from hatch_build import compile_catalogues
from tools.documents import ROOT, run
from tools.screenshot import drawn
from tui.app import JalonApp
from tui.session import Session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.pilot import Pilot

DAY = date(2021, 6, 30)
SIZE = (120, 34)
PROGRAMME = "franceconnect"
"""One with indicators, measures and milestones by then."""
# The keys that lead to each screen from the one before.
SCREENS = {
    "today": (),
    "portfolio": ("2",),
    "programme": ("slash", *f"id:{PROGRAMME}", "enter", "enter"),
    "checkpoint": ("r",),
    "plan": ("escape", "escape", "escape", "4"),
}
LANGUAGES = {"en": "", "fr": ".fr"}
_BEAT = 0.01


def documents() -> dict[str, str]:
    """The pictures, by their paths."""
    compile_catalogues(ROOT)
    before = i18n.current()
    found: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="jalon-screens-") as name:
        # A copy, so that nobody's unfinished work is in the picture, with the looks of a first start.
        folder = Path(name)
        for part in ("roadmap", "governance/policy"):
            shutil.copytree(ROOT / part, folder / part)
        os.environ["JALON_CACHE"] = str(folder / "cache")
        for language, suffix in LANGUAGES.items():
            i18n.use(language)
            pictures = asyncio.run(_pictures(str(folder), language))
            found |= {f"docs/screens/{name}{suffix}.svg": svg for name, svg in pictures.items()}
    i18n.use(before)
    return found


async def _pictures(root: str, language: str) -> dict[str, str]:
    app = JalonApp(Session(root, DAY, lambda: DAY), watch_files=False)
    found = {}
    async with app.run_test(size=SIZE) as pilot:
        await _settle(pilot)
        for name, keys in SCREENS.items():
            for key in keys:
                await pilot.press(key)
                await _settle(pilot)
            found[name] = _picture(app, f"jalon-{name}-{language}")
    return found


async def _settle(pilot: Pilot[int]) -> None:
    """Wait until nothing is being read or made, and the page beside follows the cursor."""
    app = pilot.app
    assert isinstance(app, JalonApp)
    quiet = 0
    while quiet < 25:
        await pilot.pause()
        await asyncio.sleep(_BEAT)
        quiet = 0 if app.session.busy or app.pending or not app.session.loaded else quiet + 1


def _picture(app: JalonApp, name: str) -> str:
    console = Console(
        record=True, width=SIZE[0], file=io.StringIO(), force_terminal=True,
        color_system="truecolor", legacy_windows=False, _environ={},
    )  # fmt: skip
    for strip in app.screen._compositor.render_strips():
        console.print(Segments([*strip, Segment.line()]), end="")
    colours = app.theme_variables
    theme = TerminalTheme(
        _rgb(colours["background"]), _rgb(colours["foreground"]), [(0, 0, 0)] * 8, [(0, 0, 0)] * 8
    )
    return drawn(console, "Jalon", theme, name)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


if __name__ == "__main__":
    sys.exit(run("tools.screens", documents))
