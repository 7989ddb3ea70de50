"""One's own change in the terminal UI: looked at, chosen from, submitted, refused and kept."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from governance import i18n
from governance.services import hook
from tests.services.proposing import (
    DAY,
    HELD,
    INDICATOR,
    MISSION,
    REVIEW,
    RUN,
    at_noon,
    edit,
    executable,
    founded,
    served,
)
from tests.tui.conftest import grid, kind, opened, press, run, settled
from tests.vcs.git import Git
from tui import draw
from tui.screens.change import ChangeView
from tui.screens.questions import AskLine, Sure

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

NAME = "jalon/portail-2026-06-01"
COMMIT = re.compile(r"\b[0-9a-f]{12}\b")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A clone and its server, to be copied."""
    top = tmp_path_factory.mktemp("change")
    with pytest.MonkeyPatch.context() as patch:
        at_noon(patch)
        served(founded(top / "zoe"), "../serveur.git")
        yield top


@pytest.fixture
def clone(first: Path, tmp_path: Path) -> Git:
    """The clone of Zoé, who has entered a review and renamed a mission."""
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    git = Git(tmp_path / "zoe")
    git.write({REVIEW: HELD})
    edit(git, MISSION, "title: ", "title: Essai ")
    return git


@pytest.fixture
def server(clone: Git) -> Git:
    return Git(clone.folder.parent / "serveur.git")


def whole(pilot: Any) -> str:
    """Every line, also those that the window does not show."""
    lines = pilot.app.screen.lines
    return " ".join(" ".join(draw.plain(row.line(lines.room)) for row in lines.rows).split())


async def pick(pilot: Any, path: str) -> None:
    lines = pilot.app.screen.lines
    lines.go(next(i for i, row in enumerate(lines.rows) if row.subject == path))
    await press(pilot, "space")


def fits(shown: str, size: tuple[int, int]) -> bool:
    lines = shown.splitlines()
    return len(lines) == size[1] and max(map(len, lines)) <= size[0]


def test_from_the_first_page_to_the_server(
    clone: Git, server: Git, snapshot: SnapshotAssertion
) -> None:
    hook.install(str(server.folder), hook.PRE_RECEIVE, ("main", "jalon/*"), RUN, as_of=DAY)
    before = clone.run("status", "--porcelain", "-uall")
    seen: dict[str, str] = {}

    async def drive() -> None:
        async with opened(str(clone.folder)) as pilot:
            await press(pilot, "p")
            assert kind(pilot) is ChangeView
            await pick(pilot, MISSION)
            assert "Essai" not in whole(pilot), "what stays is not told"
            seen["chosen"] = grid(pilot)
            await press(pilot, "d")
            assert "+weather: sunny" in whole(pilot) and "+title: Essai" not in whole(pilot)
            await press(pilot, "s")
            assert kind(pilot) is AskLine and "portail" in grid(pilot)
            pilot.app.screen.query_one("Input").value = "Point de juin"
            await press(pilot, "enter")
            assert kind(pilot) is Sure
            await press(pilot, "enter")
            assert server.run("branch", "--list", "jalon/*") == "", "the enter key submits nothing"
            await press(pilot, "s", "enter", "y")
            assert kind(pilot) is ChangeView
            seen["sent"] = COMMIT.sub("0123456789ab", grid(pilot))

    run(drive)
    assert server.run("log", "-1", "--format=%an %s", NAME) == "Zoé Point de juin"
    assert server.run("diff", "--name-only", "main", NAME) == REVIEW
    assert clone.run("status", "--porcelain", "-uall") == before
    for view, shown in seen.items():
        assert fits(shown, (80, 24)) and shown == snapshot(name=view)


def test_what_the_server_says_is_shown_whole_and_nothing_is_lost(clone: Git, server: Git) -> None:
    words = [f"ligne {number} \x1b[31m{'long ' * 30}fin{number}" for number in range(60)]
    said = server.folder / "said"
    said.write_text("\n".join(words) + "\n", "utf-8")
    refusing = server.folder / "hooks" / "pre-receive"
    executable(refusing, f"cat '{said}'; exit 1")

    async def drive() -> None:
        async with opened(str(clone.folder)) as pilot:
            assert "Your change: 2 files not proposed yet" in grid(pilot)
            await press(pilot, "5")
            assert "Your change: 2 files not proposed yet" in grid(pilot)
            await press(pilot, "enter")
            await press(pilot, "s")
            pilot.app.screen.query_one("Input").value = "Deux choses"
            await press(pilot, "enter", "y")
            shown = whole(pilot)
            assert "origin refused it and says:" in shown
            assert all(f"fin{number}" in shown for number in range(60))
            assert "\x1b[31m" not in shown and r"\x1b[31m" in shown
            assert "propose again" in shown
            assert "goes" in shown, "what was refused can be sent again"
            refusing.unlink()
            await press(pilot, "s")
            assert pilot.app.screen.query_one("Input").value == "Deux choses", "the title is kept"
            await press(pilot, "enter", "y")
            assert "Sent to origin" in whole(pilot)
            await press(pilot, "1")
            assert "Your change" not in grid(pilot)

    run(drive)
    assert server.run("diff", "--name-only", "main", NAME).split() == [REVIEW, MISSION]


def test_what_prevents_it_is_told_with_what_to_do(
    clone: Git, server: Git, snapshot: SnapshotAssertion
) -> None:
    i18n.use("fr")

    async def drive() -> None:
        async with opened(str(clone.folder), (120, 40)) as pilot:
            await press(pilot, "p")
            assert fits(grid(pilot), (120, 40)) and grid(pilot) == snapshot
            edit(clone, INDICATOR, "value: 10000", "value: 9000")
            await press(pilot, "c")
            await press(pilot, "s")
            await press(pilot, "enter")
            assert kind(pilot) is Sure and "Soumettre 3 fichiers" in grid(pilot)
            assert "Le contrôle le refuse\u00a0: 1 erreur" in grid(pilot)
            await press(pilot, "n")
            executable(clone.folder / ".git/hooks/pre-commit", "echo 'pas le vendredi' >&2; exit 1")
            await press(pilot, "s", "enter", "y")
            assert "| pas le vendredi" in whole(pilot)
            for path in (REVIEW, MISSION, INDICATOR):
                await pick(pilot, path)
            assert "Rien n’est choisi" in whole(pilot)
            await press(pilot, "s")
            assert kind(pilot) is ChangeView
            server.folder.rename(server.folder.parent / "ailleurs")
            await press(pilot, "R")
            assert "hors d’atteinte" in whole(pilot) and "nowhere" not in whole(pilot)

    run(drive)
    assert clone.run("branch", "--list", "jalon/*") == ""


def test_without_a_server_a_patch_is_written(clone: Git, tmp_path: Path) -> None:
    clone.run("remote", "remove", "origin")
    clone.run("clone", "-q", ".", str(tmp_path / "garde"))

    async def drive() -> None:
        async with opened(str(clone.folder)) as pilot:
            await press(pilot, "p")
            assert "to a patch file" in grid(pilot)
            await press(pilot, "s", "enter", "y")
            assert "Written as a patch" in whole(pilot)
            assert "All of it is proposed already" in whole(pilot)
            await press(pilot, "s")
            assert kind(pilot) is ChangeView
            edit(clone, MISSION, "title: Essai ", "title: ")
            (clone.folder / REVIEW).unlink()
            await press(pilot, "c")
            assert "Nothing differs" in whole(pilot)

    run(drive)
    keeper = Git(tmp_path / "garde")
    patch = clone.folder / ".git" / "jalon" / f"{NAME.replace('/', '-')}.patch"
    keeper.run("-c", "user.name=Alix", "-c", "user.email=a@example.org", "am", "-q", str(patch))
    assert keeper.run("rev-parse", "HEAD^{tree}") == clone.run("rev-parse", f"{NAME}^{{tree}}")


def test_the_checkpoint_of_a_strategy_is_held(clone: Git) -> None:
    async def drive() -> None:
        async with opened(str(clone.folder)) as pilot:
            pilot.app.open_target("strategy/plan")
            await settled(pilot)
            await press(pilot, "r")
            form = pilot.app.screen
            keys = {row.key for row in form.lines.rows}
            assert "title" in keys and "stage" not in keys
            assert not any(key.startswith("answers/") for key in keys)
            for field, text in (("title", "Comité de juin"), ("minutes", "Le plan avance.")):
                form.lines.go([row.key for row in form.lines.rows].index(field))
                await press(pilot, "enter")
                form.query("#entry").first().insert(text)
                await settled(pilot)
                await press(pilot, "enter")
            assert "last review" in whole(pilot), "what it does to the strategy is told"
            await press(pilot, "s")
            assert kind(pilot) is Sure, whole(pilot)
            await press(pilot, "y")

    run(drive)
    written = (clone.folder / "roadmap/checkpoints/plan/2026-06-01.yaml").read_text("utf-8")
    assert "strategy: plan\n" in written and "title: Comité de juin\n" in written
