"""Suggestions: among the names that exist, those a person may have meant."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches

from governance.services.filter import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_CLOSE = 0.6
"""Likeness (0 to 1, of :mod:`difflib`) from which a name is worth suggesting."""
_BEHIND = 0.15
"""How far behind the best suggestion another one may be."""
_PART = 3
"""From this many letters, a name that contains what was typed is worth suggesting too."""


def near(given: str, known: Iterable[str], count: int = 3) -> list[str]:
    """The names of ``known`` that ``given`` may stand for, the likeliest first; often none.

    Accents and case do not count. A name that holds what was typed comes after one that is all but
    the same, and names much less alike than the best are left out.
    """
    wanted = fold(given.strip())
    spoken: dict[str, str] = {}
    for name in known:
        spoken.setdefault(fold(name), name)
    alike = get_close_matches(wanted, spoken, count, _CLOSE)
    if alike:
        ratios = {word: SequenceMatcher(None, word, wanted).ratio() for word in alike}
        alike = [word for word in alike if ratios[word] >= ratios[alike[0]] - _BEHIND]
    if len(wanted) >= _PART:
        holding = sorted((w for w in spoken if wanted in w and w not in alike), key=len)
        alike += holding[: count - len(alike)]
    return [spoken[word] for word in alike]
