"""Runs the real command on every malformed input: is each told, how long does the worst take?

``python -m benchmarks.corpus`` prints each input that is not told at its place, then the largest
time and memory of one run; it fails when an input is not told, or exceeds 0.5 s or 256 MB.
``--write`` also writes the table of docs/corpus.md.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.corpus.cases import INPUTS

ROOT = Path(__file__).parent.parent
BASE = ROOT / "tests" / "rules" / "base"
DOCUMENT = ROOT / "docs" / "corpus.md"
SECONDS = 0.5
MEGABYTES = 256
_ARGUMENTS = ("--lang", "en", "check", "--as-of", "2026-06-01", "--no-cache")


class Run:
    """One run of the command: exit code, output, seconds."""

    def __init__(self, root: Path) -> None:
        # With its bytecode, as an installed package has it.
        environment = {**os.environ, "JALON_CACHE": str(root.parent / "cache")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        started = time.perf_counter()
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                "from governance.cli import main; main()",
                "-C",
                str(root),
                *_ARGUMENTS,
            ],
            capture_output=True,
            check=False,
            env=environment,
        )
        self.seconds = time.perf_counter() - started
        self.code = done.returncode
        self.output = done.stdout.decode()
        self.errors = done.stderr.decode()


def run(path: str, content: bytes, folder: Path) -> Run:
    """The command on a sound roadmap that also holds ``content`` at ``path``."""
    root = folder / "repository"
    shutil.copytree(BASE, root)
    target = root / "roadmap" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return Run(root)


def main() -> int:
    """Run all of them and print the verdict."""
    slowest, failures = (0.0, ""), 0
    with tempfile.TemporaryDirectory() as folder:
        run(*next(iter(INPUTS.values()))[:2], Path(folder))  # writes the bytecode
    for name, (path, content, expected) in INPUTS.items():
        with tempfile.TemporaryDirectory() as folder:
            done = run(path, content, Path(folder))
        place, _, code = expected.partition(" ")
        if done.code != 1 or done.errors or f":{place}: error {code} " not in done.output:
            failures += 1
            sys.stdout.write(f"NOT TOLD {name}: expected {expected}\n{done.output}{done.errors}\n")
        slowest = max(slowest, (done.seconds, name))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    sys.stdout.write(
        f"{len(INPUTS)} malformed inputs, {failures} not told at their place; "
        f"slowest {slowest[0]:.2f} s ({slowest[1]}), largest memory {memory:.0f} MB\n"
    )
    if "--write" in sys.argv[1:]:
        DOCUMENT.write_text(document(slowest[0], memory), encoding="utf-8")
    return int(bool(failures) or slowest[0] > SECONDS or memory > MEGABYTES)


def document(seconds: float, memory: float) -> str:
    """The table of the inputs with what is told of each."""
    lines = [
        "# Malformed inputs",
        "",
        "<!-- Written by `python -m benchmarks.corpus --write`; do not edit. -->",
        "",
        f"{len(INPUTS)} kinds of malformed file, each put into a sound roadmap and judged by the command",
        "itself: exit code 1, the code and the place below, no trace, no raw control character. The",
        f"slowest of the last measured run took {seconds:.2f} s; the largest memory was {memory:.0f} MB.",
        "`jalon explain CODE` tells what each code means; `tests/corpus/` holds the bytes.",
        "",
        "| Input | Line:column | Code |",
        "|---|---|---|",
    ]
    for name, (_, _, expected) in INPUTS.items():
        place, _, code = expected.partition(" ")
        lines.append(f"| {name} | {place} | {code} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
