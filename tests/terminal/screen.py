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
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pyte
from wcwidth import iter_graphemes, wcswidth, wcwidth

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
)
# What stands over a line, such as a message, may cut an emoji of several signs after its joiner.
_JOINED = re.compile("(?<=[\u2190-\u2bff\ufe0f\U00010000-\U0010ffff])\u200d")
_MODES = re.compile(r"\x1b\[\?([0-9]+)([hl])")


def stray(raw: bytes) -> list[str]:
    """What ``raw`` holds that a terminal would obey, or hide, and that nobody but a text can have
    put there; each with what stands around it."""
    text = _SEQUENCE.sub("", raw.decode("utf-8", "surrogateescape"))
    text = _JOINED.sub("", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return [
        repr(text[max(0, found.start() - 20) : found.end() + 20])
        for table in (CONTROLS, HIDDEN)
        for found in table.finditer(text)
    ]


class Watched(pyte.Screen):
    """A screen that notes what nothing but a text can have asked of it.

    ``obeyed``  a title, a bell, a report, a reset; a character beyond the last column
    """

    def __init__(self, columns: int, lines: int) -> None:
        self.obeyed: list[str] = []
        super().__init__(columns, lines)
        self.obeyed.clear()  # it begins with a reset of its own

    def draw(self, data: str) -> None:
        """Write ``data`` where the cursor is, a sign of several characters as wide as it is."""
        # Terminals differ on vowel signs that stand beside a letter; Textual gives them no cell.
        data = (
            data if data.isascii() else "".join(c for c in data if unicodedata.category(c) != "Mc")
        )
        whole = wcswidth(data)
        if self.cursor.x + whole > self.columns:
            self.obeyed.append(f"beyond the last column: {data!a}")
        if data.isascii():
            super().draw(data)
            return
        for sign in iter_graphemes(data):
            end = min(self.columns, self.cursor.x + max(0, wcswidth(sign)))
            # What takes no cell, and is not set on another, would end what is drawn.
            shown = [one for one in sign[1:] if unicodedata.combining(one) and not wcwidth(one)]
            super().draw("".join([sign[0], *shown]))
            self.cursor.x = end

    def bell(self, *_: object) -> None:
        """The bell."""
        self.obeyed.append("bell")

    def set_title(self, param: str) -> None:
        """The title of the window; the shape of the pointer arrives here too."""
        if not re.fullmatch(";[a-z-]+", param):
            self.obeyed.append(f"title: {param!a}")

    def set_icon_name(self, param: str) -> None:
        """The name of the icon."""
        self.obeyed.append(f"icon: {param!a}")

    def report_device_status(self, mode: int, **_: object) -> None:
        """Where the cursor is."""
        self.obeyed.append(f"report of the cursor: {mode}")

    def report_device_attributes(self, mode: int = 0, **_: object) -> None:
        """What the terminal is."""
        self.obeyed.append(f"report of the terminal: {mode}")

    def reset(self) -> None:
        """All that was set is forgotten."""
        self.obeyed.append("reset")
        super().reset()


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
        self.screen = Watched(columns, lines)
        self._stream = pyte.Stream(self.screen)
        self._kept = ""
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
            if f"{self.cursor[-1]}  ".startswith(f"{label}  "):
                return

    def seek(self, label: str) -> None:
        """To the only line that begins with ``label``, sooner than :meth:`go`: a line that moves by
        itself may be taken for a move, so that it is looked for upwards too."""
        key, end = "down", time.monotonic() + PATIENCE
        while True:
            assert time.monotonic() < end, f"never: {label}\n{self.text}"
            if f"{self.cursor[-1]}  ".startswith(f"{label}  "):
                self.rest()
                if f"{self.cursor[-1]}  ".startswith(f"{label}  "):
                    return
                key = "up"
            before, late = self.cursor, time.monotonic() + 1
            self.press(key)
            while self.cursor in ((0, "", ""), before) and time.monotonic() < late:
                self.read(0.05)
            if self.cursor == before:
                key = "up" if key == "down" else "down"

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

    def read(self, most: float, size: int = 1 << 16) -> bool:
        """Take what is written within ``most`` seconds, at most ``size`` bytes; whether there was any."""
        if not select.select([self._main], [], [], most)[0]:
            return False
        try:
            part = os.read(self._main, size)
        except OSError:
            return False
        self.raw += part
        text = self._kept + self._decode(part)
        # A sign of several characters may come in two parts; a screen never ends in one.
        whole = next((at for at in range(len(text), 0, -1) if text[at - 1].isascii()), 0)
        self._kept = text[whole:]
        self._stream.feed(text[:whole])
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
