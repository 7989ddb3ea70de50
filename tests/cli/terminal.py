"""What the tests of commands share: a copy of a roadmap, and the real command in it."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from governance import i18n
from governance.cli.app import run

REPOSITORY = Path(__file__).parents[2]
BASE = REPOSITORY / "tests" / "rules" / "base"
JALON = Path(sys.executable).parent / "jalon"
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""What no output may hold: controls (line end and tab excepted), hidden and turning characters."""
HOSTILE = "\\e[31m[/] \\u202eli \\u2066x\\n::error::\\a"
"""To be put between double quotes in a record: escapes that a terminal would obey."""


def jalon(
    *arguments: str, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """What the command answers, in a terminal of 80 columns unless ``COLUMNS`` says otherwise.

    It runs in this process, where a text of ``--help`` keeps the first language it was told in:
    :func:`process` asks the installed one.
    """
    streams = [io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace") for _ in range(3)]
    language, before = i18n.current(), dict(os.environ)
    with pytest.MonkeyPatch.context() as patch:
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            patch.setattr(sys, name, stream)
        patch.setattr(sys, "argv", ["jalon", *arguments])
        patch.chdir(cwd or os.getcwd())
        _become(_variables(environment))
        try:
            code = run(list(arguments))
        except SystemExit as leaving:  # how click ends a completion
            code = int(leaving.code or 0)
        finally:
            _become(before)
            i18n.use(language)
    told = []
    for stream in streams[1:]:
        stream.seek(0)
        told.append(stream.read())
    return subprocess.CompletedProcess(["jalon", *arguments], code, *told)


def process(
    *arguments: str, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """What the installed command answers, in a process of its own."""
    return subprocess.run(
        [str(JALON), *arguments], capture_output=True, text=True, check=False, cwd=cwd,
        env=_variables(environment), encoding="utf-8",
    )  # fmt: skip


def _variables(environment: dict[str, str]) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("LANG", "LANGUAGE", "LC_MESSAGES", "NO_COLOR", "JALON_LANG", "COLUMNS")
    }
    return {**kept, "LC_ALL": "C.UTF-8", "COLUMNS": "80", **environment}


def _become(variables: dict[str, str]) -> None:
    for name in os.environ.keys() - variables.keys():
        del os.environ[name]
    os.environ.update(variables)


def copy_of_base(target: Path) -> Path:
    """The small faultless roadmap, alone in a folder."""
    return Path(shutil.copytree(BASE, target))


def copy_of_shipped(target: Path) -> Path:
    """The shipped roadmap with the schemas that editors use."""
    shutil.copytree(REPOSITORY / "roadmap", target / "roadmap")
    shutil.copytree(REPOSITORY / "governance" / "schemas", target / "governance" / "schemas")
    return target


def widest(text: str) -> int:
    """Cells of the longest line."""
    from rich.cells import cell_len

    return max((cell_len(line) for line in text.splitlines()), default=0)
