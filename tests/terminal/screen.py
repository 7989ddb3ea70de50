"""A program in a real pseudo-terminal: keys go in, a screen comes out, and every byte is looked at."""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyte

from governance.hygiene import CONTROLS, HIDDEN

PATIENCE = 120.0
"""Seconds after which what is waited for counts as never shown."""
_MOMENT = 0.25
"""Seconds without a byte after which a screen is taken to be whole."""
_KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "up": "\x1b[A", "down": "\x1b[B", "end": "\x1b[F",
    "home": "\x1b[H", "page_down": "\x1b[6~", "backspace": "\x7f", "ctrl+q": "\x11", "ctrl+u": "\x15",
    "select_all": "\x1b[18~",
}  # fmt: skip

# Everything that Textual and the command line write to a terminal beside text: modes (alternate
# screen, cursor, mouse, focus, pasting, synchronised output, sizes), questions about them, the
# keyboard protocol, the shape of the pointer, the cursor's place, erasing, styles; nothing else may ever arrive there.
_SEQUENCE = re.compile(
    r"\x1b\](?:22;[a-z-]+)\x07"
    r"|\x1b\[(?:"
    r"\?(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]"
    r"|\?(?:1016|2026|2048)\$p"
    r"|>25u|<u"
    r"|[0-9]+;[0-9]+H|H"
    r"|[0-9]*[JK]"
    r"|[0-9;]*m"
    r")"
    # A beginning that the next sequence cancels, as where a terminal is given more than it takes.
    r"|\x1b(?:\[[0-9;?]*)?(?=\x1b)"
)
_JOINERS = re.compile("[\u200d\ufe00-\ufe0f]")
_MODES = re.compile(r"\x1b\[\?([0-9]+)([hl])")


def stray(raw: bytes) -> list[str]:
    """What ``raw`` holds that a terminal would obey, or hide, and that nobody but a text can have
    put there; each with what stands around it."""
    text = _SEQUENCE.sub("", raw.decode("utf-8", "surrogateescape"))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return [
        repr(text[max(0, found.start() - 20) : found.end() + 20])
        for table in (CONTROLS, HIDDEN)
        for found in table.finditer(text)
    ]


def _own_terminal() -> None:
    """Let the program be told when its terminal is closed."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """``command`` in ``folder``, on a screen of ``size`` columns and lines; ``told`` whether the system
    sends it a signal when its terminal is closed.

    ``raw``  every byte that it wrote
    """

    def __init__(
        self, command: Sequence[str], folder: Path, size: tuple[int, int] = (80, 24),
        *, told: bool = True, **environment: str,
    ) -> None:  # fmt: skip
        columns, lines = size
        self.raw = bytearray()
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self.screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._main, other = pty.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.settings = termios.tcgetattr(other)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL")}
        self.process = subprocess.Popen(
            list(command), cwd=folder, stdin=other, stdout=other, stderr=other,
            start_new_session=True, preexec_fn=_own_terminal if told else None,  # noqa: PLW1509 - no thread is there
            env={**kept, "TERM": "xterm-256color", "JALON_LANG": "en", **environment},
        )  # fmt: skip
        self._other = other

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- what is seen

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def cursor(self) -> tuple[int, str, str]:
        """The line of the list that one is on: where it is, what stands above it, its text; together
        they tell two fields of one name apart."""
        lines = [line.partition("▏")[0].rstrip() for line in self.lines]
        at = next((index for index, line in enumerate(lines) if line.startswith("▸")), 0)
        return (at, lines[at - 1], lines[at][1:].strip()) if at else (0, "", "")

    def go(self, label: str) -> None:
        """Down to the next line that begins with ``label``."""
        while True:
            self.rest()  # what is judged meanwhile moves lines too
            before = self.cursor
            self.press("down")
            self.until(lambda before=before: self.cursor not in ((0, "", ""), before), "a move")  # type: ignore[misc]
            self.rest()
            if self.cursor[-1].startswith(f"{label}  "):
                return

    def shows(self, *texts: str) -> str:
        """Wait until the screen shows every one of ``texts``; the screen."""
        self.until(lambda: all(text in self.text for text in texts), " and ".join(texts))
        return self.text

    def hides(self, *texts: str) -> str:
        """Wait until the screen shows none of ``texts``; the screen."""
        self.until(lambda: not any(text in self.text for text in texts), "not " + ", ".join(texts))
        return self.text

    def until(self, holds: Callable[[], bool], what: str, within: float = PATIENCE) -> None:
        """Read what is written until ``holds``, for at most ``within`` seconds."""
        end = time.monotonic() + within
        while not holds():
            left = end - time.monotonic()
            assert left > 0, f"never: {what}\n{self.text}"
            # Looked at again now and then: what is waited for may be a file.
            self.read(min(left, 0.05))

    def rest(self) -> None:
        """Read until nothing more is written for a moment."""
        while self.read(_MOMENT):
            pass

    def read(self, most: float) -> bool:
        """Take what is written within ``most`` seconds; whether there was anything."""
        if not select.select([self._main], [], [], most)[0]:
            return False
        try:
            part = os.read(self._main, 1 << 16)
        except OSError:
            return False
        self.raw += part
        # Joiners and variation selectors take no cell: the emulator would drop what follows them.
        self._stream.feed(_JOINERS.sub("", self._decode(part)))
        return bool(part)

    # -- what is done

    def press(self, *keys: str) -> None:
        """Press keys by name; a single letter is itself."""
        self.write("".join(_KEYS.get(key, key) for key in keys))

    def write(self, text: str) -> None:
        """What the keyboard sends, as it is."""
        data = text.encode("utf-8", "surrogatepass")
        while data:
            if select.select([], [self._main], [], 0.05)[1]:
                data = data[os.write(self._main, data[:1024]) :]
            self.read(0)

    def paste(self, text: str) -> None:
        """What a terminal sends for a text that is pasted: between two brackets."""
        self.write(f"\x1b[200~{text}\x1b[201~")

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the program, and to what it started."""
        os.killpg(self.process.pid, number)

    def hang_up(self) -> None:
        """Close the terminal, as one closes its window."""
        for end in (self._other, self._main):
            os.close(end)
        self._main = self._other = -1

    def ended(self, within: float = PATIENCE) -> int:
        """Wait for the end of the program; its exit code."""
        self.until(lambda: self.process.poll() is not None, "the end", within)
        while self.read(0):
            pass
        return self.process.returncode

    def left_as_found(self) -> bool:
        """Whether the terminal is again as it was: its settings, its modes, its first screen."""
        modes = dict(_MODES.findall(self.raw.decode("utf-8", "replace")))
        shown = {"7", "25"}  # long lines go on, the cursor is there
        return termios.tcgetattr(self._other) == self.settings and all(
            (state == "h") == (mode in shown) for mode, state in modes.items()
        )

    def close(self) -> None:
        """End the program."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self._main >= 0:
            self.hang_up()
