"""A review meeting in the terminal UI: agenda, checkpoints one after the other, minutes; nothing lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from governance import i18n
from governance.cli.app import run as jalon
from governance.services.drafts import save_draft
from governance.services.meeting_sitting import under_way
from tests.services.proposing import planned
from tests.tui.conftest import copy, grid, kind, opened, press, run, settled, type_text
from tests.tui.forms import begun, fill, near, said, there
from tests.vcs.git import ZOE, Git
from tui import draw
from tui.screens.checkpoint import Checkpoint
from tui.screens.meeting import Meeting
from tui.screens.meeting_item import MeetingItem
from tui.screens.meeting_minutes import MinutesView
from tui.screens.questions import AskLine, Sure
from tui.screens.record import RecordView
from tui.screens.today import Today

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

ORAGE, PORTAIL = (f"roadmap/checkpoints/{id}/2026-06-01.yaml" for id in ("orage", "portail"))


@pytest.fixture
def root(small: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A committed copy, so that what a meeting writes is what differs; files are written here."""
    monkeypatch.chdir(tmp_path)
    found = copy(small, tmp_path / "held")
    git = Git(Path(found))
    git.run("config", "user.name", ZOE[0])
    git.run("config", "user.email", ZOE[1])
    git.commit({})
    return found


def agenda(pilot: Any) -> list[str]:
    """The reviews shown, those taken off the agenda included, in their order."""
    rows = pilot.app.screen.lines.rows
    heads = ("programme/", "strategy/")
    return [row.target.partition("/")[2] for row in rows if row.key.startswith(heads)]


def about(pilot: Any, id: str) -> str:
    """The lines about one programme."""
    lines = pilot.app.screen.lines
    mine = [r for r in lines.rows if r.key == f"programme/{id}" or r.key.startswith(f"{id} ")]
    return " ".join(" ".join(draw.plain(row.line(lines.room)) for row in mine).split())


def prepared(root: str, programme: str, **values: str) -> None:
    """Let the checkpoint of ``programme`` have been begun before the meeting; ``__`` stands for a
    slash, and ``decision_`` for what comes before a point."""
    names = {name: name.replace("__", "/").replace("decision_", "decision.") for name in values}
    save_draft(root, f"checkpoint/{programme}", {names[n]: text for n, text in values.items()})


async def decided(pilot: Any) -> None:
    """Say the weather in the checkpoint on the screen, and save it."""
    await fill(pilot, "weather", "cloudy")
    await press(pilot, "s", "y")


def test_two_checkpoints_are_held_and_the_minutes_tell_them(
    root: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prepared(
        root, "portail", forecasts__ouverture="2027-03-31",
        actions__1__title="Relire", actions__1__owner="dnum", actions__1__due="2026-07-13",
        decision_kind="correct", decision_reason="Il faut corriger",
    )  # fmt: skip
    prepared(root, "orage", decision_kind="pause", decision_reason="Faute de moyens.")

    async def drive() -> None:
        async with opened(root) as pilot:
            await press(pilot, "slash")
            await type_text(pilot, "kind:review")
            await press(pilot, "enter", "m")
            assert kind(pilot) is Meeting
            assert pilot.app.screen.filter == "kind:review"
            await fill(pilot, "title", "Comité de juin")
            await fill(pilot, "participants/1", "ministere:Alix Roy:Présidence")
            await fill(pilot, "author", "Zoé")
            assert agenda(pilot) == ["portail", "orage"], "a session of the strategy is no review"
            assert "→ begun" in about(pilot, "orage")
            assert "12 findings 1 decision awaited" in about(pilot, "orage")
            await there(pilot, "programme/portail")
            await press(pilot, "m")
            assert "Nothing has been held" in grid(pilot)
            await press(pilot, "enter")
            assert kind(pilot) is MeetingItem and "1/2 on the agenda" in grid(pilot)
            for name, text in (("title", "Comité de juin"), ("author", "Zoé"),
                               ("participants/1", "Alix Roy")):  # fmt: skip
                assert text in near(pilot, name)
            await fill(pilot, "participants/2", "dnum")  # here only
            await decided(pilot)
            # Saving one leads to the next.
            assert kind(pilot) is MeetingItem and "2/2 on the agenda: Messagerie" in grid(pilot)
            assert "dnum" not in near(pilot, "participants/2")
            await fill(pilot, "measure/orage-messages", "1500")
            await press(pilot, "s", "y")
            assert kind(pilot) is MinutesView
            shown = said(pilot)
            for text in (
                "Minutes: Comité de juin, 2026-06-01", "Took part: Alix Roy (Ministère pilote, Présidence).",
                "Took part as well: Direction du numérique", "Written by: Zoé.",
                "☀ sunny → ☁ cloudy", "Decision: correct. Il faut corriger. -",
                "Ouverture: 2026-12-31 → 2027-03-31, 90 days later", "Relire (dnum, by 2026-07-13)",
                "Messages par jour: 1,500 messages on 2026-06-01",
                "jalon propose programme/portail programme/orage",
            ):  # fmt: skip
                assert text in shown, text
            await press(pilot, "w", "enter")
            assert "Written:" in grid(pilot)
            await press(pilot, "w", "enter")
            assert kind(pilot) is AskLine, "nothing is written over"
            assert "There is a file" in grid(pilot)
            await press(pilot, "escape", "escape")
            assert "✓ held" in about(pilot, "orage")
            await there(pilot, "programme/orage")
            await press(pilot, "z", "enter")
            assert kind(pilot) is RecordView, "what is held is read"
            await press(pilot, "escape", "m", "D", "y")
            assert kind(pilot) is Meeting and not under_way(root)
            assert "✓ held" in about(pilot, "orage"), "the record stays"

    run(drive)
    for path in (ORAGE, PORTAIL):
        lines = Path(root, path).read_text("utf-8").splitlines()
        assert {"title: Comité de juin", "author: Zoé", "    person: Alix Roy"} <= set(lines)
    written = (tmp_path / "minutes-2026-06-01.md").read_text("utf-8")
    assert written.startswith("# Minutes: Comité de juin, 2026-06-01\n\nTook part:")
    asked = ["-C", root, "--lang", "en", "meeting", "--minutes", "--as-of", "2026-06-01"]
    assert jalon([*asked, "--format", "markdown"]) == 0
    assert capsys.readouterr().out == written, "the command tells the same"
    proposed = planned(Git(Path(root)), "programme/portail", "programme/orage")
    assert set(proposed.files) == {
        ORAGE, PORTAIL, "roadmap/measurements/orage-messages/2026-06-01.yaml"
    }  # fmt: skip


def test_the_agenda_is_chosen_and_ordered_in_french(root: str) -> None:
    i18n.use("fr")

    async def drive() -> None:
        async with opened(root, (120, 40)) as pilot:
            await press(pilot, "6", "slash")
            await type_text(pilot, "person:petit")
            assert agenda(pilot) == ["portail"]
            await press(pilot, "escape", "slash")
            await type_text(pilot, "mission:none")
            await press(pilot, "enter")
            assert agenda(pilot) == ["orage", "plan"]
            assert not under_way(root), "a filter begins no meeting"
            await press(pilot, "escape")
            await there(pilot, "strategy/plan")
            await press(pilot, "space")
            assert under_way(root)["removed"] == ["plan"]
            await there(pilot, "programme/portail")
            await press(pilot, "space")
            assert "Ôtés (2)" in grid(pilot) and agenda(pilot) == ["orage", "portail", "plan"]
            await there(pilot, "programme/portail")
            await press(pilot, "K")
            assert "Il n’est pas à l’ordre du jour" in grid(pilot)
            await press(pilot, "space", "J")
            assert agenda(pilot) == ["orage", "portail", "plan"]
            await press(pilot, "K", "K")
            assert agenda(pilot) == ["portail", "orage", "plan"]
            await press(pilot, "plus")
            await type_text(pilot, "coffre")
            await press(pilot, "enter")
            assert agenda(pilot)[2] == "pause" and "‖ en pause" in about(pilot, "pause")
            await press(pilot, "w")
            assert "365 jours devant" in grid(pilot)
            await there(pilot, "date")
            await press(pilot, "space")
            assert "Il n’y a rien à passer en revue" in grid(pilot)
            await fill(pilot, "date", "2026-05-20")
            assert "✓ tenu" in about(pilot, "portail"), "its checkpoint of that day"
            await press(pilot, "u")
            assert "✓ tenu" not in about(pilot, "portail")

    run(drive)
    assert not Path(root, ORAGE).exists()


def test_a_meeting_survives_and_a_postponed_programme_stays_due(root: str) -> None:
    before = sorted(Path(root, "roadmap").rglob("*.yaml"))

    async def first() -> None:
        async with opened(root) as pilot:
            await press(pilot, "6")
            assert not under_way(root), "looking begins nothing"
            await there(pilot, "programme/portail")
            await press(pilot, "z")
            await type_text(pilot, "Sans [/] chiffres.")
            await press(pilot, "enter")
            assert "» postponed: Sans [/] chiffres." in about(pilot, "portail")
            await there(pilot, "programme/orage")
            await press(pilot, "enter")
            await fill(pilot, "minutes", "Faute de moyens")
            await press(pilot, "escape")
            assert kind(pilot) is Meeting and "→ begun" in about(pilot, "orage")
            await fill(pilot, "author", "Zo", "é")
            pilot.app.interrupt()  # what SIGTERM and a closed window do

    async def second() -> None:
        async with opened(root) as pilot:
            assert pilot.app.screen.lines.current.target == "meeting:"
            await press(pilot, "enter")
            assert kind(pilot) is Meeting and "goes on with a meeting" in grid(pilot)
            assert "Zoé" in near(pilot, "author")
            assert "» postponed" in about(pilot, "portail")
            await there(pilot, "programme/orage")
            await press(pilot, "enter")
            assert "Faute de moyens" in near(pilot, "minutes")
            await decided(pilot)
            assert "3/3 on the agenda: Plan numérique" in grid(pilot), "not what is postponed"
            await fill(pilot, "minutes", "Séance tenue.")
            await press(pilot, "s", "y")
            assert kind(pilot) is MinutesView and "Said: Séance tenue." in said(pilot)
            assert "Sans [/] chiffres. (its review stays due on 2026-06-22)" in said(pilot)
            await press(pilot, "escape")
            await there(pilot, "programme/portail")
            await press(pilot, "z")
            assert "postponed" not in about(pilot, "portail"), "reviewed after all"
            await press(pilot, "D")
            assert kind(pilot) is Sure
            await press(pilot, "enter")
            assert under_way(root), "the enter key ends nothing"
            await press(pilot, "D", "y", "1")
            assert kind(pilot) is Today
            assert "meeting:" not in {row.target for row in pilot.app.screen.lines.rows}

    run(first)
    assert sorted(Path(root, "roadmap").rglob("*.yaml")) == before, "nothing is written"
    run(second)
    assert not Path(root, PORTAIL).exists() and Path(root, ORAGE).exists()
    session = Path(root, "roadmap/checkpoints/plan/2026-06-01.yaml").read_text("utf-8")
    assert "strategy: plan\ndate: 2026-06-01\nauthor: Zoé\n" in session


def test_a_form_already_open_is_the_one_that_is_held(root: str) -> None:
    async def drive() -> None:
        async with opened(root) as pilot:
            await begun(pilot)
            form = pilot.app.screen
            await press(pilot, "6")
            await there(pilot, "programme/orage")
            await press(pilot, "enter")
            assert pilot.app.screen is form and kind(pilot) is Checkpoint
            await press(pilot, "6")
            await there(pilot, "programme/portail")
            await press(pilot, "enter", "s")
            assert kind(pilot) is MeetingItem
            assert "Nothing has been typed yet" in grid(pilot), "a day alone is no review"

    run(drive)


def test_a_damaged_draft_of_a_meeting_is_no_trouble(root: str) -> None:
    save_draft(root, "meeting", {"values": {"date": 3, "title": "Comité"}, "days": "x", "order": 5,
                                 "postponed": ["portail"], "saved": {"orage": None}})  # fmt: skip

    async def drive() -> None:
        async with opened(root) as pilot:
            await press(pilot, "6")
            assert agenda(pilot) == ["portail", "orage", "plan"] and "Comité" in near(
                pilot, "title"
            )
            assert "everything ahead" not in grid(pilot)

    run(drive)


@pytest.mark.parametrize(("lang", "size"), [("en", (80, 24)), ("fr", (120, 40))])
def test_the_screens_of_a_meeting(
    lang: str, size: tuple[int, int], small: str, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    i18n.use(lang)
    seen: dict[str, str] = {}
    root = copy(small, tmp_path / "seen")

    async def drive() -> None:
        async with opened(root, size) as pilot:
            await press(pilot, "6")
            await there(pilot, "programme/portail")
            pilot.app.screen.show_rows()  # the page beside waits for no rest then
            await settled(pilot)
            seen["agenda"] = grid(pilot)
            await press(pilot, "z")
            await type_text(pilot, "Sans chiffres.")
            await press(pilot, "enter")
            await fill(pilot, "date", "2026-05-04")
            await press(pilot, "m")
            seen["minutes"] = grid(pilot)

    run(drive)
    for name, shown in seen.items():
        lines = shown.splitlines()
        assert len(lines) == size[1] and max(map(len, lines)) <= size[0], name
        assert shown == snapshot(name=name)
