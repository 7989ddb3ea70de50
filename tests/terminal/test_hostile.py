"""Texts that try to command a terminal, shown, pasted and given as arguments: none is ever obeyed.

A few each time, more of them under the marker ``push``.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.conftest import Open
from tests.terminal.hostile_roadmap import build
from tests.terminal.screen import Terminal, stray

SAMPLE = ["\x1b]0;titre\x07", "\x1b[2J", "\x9b31m", "[@click=app.quit()]x[/]", "[/nope]", "\u202eabc",
          "a\u200bb", "q", "y", "a\nb", "e\u0301" * 5, "👩\u200d💻", "\x00", "$(id)", "x" * 300]  # fmt: skip
MARK = "XQ"
"""What is typed after texts that are pasted: it stands where they stand, or the field was left."""
TOGETHER = 5
"""Texts that are pasted one after the other into one field before it is emptied."""


def batched(texts: list[str], most: int) -> list[list[str]]:
    """``texts`` in their order, ``most`` at a time."""
    return [texts[start : start + most] for start in range(0, len(texts), most)]


def parts(quick: list[str]) -> list[object]:
    """What a test is run on: ``quick`` each time, the sample with what is pushed."""
    return [
        pytest.param(quick, id="quick"),
        pytest.param(SAMPLE, id="sample", marks=pytest.mark.push),
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


def walk(terminal: Terminal) -> None:
    """Look at every line of what is shown."""
    while True:
        terminal.rest()
        before = terminal.text
        terminal.press("page_down")
        terminal.rest()
        if terminal.text == before:
            return


@pytest.mark.push
@pytest.mark.parametrize("texts", [pytest.param(SAMPLE, id="sample")])
def test_nothing_that_is_shown_is_obeyed(texts: list[str], tmp_path: Path, ui: Open) -> None:
    root = tmp_path / "roadmap"
    ids = build(root, texts)
    before = digest(root)
    terminal = ui(root, (120, 40))
    terminal.shows("things to do")
    for view in "123456":
        terminal.press(view)
        walk(terminal)
    for id in ids:
        terminal.press("1")
        terminal.rest()
        terminal.press(":")
        terminal.shows("an action or a record")
        terminal.write(id)
        terminal.shows(f"programme {id}")
        terminal.press("enter")
        terminal.shows(f"programme/{id} ·")
        for key, shown in (("r", "Promised on"), ("f", f"id: {id}")):
            terminal.press(key)
            terminal.shows(shown)
            walk(terminal)
            terminal.press("escape")
            terminal.rest()
            terminal.press("home")
            terminal.shows(f"programme/{id} ·")
        walk(terminal)
        terminal.press("escape")
        terminal.rest()
    terminal.press("ctrl+q")
    assert terminal.ended() == 0
    assert terminal.left_as_found()
    assert not stray(bytes(terminal.raw))
    assert digest(root) == before
    print(
        f"| shown | {len(texts)} texts | {len(terminal.raw)} bytes | 0 raw | 0 crashes | 0 actions |"
    )


FIELDS = {
    "filter": (("/",), "for example"),
    "palette": ((":",), "an action or a record"),
    "day": (("a",), "Judge as on which day?"),
    "line": (("r", "Title"), "as before"),
    "text": (("r", "Minutes"), "as before"),
    "choice": (("r", "Took part"), "type a part of it"),
}


@pytest.mark.parametrize("texts", parts(SAMPLE[:3]))
def test_nothing_that_is_pasted_is_obeyed(texts: list[str], small: Path, ui: Open) -> None:
    given = [text for text in texts if not has_half(text)]  # UTF-8 has no halves of characters
    before = digest(small)
    terminal = ui(small)
    terminal.shows("things to do", "Portail des démarches")
    for name, (keys, shown) in FIELDS.items():
        terminal.rest()
        terminal.press(keys[0])
        if len(keys) > 1:
            terminal.shows("Promised on")
            terminal.rest()
            terminal.go(keys[1])
            terminal.press("enter")
        terminal.shows(shown)
        for rank, few in enumerate(batched(given, TOGETHER)):
            mark = MARK + "".join("ghijklmnop"[int(digit)] for digit in f"{rank:03d}")
            for text in few:
                terminal.paste(text)
            terminal.write(f" {mark}")
            terminal.until(lambda mark=mark: mark in terminal.text, f"{name}: {few!a}")  # type: ignore[misc]
            terminal.press(*(("select_all", "backspace") if name == "text" else ("ctrl+u",)))
            terminal.hides(mark)
        terminal.press("escape")
        terminal.hides(shown)
        if len(keys) > 1:
            terminal.press("escape")
            terminal.shows("things to do")
    terminal.press("ctrl+q")
    terminal.until(
        lambda: terminal.process.poll() is not None or "not saved" in terminal.text, "end"
    )
    if terminal.process.poll() is None:
        terminal.press("y")
    assert terminal.ended() == 0
    assert terminal.left_as_found()
    assert not stray(bytes(terminal.raw))
    assert digest(small) == before
    count = len(given) * len(FIELDS)
    print(f"| pasted | {count} texts | {len(terminal.raw)} bytes | 0 raw | 0 crashes | 0 actions |")


@pytest.mark.parametrize("texts", parts(SAMPLE[:3]))
def test_no_argument_is_obeyed(texts: list[str], small: Path, tmp_path: Path) -> None:
    # What no command line can carry: the null, and halves of characters.
    given = [text for text in texts if "\0" not in text and not has_half(text)] + [
        "\udcff\udc9b31m"
    ]
    listed = tmp_path / "texts.json"
    listed.write_text(json.dumps(given), "utf-8")
    before = digest(small)
    command = [sys.executable, "-m", "tests.terminal.commands", str(small), str(listed)]
    with Terminal(command, Path(__file__).parents[2], (100, 30)) as terminal:
        code = terminal.ended(1800)
        told = bytes(terminal.raw)
    assert code == 0, told[-2000:].decode("utf-8", "replace")
    assert not stray(told)
    assert digest(small) == before
    print(f"| given | {told.splitlines()[-1].decode()} | {len(told)} bytes | 0 raw |")


def has_half(text: str) -> bool:
    return any(0xD800 <= ord(one) < 0xE000 for one in text)
