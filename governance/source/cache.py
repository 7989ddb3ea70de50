"""The cache: files in the user's cache folder, a hint that is never believed over the records.

Never inside the work tree (it could arrive by a pull request), never pickled: lines of JSON, then
their checksum. Whatever cannot be read or written counts as absent.
"""

from __future__ import annotations

import json
import os
from importlib.machinery import PathFinder
from io import BytesIO
from sys import intern
from zlib import crc32

from governance import __version__

try:  # the same function, without loading OpenSSL
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, BinaryIO

_PACKAGE = os.path.dirname(os.path.dirname(__file__))
_CODE = (".py", ".json", ".mo", ".yaml")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode
_decode = json.JSONDecoder().raw_decode  # what is kept has no blanks around it
_decode_lasting = json.JSONDecoder(
    object_hook=lambda fields: {intern(name): value for name, value in fields.items()}
).raw_decode
_TAB = b"\t"  # never part of JSON text, where it is escaped
_CHUNK = 1 << 20
_tool: list[str] = []


def folder() -> str:
    """Where this user's caches lie: ``JALON_CACHE``, else the platform's cache folder."""
    if chosen := os.environ.get("JALON_CACHE"):
        return chosen
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "jalon")


def digest(*parts: str) -> str:
    """A short name for ``parts``."""
    return digest_of("\0".join(parts).encode("utf-8", "surrogatepass"))


def digest_of(data: bytes) -> str:
    """A short name for ``data``."""
    return blake2b(data, digest_size=16).hexdigest()


def load(name: str) -> Any:
    """What :func:`store` wrote under ``name``; ``None`` when there is nothing usable."""
    kept = _lines(name)
    return decode(kept[0]) if kept else None


def store(name: str, value: Any) -> None:
    """Keep ``value`` under ``name``, whole or not at all; failing is not an error."""
    draft = _Draft(name)
    draft.write(_encoded(value))
    draft.commit()


class Ledger:
    """What one run keeps for the next, entry by entry.

    An entry is known by its name and holds as long as its signature; its values are kept one by
    one, so that each is decoded (:func:`decode`) only where it is needed.  The entries of a ledger
    with another ``key`` are worth nothing.

    ``heading`` is what :meth:`begin` was given in the run before, empty when there was none.

    One that ``follows`` another, which was told to hold, takes over from it instead of from a run
    before.
    """

    def __init__(self, name: str, key: str, *, follows: Ledger | None = None) -> None:
        self.heading: dict[str, Any] = {}
        self._name = name
        self._key = key
        self._known: dict[bytes, bytes] = {}
        self._draft: _Draft | _Held | None = None
        if follows is not None and isinstance(follows._draft, _Held):
            lines = follows._draft.lines
        else:
            lines = _lines(name) if name else []
        heading = decode(lines[0]) if lines else None
        if isinstance(heading, dict) and heading.get("key") == key:
            self.heading = heading
            self.adopt(lines[1:])

    def begin(self, heading: dict[str, Any], *, hold: bool = False) -> None:
        """Start the ledger of this run; told to ``hold``, it is for the one that follows alone."""
        if hold:
            self._draft = _Held()
        elif self._name:
            self._draft = _Draft(self._name)
        if self._draft:
            self._draft.write(_encoded({**heading, "key": self._key}))

    def recall(self, name: str, signature: str) -> list[bytes] | None:
        """The values kept under ``name``, if that is its signature; they are kept once more."""
        key = _name(name)
        line = self._known.get(key)
        if line is None:
            return None
        parts = line.split(_TAB)
        if parts[1] != signature.encode():
            return None
        del self._known[key]
        if self._draft:
            self._draft.write(line)
        return parts[2:]

    def last(self, name: str) -> list[bytes]:
        """The values last kept under ``name``, if any, whatever their signature."""
        return self._known.pop(_name(name), b"").split(_TAB)[2:]

    def left(self) -> bool:
        """Whether something that was kept has not been asked for: it is no more."""
        return bool(self._known)

    def keep(self, name: str, signature: str, *values: Any) -> list[bytes]:
        """Keep ``values`` under ``name`` for as long as ``signature`` is the same; each as it is
        kept, which takes less memory than the values themselves (empty when nothing is kept)."""
        if self._draft is None:
            return []
        parts = list(map(_encoded, values))
        self._draft.write(_TAB.join((_name(name), signature.encode(), *parts)))
        return parts

    def adopt(self, lines: Iterable[bytes]) -> None:
        """Take in what another process has found, as :func:`entry` puts it."""
        for line in lines:
            self._known[line.partition(_TAB)[0]] = line

    def close(self, *, complete: bool) -> None:
        """Make what was kept the ledger of the next run; drop it when it is not ``complete``."""
        if self._draft and complete:
            self._draft.commit()
        elif self._draft:
            self._draft.drop()


def entry(name: str, signature: str, *values: Any) -> bytes:
    """One entry of a ledger, in one line."""
    return _TAB.join((_name(name), signature.encode(), *map(_encoded, values)))


class _Held:
    """What one ledger hands over to the one that follows it, without any file."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self.write = self.lines.append

    def commit(self) -> None:
        """There is nothing to be made whole."""

    def drop(self) -> None:
        """A run that failed is followed by none."""


class _Draft:
    """A cache file being written beside the one it replaces: lines, then their checksum."""

    def __init__(self, name: str) -> None:
        self._path = _path(name)
        self._draft = f"{self._path}.{os.getpid()}.{id(self)}"
        self._sum = 0
        self._lines: list[bytes] = []
        self._size = 0
        self._file: BinaryIO | None = None
        try:
            os.makedirs(folder(), mode=0o700, exist_ok=True)
            self._file = open(self._draft, "wb")  # noqa: SIM115 - closed by commit or drop
        except OSError:
            return

    def write(self, line: bytes) -> None:
        self._lines.append(line)
        self._size += len(line)
        if self._size > _CHUNK:
            self._flush()

    def _flush(self) -> None:
        if self._file is not None and self._lines:
            self._lines.append(b"")
            data = b"\n".join(self._lines)
            self._sum = crc32(data, self._sum)
            try:
                self._file.write(data)
            except OSError:
                self.drop()
        self._lines = []
        self._size = 0

    def commit(self) -> None:
        self._flush()
        if self._file is not None:
            try:
                self._file.write(b"%08x\n" % self._sum)
                self._file.close()
                os.replace(self._draft, self._path)
            except OSError:
                self.drop()

    def drop(self) -> None:
        try:
            if self._file is not None:
                self._file.close()
            os.unlink(self._draft)
        except OSError:
            pass
        self._file = None


def _path(name: str) -> str:
    return os.path.join(folder(), name + ".jsonl")


def _lines(name: str) -> list[bytes]:
    """The lines that a draft of ``name`` was given; none when they are not all there as they were."""
    try:
        with open(_path(name), "rb") as file:
            data = file.read()
    except OSError:
        return []
    end = data.rfind(b"\n", 0, -1) + 1
    if not end or data[end:] != b"%08x\n" % crc32(memoryview(data)[:end]):
        return []
    # Lines of a file are found much faster than those of bytes.
    return [line[:-1] for line in BytesIO(data[:end])]


def _name(name: str) -> bytes:
    """``name`` as a line may begin; a folder may be called anything."""
    return name.encode() if name.isprintable() else digest(name).encode()


def _encoded(value: Any) -> bytes:
    if value == []:  # as most are
        return b"[]"
    if value == {}:
        return b"{}"
    return _encode(value).encode("utf-8", "surrogatepass")


def decode(text: bytes, *, lasting: bool = False) -> Any:
    """The value of one line or part; ``None`` when it is none.

    One of many that are ``lasting`` takes more time and less memory: the names of fields are held
    once for all of them.
    """
    try:
        told = text.decode("utf-8", "surrogatepass")
        value, end = _decode_lasting(told) if lasting else _decode(told)
    except (ValueError, RecursionError):
        return None
    return value if end == len(told) else None


def tool_signature() -> str:
    """Changes whenever the code, the schemas or the messages of this installation may have."""
    if not _tool:
        found = [__version__]
        waiting = [_PACKAGE]
        while waiting:
            below = waiting.pop()
            with os.scandir(below) as entries:
                for entry in sorted(entries, key=lambda entry: entry.name):
                    if entry.name.endswith(_CODE):
                        found.append(f"{entry.path} {_stamp(entry.stat())}")
                    elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                        waiting.append(entry.path)
        _tool.append(digest(*found))
    return _tool[0]


def library_signature(name: str) -> str:
    """Changes whenever the library ``name`` is installed anew; it is not imported."""
    spec = PathFinder.find_spec(name)
    origin = spec.origin if spec else None
    return f"{origin} {_stamp(os.stat(origin))}" if origin else ""


def _stamp(status: os.stat_result) -> str:
    return f"{status.st_size} {status.st_mtime_ns}"
