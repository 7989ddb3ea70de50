"""One table of actions feeds everything that names a key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tui.conftest import copy, grid, opened, press, run, type_text
from tui import actions
from tui.app import JalonApp
from tui.screens.change import ChangeView
from tui.screens.checkpoint import Checkpoint
from tui.screens.edit import Edit
from tui.screens.file import FileView
from tui.screens.help import Help
from tui.screens.meeting import Meeting
from tui.screens.meeting_minutes import MinutesView
from tui.screens.milestone import MilestoneView
from tui.screens.plan import Plan
from tui.screens.portfolio import Portfolio
from tui.screens.problems import Problems
from tui.screens.proposal import ProposalView
from tui.screens.proposals import Proposals
from tui.screens.record import RecordView
from tui.screens.rule import RuleView
from tui.screens.slip import ImpactView
from tui.screens.today import Today

ORAGE = "roadmap/programmes/orage.yaml"

VIEWS = {
    view.scope: view
    for view in (
        Today,
        Portfolio,
        Problems,
        Plan,
        Proposals,
        Meeting,
        MinutesView,
        RecordView,
        Checkpoint,
        Edit,
        MilestoneView,
        ImpactView,
        ProposalView,
        ChangeView,
        FileView,
        RuleView,
        Help,
    )
}


@pytest.mark.parametrize(
    "action", actions.ACTIONS, ids=lambda action: f"{action.name}-{action.scopes[0]}"
)
def test_every_action_can_be_done(action: actions.Action) -> None:
    if {actions.MOVE, actions.QUESTION, actions.ASKED} & set(action.scopes):
        return  # widgets and questions act on them by themselves
    for scope in action.scopes:
        if scope == actions.WRITING:
            owners: list[type] = [Checkpoint]
        else:
            owners = [VIEWS[scope]] if scope in VIEWS else list(VIEWS.values())
        for owner in owners:
            done = hasattr(owner, f"do_{action.name}") or hasattr(JalonApp, f"do_{action.name}")
            assert done, (action.name, owner)


@pytest.mark.parametrize("scope", sorted(VIEWS))
def test_no_key_means_two_things_in_a_view(scope: str) -> None:
    keys = [key for action in actions.of(scope, actions.ANY, actions.MOVE) for key in action.keys]
    assert len(keys) == len(set(keys))


def test_labels_are_short_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    from governance.i18n import translator

    for action in actions.ACTIONS:
        for lang in ("en", "fr"):
            assert len(translator(lang)(action.label)) <= 12, action.label


def test_the_palette_holds_every_action_and_does_it(small: str) -> None:
    async def drive() -> None:
        async with opened(small, (80, 40)) as pilot:
            await press(pilot, "ctrl+p")
            shown = {row.key for row in pilot.app.screen.query_one("#found").rows}
            expected = {f"action:{a.name}" for a in actions.of("today", actions.ANY)}
            assert expected <= shown
            await type_text(pilot, "french")
            await press(pilot, "enter")
            assert "Ce jour" in grid(pilot)

    run(drive)


def test_the_palette_shows_the_id_however_long_the_title(small: str, tmp_path: Path) -> None:
    root = copy(small, tmp_path / "held")
    file = Path(root, ORAGE)
    text = file.read_text("utf-8")
    file.write_text(re.sub("(?m)^title: .*", f"title: Alerte{' de plus' * 15}", text), "utf-8")

    async def drive() -> None:
        async with opened(root) as pilot:
            await press(pilot, "ctrl+p")
            await type_text(pilot, "alerte plus")
            [line] = [line for line in grid(pilot).splitlines() if "Alerte" in line]
            assert "…  programme orage" in line

    run(drive)


def test_an_action_that_cannot_be_done_says_why_once(small: str) -> None:
    async def drive() -> None:
        async with opened(small) as pilot:
            await press(pilot, "1", "escape", "escape", "escape")
            assert grid(pilot).count("This is the first page") == 1

    run(drive)
