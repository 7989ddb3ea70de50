"""`jalon propose`, `review` and `demo` as a person types them, in both languages."""

from __future__ import annotations

import io
import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from governance.cli import terminal
from governance.cli.app import run
from governance.cli.demo import DAY
from governance.services import demo
from governance.vcs.demonstration import mark
from tests.cli.conftest import Say
from tests.services.proposing import (
    DAY as SHOWN,
)
from tests.services.proposing import (
    HELD,
    INDICATOR,
    PROGRAMME,
    REVIEW,
    RUN,
    alone,
    clone,
    edit,
    executable,
    gated,
    noon,
    other,
    server,
)
from tests.test_json import verify_shape
from tests.vcs.git import Git

__all__ = ["alone", "clone", "gated", "noon", "server"]
NAME = "jalon/portail-2026-06-01"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def dated(clone: Git) -> Git:
    """The clone, whose present day is that of the tests."""
    mark(str(clone.folder / ".git"), SHOWN)
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
    mark(str(theirs.folder / ".git"), SHOWN)
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


def test_other_programs_read_the_same(
    dated: Git, server: Git, tmp_path: Path, say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    used: set[str] = set()

    def told(name: str, *words: str, git: Git = dated, code: int = 0) -> dict[str, Any]:
        assert run(["--lang", "en", *words, "--format", "json", "-C", str(git.folder)]) == code
        document: dict[str, Any] = json.loads(capsys.readouterr().out)
        verify_shape(document, name, name, used)
        return document

    dated.write({REVIEW: HELD, "governance/policy/waivers.yaml": "format: 1\nwaivers: []\n"})
    seen = told("jalon propose", "propose", "--dry-run")
    assert (seen["files"], seen["left"]) == ([REVIEW], ["governance/policy/waivers.yaml"])
    assert seen["verdict"]["accepted"] and seen["outcome"] is None
    edit(dated, INDICATOR, "value: 10000", "value: 9000")
    seen = told("jalon propose", "propose", "--title", "Deux", code=1)
    assert seen["outcome"] is None and {f["code"] for f in seen["verdict"]["findings"]} >= {"C101"}
    done = told("jalon propose", "propose", REVIEW, "--title", "Point")["outcome"]
    assert (done["state"], done["branch"], done["commit"]) == (
        "sent", NAME, server.run("rev-parse", NAME)
    )  # fmt: skip
    again = told("jalon propose", "propose", "--dry-run", code=1)
    assert again["awaiting"] == {REVIEW: f"origin/{NAME}"}
    edit(dated, INDICATOR, "value: 9000", "value: 10000")
    assert "proposed already" in say("propose", "-C", str(dated.folder), code=2)
    theirs = other(server, tmp_path)
    mark(str(theirs.folder / ".git"), SHOWN)
    listed = told("jalon review", "review", git=theirs)["proposals"]
    assert [(one["branch"], one["authors"]) for one in listed] == [(f"origin/{NAME}", ["Zoé"])]
    one = told("jalon review BRANCH", "review", NAME, "--diff", git=theirs)
    assert one["proposal"] == listed[0] and "+weather: sunny" in one["diff"]
    asked = told("jalon review BRANCH --ask", "review", NAME, "--ask", "Oui ?", git=theirs)
    assert asked["address"] is None and asked["request"][-1] == "> Oui ?"
    words = ("review", NAME, "--approve", "--by", "Claude Durand")
    assert told("jalon review BRANCH --approve", *words, git=theirs)["signed"] == [REVIEW]


def test_the_shell_completes_what_differs_and_what_awaits(dated: Git, server: Git) -> None:
    from click.shell_completion import ShellComplete

    from governance.cli.app import jalon

    def completed(*words: str, start: str = "") -> list[str]:
        shell = ShellComplete(jalon, {"obj": None}, "jalon", "_JALON_COMPLETE")
        found = shell.get_completions(["-C", str(dated.folder), *words], start)
        return [item.value for item in found]

    dated.write({REVIEW: HELD})
    assert completed("propose", start="prog") == ["programme/portail"]
    assert completed("propose", start="roadmap/c") == [REVIEW]
    dated.run("switch", "-qc", "jalon/essai")
    dated.commit({}, when="2026-06-01T09:00:00Z")
    assert completed("review", start="jal") == ["jalon/essai"]
    assert completed("review", start="x") == []


def test_words_of_the_server_are_whole_and_harmless(
    dated: Git, server: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(dated, PROGRAMME, "fte: 4", "fte: 5")
    lines = [f"raison {number} {'x' * 90} \x1b]0;x\x07fin{number}" for number in range(50)]
    (server.folder / "said").write_text("\n".join(lines) + "\n", "utf-8")
    executable(server.folder / "hooks" / "pre-receive", f"cat '{server.folder}/said'; exit 1")
    assert run(["--lang", "en", "propose", "-C", str(dated.folder)]) == 1
    said = capsys.readouterr().out
    assert all(f"fin{number}\n" in said for number in range(50)) and "\x1b" not in said
    assert dated.run("branch", "--list", "jalon/*", "--format=%(refname:short)")


def test_a_demonstration_keeps_its_day_and_a_server_its_own(
    dated: Git, server: Git, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = ("-C", str(dated.folder))
    assert "as of 2026-06-01" in say("explain", "programme/portail", *where)
    dated.write({REVIEW: HELD})
    dated.run("add", "-A")
    early = date(2026, 5, 1)
    monkeypatch.setattr(terminal, "today", lambda: early)
    assert say("hook", "run", "pre-commit", *where) == "", "it is always that day there"
    new = dated.commit({}, when="2026-06-01T08:00:00Z")
    dated.run("push", "-q", "origin", "HEAD:essai")
    for gitdir in (server.folder, server.folder / ".git"):
        mark(str(gitdir), SHOWN)
    line = f"{server.run('rev-parse', 'main')} {new} refs/heads/main\n".encode()
    for today, code in ((early, 1), (SHOWN, 0)):
        monkeypatch.setattr(terminal, "today", lambda today=today: today)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line)))
        say("hook", "run", "pre-receive", "-C", str(server.folder), code=code)


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
    document = json.loads(say("demo", str(made), "--format", "json"))
    verify_shape(document, "jalon demo", "jalon demo", set())
    told = say("demo", "--no-ui", str(made))
    assert "as of 2021-06-30" in told
    assert all(f"  {one['command']}\n" in told + "\n" for one in document["try"])
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
    assert [path.name for path in tmp_path.iterdir()] == ["plein"]
