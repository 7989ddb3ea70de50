"""The cache: JSON files in the user's cache folder, a hint that is never believed over the files.

Never inside the work tree (it could arrive by a pull request), never pickled; whatever cannot be
read or written counts as absent.
"""

from __future__ import annotations

import json
import os
from hashlib import blake2b

from governance import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_PACKAGE = os.path.dirname(os.path.dirname(__file__))

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
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def load(name: str) -> Any:
    """What :func:`store` wrote under ``name``; ``None`` when there is nothing usable."""
    try:
        with open(os.path.join(folder(), name + ".json"), "rb") as file:
            return json.loads(file.read())
    except (OSError, ValueError, RecursionError):
        return None


def store(name: str, value: Any) -> None:
    """Keep ``value`` under ``name``, whole or not at all; failing is not an error."""
    path = os.path.join(folder(), name + ".json")
    draft = f"{path}.{os.getpid()}"
    try:
        os.makedirs(folder(), mode=0o700, exist_ok=True)
        with open(draft, "w", encoding="utf-8") as file:
            file.write(json.dumps(value, separators=(",", ":"), ensure_ascii=False))
        os.replace(draft, path)
    except (OSError, ValueError):
        try:
            os.unlink(draft)
        except OSError:
            return


def tool_signature() -> str:
    """Changes whenever the code, the schemas or the messages of this installation may have."""
    found = [__version__]
    for base, folders, names in os.walk(_PACKAGE):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            if name.endswith((".py", ".json", ".mo", ".yaml")):
                status = os.stat(os.path.join(base, name))
                found.append(f"{name}{status.st_size:x}.{status.st_mtime_ns:x}")
    return digest(*found)
