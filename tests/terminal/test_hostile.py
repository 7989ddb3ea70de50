"""Texts that try to command a terminal, shown, pasted and given as arguments: none is ever obeyed.

A few each time, a sample of them under the marker ``push``, all that are shown or given under ``fuzz``.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from wcwidth import iter_graphemes

from governance.reporters.cells import clean
from tests import hostile
from tests.terminal.conftest import Open
from tests.terminal.hostile_roadmap import build, together
from tests.terminal.screen import Terminal, stray

SAMPLE = ["\x1b]0;titre\x07", "\x1b[2J", "\x9b31m", "[@click=app.quit()]x[/]", "[/nope]", "\u202eabc",
          "a\u200bb", "q", "y", "a\nb", "e\u0301" * 5, "👩\u200d💻", "\x00", "$(id)", "x" * 300]  # fmt: skip
PARTS = 10
"""Tests that share all the texts."""
HEAD = 12
"""Signs of a text that are looked for: a line may be too short for more."""
_SLOW = 0.5
"""Seconds within which a page follows its key, or there is no further one."""
MARK = "XQ"
"""What is typed after texts that are pasted: it stands where they stand, or the field was left."""
TOGETHER = 10
"""Texts that are pasted one after the other into one field before it is emptied."""


def parts(quick: list[str]) -> list[object]:
    """What a test is run on: ``quick`` each time, the sample with what is pushed, all of them in parts."""
    few = [pytest.param(quick, id="quick")] if quick else []
    return [
        *few,
        pytest.param(SAMPLE, id="sample", marks=pytest.mark.push),
        *(
            pytest.param(hostile.ALL[part::PARTS], id=f"part-{part + 1}", marks=pytest.mark.fuzz)
            for part in range(PARTS)
        ),
    ]


def digest(root: Path) -> str:
    """What lies in the roadmap, names and bytes."""
    found = hashlib.sha256()
    for path in sorted(os.path.join(at, name).encode("utf-8", "surrogateescape")
                       for at, _below, names in os.walk(root / "roadmap") for name in names):  # fmt: skip
        with open(path, "rb") as file:
            found.update(path + b"\0" + file.read() + b"\0")
    refs = subprocess.run(
        ["git", "for-each-ref", "refs/heads"], cwd=root, capture_output=True, check=True
    )
    return found.hexdigest() + refs.stdout.decode("utf-8", "surrogateescape")


def unharmed(terminal: Terminal) -> None:
    """The program is alive, and ends as it is asked to; nothing but text has reached the terminal."""
    assert terminal.process.poll() is None
    assert terminal.raw.count(b"\x1b[?1049") == 1, "still on its own screen"
    terminal.press("ctrl+q")
    terminal.until(
        lambda: terminal.process.poll() is not None or "not saved" in terminal.text, "end"
    )
    if terminal.process.poll() is None:
        terminal.press("y")
    assert terminal.ended() == 0
    assert terminal.left_as_found()
    assert not stray(bytes(terminal.raw))[:5]
    assert not terminal.screen.obeyed[:5]


class Tour:
    """A walk through everything that ``terminal`` shows; ``seen`` is what was seen, by where."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.seen: dict[str, str] = {}

    def walk(self, name: str) -> None:
        """Look at every line of what is shown."""
        terminal = self.terminal
        pages: list[str] = []
        while not pages or terminal.text != pages[-1]:
            terminal.rest()
            assert terminal.process.poll() is None, f"ended in {name}\n{terminal.text}"
            pages.append(terminal.text)
            terminal.press("page_down")
            terminal.read(_SLOW)
            terminal.rest()
        lines = [
            " ".join(line.replace("▸", " ").split()) for page in pages for line in page.split("\n")
        ]
        self.seen[name] = unicodedata.normalize("NFC", "\n".join([self.seen.get(name, ""), *lines]))

    def visit(self, name: str, *keys: str, shown: str, leave: bool = True) -> None:
        """Press ``keys``, look at all of what is there once ``shown`` stands there, and go back."""
        self.terminal.press(*keys)
        self.terminal.shows(shown)
        self.walk(name)
        if leave:
            self.terminal.press("escape")
            self.terminal.rest()

    def missing(self, name: str, texts: Sequence[str]) -> list[str]:
        """Those of ``texts`` that were not seen where they should have been."""
        return [ascii(text) for text in texts if head(text) not in self.seen[name]]


def head(text: str) -> str:
    """The beginning of ``text`` as a screen shows it: blanks in a row are not told apart, nor what
    a terminal draws as one sign."""
    shown = unicodedata.normalize("NFC", " ".join(clean(text).split()))
    firsts = [sign[0] for sign in iter_graphemes(shown)]
    signs = [one for one in firsts if unicodedata.category(one) not in ("Mn", "Me", "Cf", "Mc")]
    return "".join(signs[:HEAD]) if signs == list(shown) else "".join(signs[:1])


@pytest.mark.parametrize("texts", parts([]))
def test_nothing_that_is_shown_is_obeyed(texts: list[str], tmp_path: Path, ui: Open) -> None:
    root = tmp_path / "roadmap"
    ids = build(root, texts)
    before = digest(root)
    terminal = ui(root, (110, 120))
    terminal.shows("things to do")
    tour = Tour(terminal)
    for view in "1246":
        terminal.press(view)
        tour.walk(view)
    tour.visit("problems", "3", "/", "-message:zzz", "enter", shown="by rule")
    for id, mine in together(texts).items():
        own = f"n{id[1:]}"
        for of, kind in ((own, "indicator"), (id, "programme")):
            tour.visit(kind, "1", ":", of, "enter", shown=f"{kind}/{of} ·", leave=False)
        tour.visit("form", "e", shown="Id *")
        tour.visit("file", "f", shown=f"id: {id}")
        tour.visit("review", "r", shown="Promised on")
        assert not tour.missing("programme", mine)
    terminal.press("6", "home", "enter", "2026-05-04", "enter")
    terminal.shows("✓ held")
    tour.visit("minutes", "m", shown="Minutes of the review meeting")
    terminal.press("D", "y", "5")
    terminal.shows(f"{len(texts) + len(ids)} proposals")
    tour.walk("proposals")
    for rank, id in enumerate(reversed(ids)):
        terminal.press("home", *["down"] * rank)
        tour.visit("proposal", "enter", shown=f"jalon/t{id[1:]}", leave=False)
        tour.visit("raw diff", "d", shown="raw diff")
    tour.visit("my change", "p", shown="What goes", leave=False)
    tour.visit("my raw diff", "d", shown="raw diff")
    unharmed(terminal)
    assert digest(root) == before
    print(
        f"| shown | {len(texts)} texts | {len(terminal.raw)} bytes | 0 raw | 0 crashes | 0 actions |"
    )


FIELDS = {
    "filter": ("/", "", "for example"),
    "palette": (":", "", "an action or a record"),
    "line": ("r", "Title", "as before"),
    "day": ("a", "", "Judge as on which day?"),
    "choice": ("r", "Took part", "type a part of it"),
    "text": ("r", "Minutes", "as before"),
    "title of a new record": ("n programme\r", "", "Its title?"),
    "reason to postpone": ("6\x1b[F\x1b[Az", "", "postponed?"),
    "name of a meeting": ("6\x1b[H\x1b[B\r", "", "as before"),
    "id of a new record": ("n programme\rTitre\r", "", "for good?"),
    "number": ("r", "New value", "as before"),
    "what if": ("4i", "", "By how much"),
    "field of a record": (":portail\re", "Purpose", "as before"),
    "reason of a waiver": (f"a{datetime.now(tz=UTC).date().isoformat()}\r3\x1b[BW", "", "Why set"),
}
"""Where something is typed: the keys that lead there, the line to go to, what stands there then."""


@pytest.mark.parametrize("texts", parts(SAMPLE[:3]))
def test_nothing_that_is_pasted_is_obeyed(texts: list[str], small: Path, ui: Open) -> None:
    given = [text for text in texts if not has_half(text)]  # UTF-8 has no halves of characters
    before = digest(small)
    terminal = ui(small)
    terminal.shows("things to do", "Portail des démarches")
    fields = list(FIELDS)[: 3 if len(texts) < len(SAMPLE) else None]
    for name in fields:
        keys, label, shown = FIELDS[name]
        terminal.write(keys)
        if label:
            terminal.until(lambda: terminal.cursor[-1] != "", "a form")
            terminal.seek(label)
            terminal.press("enter")
        terminal.shows(shown)
        for rank, few in enumerate(batched(given, TOGETHER)):
            mark = MARK + "".join("ghijklmnop"[int(digit)] for digit in f"{rank:03d}")
            for text in few:
                terminal.paste(text)
            terminal.write(f" {mark}")
            terminal.until(lambda mark=mark: mark in terminal.text, f"{name}: {few!a}")  # type: ignore[misc]
            terminal.press(*(("select_all", "backspace") if shown == "as before" else ("ctrl+u",)))
            terminal.hides(mark)
        terminal.press("escape")
        terminal.hides(shown)
        for key in ("escape", "escape", "1"):  # together they would be another key
            terminal.press(key)
            terminal.rest()
        terminal.shows("things to do")
        terminal.rest()
    unharmed(terminal)
    assert digest(small) == before
    count = len(given) * len(fields)
    print(f"| pasted | {count} texts | {len(terminal.raw)} bytes | 0 raw | 0 crashes | 0 actions |")


@pytest.mark.parametrize("texts", parts(SAMPLE[:3]))
def test_no_argument_is_obeyed(texts: list[str], small: Path, tmp_path: Path) -> None:
    # What no command line can carry: the null, and halves of characters.  A dot is the folder itself:
    # `jalon fmt .` is obeyed, and rightly.
    given = [t for t in texts if t != "." and "\0" not in t and not has_half(t)]
    given.append("\udcff\udc9b31m")
    listed = tmp_path / "texts.json"
    listed.write_text(json.dumps(given), "utf-8")
    before = digest(small)
    command = [sys.executable, "-m", "tests.terminal.commands", str(small), str(listed)]
    with Terminal(command, Path(__file__).parents[2], (100, 30)) as terminal:
        code = terminal.ended(1800)
        told = bytes(terminal.raw)
        obeyed = [one for one in terminal.screen.obeyed if not one.startswith("beyond")]
    assert code == 0, told[-2000:].decode("utf-8", "replace")
    assert not stray(told)
    assert not obeyed
    assert digest(small) == before
    print(f"| given | {told.splitlines()[-1].decode()} | {len(told)} bytes | 0 raw |")


def has_half(text: str) -> bool:
    return any(0xD800 <= ord(one) < 0xE000 for one in text)


def batched(texts: list[str], most: int) -> list[list[str]]:
    """``texts`` in their order, ``most`` at a time."""
    return [texts[start : start + most] for start in range(0, len(texts), most)]
