"""Proposals: listed with their verdict, read whole, signed off by somebody else, answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from governance import i18n
from governance.services import hook
from governance.services.propose import submit
from tests.services.proposing import (
    DAY,
    HELD,
    REVIEW,
    RUN,
    at_noon,
    founded,
    other,
    planned,
    served,
)
from tests.tui.conftest import grid, kind, opened, press, run, type_text
from tests.vcs.git import Git
from tui.screens.proposal import ProposalView
from tui.screens.questions import AskLine, Sure
from tui.screens.rule import RuleView

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

NAME = "jalon/portail-2026-06-01"
COMMIT = re.compile(r"\b[0-9a-f]{12}\b")
STEPS = {"proposals": "5", "proposal": "enter", "diff": "d"}


@pytest.fixture(scope="module")
def clones(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Git, Git, Git]]:
    """A server with its gate, Zoé who has proposed a review, Alix Roy who may sign it."""
    top = tmp_path_factory.mktemp("proposals")
    with pytest.MonkeyPatch.context() as patch:
        at_noon(patch)
        zoe = founded(top / "zoe")
        server = served(zoe, str(top / "serveur.git"))
        hook.install(str(server.folder), hook.PRE_RECEIVE, ("main", "jalon/*"), RUN, as_of=DAY)
        zoe.write({REVIEW: HELD})
        submit(planned(zoe), "Point de juin", "")
        yield server, zoe, other(server, top)


@pytest.mark.parametrize(("lang", "size"), [("en", (80, 24)), ("fr", (120, 40))])
def test_every_view_of_the_proposals(
    lang: str, size: tuple[int, int], clones: tuple[Git, Git, Git], snapshot: SnapshotAssertion
) -> None:
    i18n.use(lang)
    seen: dict[str, str] = {}

    async def drive() -> None:
        async with opened(str(clones[1].folder), size) as pilot:
            for view, key in STEPS.items():
                await press(pilot, key)
                seen[view] = COMMIT.sub("0123456789ab", grid(pilot))

    run(drive)
    for view, shown in seen.items():
        lines = shown.splitlines()
        assert len(lines) == size[1] and max(map(len, lines)) <= size[0], view
        assert shown == snapshot(name=view)


def test_a_review_is_signed_off_and_the_signature_is_on_the_server(
    clones: tuple[Git, Git, Git],
) -> None:
    server, _zoe, alix = clones
    before = server.run("rev-parse", NAME)

    async def drive() -> None:
        async with opened(str(alix.folder)) as pilot:
            await press(pilot, "5")
            await press(pilot, "enter")
            view = pilot.app.screen
            assert kind(pilot) is ProposalView
            await press(pilot, "v")
            assert kind(pilot) is AskLine and "Alix Roy" in grid(pilot)
            await press(pilot, "enter")
            assert kind(pilot) is Sure
            await press(pilot, "enter")
            assert pilot.app.screen is view, "the enter key signs nothing"
            assert server.run("rev-parse", NAME) == before
            await press(pilot, "v", "enter", "y")
            assert "Signed off by Alix Roy" in grid(pilot)
            assert server.run("log", "-1", "--format=%an", NAME) == "Alix Roy"
            assert "Alix Roy" in server.run("show", f"{NAME}:{REVIEW}").partition("signoffs")[2]
            await press(pilot, "v", "enter", "y")
            assert "there is nothing to sign" in grid(pilot)
            await press(pilot, "m", "enter")
            assert kind(pilot) is AskLine, "no words are no question"
            await type_text(pilot, "Quelle source [/] ?")
            await press(pilot, "enter")
            assert "Send this to Zoé" in grid(pilot) and "> Quelle source [/] ?" in grid(pilot)
            await press(pilot, "enter")
            assert kind(pilot) is RuleView, "a finding leads to its rule"

    run(drive)


def test_the_server_is_asked_and_a_branch_without_answer_is_told(
    clones: tuple[Git, Git, Git], small: str
) -> None:
    server, _zoe, alix = clones

    async def drive() -> None:
        async with opened(str(alix.folder)) as pilot:
            server.run("branch", "autre", f"{NAME}~1")
            await press(pilot, "5", "R")
            assert "The server has been asked" in grid(pilot)
            alix.run("remote", "set-url", "origin", str(server.folder.parent / "nowhere"))
            await press(pilot, "R")
            assert "cannot be reached" in grid(pilot)
            assert NAME in grid(pilot), "what was known stays"
        async with opened(small) as pilot:
            await press(pilot, "5")
            # A long path puts the end of the sentence on the next line.
            assert "is not in a git repository" in " ".join(grid(pilot).split())

    run(drive)
