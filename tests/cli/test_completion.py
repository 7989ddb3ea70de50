"""`jalon completion`: scripts that work in their shells."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from governance.cli.commands import MODULES
from tests.cli.terminal import JALON, copy_of_base, jalon


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_base(tmp_path / "repository")


def completed(root: Path, *words: str) -> list[str]:
    """What bash is told to propose for the last of ``words``."""
    told = jalon(
        cwd=root, _JALON_COMPLETE="bash_complete", COMP_WORDS=" ".join(["jalon", *words]),
        COMP_CWORD=str(len(words)),
    )  # fmt: skip
    assert told.returncode == 0 and "Traceback" not in told.stderr
    return [line.partition(",")[2] for line in told.stdout.splitlines() if line]


def test_commands_options_and_kinds(root: Path) -> None:
    assert completed(root, "") == list(MODULES)
    assert completed(root, "exp") == ["explain"]
    assert "--family" in completed(root, "rules", "--")
    assert completed(root, "new", "mea") == ["measurement"]
    assert "decision" in completed(root, "rules", "--family", "de")


def test_records_and_rules(root: Path) -> None:
    assert completed(root, "explain", "m20")[:2] == ["M201", "M202"]
    assert completed(root, "explain", "never-m") == ["never-measured"]
    assert completed(root, "explain", "port") == ["portail", "portail-usagers"]
    assert completed(root, "explain", "programme/") == ["programme/portail"]
    assert completed(root, "new", "checkpoint", "p") == ["plan", "portail"]
    assert completed(root, "new", "source", "p") == []


def test_values_that_name_a_record(root: Path) -> None:
    assert completed(root, "status", "--mission", "us") == ["usagers"]
    assert completed(root, "todo", "--ministry", "min") == ["ministere"]
    assert completed(root, "new", "programme", "autre", "--strategy", "pl") == ["plan"]
    assert completed(root, "new", "indicator", "autre", "--programme", "por") == ["portail"]
    assert completed(root, "impact", "por") == ["portail"]


def test_outside_a_roadmap_nothing_fails(tmp_path: Path) -> None:
    assert completed(tmp_path, "explain", "portail") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_says_where_it_goes_and_its_shell_takes_it(shell: str, tmp_path: Path) -> None:
    told = jalon("completion", shell, "--lang", "en")
    assert told.returncode == 0
    first, second = told.stdout.splitlines()[:2]
    assert first.startswith("# ") and second.startswith("#   ") and f"completion {shell}" in second
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not here")
    script = tmp_path / "script"
    script.write_text(told.stdout)
    subprocess.run([program, "-n", str(script)], check=True, capture_output=True)


def test_bash_really_completes(root: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not here")
    script = (
        'eval "$(jalon completion bash)"\n'
        "COMP_WORDS=(jalon explain portail-u); COMP_CWORD=2; _jalon_completion jalon\n"
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    told = subprocess.run(
        [bash, "--norc", "-c", script], cwd=root, capture_output=True, text=True, check=True,
        env={"PATH": f"{JALON.parent}:/usr/bin:/bin", "HOME": str(root)},
    )  # fmt: skip
    assert told.stdout.split() == ["portail-usagers"]


def test_the_shell_is_guessed_or_asked() -> None:
    assert "compdef" in jalon("completion", SHELL="/bin/zsh").stdout
    told = jalon("completion", "--lang", "fr", SHELL="/bin/tcsh")
    assert (told.returncode, told.stdout) == (2, "") and "Quel shell\u00a0?" in told.stderr
