"""`jalon check` as people and machines meet it: exit codes, formats, languages, failures."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from governance.cli.app import run
from governance.gate import registry
from governance.rules.measurement import m201_never_measured

BASE = Path(__file__).parent.parent / "rules" / "base"
DAY = ("--as-of", "2026-06-01")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "repository"))


def jalon(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from governance.cli import main; main()", *arguments],
        capture_output=True, text=True, check=False, env={**os.environ, **environment},
    )  # fmt: skip


def drop_measures(root: Path) -> None:
    shutil.rmtree(root / "roadmap" / "measurements")


def test_a_sound_roadmap_is_told_in_two_lines_and_exits_0(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(root), "--lang", "en", "check", *DAY]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[0].startswith("1 programme: 0 overdue for review")
    assert said.out.splitlines()[1].endswith("0 errors, 0 warnings, 0 notes.")
    assert said.err == ""


def test_a_finding_is_one_line_with_its_place_and_exits_1(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drop_measures(root)
    assert run(["-C", str(root), "--lang", "en", "check", *DAY]) == 1
    lines = capsys.readouterr().out.splitlines()
    told = "roadmap/indicators/plan/portail-usagers.yaml:2:1: error M201 never-measured: "
    assert len([line for line in lines if line.startswith(told)]) == 1


@pytest.mark.parametrize("option", ["--base", "--head", "--at"])
def test_a_commit_asked_for_and_not_named_is_no_pass(
    root: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    assert run(["-C", str(root), "--lang", "en", "check", *DAY, option, ""]) == 3
    assert f"The option {option} names no commit." in capsys.readouterr().err


def test_a_head_without_a_base_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(root), "--lang", "en", "check", *DAY, "--head", "proposal"]) == 2
    assert "against --base" in capsys.readouterr().err


def test_the_same_words_in_french(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drop_measures(root)
    assert run(["-C", str(root), "check", *DAY]) == 1
    said = capsys.readouterr().out
    assert ": erreur M201 never-measured: " in said
    assert "has never been" not in said


def test_json_is_complete_and_stable(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drop_measures(root)
    arguments = ["-C", str(root), "--lang", "en", "check", *DAY, "--format", "json"]
    assert run(arguments) == 1
    once = capsys.readouterr().out
    document: dict[str, Any] = json.loads(once)
    assert document["format"] == 1
    assert document["as_of"] == "2026-06-01"
    found = [f for f in document["findings"] if f["code"] == "M201"]
    assert found[0]["fingerprint"] == "M201 indicator/portail-usagers"
    assert (found[0]["line"], found[0]["column"], found[0]["debt"]) == (2, 1, None)
    run([*arguments, "--no-cache"])
    assert capsys.readouterr().out == once


def test_github_annotations_cannot_be_broken_by_a_record(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drop_measures(root)
    indicator = root / "roadmap" / "indicators" / "plan" / "portail-usagers.yaml"
    text = indicator.read_text(encoding="utf-8")
    indicator.write_text(
        text.replace("title: Usagers du portail", 'title: "a%0A::error::b\\n::warning::c"'),
        encoding="utf-8",
    )
    run(["-C", str(root), "--lang", "en", "check", *DAY, "--format", "github"])
    lines = capsys.readouterr().out.splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert any(line.startswith("::error file=roadmap/indicators/") for line in commands)
    assert not [line for line in commands if line.startswith(("::error::", "::warning::"))]
    assert any("%250A::error::b" in line for line in commands)


def test_only_what_is_asked_for(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drop_measures(root)
    sources = str(root / "roadmap" / "sources")
    assert run(["-C", str(root), "check", *DAY, sources]) == 0
    assert run(["-C", str(root), "check", *DAY, str(root / "roadmap" / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["chek"], 2, "Did you mean `jalon check`?"),
        (["check", "--as-of", "2021-13-45"], 2, "2021-06-30"),
        (["check", "--formt", "json"], 2, "--format"),
        (["check", "--format", "xml"], 2, "json"),
        (["-C", "/nowhere-at-all", "check"], 3, "/nowhere-at-all"),
        (["-C", str(BASE), "check", "roadmap/programme"], 2, "Did you mean roadmap/programmes?"),
    ],
)
def test_a_wrong_command_gets_a_sentence_and_a_suggestion(
    arguments: list[str], code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "en", *arguments]) == code
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""


def test_nothing_to_judge_is_never_a_pass(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(tmp_path), "--lang", "en", "check"]) == 3
    (tmp_path / "roadmap").mkdir()
    assert run(["-C", str(tmp_path), "--lang", "en", "check"]) == 3
    assert "never a pass" in capsys.readouterr().err


def test_a_crashing_rule_is_named_and_the_others_go_on(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError("on purpose \x1b[31m")

    monkeypatch.setattr(registry.rules()[m201_never_measured.RULE.code], "check", crash)
    (root / "roadmap" / "sources" / "essai.yaml").write_text("id: essai\n", encoding="utf-8")
    assert run(["-C", str(root), "--lang", "en", "check", *DAY, "--no-cache"]) == 1
    said = capsys.readouterr().out
    assert "G999" in said and "M201" in said and "ZeroDivisionError" in said
    assert "S001" in said
    assert "\x1b" not in said


def test_a_broken_policy_judges_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy = root / "governance" / "policy"
    policy.mkdir(parents=True)
    (policy / "policy.yaml").write_text("format: 1\nformat: 2\n", encoding="utf-8")
    assert run(["-C", str(root), "--lang", "en", "check", *DAY]) == 3
    assert "policy.yaml:2:1" in capsys.readouterr().err


def test_the_real_command_repeats_its_answer_byte_for_byte(root: Path) -> None:
    drop_measures(root)
    arguments = ("-C", str(root), "check", *DAY)
    once = jalon(*arguments)
    again = jalon(*arguments)
    assert (once.returncode, once.stderr) == (1, "")
    assert (again.returncode, again.stdout, again.stderr) == (1, once.stdout, "")
    hashed = jalon(*arguments, "--no-cache", PYTHONHASHSEED="7", TZ="Pacific/Tahiti")
    assert hashed.stdout == once.stdout


def test_a_reader_that_leaves_early_gets_no_trace(root: Path) -> None:
    drop_measures(root)
    script = "from governance.cli import main; main()"
    done = subprocess.run(
        f"'{sys.executable}' -c '{script}' -C '{root}' check --as-of 2026-06-01 | head -c 1",
        shell=True, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""


def test_colours_are_never_in_a_pipe_and_can_be_forced(root: Path) -> None:
    drop_measures(root)
    assert "\x1b" not in jalon("-C", str(root), "check", *DAY).stdout
    assert "\x1b[31m" in jalon("-C", str(root), "check", *DAY, "--color", "always").stdout
