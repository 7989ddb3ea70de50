"""From the first page to the server with real keys, in a real terminal: accepted, then refused."""

from __future__ import annotations

import pytest

from tests.services.proposing import REVIEW
from tests.terminal.conftest import Open
from tests.terminal.screen import Terminal, stray
from tests.vcs.git import Git

MEASURE = "roadmap/measurements/portail-usagers/2026-06-01.yaml"
WORDS = {
    "en": ("things to do", "Answer", "New value", "Sources", "Weather", "Decision", "Reason", "keep",
           "save", "Write 2 files", "What goes", "A title", "Submit 2 files",
           "Sent to origin", "refused it"),
    "fr": ("choses à faire", "Réponse", "Nouvelle valeur", "Sources", "Météo", "Décision", "Motif",
           "garder", "enregistrer", "Écrire 2 fichiers", "Ce qui part", "Un titre",
           "Soumettre 2 fichiers", "Envoyé à origin", "le refuse"),
}  # fmt: skip


class Form:
    """The form of a review on the screen of ``terminal``, filled in from top to bottom."""

    def __init__(self, terminal: Terminal, keep: str, save: str) -> None:
        self.terminal = terminal
        self._keep = keep
        self._save = save

    def fill(self, label: str, text: str) -> None:
        """Type ``text`` into the next field called ``label``."""
        self.terminal.go(label)
        self.terminal.press("enter")
        self.terminal.shows(f" {self._keep} ")
        self.terminal.write(text)
        self.terminal.shows(text)
        self.terminal.press("enter")
        self.terminal.shows(f" {self._save} ", text)

    def choose(self, label: str, part: str, shown: str) -> None:
        """Choose what holds ``part`` for the next field called ``label``."""
        self.terminal.go(label)
        self.terminal.press("enter")
        self.terminal.shows("╭")
        self.terminal.write(part)
        self.terminal.until(
            lambda: "▸ " in self.terminal.text and shown in self.terminal.text, shown
        )
        self.terminal.press("enter")
        self.terminal.hides("╭")
        self.terminal.until(lambda: shown in self.terminal.cursor[-1], f"{label}: {shown}")


@pytest.mark.push
@pytest.mark.parametrize(
    ("lang", "size", "decision", "accepted"),
    [("en", (80, 24), "continue", True), ("fr", (120, 40), "arrêter", False)],
)
def test_a_review_is_held_submitted_and_judged(
    lang: str,
    size: tuple[int, int],
    decision: str,
    accepted: bool,
    alone: Git,
    gated: Git,
    ui: Open,
) -> None:
    (todo, answer, value, source, weather, decided, reason, keep, save, write, goes, title,
     submit, sent, refused) = WORDS[lang]  # fmt: skip
    terminal = ui(alone.folder, size, JALON_LANG=lang)
    terminal.shows(todo, "Portail des démarches")
    terminal.press("r")
    form = Form(terminal, keep, save)
    terminal.shows("2026-05-20", f" {save} ")
    terminal.until(lambda: any(line.startswith("▸") for line in terminal.lines), "the first field")
    for said in ("La version 3.", "Elle tient.", "Les agents.", "Oui."):
        form.fill(answer, said)
    form.fill(value, "8200")
    form.choose(source, "numérique", "plan-2025")
    form.choose(weather, "overcast" if lang == "en" else "atteignables", "◐")
    form.choose(decided, decision, decision)
    form.fill(reason, "Rien ne s'y oppose.")
    terminal.press("s")
    terminal.shows(write)
    assert not (alone.folder / REVIEW).exists()
    terminal.press("y")
    terminal.shows(todo)
    terminal.until((alone.folder / REVIEW).exists, "the review in the folder")
    terminal.press("p")
    terminal.shows(goes, "2026-06-01.yaml")
    terminal.press("s")
    terminal.shows(title)
    terminal.press("enter")
    terminal.shows(submit)
    assert not gated.run("branch", "--list", "jalon/*")
    terminal.press("y")
    terminal.shows(sent if accepted else refused)
    if accepted:
        branch = gated.run("for-each-ref", "--format=%(refname:short)", "refs/heads/jalon")
        assert set(gated.run("diff", "--name-only", "main", branch).split()) == {REVIEW, MEASURE}
        assert gated.run("log", "-1", "--format=%an", branch) == "Zoé"
        assert "value: 8200" in gated.run("show", f"{branch}:{MEASURE}")
    else:
        terminal.shows("D306")
        assert not gated.run("branch", "--list", "jalon/*")
        assert (alone.folder / REVIEW).exists(), "what was refused stays as it was"
    terminal.press("q")
    assert terminal.ended() == 0
    assert terminal.left_as_found()
    assert not stray(bytes(terminal.raw))
