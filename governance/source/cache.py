"""The cache: files in the user's cache folder, a hint that is never believed over the records.

Never inside the work tree (it could arrive by a pull request), never pickled: each line is JSON
behind its checksum. Whatever cannot be read or written counts as absent.
"""

from __future__ import annotations

import json
import os
from importlib.machinery import PathFinder
from zlib import crc32

from governance import __version__

try:  # the same function, without loading OpenSSL
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, BinaryIO

_PACKAGE = os.path.dirname(os.path.dirname(__file__))
_CODE = (".py", ".json", ".mo", ".yaml")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode
_decode = json.JSONDecoder().raw_decode
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
    try:
        with open(_path(name), "rb") as file:
            return _unpacked(file.readline())
    except OSError:
        return None


def store(name: str, value: Any) -> None:
    """Keep ``value`` under ``name``, whole or not at all; failing is not an error."""
    draft = _Draft(name)
    draft.write(_packed(value))
    draft.commit()


class Ledger:
    """What one run keeps for the next, entry by entry, so that nothing has to be in memory twice.

    An entry is known by its name and holds as long as its signature; the line of one that still
    holds is copied as it stands.  The entries of a ledger with another ``key`` are worth nothing.
    ``heading`` is what :meth:`begin` was given in the run before, empty when there was none.
    """

    def __init__(self, name: str, key: str) -> None:
        self.heading: dict[str, Any] = {}
        self._name = name
        self._key = key
        self._known: dict[str, tuple[bytes, list[Any]]] = {}
        self._draft: _Draft | None = None
        if name:
            self._read(key)

    def _read(self, key: str) -> None:
        try:
            with open(_path(self._name), "rb") as file:
                heading = _unpacked(file.readline())
                if not isinstance(heading, dict) or heading.get("key") != key:
                    return
                self.heading = heading
                for line in file:
                    entry = _unpacked(line)
                    if isinstance(entry, list) and len(entry) > 2:
                        self._known[entry[0]] = (line, entry)
        except OSError:
            return

    def begin(self, heading: dict[str, Any]) -> None:
        """Start the ledger of this run."""
        if self._name:
            self._draft = _Draft(self._name)
            self._draft.write(_packed({**heading, "key": self._key}))

    def recall(self, name: str, signature: str) -> list[Any] | None:
        """The values kept under ``name`` with that signature; they are kept for the next run too."""
        line, entry = self._known.pop(name, (b"", [None, None]))
        if entry[1] != signature:
            return None
        if self._draft:
            self._draft.write(line)
        return entry[2:]

    def keep(self, name: str, signature: str, *values: Any) -> None:
        """Keep ``values`` under ``name`` for as long as ``signature`` is the same."""
        if self._draft:
            self._draft.write(_packed([name, signature, *values]))

    def close(self, *, complete: bool) -> None:
        """Make what was kept the ledger of the next run; drop it when it is not ``complete``."""
        if self._draft and complete:
            self._draft.commit()
        elif self._draft:
            self._draft.drop()


class _Draft:
    """A cache file being written beside the one it replaces."""

    def __init__(self, name: str) -> None:
        self._path = _path(name)
        self._draft = f"{self._path}.{os.getpid()}.{id(self)}"
        self._file: BinaryIO | None = None
        try:
            os.makedirs(folder(), mode=0o700, exist_ok=True)
            self._file = open(self._draft, "wb")  # noqa: SIM115 - closed by commit or drop
        except OSError:
            return

    def write(self, line: bytes) -> None:
        if self._file is not None:
            try:
                self._file.write(line)
            except OSError:
                self.drop()

    def commit(self) -> None:
        if self._file is not None:
            try:
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


def _packed(value: Any) -> bytes:
    body = _encode(value).encode("utf-8", "surrogatepass")
    return b"%08x %b\n" % (crc32(body), body)


def _unpacked(line: bytes) -> Any:
    body = line[9:-1]
    try:
        if int(line[:8], 16) != crc32(body):
            return None
        return _decode(body.decode("utf-8", "surrogatepass"))[0]
    except (ValueError, RecursionError):
        return None


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
