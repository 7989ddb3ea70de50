"""Beginning a record in the terminal UI, and setting a finding aside: asked, judged, written."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from governance import i18n
from governance.services.check import check
from tests.tui.conftest import DAY, copy, grid, opened, press, run, settled, type_text
from tests.tui.forms import answer, fill, near, said, shown
from tui.screens.checkpoint import Checkpoint
from tui.screens.choose import Choose
from tui.screens.edit import Edit
from tui.screens.new import AskId, AskOn, AskTitle
from tui.screens.questions import Sure
from tui.screens.waiver import AskPart

WAIVERS = "governance/policy/waivers.yaml"


@pytest.fixture
def root(small: str, tmp_path: Path) -> str:
    return copy(small, tmp_path / "new")


def test_an_indicator_of_a_programme_is_begun_on_its_page(root: str) -> None:
    i18n.use("fr")

    async def drive() -> None:
        async with opened(root, (120, 40)) as pilot:
            app: Any = pilot.app
            app.open_target("programme/orage")
            await settled(pilot)
            await press(pilot, "n")
            assert isinstance(shown(pilot), Choose) and "dérogation" in grid(pilot)
            await type_text(pilot, "indicateur")
            await press(pilot, "enter")
            assert isinstance(shown(pilot), AskTitle)
            await press(pilot, "enter")  # no title is no answer
            await type_text(pilot, "Pannes évitées")
            assert "pannes-evitees" in grid(pilot)
            await press(pilot, "enter")
            assert isinstance(shown(pilot), AskId)
            await answer(pilot, "orage-messages")
            assert isinstance(shown(pilot), AskId), "an id that exists is refused"
            assert "orage-messages.yaml" in grid(pilot)
            await answer(pilot, "Pannes")
            assert isinstance(shown(pilot), AskId) and "minuscules" in grid(pilot)
            await answer(pilot, "pannes-evitees")
            assert isinstance(shown(pilot), Edit)
            assert shown(pilot).lines.current.key == "/unit" and "S001" in near(pilot, "/unit")
            assert "Messagerie" in near(pilot, "/programme")
            await fill(pilot, "/unit", "pannes")
            await fill(pilot, "/direction", "increase")
            await fill(pilot, "/kind", "outcome")
            assert "S001" not in said(pilot)
            await press(pilot, "s", "y")

    run(drive)
    path = "roadmap/indicators/plan/pannes-evitees.yaml"
    written = Path(root, path).read_text("utf-8")
    assert "title: Pannes évitées\nunit: pannes\ndirection: increase\nkind: outcome\n" in written
    assert "programme: orage\n" in written and "compl" not in written
    assert not [f for f in check(root, DAY, DAY).findings if f.path == path and f.code[0] in "PS"]


def test_a_measure_and_a_checkpoint_are_begun_on_what_they_are_about(root: str) -> None:
    async def drive() -> None:
        async with opened(root) as pilot:
            app: Any = pilot.app
            await press(pilot, "n")
            await type_text(pilot, "measurement")
            await press(pilot, "enter")
            assert isinstance(shown(pilot), Choose)
            await type_text(pilot, "usagers du")
            await press(pilot, "enter")
            assert isinstance(shown(pilot), AskOn)
            await answer(pilot, "2026-02-31")
            assert isinstance(shown(pilot), AskOn), "no such day"
            await answer(pilot, "2026-05-31")
            assert shown(pilot).key == "measurement/portail-usagers/2026-05-31"
            await fill(pilot, "/value", "9000")
            await press(pilot, "s", "y")
            app.open_target("programme/orage")
            await settled(pilot)
            await press(pilot, "n")
            await type_text(pilot, "checkpoint")
            await press(pilot, "enter")
            assert isinstance(shown(pilot), Checkpoint)

    run(drive)
    written = Path(root, "roadmap/measurements/portail-usagers/2026-05-31.yaml").read_text("utf-8")
    assert "value: 9000\n" in written


def test_a_finding_is_set_aside_with_a_reason_an_author_and_a_last_day(root: str) -> None:
    async def drive() -> None:
        async with opened(root) as pilot:
            await press(pilot, "3")
            await press(pilot, "W")
            assert "Go to a finding." in grid(pilot)  # a heading is none
            lines = shown(pilot).lines
            lines.go(next(i for i, row in enumerate(lines.rows)
                          if getattr(row.subject, "code", "") == "O401"))  # fmt: skip
            finding = lines.current.subject
            await press(pilot, "W")
            assert isinstance(shown(pilot), AskPart) and finding.record in grid(pilot)
            await answer(pilot, "Bientôt.")
            assert isinstance(shown(pilot), AskPart) and "sentence" in grid(pilot)
            await answer(pilot, "Le recrutement est en cours et finit en juillet.")
            assert "2026-07-31: Friday, in 60 days" in grid(pilot)
            await answer(pilot, "+200d")
            assert "200 days" in grid(pilot), "ninety at most"
            await answer(pilot, "+8w")
            await answer(pilot, "Cabinet du ministre")
            assert type(shown(pilot)) is Sure and "2026-07-27" in grid(pilot)
            await press(pilot, "enter")
            assert not Path(root, WAIVERS).exists()
            await press(pilot, "W")
            await answer(pilot, "Le recrutement est en cours et finit en juillet.")
            await answer(pilot, "+8w")
            await answer(pilot, "Cabinet du ministre")
            await press(pilot, "y")
            assert finding.fingerprint not in {
                row.subject.fingerprint for row in shown(pilot).lines.rows
                if getattr(row.subject, "fingerprint", "")
            }  # fmt: skip

    run(drive)
    written = Path(root, WAIVERS).read_text("utf-8")
    until = (DAY + timedelta(weeks=8)).isoformat()
    assert "rule: O401\n" in written and f"until: {until}\n" in written
    assert "author: Cabinet du ministre\n" in written
