"""What is refused before any parser sees it: size, encoding, characters, line ends, YAML features.

The C parser overflows the stack on deep nesting, so depth is counted on its event stream (which
does not recurse) whenever a file is able to hide such depth.
"""

from __future__ import annotations

import re
import unicodedata

import yaml

from governance.hygiene import CONTROLS, HIDDEN, character_name
from governance.source.problem import Problem

try:
    from yaml.cyaml import CParser as Parser
except ImportError:  # a PyYAML built without libyaml reads the same, more slowly
    from yaml import Loader as Parser

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
# Anything that may start an anchor, an alias, a tag, a directive, an explicit key, a merge key or
# another document. Prose may match too: it then costs one more pass, nothing else.
_SUSPECT = re.compile(
    r"(?:^|[\s\[{,:-])[&*!](?=\S)|^%|(?:^|[\s\[{,-])\?(?=\s|$)|^(?:---|\.\.\.)|<<|!\s",
    re.MULTILINE,
)
_FEW_OPENERS = 400
_FEW_DASHES = 4000



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
        line, column = _position(before, len(before))
        raise Problem("P012", line, column, byte=f"0x{data[error.start]:02x}") from None
    if "\r" in text:
        _check_line_ends(text)
    if not text.isascii() or not text.replace("\n", "").isprintable():
        _check_characters(text)
    if ("<<<<<<<" in text or ">>>>>>>" in text) and (match := _CONFLICT.search(text)):
        raise Problem("P019", *_position(text, match.start()))
    return text


def _position(text: str, index: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, index) + 1
    return text.count("\n", 0, index) + 1, index - start + 1


def _check_line_ends(text: str) -> None:
    crlf = text.count("\r\n")
    if crlf == text.count("\r") == text.count("\n"):
        return
    index = re.search(r"\r(?!\n)", text)
    position = index.start() if index else re.search(r"(?<!\r)\n", text).start()  # type: ignore[union-attr]
    raise Problem("P015", *_position(text, position))


def _check_characters(text: str) -> None:
    for pattern, code in ((CONTROLS, "P014"), (HIDDEN, "P016")):
        if match := pattern.search(text):
            raise Problem(
                code, *_position(text, match.start()), character=character_name(match.group())
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


def check_features(text: str) -> None:
    """Refuse YAML features that hide or repeat content, and excessive depth."""
    if (
        not _SUSPECT.search(text)
        and text.count("[") + text.count("{") < _FEW_OPENERS
        and text.count("- ") < _FEW_DASHES
    ):
        return
    _check_events(text)
    _check_keys(text)


def _check_events(text: str) -> None:
    parser = Parser(text)
    depth = documents = 0
    while True:
        event = parser.get_event()
        if event is None or isinstance(event, yaml.StreamEndEvent):
            return
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if isinstance(event, yaml.AliasEvent):
            raise Problem("P004", line, column, name="*" + event.anchor)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if event.version or event.tags or text.startswith("%"):
                raise Problem("P007", 1, 1)
            if documents > 1:
                raise Problem("P008", line, column)
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor:
                raise Problem("P004", line, column, name="&" + event.anchor)
            tag = getattr(event, "tag", None)
            if tag:
                raise Problem("P005", line, column, tag=tag)
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    raise Problem("P011", line, column, limit=MAX_DEPTH)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _check_keys(text: str) -> None:
    """Explicit ``? key`` entries: the node graph does not tell them from plain ones."""
    scanner = Parser(text)
    while (token := scanner.get_token()) is not None:
        if isinstance(token, yaml.KeyToken):
            mark = token.start_mark
            if text[mark.index : mark.index + 1] == "?":
                raise Problem("P009", mark.line + 1, mark.column + 1, key="?")
        elif isinstance(token, yaml.StreamEndToken):
            return
