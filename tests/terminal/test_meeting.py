"""A review meeting, a record edited, one begun, one save taken back, a waiver, with keys typed in batches."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from governance.services import hook
from tests.services.proposing import DAY, PROGRAMME, RUN, founded, served
from tests.terminal.conftest import Open
from tests.terminal.screen import Terminal, stray
from tests.vcs.git import Git

COFFRE = PROGRAMME.replace("portail", "coffre")
HELD = [f"roadmap/checkpoints/{id}/2026-06-01.yaml" for id in ("coffre", "portail")]
MEASURE = "roadmap/measurements/portail-usagers/2026-06-01.yaml"
WAIVERS = "governance/policy/waivers.yaml"
AGENCE = "roadmap/contributors/agence-pilote.yaml"
DOWN, END = "\x1b[B", "\x1b[F"


@pytest.fixture
def shared(tmp_path: Path) -> tuple[Git, Git]:
    """The clone of Zoé with two programmes, and its server, which its gate protects."""
    git = founded(tmp_path / "clone")
    text = (git.folder / PROGRAMME).read_text("utf-8")
    text = text.replace("id: portail", "id: coffre").replace("Portail des démarches", "Coffre")
    git.commit({COFFRE: text}, "Coffre")
    server = served(git, str(tmp_path / "serveur.git"))
    hook.install(str(server.folder), hook.PRE_RECEIVE, ("main", "jalon/*"), RUN, as_of=DAY)
    return git, server


def hold(terminal: Terminal, *, measured: bool) -> None:
    """Fill the form of a review in, and save it."""
    terminal.shows("on the agenda: ")
    terminal.seek("Stage")
    terminal.write(f"{DOWN}\rLa version 3.\tElle tient.\tLes agents.\tOui.\r")
    terminal.shows("Les agents.")
    if measured:
        terminal.seek("New value")
        terminal.write("\r8200\r")
        terminal.go("Sources")
        terminal.write("\rnumérique\r")
        terminal.shows("plan-2025")
    for label, keys, shown in (
        ("Weather", "\rovercast\r", "◐"),
        ("Decision", "\rcontinue\r", "continue"),
        ("Reason", "\rRien ne s'y oppose.\r", "Rien ne s'y oppose."),
    ):
        terminal.seek(label)
        terminal.write(keys)
        terminal.until(lambda shown=shown: shown in terminal.cursor[-1], label)  # type: ignore[misc]
    terminal.write("s")
    terminal.shows("Write ")
    terminal.write("y")


@pytest.mark.push
def test_a_meeting_is_held_and_what_it_changed_is_submitted(
    shared: tuple[Git, Git], ui: Open
) -> None:
    git, server = shared
    terminal = ui(git.folder)
    terminal.shows("things to do", "Coffre")
    terminal.write(f"6{DOWN}\rComité de juin\tministere:Alix Roy:Présidence\r")
    terminal.shows("Comité de juin", "Alix Roy", "Agenda (3)")
    terminal.write(f"{END}zSans chiffres.\r")
    terminal.shows("postponed: Sans chiffres.")
    terminal.press("home")
    terminal.seek("1  Coffre (coffre)")
    terminal.press("enter")
    hold(terminal, measured=False)
    terminal.shows("2/3 on the agenda")
    hold(terminal, measured=True)
    terminal.shows("Minutes: Comité de juin, 2026-06-01", "1 was postponed")
    terminal.write("w\r")
    terminal.shows("Written:")
    minutes = (git.folder / "minutes-2026-06-01.md").read_text("utf-8")
    assert "Sans chiffres." in minutes and "La version 3." in minutes
    terminal.write(":portail\r")
    terminal.shows("programme/portail ·")
    terminal.write("e")
    terminal.shows("Id *")
    terminal.seek("Purpose")
    terminal.write("\r Et vite.\r")
    terminal.shows("lieu. Et vite.")
    terminal.write("s")
    terminal.shows("Write 1 file")
    terminal.write("y")
    terminal.until(lambda: "Et vite." in text_of(git, PROGRAMME), "the purpose saved")
    terminal.rest()
    terminal.write("ncontributor\rAgence pilote\r")
    terminal.shows("for good?")
    terminal.write("\r")
    terminal.shows("Id *", "agence-pilote")
    terminal.seek("Kind *")
    terminal.write("\r")
    terminal.shows("type a part of it")
    terminal.write("\r")
    terminal.hides("type a part of it")
    terminal.write("s")
    terminal.shows("Write 1 file")
    terminal.write("y")
    terminal.until((git.folder / AGENCE).exists, "the contributor saved")
    terminal.rest()
    terminal.write("U")
    terminal.shows("agence-pilote", "y yes")
    terminal.write("y")
    terminal.until(lambda: not (git.folder / AGENCE).exists(), "the contributor taken back")
    terminal.rest()
    terminal.write("p")
    terminal.shows("What goes", "portail.yaml")
    terminal.write("s")
    terminal.shows("A title")
    terminal.write("\x15Comité de juin\r")
    terminal.shows("Submit 4 files")
    assert not server.run("branch", "--list", "jalon/*")
    terminal.write("y")
    terminal.shows("Sent to origin")
    branch = server.run("for-each-ref", "--format=%(refname:short)", "refs/heads/jalon")
    sent = server.run("diff", "--name-only", "main", branch).split()
    assert set(sent) == {*HELD, MEASURE, PROGRAMME}
    assert "Et vite." in server.run("show", f"{branch}:{PROGRAMME}")
    for path in HELD:
        said = server.run("show", f"{branch}:{path}")
        assert "title: Comité de juin" in said and "person: Alix Roy" in said
    assert not (git.folder / "roadmap/checkpoints/plan/2026-06-01.yaml").exists(), "postponed"
    terminal.press("ctrl+q")
    assert terminal.ended() == 0
    assert terminal.left_as_found()
    assert not stray(bytes(terminal.raw))


def text_of(git: Git, path: str) -> str:
    """What the file ``path`` of the clone says; empty where there is none."""
    file = git.folder / path
    return file.read_text("utf-8") if file.exists() else ""


@pytest.mark.push
def test_a_finding_is_set_aside(shared: tuple[Git, Git], ui: Open) -> None:
    git, _server = shared
    # The day on which it is granted is the present one: by then nothing was reviewed for long.
    terminal = ui(git.folder, day=datetime.now(tz=UTC).date().isoformat())
    terminal.shows("things to do")
    terminal.write("3")
    terminal.shows("by rule")
    terminal.rest()
    terminal.write(f"{DOWN}W")
    terminal.shows("Why set", "aside?")
    terminal.write("Court.\r")
    terminal.shows("fewer than 6")
    terminal.write("\x15La revue est convoquée pour le mois prochain.\r")
    terminal.shows("Until which day?")
    terminal.write("\x15+2000d\r")
    terminal.shows("90 are allowed")
    terminal.write("\x15+30d\r")
    terminal.shows("Who grants it?")
    assert not (git.folder / WAIVERS).exists()
    terminal.write("\x15Cabinet du ministre\r")
    terminal.shows("Write it?", "y yes")
    terminal.write("y")
    terminal.shows("1 set aside")
    assert "author: Cabinet du ministre\n" in (git.folder / WAIVERS).read_text("utf-8")
    terminal.press("ctrl+q")
    assert terminal.ended() == 0
    assert not stray(bytes(terminal.raw))
