"""``python -m benchmarks.tui``: how soon the terminal UI shows its first rows and obeys a key.

In a pseudo-terminal of 120×40, beside a Textual application of one line started the same way, in
turns.  The exit code says whether both targets hold.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from datetime import date
from pathlib import Path

from benchmarks.generate import AS_OF, generate

RATIO = 1.25
"""Most that the first rows may take, in times of the one-line application."""
MOVE = 0.010
"""Most seconds from a key to its first output, in the median."""
ONE_LINE = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class One(App):\n    def compose(self):\n        yield Static('READY-ONE')\nOne().run()\n"
)
JALON = f"import sys\nsys.argv[1:] = ['open', '--as-of', {AS_OF!r}]\nfrom governance.cli import main\nmain()"


class Screen:
    """A process in a pseudo-terminal."""

    def __init__(self, script: str, folder: Path, cache: Path) -> None:
        self._main, other = pty.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        environment = {
            **os.environ, "TERM": "xterm-256color", "JALON_CACHE": str(cache),
            # As installed: compiled once, outside of the tree.
            "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(cache / "compiled"),
            "PYTHONPATH": str(Path(__file__).resolve().parent.parent), "JALON_LANG": "en",
        }  # fmt: skip
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-c", script], cwd=folder, stdin=other, stdout=other, stderr=other,
            start_new_session=True, env=environment,
        )  # fmt: skip
        os.close(other)

    def wait_for(self, text: bytes, most: float = 600) -> float:
        """Seconds from the start until ``text`` is written."""
        seen = b""
        while time.perf_counter() - self.started < most:
            seen = seen[-4096:] + self._read(0.5)
            if text in seen:
                return time.perf_counter() - self.started
        raise SystemExit(f"{text!r} was never shown")

    def settle(self, quiet: float) -> None:
        """Read until nothing has been written for ``quiet`` seconds."""
        while self._read(quiet):
            pass

    def press(self, key: bytes) -> float:
        """Seconds from ``key`` to the first output."""
        started = time.perf_counter()
        os.write(self._main, key)
        if not self._read(60):
            raise SystemExit("a key had no effect")
        return time.perf_counter() - started

    def _read(self, most: float) -> bytes:
        if not select.select([self._main], [], [], most)[0]:
            return b""
        try:
            return os.read(self._main, 1 << 20)
        except OSError:
            return b""

    def close(self) -> None:
        """End the process."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._main)


def first(script: str, text: bytes, folder: Path, cache: Path) -> float:
    """Seconds to the first ``text`` of one start."""
    screen = Screen(script, folder, cache)
    try:
        return screen.wait_for(text)
    finally:
        screen.close()


def moves(folder: Path, cache: Path, count: int) -> list[float]:
    """Seconds of ``count`` moves once the roadmap has been judged."""
    screen = Screen(JALON, folder, cache)
    try:
        screen.wait_for(b"things to do")
        screen.settle(3)
        screen.press(b"2")
        screen.settle(2)
        found = []
        for _ in range(count):
            found.append(screen.press(b"j"))
            screen.settle(0.3)
        return found
    finally:
        screen.close()


def main() -> int:
    """Measure, print a table, and say whether the targets hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tui", description=__doc__)
    parser.add_argument("--programmes", type=int, nargs="+", default=[35, 10000], metavar="N")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--moves", type=int, default=30)
    parser.add_argument("--keep", type=Path, metavar="DIR",
                        help="where generated roadmaps are kept for another run")  # fmt: skip
    chosen = parser.parse_args()
    holds = True
    print(
        "| programmes | first rows, s | one line, s | ratio | move, ms (median) |\n|--:|--:|--:|--:|--:|"
    )
    for size in chosen.programmes:
        with tempfile.TemporaryDirectory(prefix="jalon-benchmark-") as name:
            kept = chosen.keep / str(size) if chosen.keep else Path(name)
            folder, cache = kept / "roadmap", kept / "cache"
            if not folder.exists():
                generate(folder, size, date.fromisoformat(AS_OF))
            delays = moves(folder, cache, chosen.moves)  # and what one sitting leaves for the next
            ours, theirs = [], []
            for _ in range(chosen.rounds):
                theirs.append(first(ONE_LINE, b"READY-ONE", folder, cache))
                ours.append(first(JALON, b"review  ", folder, cache))
            # Each beside the start just before it: the machine may have other things to do.
            ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
            mine, one = statistics.median(ours), statistics.median(theirs)
            move = statistics.median(delays)
            print(f"| {size} | {mine:.3f} | {one:.3f} | {ratio:.2f} | {move * 1000:.1f} |")
            holds = holds and ratio <= RATIO and move <= MOVE
    return int(not holds)


if __name__ == "__main__":
    sys.exit(main())
