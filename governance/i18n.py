"""Languages: message ids are English sentences, the French ones come from a gettext catalogue."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import ClassVar

LANGUAGES = ("fr", "en")
_DIRECTORY = os.path.join(os.path.dirname(__file__), "locale")
_MAGIC = b"\xde\x12\x04\x95"
_catalogues: dict[str, Callable[[str], str]] = {}
_current = ["en"]


def N_(message: str) -> str:
    """Mark a message id for extraction; it is translated when it is shown."""
    return message


def use(language: str) -> None:
    """Make ``language`` the one of :func:`_`."""
    _current[0] = language


def tell_libraries() -> None:
    """Make the language in use that of the libraries that ask gettext (click)."""
    if _current[0] != "en":
        import gettext

        os.environ["LANGUAGE"] = _current[0]
        gettext.bindtextdomain("jalon", _DIRECTORY)
        gettext.textdomain("jalon")


def current() -> str:
    """The language in use."""
    return _current[0]


def _(message: str, **params: object) -> str:
    """``message`` in the language in use, with its ``{placeholders}`` filled."""
    return tell(message, params, _current[0])


def plural(one: str, many: str, count: int, **params: object) -> str:
    """``one`` or ``many`` for ``count`` (``{count}`` in the message); French has no plural of 0."""
    single = format(counted({"count": count}, _current[0])["count"], "1/") == "1"
    return _(one if single else many, count=count, **params)


def translator(language: str) -> Callable[[str], str]:
    """The function that turns a message id into ``language`` (an untranslated id stays English)."""
    if language not in _catalogues:
        path = os.path.join(_DIRECTORY, language, "LC_MESSAGES", "jalon.mo")
        _catalogues[language] = _Catalogue(path).told if language != "en" else str
    return _catalogues[language]


class _Catalogue:
    """A compiled catalogue (.mo): two sorted tables, ids and translations.

    A message is looked up when it is told: reading all of them first, as the gettext module does,
    takes longer than everything that a short answer tells.
    """

    def __init__(self, path: str) -> None:
        self._known: dict[str, str] = {}
        self._data = b""
        try:
            with open(path, "rb") as file:
                self._data = file.read()
        except OSError:
            return
        if self._data[:4] != _MAGIC:
            self._data = b""

    def told(self, message: str) -> str:
        """``message`` translated, or itself."""
        if message not in self._known:
            self._known[message] = self._find(message.encode()) or message
        return self._known[message]

    def _find(self, message: bytes) -> str:
        low, high = 0, self._number(8) if self._data else 0
        while low < high:
            middle = (low + high) // 2
            found = self._text(12, middle)
            if found == message:
                return self._text(16, middle).decode() if message else ""
            if found < message:
                low = middle + 1
            else:
                high = middle
        return ""

    def _text(self, table: int, index: int) -> bytes:
        at = self._number(table) + 8 * index
        start = self._number(at + 4)
        return self._data[start : start + self._number(at)]

    def _number(self, at: int) -> int:
        return int.from_bytes(self._data[at : at + 4], "little")


def tell(message: str, params: Mapping[str, object], language: str) -> str:
    """``message`` in ``language`` with its ``{placeholders}`` filled.

    A number chooses the form of a word: ``{days} {days:day/days}``.
    """
    text = translator(language)(message)
    return text.format_map(counted(params, language)) if params else text


def counted(params: Mapping[str, object], language: str) -> dict[str, object]:
    """``params``, of which each whole number chooses between the forms of a word in ``language``."""
    kind = _FrenchCount if language == "fr" else _Count
    return {name: kind(value) if type(value) is int else value for name, value in params.items()}


class _Count(int):
    """A number in a message."""

    __slots__ = ()
    _single: ClassVar[tuple[int, ...]] = (1, -1)

    def __format__(self, spec: str) -> str:
        one, several, many = spec.partition("/")
        if not several:
            return super().__format__(spec)
        return one if self in self._single else many


class _FrenchCount(_Count):
    """French has no plural of 0."""

    __slots__ = ()
    _single = (0, 1, -1)


def asked_language(chosen: str | None, environment: Mapping[str, str]) -> str | None:
    """The language of the option, else of the locale (POSIX: the first variable set decides);
    ``None`` when neither names one of ours, as in the C locale."""
    if chosen in LANGUAGES:
        return chosen
    for name in ("JALON_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            code = value[:2].lower()
            return code if code in LANGUAGES else None
    return None
