"""One scalar as text: plain where every YAML reads the same, quoted elsewhere, folded when long."""

from __future__ import annotations

import re

from governance.source.plain_scalars import is_plain_text

WIDTH = 100
"""Columns of a line; only a word that cannot be cut goes beyond."""

_QUOTED_START = frozenset("!&*'\"#%@`|>{}[],?:=<~")
_FLOW_SIGNS = re.compile(r"[,\[\]{}:#?]")
_BREAK = re.compile(r"(?<=[^ \t]) (?=[^ \t])")
# French typography: these signs stay on the line of the word before them, « of the one after, and
# a number keeps its groups and its unit.
_STAYS = re.compile(r"[;:!?»%€–—]|M€")
_GROUP = re.compile(r"\d{3}(?!\d)")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def inline(text: str, *, flow: bool = False) -> str:
    """``text`` on one line: plain when it stays itself in YAML 1.1 and 1.2, else double-quoted."""
    if _is_plain(text) and not (flow and _FLOW_SIGNS.search(text)):
        return text
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'


def _is_plain(text: str) -> bool:
    if not text or text[0] in _QUOTED_START or (text[0] == "-" and not text[1:2].isalnum()):
        return False
    if text != text.strip() or not text.isprintable() or text[-1] == ":":
        return False
    return ": " not in text and " #" not in text and is_plain_text(text)


def block(text: str, used: int, indent: int) -> list[str] | None:
    """``text`` as the lines of a block scalar, header first, content at ``indent``; ``None`` where
    one line serves better.

    ``used`` is how many columns of the first line are taken.
    """
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if not body or not lines[0] or not lines[-1] or any(not _fits_block(line) for line in lines):
        return None
    if lines[0][0] == " " or (
        text == body and len(lines) == 1 and used + len(inline(text)) <= WIDTH
    ):
        return None
    chomp = "-" if text == body else ""
    room = WIDTH - indent
    indented = any(line[:1] == " " for line in lines)
    if (text != body and len(lines) == 1) or (len(lines) > 1 and (
        indented or all(len(line) <= room for line in lines)
    )):  # fmt: skip
        return ["|" + chomp, *lines]
    folded: list[str] = []
    for line in lines:
        # One empty line stands for one line end.
        folded += [""] * (1 if folded else 0) + (_fold(line, room) if line else [])
    if len(lines) == 1 and len(folded) == 1 and len(folded[0]) > room:
        return None  # a single word: an address
    return [">" + chomp, *folded]


def _fits_block(line: str) -> bool:
    return line == line.rstrip() and line.isprintable()


def _fold(line: str, room: int) -> list[str]:
    lines: list[str] = []
    current = ""
    for word in _words(line):
        if current and len(current) + 1 + len(word) > room:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return [*lines, current]


def _words(line: str) -> list[str]:
    words: list[str] = []
    for word in _BREAK.split(line):
        before = words[-1] if words else ""
        if before and (
            _STAYS.match(word)
            or before.endswith(("«", "n°"))
            or (before[-1].isdigit() and _GROUP.match(word))
        ):
            words[-1] += " " + word
        else:
            words.append(word)
    return words
