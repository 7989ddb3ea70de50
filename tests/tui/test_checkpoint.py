"""Holding a checkpoint in the terminal UI: from the first page to the files, nothing typed lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from governance import i18n
from governance.services.check import check
from governance.services.holding import unfinished
from tests.tui.conftest import DAY, copy, grid, opened, press, run, settled, type_text
from tests.tui.forms import begun, fill, near, said, there
from tui.screens import filling
from tui.screens.checkpoint import Checkpoint
from tui.screens.questions import Sure
from tui.screens.today import Today

CHECKPOINT = "roadmap/checkpoints/orage/2026-06-01.yaml"
NUMBER = "is not a number"
MEASURE = "roadmap/measurements/orage-messages/2026-06-01.yaml"


@pytest.fixture
def root(small: str, tmp_path: Path) -> str:
    return copy(small, tmp_path / "held")


def test_a_checkpoint_is_held_from_the_first_page_to_its_files(root: str) -> None:
    async def drive() -> None:
        async with opened(root) as pilot:
            await begun(pilot)
            assert "Promised on 2026-05-04" in grid(pilot) and "Chiffrer la reprise" in grid(pilot)
            await fill(pilot, "participants/1", "pilote")
            await fill(pilot, "answers/avancement", "L'essai.", "tab")
            assert pilot.app.screen.query_one("#entry").name == "answers/trajectoire"
            await press(pilot, "escape")
            await fill(pilot, "measure/orage-messages", "15OO", "left")
            assert NUMBER in near(pilot, "measure/orage-messages")
            assert NUMBER in grid(pilot).splitlines()[2]
            await press(pilot, "right", "backspace", "backspace", "0", "0", "enter")
            assert NUMBER not in said(pilot)
            await fill(pilot, "measure/orage-messages/bound", "at_least")
            await fill(pilot, "measure/orage-messages/source", "numérique")
            await fill(pilot, "forecasts/essai", "+13w", "left")
            assert "2026-08-31" in grid(pilot).splitlines()[2]
            await press(pilot, "enter")
            await fill(pilot, "weather", "cloudy")
            assert "support needed" in near(pilot, "weather")
            await fill(pilot, "decision.kind", "stop")
            assert "D306" in near(pilot, "decision.kind")
            await fill(pilot, "decision.reason", "Sans usage.")
            await fill(pilot, "decision.wind_down", "Reprise par le portail.")
            assert "D306" not in near(pilot, "decision.kind")
            assert "2026-05-04 → 2026-06-01" in said(pilot)  # the last review, in what this does
            await press(pilot, "s")
            assert type(pilot.app.screen) is Sure and "Write 2 files" in grid(pilot)
            await press(pilot, "enter")  # never says yes
            assert not Path(root, CHECKPOINT).exists()
            await press(pilot, "s", "y")
            assert isinstance(pilot.app.screen, Today)
            assert "programme/orage" not in {r.target for r in pilot.app.screen.lines.rows}

    run(drive)
    assert not unfinished(root)
    written = Path(root, CHECKPOINT).read_text("utf-8")
    for line in ("measures: [orage-messages/2026-06-01]", "  - organisation: ministere",
                 "    forecast: 2026-08-31", "  wind_down: Reprise par le portail."):  # fmt: skip
        assert line in written.splitlines()
    measure = Path(root, MEASURE).read_text("utf-8")
    assert "value: 1500\nbound: at_least\nsource: [plan-2025]\n" in measure
    broken = [f for f in check(root, DAY, DAY).findings if f.code[0] in "PSL"]
    assert not [f for f in broken if f.path in (CHECKPOINT, MEASURE)]


def test_the_form_speaks_french(root: str) -> None:
    i18n.use("fr")

    async def drive() -> None:
        async with opened(root) as pilot:
            await begun(pilot)
            shown = grid(pilot)
            assert "Promis le 2026-05-04" in shown and "Qu'est-ce qui a été livré" in shown
            await fill(pilot, "forecasts/essai", "+13s", "left")
            assert "2026-08-31\u00a0: lundi, dans 91 j" in grid(pilot)
            await press(pilot, "escape")
            await fill(pilot, "weather", "compromis")
            assert "objectifs compromis" in near(pilot, "weather")
            assert "Ce que cela change" in said(pilot)

    run(drive)


def test_what_is_typed_survives_and_is_offered_again(
    root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def first() -> None:
        async with opened(root) as pilot:
            await begun(pilot)
            await fill(pilot, "decision.kind", "pause")
            await fill(pilot, "decision.reason", "Faute de moy", "e")
            while "moye" not in unfinished(root)["orage"]["decision.reason"]:  # kept by a timer
                await settled(pilot)
            monkeypatch.setattr(filling, "_KEEP", 3600)
            await settled(pilot)
            pilot.app.screen.query_one("#entry").insert("ns")
            await settled(pilot)
            pilot.app.interrupt()  # what SIGTERM and a closed window do

    async def second() -> None:
        async with opened(root) as pilot:
            assert pilot.app.screen.lines.current.target == "review:orage"
            await press(pilot, "enter")
            assert "Faute de moyens" in near(pilot, "decision.reason")
            assert "D305" in near(pilot, "decision.kind")
            form = pilot.app.screen
            await press(pilot, "2", "slash")
            await type_text(pilot, "id:orage")
            await press(pilot, "enter", "r")
            assert pilot.app.screen is form  # one form for one checkpoint
            await press(pilot, "q")
            assert type(pilot.app.screen) is Sure  # unsaved work asks
            await press(pilot, "escape", "D", "y")
            assert isinstance(pilot.app.screen, Today) and not unfinished(root)
            assert "review:orage" not in {row.target for row in pilot.app.screen.lines.rows}

    run(first)
    run(second)
    assert not Path(root, CHECKPOINT).exists()


def test_changes_are_undone_and_nothing_is_written_over(root: str) -> None:
    async def drive() -> None:
        async with opened(root) as pilot:
            await begun(pilot)
            await fill(pilot, "decision.kind", "open")
            assert "decision.owner" in {row.key for row in pilot.app.screen.lines.rows}
            await press(pilot, "u")
            assert "decision.owner" not in {row.key for row in pilot.app.screen.lines.rows}
            await press(pilot, "ctrl+r")
            await fill(pilot, "decision.due", "2026-02-31")
            assert "S005" in near(pilot, "decision.due")
            await there(pilot, "decision.due")
            await press(pilot, "backspace")
            assert "S005" not in said(pilot)
            theirs = "programme: orage\ndate: 2026-06-01\n"
            Path(root, CHECKPOINT).write_text(theirs, "utf-8")
            await press(pilot, "s", "y")
            assert Path(root, CHECKPOINT).read_text("utf-8") == theirs
            assert isinstance(pilot.app.screen, Checkpoint) and pilot.app.screen.unsaved()
            # Read again, the roadmap holds a checkpoint of that day: another day is asked for.
            assert CHECKPOINT in said(pilot)
            await fill(pilot, "date", "2026-05-30")
            await press(pilot, "s", "y")
            assert Path(root, CHECKPOINT.replace("06-01", "05-30")).exists()

    run(drive)


def test_a_hostile_paste_is_harmless(root: str) -> None:
    from textual.events import Paste

    async def drive() -> None:
        async with opened(root, (120, 40)) as pilot:
            await begun(pilot)
            await there(pilot, "minutes")
            await press(pilot, "enter")
            pilot.app.screen.query_one("#entry").post_message(
                Paste("a\x1b]0;x\x07[bold]\u202e\x85{0} %s\r\nb")
            )
            await settled(pilot)
            assert pilot.app.screen.query_one("#entry").text == "a]0;x[bold]{0} %s\nb"
            await press(pilot, "enter")
            shown = grid(pilot)
            assert "[bold]" in shown and "What this does" in shown

    run(drive)


def test_coming_back_to_the_first_page_makes_its_lines_again_only_for_what_was_begun(
    root: str,
) -> None:
    async def drive() -> None:
        async with opened(root) as pilot:
            today = pilot.app.screen
            before = today.lines.rows
            await press(pilot, "2", "1")
            assert today.lines.rows is before
            await begun(pilot)
            await fill(pilot, "minutes", "Sans usage.", "enter")
            await press(pilot, "escape")
            assert pilot.app.screen is today and "not saved (1)" in grid(pilot)

    run(drive)
