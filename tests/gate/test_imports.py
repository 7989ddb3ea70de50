"""A check imports the rules that it runs, and no others."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).parents[1] / "rules" / "base"
_SCRIPT = """
import sys
from datetime import date
from governance.services.check import check

day = date(2026, 6, 1)
report = check(sys.argv[1], day, day)
print(*(m.rpartition(".")[2][:4] for m in sys.modules if m.startswith("governance.rules.")))
print(*(module for module in ("bz2", "hashlib", "random", "tempfile") if module in sys.modules))
print(*(finding.code for finding in report.findings))
"""


def imported(root: Path) -> list[list[str]]:
    """Codes of the rules that a check imports, what else it need not, codes of its findings."""
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(root)], capture_output=True, text=True, check=True
    )
    return [line.upper().split() for line in done.stdout.split("\n")[:3]]


def test_after_a_change_only_the_rules_that_it_concerns_are_imported(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    shutil.copytree(BASE, root)
    first = imported(root)[0]
    assert {"C101", "L104", "M201", "G903"} <= set(first)

    file = next(root.glob("roadmap/programmes/**/*.yaml"))
    file.write_text(
        file.read_text("utf-8").replace("\nbeneficiary:", "\nbeneficiary: Toutes,", 1), "utf-8"
    )
    codes, others, told = imported(root)
    assert {"M201", "C110"} <= set(codes), "rules of the dossier that has changed"
    assert not {"C101", "L104", "G903"} & set(codes)
    assert not others
    assert not told

    file.write_text(file.read_text("utf-8").replace("title:", "titre:", 1), "utf-8")
    codes, _, told = imported(root)
    assert "S001" in told and "S002" in told
    assert "C101" not in codes
