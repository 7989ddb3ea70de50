"""What a plain scalar stands for: a value of the YAML 1.2 core schema, days left as text, refused
where YAML 1.1 reads something else."""

from __future__ import annotations

import re
from functools import lru_cache

from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}\Z")
_TOO_LONG = re.compile(r"[-+]?(?:[1-9][0-9]{18,}(?:\.[0-9]*)?|[0-9]+\.[0-9]{18,})\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
# What YAML 1.1 or the core schema of 1.2 takes for something else than text.
_OTHER = re.compile(
    r"""(?:yes|no|on|off|y|n|true|false|null)\Z      # words, any case
    |[-+]?[0-9][0-9_]*\Z|[-+][0-9_]+\Z|[-+]?0b[01_]+\Z|[-+]?0o?[0-7_]+\Z|[-+]?0x[0-9a-f_]+\Z
    |[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:e[-+]?[0-9]+)?\Z|[-+]?[0-9][0-9_]*e[-+]?[0-9]+\Z
    |[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z
    |[-+]?\.inf\Z|\.nan\Z|=\Z|<<\Z
    |[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\ \t]+[0-9]{1,2}:[0-9]{2}.*)?\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_LONGEST_WORD, _SHORT = 5, 24
MAY_BE_OTHER = frozenset("0123456789+-.=<~yYnNtTfFoO")
"""What a plain scalar begins with that may stand for something else than its text."""
REFUSED = object()
"""Stands for what readers of YAML 1.1 and 1.2 take for two different things."""


def value_of(text: str) -> Any:
    """What the plain scalar ``text`` stands for; :data:`REFUSED` when readers differ on it."""
    if text and (text[0] not in MAY_BE_OTHER or (text[0].isalpha() and len(text) > _LONGEST_WORD)):
        return text
    return _value_of_short(text) if len(text) < _SHORT else _value_of(text)


def _value_of(text: str) -> Any:
    if _DAY.match(text):
        return text
    if _INTEGER.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return float(text)
    if text in _WORDS:
        return _WORDS[text]
    return REFUSED if _OTHER.match(text) else text


_value_of_short = lru_cache(maxsize=4096)(_value_of)  # days come back, and so do small numbers


def is_too_long(text: str) -> bool:
    """Whether what :func:`value_of` refuses is a number of more digits than programs keep."""
    return _TOO_LONG.match(text) is not None


def is_plain_text(text: str) -> bool:
    """Whether the plain scalar ``text`` is that text itself for YAML 1.1 and for YAML 1.2 (days,
    which are text here, count as such; readers of 1.1 fail on one that no calendar has)."""
    if not text or text in _WORDS or text == "<<":
        return False
    return day(text) is not None or not _OTHER.match(text)
