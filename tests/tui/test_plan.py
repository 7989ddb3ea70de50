"""The plan: chart, paths, a milestone, what a slip would move."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from governance import i18n
from governance.reporters import plan as told
from tests.cli.conftest import BASE, write
from tests.cli.test_plan import MILESTONES, OTHER, PORTAL
from tests.tui.conftest import grid, kind, opened, press, run, type_text
from tests.tui.forms import follow
from tui.screens.milestone import MilestoneView
from tui.screens.record import RecordView
from tui.screens.slip import AskSlip, ImpactView, duration

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

FILTERS = {
    "critical:yes": {"portail/marche", "portail/essai", "portail/ouverture", "annuaire/service"},
    "total_float<-50": {"portail/essai", "portail/ouverture"},
}
STEPS = {
    "plan": ("4",),
    "paths": ("o",),
    "milestone": ("o", "slash", "=essai", "enter", "enter"),
    "what if": ("i", "enter"),
}


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two programmes, one after the other, with a deadline that cannot be kept."""
    root = tmp_path_factory.mktemp("plan") / "planned"
    shutil.copytree(BASE, root)
    text = PORTAL.read_text("utf-8")
    start, end = text.index("milestones:"), text.index("stop_criteria:")
    portal = root / "roadmap" / PORTAL.relative_to(BASE / "roadmap")
    portal.write_text(text[:start] + MILESTONES + text[end:], "utf-8")
    write(Path(root), "programmes/usagers/annuaire", OTHER)
    return str(root)


@pytest.mark.parametrize(("lang", "size"), [("en", (80, 24)), ("fr", (120, 40))])
def test_every_view_of_the_plan(
    lang: str, size: tuple[int, int], planned: str, snapshot: SnapshotAssertion
) -> None:
    i18n.use(lang)
    seen: dict[str, str] = {}

    async def drive() -> None:
        async with opened(planned, size) as pilot:
            for name, keys in STEPS.items():
                await follow(pilot, keys)
                seen[name] = grid(pilot)

    run(drive)
    for name, shown in seen.items():
        lines = shown.splitlines()
        assert len(lines) == size[1] and max(map(len, lines)) <= size[0], name
        assert shown == snapshot(name=name)


def test_what_if_is_told_while_typing_and_its_lines_lead_on(planned: str) -> None:
    async def drive() -> None:
        async with opened(planned) as pilot:
            await press(pilot, "4", "slash")
            await type_text(pilot, "title:Ouverture")
            await press(pilot, "enter", "i")
            assert "2027-02-13" in grid(pilot)
            await press(pilot, "ctrl+u")
            await type_text(pilot, "soon")
            assert "no time by which" in grid(pilot)
            await press(pilot, "enter")
            assert kind(pilot) is AskSlip, "what cannot be is no answer"
            await press(pilot, "ctrl+u")
            await type_text(pilot, "10")
            await press(pilot, "enter")
            view = pilot.app.screen
            assert kind(pilot) is ImpactView and "2026-11-25" in grid(pilot)
            await press(pilot, "i", "ctrl+u")
            await type_text(pilot, "20")
            await press(pilot, "enter")
            assert pilot.app.screen is view and "2026-12-05" in grid(pilot)
            await press(pilot, "G", "enter")
            assert kind(pilot) in (RecordView, MilestoneView)

    run(drive)


def test_only_what_has_a_day_can_slip(planned: str) -> None:
    async def drive() -> None:
        async with opened(planned) as pilot:
            pilot.app.open_target("milestone/portail/cadrage")
            await press(pilot, "i")
            assert "was reached on 2026-03-31" in grid(pilot)
            await press(pilot, "enter", "escape")
            pilot.app.open_target("mission/usagers")
            await press(pilot, "i")
            assert "Only a milestone, a programme or" in grid(pilot)
            await press(pilot, "escape")
            pilot.app.open_target("programme/portail")
            await press(pilot, "i", "enter")
            assert kind(pilot) is ImpactView

    run(drive)


def test_the_chart_is_filtered_and_a_milestone_leads_to_what_it_waits_for(planned: str) -> None:
    async def drive() -> None:
        async with opened(planned) as pilot:
            await press(pilot, "4")
            for text, kept in FILTERS.items():
                await press(pilot, "slash")
                await type_text(pilot, text)
                rows = pilot.app.screen.lines.rows
                shown = {told.short(r.key) for r in rows if isinstance(r.subject, dict)}
                assert shown == kept, text
                await press(pilot, "escape")
            pilot.app.open_target("milestone/portail/ouverture")
            await press(pilot, "g")
            view = pilot.app.screen
            targets = [row.target for row in view.lines.rows if row.target]
            assert targets[0] == "programme/portail"
            assert {"milestone/portail/marche", "milestone/annuaire/service"} <= set(targets)
            await press(pilot, "down", "enter")
            assert kind(pilot) is MilestoneView and pilot.app.screen is not view

    run(drive)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("90", "P90D"), (" p6w ", "P6W"), ("P3M", "P3M"), ("²", "²"), ("-3", "-3"), ("", "")],
)
def test_a_number_alone_is_one_of_days(typed: str, meant: str) -> None:
    assert duration(typed) == meant
