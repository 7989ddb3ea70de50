"""The nightly run: what each mission owes, one issue per mission, and the trace that it ran."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from governance import i18n
from governance.reporters import nightly as reporter
from governance.services import nightly
from governance.services.check import check
from tests.cli.terminal import jalon
from tests.vcs.git import Git

BASE = Path(__file__).parents[1] / "rules" / "base"
FORGE = """#!{python}
# A forge as small as can be: its issues lie in one file, whose every change is a line of a log.
import json, os, sys
place = os.environ["FORGE"]
issues = json.load(open(place)) if os.path.exists(place) else []
words = sys.argv[1:]
options = dict(w[2:].split("=", 1) for w in words if w.startswith("--") and "=" in w)
body = sys.stdin.read() if options.get("body-file") == "-" else ""
verb = words[1]
if words[0] == "issue" and verb == "list":
    print(json.dumps(issues))
elif words[0] == "issue" and verb == "create":
    issues.append({{"number": len(issues) + 1, "title": options["title"], "body": body, "state": "OPEN"}})
elif words[0] == "issue":
    issue = issues[int(words[2]) - 1]
    issue.update({{"title": options["title"], "body": body}} if verb == "edit" else {{"state": "OPEN"}})
if words[0] == "issue" and verb != "list":
    open(place + ".log", "a").write(verb + "\\n")
json.dump(issues, open(place, "w"))
"""


@pytest.fixture
def git(tmp_path: Path) -> Git:
    made = Git(tmp_path / "r")
    shutil.copytree(BASE / "roadmap", made.folder / "roadmap")
    made.commit({}, when="2026-06-01T00:00:00Z")
    return made


def night(git: Git, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return jalon("nightly", *options, cwd=git.folder, **variables)


def test_a_run_leaves_a_stamp_and_nothing_else(git: Git, tmp_path: Path) -> None:
    git.run("clone", "-q", "--bare", ".", str(tmp_path / "s.git"))
    git.run("remote", "add", "origin", str(tmp_path / "s.git"))
    assert nightly.last_run(str(git.folder)) is None
    refs = git.run("for-each-ref", "refs/heads")
    done = night(git, "--push", "origin")
    assert done.returncode in (0, 1), done.stderr
    first = git.run("rev-parse", "refs/jalon/nightly")
    night(git, "--push", "origin")
    assert git.run("rev-parse", "refs/jalon/nightly~1") == first
    assert Git(tmp_path / "s.git").run("rev-parse", "refs/jalon/nightly~1") == first
    assert nightly.last_run(str(git.folder)) is not None
    assert (git.run("for-each-ref", "refs/heads"), git.run("status", "--porcelain")) == (refs, "")
    assert night(Git(tmp_path / "s.git"), "--no-stamp").returncode == done.returncode


def test_what_cannot_be_stamped_is_told(tmp_path: Path) -> None:
    shutil.copytree(BASE / "roadmap", tmp_path / "r" / "roadmap")
    done = jalon("nightly", "-C", str(tmp_path / "r"), "--lang", "en")
    assert done.returncode == 3
    assert "not in a git repository" in done.stderr


def test_each_mission_is_told_what_it_owes(git: Git) -> None:
    day = date(2027, 1, 20)
    found = nightly.missions(check(str(git.folder), day, day), day)
    assert [(one["id"], bool(one["agenda"]["items"])) for one in found] == [("usagers", True)]


def test_one_issue_per_mission_that_is_kept_current_and_never_closed(
    git: Git, tmp_path: Path
) -> None:
    forge = tmp_path / "bin" / "gh"
    forge.parent.mkdir()
    forge.write_text(FORGE.format(python=sys.executable))
    forge.chmod(0o755)
    place = tmp_path / "issues.json"
    variables = {"PATH": f"{forge.parent}{os.pathsep}{os.environ['PATH']}", "FORGE": str(place)}

    def log() -> list[str]:
        path = Path(f"{place}.log")
        return path.read_text().split() if path.exists() else []

    for _ in range(2):
        done = night(git, "--issues", **variables)
        assert done.returncode in (0, 1), done.stderr
    assert log() == ["create"], "the same debts are told once"
    issues = json.loads(place.read_text())
    assert "portail" in issues[0]["body"]
    programme = git.folder / "roadmap/programmes/usagers/portail.yaml"
    programme.write_text(
        programme.read_text("utf-8").replace("title: Portail des", "title: Le portail @equipe des"),
        "utf-8",
    )
    night(git, "--issues", **variables)
    assert log() == ["create", "edit"]
    issues = json.loads(place.read_text())
    assert " @equipe" not in issues[0]["body"].replace("`Le portail @equipe des démarches`", "")
    issues[0]["state"] = "CLOSED"
    place.write_text(json.dumps(issues))
    night(git, "--issues", **variables)
    assert log() == ["create", "edit"], "what somebody closed stays closed while nothing is new"
    programme.write_text(programme.read_text("utf-8").replace("@equipe ", ""), "utf-8")
    night(git, "--issues", **variables)
    assert log() == ["create", "edit", "edit", "reopen"]
    assert json.loads(place.read_text())[0]["state"] == "OPEN"


def test_without_the_command_of_the_forge(git: Git, tmp_path: Path) -> None:
    only = tmp_path / "bin"
    only.mkdir()
    (only / "git").symlink_to(str(shutil.which("git")))
    done = night(git, "--issues", "--lang", "en", PATH=str(only))
    assert (done.returncode, "`gh` is not installed" in done.stderr) == (4, True)


@pytest.mark.parametrize(
    ("lang", "day", "told"),
    [
        ("en", "2026-06-01", "The last nightly run known here was today, 2026-06-01."),
        ("en", "2026-06-02", "was 1 day ago, on 2026-06-01."),
        ("fr", "2026-06-04", "date d’il y a 3 jours, le 2026-06-01."),
    ],
)
def test_the_age_of_the_last_run_in_words(lang: str, day: str, told: str) -> None:
    before = i18n.current()
    i18n.use(lang)
    try:
        said = reporter.last(datetime(2026, 6, 1, 4, 15, tzinfo=UTC), date.fromisoformat(day))
    finally:
        i18n.use(before)
    assert told in " ".join(said.split())


def test_what_a_mission_owes_is_punctuated_in_the_language_of_the_reader(git: Git) -> None:
    assert "\nServices aux usagers\u00a0: " in night(git, "--lang", "fr").stdout
    assert "\nServices aux usagers: " in night(git, "--lang", "en").stdout
