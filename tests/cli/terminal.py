"""What the tests of commands share: a copy of a roadmap, and the real command in it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

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
    """Run the installed command, in a terminal of 80 columns unless ``COLUMNS`` says otherwise."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("LANG", "LANGUAGE", "LC_MESSAGES", "NO_COLOR", "JALON_LANG", "COLUMNS")
    }
    settings = {"LC_ALL": "C.UTF-8", "COLUMNS": "80", **environment}
    return subprocess.run(
        [str(JALON), *arguments], capture_output=True, text=True, check=False, cwd=cwd,
        env={**kept, **settings}, encoding="utf-8",
    )  # fmt: skip


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
