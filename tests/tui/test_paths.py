"""The paths of a person: filter, go to the field, another day, another language, leave."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from governance import i18n
from tests.tui.conftest import copy, grid, opened, press, run, settled, type_text
from tui.screens.file import FileView
from tui.screens.questions import Sure
from tui.screens.record import RecordView
from tui.screens.small import Small
from tui.screens.view import View


def test_filter_is_that_of_the_lists_and_is_kept_on_return(small: str) -> None:
    async def drive() -> None:
        async with opened(small) as pilot:
            await press(pilot, "2", "slash")
            await type_text(pilot, "weather:stormy")
            view = pilot.app.screen
            assert view.matching == {"programme/orage"}
            await press(pilot, "enter")
            assert view.lines.current.key == "programme/orage"
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, RecordView)
            await press(pilot, "escape")
            assert pilot.app.screen is view and view.filter == "weather:stormy"
            assert view.lines.current.key == "programme/orage"  # type: ignore[union-attr]
            await press(pilot, "escape")
            assert view.matching is None
            await press(pilot, "slash")
            await type_text(pilot, "colour:red")
            assert "no field" in grid(pilot)

    run(drive)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("kind:vacancy", {"vacancy"}),
        ("ministry:ministere kind:measure", {"measure"}),
        ("overdue>0", None),
    ],
)
def test_filter_of_the_agenda(text: str, kept: set[str] | None, small: str) -> None:
    async def drive() -> None:
        async with opened(small) as pilot:
            await press(pilot, "slash")
            await type_text(pilot, text)
            items = [row.subject for row in pilot.app.screen.lines.rows if row.subject]
            assert items
            if kept:
                assert {item["kind"] for item in items} == kept
            else:
                assert all(item["days"] > 0 for item in items)

    run(drive)


def test_a_problem_leads_to_its_line(small: str) -> None:
    async def drive() -> None:
        async with opened(small) as pilot:
            await press(pilot, "3", "down")
            finding = pilot.app.screen.lines.current.subject
            await press(pilot, "f")
            view = pilot.app.screen
            assert isinstance(view, FileView)
            assert view.lines.current.key == f"line {finding.line}"  # type: ignore[union-attr]
            await press(pilot, "down", "x")
            assert finding.code in grid(pilot)

    run(drive)


def test_another_day_is_judged_and_shown(small: str) -> None:
    async def drive() -> None:
        async with opened(small, day=None) as pilot:
            assert "2026-06-01" in grid(pilot).splitlines()[0]
            before = pilot.app.session.loaded
            await press(pilot, "a")
            await type_text(pilot, "2026-02-31")
            await press(pilot, "enter")
            assert "Write a day of the calendar" in grid(pilot)
            await press(pilot, *["backspace"] * 2)
            await type_text(pilot, "27")
            assert "Friday" in grid(pilot)
            await press(pilot, "enter")
            assert "2026-02-27" in grid(pilot).splitlines()[0]
            assert pilot.app.session.loaded is not before

    run(drive)


def test_language_and_looks_change_while_running(small: str) -> None:
    async def drive() -> None:
        async with opened(small) as pilot:
            await press(pilot, "2", "down")
            key = pilot.app.screen.lines.current.key
            await press(pilot, "L")
            assert "météo" in grid(pilot) and i18n.current() == "fr"
            assert pilot.app.screen.lines.current.key == key
            names = []
            for _ in range(3):
                await press(pilot, "T")
                names.append(pilot.app.theme)
            assert len(set(names)) == 3

    run(drive)


def test_a_file_changed_outside_is_seen_and_the_cursor_stays(small: str, tmp_path: Path) -> None:
    root = copy(small, tmp_path / "changed")

    async def drive() -> None:
        async with opened(root) as pilot:
            app: Any = pilot.app
            await press(pilot, "2", "slash")
            await type_text(pilot, "orage")
            await press(pilot, "enter")
            row = app.screen.lines.current.key
            path = Path(root, "roadmap", "programmes", "orage.yaml")
            path.write_text(
                path.read_text("utf-8").replace("title: Messagerie", "title: Orage"), "utf-8"
            )
            for _ in range(100):  # until the times of the file are old enough to be believed
                if await asyncio.to_thread(app.session.stale):
                    break
                await asyncio.sleep(0.01)
            else:
                raise AssertionError("the change is not seen")
            app.read()
            await settled(pilot)
            assert "Orage" in grid(pilot)
            assert app.screen.lines.current.key == row

    run(drive)


def test_below_the_smallest_window_one_line(small: str) -> None:
    async def drive() -> None:
        async with opened(small) as pilot:
            for size in ((59, 15), (60, 14), (10, 5), (1, 1)):
                await pilot.resize_terminal(*size)
                await settled(pilot)
                assert isinstance(pilot.app.screen, Small), size
                await press(pilot, "2", "enter", "a", "T")
                assert isinstance(pilot.app.screen, Small)
            await pilot.resize_terminal(80, 24)
            await settled(pilot)
            assert "things to do" in grid(pilot)
            assert len(pilot.app.screen_stack) == 1

    run(drive)


def test_unsaved_work_asks_and_enter_never_says_yes(
    small: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def drive() -> None:
        async with opened(small) as pilot:
            monkeypatch.setattr(View, "unsaved", lambda self: "the checkpoint")
            await press(pilot, "q")
            assert type(pilot.app.screen) is Sure and "the checkpoint" in grid(pilot)
            await press(pilot, "enter")
            assert type(pilot.app.screen) is not Sure and pilot.app.is_running
            await press(pilot, "ctrl+q", "y")
            assert not pilot.app.is_running or pilot.app._exit

    run(drive)


def test_nothing_to_judge_is_told_in_place_of_the_lines(tmp_path: Path) -> None:
    (tmp_path / "roadmap").mkdir()

    async def drive() -> None:
        async with opened(str(tmp_path)) as pilot:
            shown = grid(pilot)
            assert "There is no record" in shown and "jalon new" in shown
            await press(pilot, "enter")
            assert "not been read" in grid(pilot)

    run(drive)


def test_moving_never_leaves_the_lines(small: str) -> None:
    async def drive() -> None:
        async with opened(small) as pilot:
            lines = pilot.app.screen.lines
            for how, key in (
                ("last", "G"),
                ("first", "g"),
                ("page_down", "pagedown"),
                ("page_up", "pageup"),
            ):
                await press(pilot, key)
                assert lines.rows[lines.cursor].stop, how
                top = lines.scroll_offset.y
                assert top <= lines.cursor < top + lines.size.height, how

    run(drive)
