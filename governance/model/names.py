"""Names of people and organisations, compared."""

from __future__ import annotations

import re
import unicodedata

_BETWEEN = re.compile(r"[\W_]+")
_LETTERS = frozenset({"Lu", "Ll", "Lt"})
"""Categories of letters that have two cases: Latin, Greek, Cyrillic, the ones that look alike."""


def folded(name: str) -> str:
    """``name`` for comparison: neither case nor spacing makes another person."""
    return " ".join(name.casefold().split())


def words(name: str) -> list[str]:
    """The words of ``name`` in alphabetical order, without case, accents, width or punctuation."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return sorted(word for word in _BETWEEN.split(kept) if word)


def same_person(first: str, second: str) -> bool:
    """Whether two names may be those of one person: the same words in any order, some of which one
    of them may give by an initial (``A. Robin``), but not all."""
    one, other = words(first), words(second)
    if one == other:
        return bool(one)
    if len(one) != len(other):
        return False
    for word in [word for word in one if len(word) > 1 and word in other]:
        one.remove(word)
        other.remove(word)
    return len(one) < len(words(first)) and all(
        was[0] == now[0] and was[0].isalpha() and 1 in (len(was), len(now))
        for was, now in zip(one, other, strict=True)
    )


def mixes_alphabets(name: str) -> bool:
    """Whether ``name`` has letters of two alphabets, as a Cyrillic ``А`` in a Latin name, so that it
    reads as another name than it is."""
    found = {
        unicodedata.name(letter, "").partition(" ")[0]
        for letter in unicodedata.normalize("NFKC", name)
        if unicodedata.category(letter) in _LETTERS
    }
    return len(found) > 1
