"""`jalon propose`, `review` and `demo` as a person types them, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from governance.cli.demo import DAY
from governance.services import demo
from tests.cli.conftest import Say
from tests.services.proposing import (
    HELD,
    INDICATOR,
    PROGRAMME,
    REVIEW,
    RUN,
    alone,
    clone,
    edit,
    gated,
    noon,
    other,
    server,
)
from tests.vcs.git import Git

__all__ = ["alone", "clone", "gated", "noon", "server"]
NAME = "jalon/portail-2026-06-01"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def dated(clone: Git) -> Git:
    """The clone, whose present day is that of the tests."""
    clone.run("config", "jalon.demo", "2026-06-01")
    return clone


def test_from_a_change_to_its_signature(dated: Git, gated: Git, tmp_path: Path, say: Say) -> None:
    where = ("-C", str(dated.folder))
    dated.write({REVIEW: HELD})
    seen = say("propose", *where, "--dry-run")
    assert "Review of portail on 2026-06-01: continue." in seen
    assert "The gate accepts this." in seen
    assert dated.run("branch", "--list", "jalon/*") == ""
    assert "Sent to origin." in say("propose", *where)
    assert gated.run("rev-parse", NAME) == dated.run("rev-parse", NAME)
    theirs = other(gated, tmp_path)
    theirs.run("config", "jalon.demo", "2026-06-01")
    there = ("-C", str(theirs.folder))
    listed = say("review", *there, lang="fr")
    assert f"origin/{NAME}\n  2026-06-01 · Zoé · ✓ acceptée par le contrôle" in listed
    shown = say("review", NAME, "--diff", *there)
    assert "Review of portail on 2026-06-01: continue." in shown
    assert "+weather: sunny" in shown
    signed = say("review", NAME, "--approve", "--by", "Claude Durand", *there)
    assert signed == f"{REVIEW} is signed off by Claude Durand, on origin/{NAME}.\n"
    asked = say("review", NAME, "--ask", "La source ?", *there)
    assert asked.startswith("Send this to Zoé, Alix Roy:\n") and asked.endswith("> La source ?\n")


def test_what_the_gate_refuses_is_not_sent_unless_asked(dated: Git, gated: Git, say: Say) -> None:
    where = ("-C", str(dated.folder))
    edit(dated, INDICATOR, "value: 10000", "value: 9000")
    assert "--anyway" in say("propose", *where, code=1)
    assert dated.run("branch", "--list", "jalon/*") == ""
    say("propose", *where, "--anyway", code=1)
    assert dated.run("branch", "--list", "jalon/*", "--format=%(refname:short)") == NAME
    assert gated.run("branch", "--list", "jalon/*") == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("propose",), "nothing to propose"),
        (("propose", "--remote", "amont"), "There is no remote"),
        (("review", "x", "--approve"), "--by"),
        (("review", "--diff"), "Which proposal"),
        (("review", "rien"), "There is no proposal"),
    ],
)
def test_what_is_typed_wrong(dated: Git, say: Say, words: tuple[str, ...], said: str) -> None:
    assert said in say(*words, "-C", str(dated.folder), code=2)


def test_words_of_others_command_no_terminal(dated: Git, server: Git, say: Say) -> None:
    hostile = "Zo\x1b]0;x\x07é\u202e"
    dated.run("switch", "-qc", "jalon/piège")
    edit(dated, PROGRAMME, "title: Portail des démarches", 'title: "\\e]52;c;x\\a[/]"')
    dated.write({"roadmap/\x1b[31m.txt": "\x1b]0;x\x07\n"})
    dated.commit({}, hostile, when="2026-06-01T09:00:00Z", who=(hostile, "z@example.org"))
    dated.run("switch", "-q", "main")
    for words in (("review",), ("review", "jalon/piège", "--diff")):
        said = say(*words, "-C", str(dated.folder), code=0 if len(words) == 1 else 1)
        assert not {c for c in said if c != "\n" and not c.isprintable()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration as `jalon demo` makes it."""
    folder = tmp_path_factory.mktemp("demo") / "essai"
    demo.demo(str(ROOT), str(folder), None, DAY, RUN)
    return folder


def test_in_a_demonstration_a_review_is_held_and_judged(made: Path, say: Say) -> None:
    clone, server = Git(made / "clone"), Git(made / "server.git")
    told = say("demo", "--no-ui", str(made))
    assert "as of 2021-06-30" in told
    assert say("demo", str(made)) == told, "without a terminal, and made already"
    assert "another one" in say("demo", "--day", "2020-12-17", str(made), code=2)
    held = next(line for line in told.splitlines() if "jalon checkpoint" in line)
    say(*held.split()[1:], code=0)
    where = ("-C", str(made / "clone"))
    assert "Sent to origin." in say("propose", *where)
    branch = clone.run("branch", "--list", "jalon/*", "--format=%(refname:short)")
    assert (
        server.run("log", "-1", "--format=%an %cs", branch)
        == "Personne de démonstration 2021-06-30"
    )
    clone.run("push", "-q", "origin", f"{branch}:main")
    main = server.run("rev-parse", "main")
    assert main == clone.run("rev-parse", branch), "the gate lets it in"
    for path in sorted((made / "clone/roadmap/indicators").rglob("*.yaml")):
        head, targets, rest = path.read_text("utf-8").partition("targets:\n")
        if "direction: increase" in head and "value: " in rest:
            path.write_text(
                head + targets + re.sub(r"value: \d+", "value: 1", rest, count=1), "utf-8"
            )
            break
    say("propose", *where, "--anyway", "--branch", "jalon/bas", code=1)
    assert clone.run("diff", "--name-only", "main", "jalon/bas")
    assert server.run("branch", "--list", "jalon/bas") == ""
    assert server.run("rev-parse", "main") == main


def test_a_demonstration_takes_no_folder_that_holds_something(tmp_path: Path, say: Say) -> None:
    (tmp_path / "plein").mkdir()
    (tmp_path / "plein" / "a").write_text("a")
    assert "not empty" in say("demo", str(tmp_path / "plein"), code=2)
    assert "published" in say("demo", "--day", "2018-01-01", str(tmp_path / "tôt"), code=3)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "jalon-cache") == [
        "plein"
    ]
