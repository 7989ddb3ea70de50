"""What is refused before anything reads a text: size, encoding, characters, line ends."""

from __future__ import annotations

import re
import unicodedata

from governance.hygiene import CONTROLS, HIDDEN, character_name
from governance.source.problem import Problem

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)", re.MULTILINE)


def decode(data: bytes, limit: int = MAX_BYTES) -> str:
    """The text of a file, or the :class:`Problem` that makes it unreadable."""
    if len(data) > limit:
        raise Problem("P010", 1, 1, limit=limit)
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise Problem("P013", 1, 1)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = position(before, len(before))
        raise Problem("P012", line, column, byte=f"0x{data[error.start]:02x}") from None
    if "\r" in text:
        _check_line_ends(text)
    if not text.isascii() or not text.replace("\n", "").isprintable():
        _check_characters(text)
    if ("<<<<<<<" in text or ">>>>>>>" in text) and (match := _CONFLICT.search(text)):
        raise Problem("P019", *position(text, match.start()))
    return text


def position(text: str, index: int) -> tuple[int, int]:
    """Line and column, both from 1, of the character of ``text`` at ``index``."""
    start = text.rfind("\n", 0, index) + 1
    return text.count("\n", 0, index) + 1, index - start + 1


def _check_line_ends(text: str) -> None:
    crlf = text.count("\r\n")
    if crlf == text.count("\r") == text.count("\n"):
        return
    index = re.search(r"\r(?!\n)", text)
    at = index.start() if index else re.search(r"(?<!\r)\n", text).start()  # type: ignore[union-attr]
    raise Problem("P015", *position(text, at))


def _check_characters(text: str) -> None:
    for pattern, code in ((CONTROLS, "P014"), (HIDDEN, "P016")):
        if match := pattern.search(text):
            raise Problem(
                code, *position(text, match.start()), character=character_name(match.group())
            )
    if not unicodedata.is_normalized("NFC", text):
        _refuse_denormal(text)


def _refuse_denormal(text: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            column = next(
                i for i in range(1, len(line) + 1)
                if not unicodedata.is_normalized("NFC", line[:i])
            )  # fmt: skip
            raise Problem("P017", number, column)
