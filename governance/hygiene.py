"""Text hygiene: which characters a record may hold, and how hostile text is shown.

One table serves both sides: what the reader refuses is what a screen would have to escape.
"""

from __future__ import annotations

import re
import unicodedata

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""C0, DEL, C1, line and paragraph separators, lone surrogates, the two noncharacters that YAML
forbids; tab and line ends are allowed."""

HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
    "(?<![\u0600-\u1dff]\u200d|[{signs}]\u200d(?=[{signs}]))".format(
        signs="\u2190-\u2bff\ufe0f\U00010000-\U0010ffff"
    )
)
"""Characters that change the order or the look of text without being seen. The zero-width joiner is
left to the scripts that need it, from Arabic to those of India, and between the signs of an emoji."""

_CLEAN = re.compile(f"{CONTROLS.pattern[:-1]}{HIDDEN.pattern[1:]}")
_SHOWN_LENGTH = 200
_QUOTED_LENGTH, _QUOTED_LINES = 2000, 400
"""A finding of the gate is some hundred characters long; a refusal holds one line or two for each."""
_TICKS = re.compile("`+")
_MARKS = re.compile(r"(`[^`]*`)|([\\`*_<>\[\]&|~#!@$])")
_SIGNS = re.compile(r"[\\`*_<>\[\]&|~#$]")
_CALLS = re.compile(r"@|://|www\.|[#!][0-9]|GH-[0-9]", re.IGNORECASE)
"""What a forge, or a reader of Markdown, makes a mention, a link or a reference of."""


def character_name(character: str) -> str:
    """``U+202E RIGHT-TO-LEFT OVERRIDE``: how a character that must not be printed is named."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}{' ' + name if name else ''}"


def show(value: object, length: int = _SHOWN_LENGTH) -> str:
    """``value`` as one line that no terminal, log or widget can obey, cut at ``length``.

    Controls and hidden characters become ``\\x1b`` or ``\\u202e``; line ends become spaces.
    """
    text = value if isinstance(value, str) else str(value)
    if len(text) > length:
        text = text[: length - 1] + "…"
    # Some of what is hidden counts as letters or marks, which are printable.
    if not text.isprintable() or (not text.isascii() and HIDDEN.search(text)):
        text = " ".join(text.splitlines()) if "\n" in text or "\r" in text else text
        text = _CLEAN.sub(_escape, text.replace("\t", " "))
    return text


def quotation(text: str) -> list[str]:
    """The lines of what another program said, each as :func:`show` gives it; of a very long text the
    first ones, then how many there are besides."""
    lines = [show(line, _QUOTED_LENGTH).rstrip() for line in text.strip("\r\n").splitlines()]
    more = len(lines) - _QUOTED_LINES
    return [*lines[:_QUOTED_LINES], f"… (+{more})"] if more > 0 else lines


def code(value: object, length: int = _SHOWN_LENGTH) -> str:
    """``value`` as a code span of Markdown: forges find no link, mention, reference or tag in one.

    Escaping would not do: GitHub and GitLab look for ``@name`` and addresses in what is left once
    Markdown has been read.
    """
    shown = show(value, length)
    if not shown:
        return ""
    fence = "`" * (1 + max(map(len, _TICKS.findall(shown)), default=0))
    ends = shown[0] + shown[-1]
    pad = " " if "`" in ends or (ends == "  " and shown.strip()) else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def markdown(sentence: str) -> str:
    """A sentence of Jalon itself as Markdown: what is between backticks stays code, the other marks
    are escaped; for the words of a record, see :func:`code`."""
    return _MARKS.sub(lambda found: found[1] or f"\\{found[2]}", sentence)


def prose(value: object, length: int = _SHOWN_LENGTH) -> str:
    """Words of a record as Markdown for people to read, within a line: none of their signs is obeyed,
    and only a word that would become a mention, a link or a reference stands in a code span."""
    words = show(value, length).split(" ")
    return " ".join(
        code(word, length) if _CALLS.search(word) else _SIGNS.sub(r"\\\g<0>", word)
        for word in words
    )


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
