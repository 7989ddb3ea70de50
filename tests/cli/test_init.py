"""`jalon init`: whole repositories, in real folders, with real git, on every forge and in both languages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from governance.services.init import FORGES, scaffold
from governance.source.reader import read
from tests.cli.terminal import jalon

Say = Callable[..., str]
LANGUAGES = ("fr", "en")
WORKFLOW = {"github": ".github/workflows/gate.yml", "gitlab": ".gitlab-ci.yml"}
SCHEMA = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci"}
IDENTITY = {
    "GIT_AUTHOR_NAME": "Camille", "GIT_AUTHOR_EMAIL": "c@a.example",
    "GIT_COMMITTER_NAME": "Camille", "GIT_COMMITTER_EMAIL": "c@a.example",
}  # fmt: skip
NOBODY = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True,
        env={**os.environ, **NOBODY},
    ).stdout  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """One repository per forge and language, in a folder with spaces and accents."""
    home = tmp_path_factory.mktemp("dépôts d'essai")
    found = {}
    with pytest.MonkeyPatch.context() as environment:
        for name, value in {**IDENTITY, **NOBODY}.items():
            environment.setenv(name, value)
        for forge in FORGES:
            for language in LANGUAGES:
                found[forge, language] = home / f"feuille de {forge} é {language}"
                told = scaffold(
                    str(found[forge, language]), title="L'`été` #1 *", language=language,
                    country="FR", timezone="", forge=forge, today=date(2026, 6, 1),
                )  # fmt: skip
                assert told.git == "committed"
    return found


@pytest.fixture(
    params=[(forge, language) for forge in FORGES for language in LANGUAGES], ids="-".join
)
def case(request: pytest.FixtureRequest, made: dict[Any, Path]) -> tuple[str, str, Path]:
    forge, language = request.param
    return forge, language, made[forge, language]


def test_what_is_there_is_judged_and_says_what_to_do_next(case: tuple[str, str, Path]) -> None:
    _, language, folder = case
    told = jalon("check", cwd=folder)
    assert (told.returncode, told.stderr) == (0, "")
    first, second = told.stdout.strip().splitlines()
    assert "`jalon new strategy ID`" in first
    # The language of the roadmap is that of its answers, where the person asks for none.
    assert second.startswith("1 fiche" if language == "fr" else "1 record")


def test_everything_is_committed_once_and_nothing_else(case: tuple[str, str, Path]) -> None:
    _, language, folder = case
    assert git(folder, "status", "--porcelain") == ""
    log = git(folder, "log", "--format=%an %s")
    assert log == {
        "fr": "Camille Une feuille de route vide, sa politique et son contrôle\n",
        "en": "Camille An empty roadmap, its policy and its gate\n",
    }[language]  # fmt: skip
    assert git(folder, "branch", "--show-current") == "main\n"


def test_the_files_of_the_forge_and_no_other(case: tuple[str, str, Path]) -> None:
    forge, _, folder = case
    files = set(git(folder, "ls-files").splitlines())
    for other, path in WORKFLOW.items():
        assert (path in files) == (other == forge)
        assert (f".{other}/CODEOWNERS" in files) == (other == forge)
    assert {
        "README.md", ".gitattributes", ".editorconfig", ".pre-commit-config.yaml",
        "roadmap/roadmap.yaml", "governance/policy/policy.yaml", "governance/requirements.txt",
        "governance/schemas/programme.schema.json",
    } <= files  # fmt: skip
    if forge != "none":
        assert jalon("codeowners", "--check", cwd=folder).returncode == 0


def test_its_texts_are_in_its_language(case: tuple[str, str, Path]) -> None:
    forge, language, folder = case
    guide = (folder / "README.md").read_text("utf-8")
    assert guide.startswith("# L''été' \\#1 \\*\n") and "@@" not in guide
    assert ("## Commencer" in guide) == (language == "fr") == ("## Start" not in guide)
    assert {"github": "GitHub", "gitlab": "GitLab", "none": "cron"}[forge] in guide
    data = read((folder / "roadmap/roadmap.yaml").read_bytes())[0]
    assert data == {
        "format": 1, "title": "L'`été` #1 *", "language": language, "country": "FR",
        "timezone": "Europe/Paris",
    }  # fmt: skip
    page = (folder / "roadmap/programmes/README.md").read_text("utf-8")
    assert page.startswith("# Programmes\n") and "\nmilestones:" not in page
    assert ("À compléter" in page) == (language == "fr")


@pytest.mark.parametrize("forge", WORKFLOW)
def test_the_gate_follows_the_schema_of_its_forge(
    made: dict[tuple[str, str], Path], forge: str
) -> None:
    folder = made[forge, "fr"]
    tools = Path(sys.executable).parent
    checked = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMA[forge],
         str(folder / WORKFLOW[forge])], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout
    if forge == "github":
        audited = subprocess.run(
            [tools / "zizmor", "--offline", "--no-progress", "--persona=pedantic", folder / ".github"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert audited.returncode == 0, audited.stdout + audited.stderr


def steps(folder: Path) -> dict[str, str]:
    told = yaml.safe_load((folder / WORKFLOW["github"]).read_text("utf-8"))
    return {step["name"]: step["run"] for step in told["jobs"]["gate"]["steps"] if "run" in step}


def test_the_steps_of_the_gate_judge_a_real_pull_request(
    made: dict[tuple[str, str], Path], tmp_path: Path
) -> None:
    """What the workflow runs, run by bash in a clone of the base, as GitHub does."""
    server, folder = tmp_path / "server", tmp_path / "clone"
    shutil.copytree(made["github", "en"], server)
    git(tmp_path, "clone", "-q", str(server), str(folder))
    for name, value in (("user.name", "X"), ("user.email", "x@a.example")):
        git(server, "config", name, value)
    git(server, "checkout", "-q", "-b", "change")
    path = server / "roadmap/sources/decision.yaml"
    path.write_text("id: decision\ntitle: '##[add-mask]x'\nkind: nothing\n")
    git(server, "add", "-A")
    staged = jalon("hook", "run", "pre-commit", cwd=server, **NOBODY)
    assert staged.returncode == 1 and "decision.yaml:3" in staged.stdout + staged.stderr
    git(server, "commit", "-qm", "x")
    summary = tmp_path / "summary"
    environment = {
        **os.environ, **NOBODY, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_STEP_SUMMARY": str(summary), "SOURCE": str(server), "GH_TOKEN": "x",
        "BASE": git(folder, "rev-parse", "HEAD").strip(), "LC_ALL": "C.UTF-8",
        "HEAD": git(server, "rev-parse", "change").strip(),
    }  # fmt: skip

    def run(name: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", steps(folder)[name]], cwd=folder, text=True,
            capture_output=True, check=False, env=environment,
        )  # fmt: skip

    assert run("The commits of the change, as objects").returncode == 0
    judged = run("Judge the change")
    assert judged.returncode == 1, judged.stderr
    assert "::error file=roadmap/sources/decision.yaml,line=3" in judged.stdout
    assert run("Tell it in words").returncode == 0
    assert "roadmap/sources/decision.yaml:3" in summary.read_text("utf-8")
    assert not (folder / "roadmap/sources/decision.yaml").exists()


def test_the_clock_is_judged_in_a_newborn_roadmap(
    made: dict[tuple[str, str], Path], tmp_path: Path
) -> None:
    shutil.copytree(made["github", "en"], tmp_path / "r")
    assert jalon("nightly", cwd=tmp_path / "r", **IDENTITY, **NOBODY).returncode == 0


def test_a_roadmap_grows_there(made: dict[tuple[str, str], Path], tmp_path: Path) -> None:
    """The commands of its README, then what they leave to do."""
    folder = tmp_path / "feuille"
    shutil.copytree(made["none", "fr"], folder)
    guide = (folder / "README.md").read_text("utf-8")
    commands = re.findall(r"^jalon (new .+?|check)(?:  .*)?$", guide, re.MULTILINE)
    assert len(commands) == 7
    for command in commands:
        told = jalon(*command.split(), cwd=folder)
        assert told.returncode == (command == "check"), told.stderr + told.stdout
    assert "Traceback" not in told.stderr and "title" in told.stdout


@pytest.mark.parametrize("arguments", [["status"], ["todo"], ["list", "programmes"], ["rules"]])
def test_commands_answer_in_an_empty_roadmap(
    made: dict[Any, Path], say: Say, arguments: list[str]
) -> None:
    assert say("-C", str(made["none", "en"]), *arguments)


def test_a_country_gives_its_zone_and_its_calendar(tmp_path: Path) -> None:
    told = jalon("init", "r", "--country", "be", "--forge", "none", "--lang", "fr", cwd=tmp_path)
    assert told.returncode == 0
    text = (tmp_path / "r/roadmap/roadmap.yaml").read_text("utf-8")
    assert "\ncountry: BE\n" in text and "\ntimezone: Europe/Brussels\n" in text


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["plein"], 2, "plein is not empty: it holds a, b, c …."),
        (["plein/a"], 2, "is a file"),
        (["neuf", "--country", "ZZ"], 2, "“ZZ” is not the code of a country"),
        (["neuf", "--timezone", "Europe/Nulle"], 2, "no time zone “Europe/Nulle”"),
        (["neuf", "--timezone", "/etc/hosts"], 2, "no time zone"),
        (["neuf", "--title", "x\x1b[31m"], 2, ""),
        (["neuf", "--title", "x" * 5000], 2, ""),
        (["neuf", "--forge", "sourceforge"], 2, ""),
        ([], 2, ""),
        (["plein/a/neuf"], 4, "cannot be written"),
    ],
)  # fmt: skip
def test_refusals_leave_nothing_behind(
    say: Say,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    said: str,
) -> None:
    (tmp_path / "plein").mkdir()
    for name in "abcd":
        (tmp_path / "plein" / name).write_text("x")
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    told = say("init", *arguments, code=code)
    assert said in told and (told.count("\n") >= 2 or not said)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_fresh_clone_is_taken_and_its_branch_kept(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--initial-branch=principale")
    told = jalon("init", ".", "--lang", "en", cwd=tmp_path, **IDENTITY, **NOBODY)
    assert told.returncode == 0 and "cd " not in told.stdout
    assert git(tmp_path, "branch", "--show-current") == "principale\n"
    assert git(tmp_path, "log", "--oneline").count("\n") == 1


def test_without_an_identity_nothing_is_committed_in_a_made_up_name(tmp_path: Path) -> None:
    told = jalon("init", "r", "--lang", "en", cwd=tmp_path, **NOBODY)
    assert told.returncode == 0 and "set user.name" in told.stdout
    assert git(tmp_path / "r", "status", "--porcelain").startswith("?? ")


def test_inside_another_repository_git_is_left_alone(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    told = jalon("init", "r", "--lang", "en", cwd=tmp_path, **IDENTITY, **NOBODY)
    assert told.returncode == 0 and "commit it there" in told.stdout
    assert not (tmp_path / "r" / ".git").exists()


def test_without_git_everything_else_is_written(tmp_path: Path) -> None:
    told = jalon("init", "r", "--lang", "en", cwd=tmp_path, PATH=str(tmp_path))
    assert told.returncode == 0 and "Git is not there" in told.stdout
    assert (tmp_path / "r" / "roadmap" / "roadmap.yaml").is_file()


def test_nothing_of_the_shipped_roadmap_is_written(case: tuple[str, str, Path]) -> None:
    _, _, folder = case
    for path in git(folder, "ls-files", "-z").split("\0")[:-1]:
        text = (folder / path).read_text("utf-8")
        found = re.search(r"(?i)tech.?gouv|franceconnect|tchap", text)
        assert found is None, f"{path}: {found}"
