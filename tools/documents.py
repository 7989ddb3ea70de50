"""Writing generated documents, or checking that those on disk are current."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parents[1]


def run(module: str, documents: Callable[[], dict[str, str]]) -> int:
    """Write what ``documents`` makes (path from the root -> text); with ``--check``, compare."""
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description=run.__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when one differs")
    check = parser.parse_args().check
    stale = []
    for path, text in documents().items():
        target = ROOT / path
        if target.is_file() and target.read_text("utf-8") == text:
            continue
        stale.append(path)
        if not check:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8", newline="\n")
    if not check or not stale:
        return 0
    sys.stderr.write(f"Not current: {', '.join(stale)}. Run: python -m {module}\n")
    return 1


def table(heads: Sequence[str], rows: Sequence[Sequence[object]], right: Sequence[int] = ()) -> str:
    """A Markdown table; columns of numbers are aligned to the ``right``."""
    marks = ["--:" if index in right else "---" for index in range(len(heads))]
    lines = [_row(heads), "|" + "|".join(marks) + "|"]
    return "\n".join([*lines, *(_row(row) for row in rows)])


def _row(cells: Sequence[object]) -> str:
    return (
        "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
    )


def anchor(heading: str) -> str:
    """What a link to ``heading`` ends with, as code forges make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
