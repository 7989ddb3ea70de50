"""What the last runs left: the answer to an unchanged question, and the trace of a failure.

An unchanged question is the same options, day, language, tool and files; its answer is printed
again without importing what would compute it.
"""

from __future__ import annotations

import os
import sys
import time

from governance import __version__
from governance.source import cache
from governance.source.look import RACY_NS, Look, signature_of

_POLICY = tuple(f"governance/policy/{name}.yaml" for name in ("policy", "waivers", "baseline"))
_seen: dict[str, Seen] = {}


class Seen:
    """What an answer rests on: a repository as it is before it is judged.

    ``look``   what lies below its ``roadmap/``
    ``state``  one digest of all that is judged; empty when a file is so fresh that it may change
               again unseen
    """

    def __init__(self, root: str) -> None:
        self.root = root
        look = Look(root)
        self.look: Look | None = look
        self.state = ""
        racy = time.time_ns() - RACY_NS
        found: list[str] = []
        for path in _POLICY:
            try:
                signature, changed = signature_of(os.lstat(os.path.join(root, path)))
            except OSError:
                continue
            if changed > racy:
                return
            found.append(f"{path} {signature}")
        if look.settled and not look.errors:
            found += (part for entry in look.entries for part in entry[:2])
            self.state = cache.digest(*found)

    def take_look(self) -> Look | None:
        """The ``look``, for whoever judges it: it is large, and held here no longer."""
        look, self.look = self.look, None
        return look


def recall(root: str, asked: list[str], day: str) -> tuple[str, int] | None:
    """What was answered to the same question on the same day, and its exit code, if nothing has
    changed since.

    ``asked``  all that the answer depends on beside the files and the day
    """
    kept = cache.load(_name(root, asked))
    if not isinstance(kept, dict) or kept.get("when") != [day, cache.tool_signature()]:
        return None
    seen = _seen[root] = Seen(root)
    if not seen.state or kept.get("state") != seen.state:
        return None
    return str(kept["said"]), int(kept["code"])


def see(root: str) -> Seen:
    """The repository at ``root`` as it is now; what :func:`recall` has just seen of it is used once
    more instead of looking twice."""
    return _seen.pop(root, None) or Seen(root)


def remember(seen: Seen, asked: list[str], day: str, said: str, code: int) -> None:
    """Keep the answer to a question about what was ``seen``."""
    if seen.state:
        when = [day, cache.tool_signature()]
        value = {"when": when, "state": seen.state, "said": said, "code": code}
        cache.store(_name(seen.root, asked), value)


def _name(root: str, asked: list[str]) -> str:
    return f"answer-{cache.digest(root, *asked)}"


def keep_trace(arguments: list[str], trace: str) -> str:
    """Write the trace of a failure beside the cache; its path, or ``-`` where that failed too."""
    path = os.path.join(cache.folder(), f"failure-{time.strftime('%Y%m%dT%H%M%S')}.log")
    versions = f"jalon {__version__}, Python {sys.version.split()[0]}, {sys.platform}"
    try:
        os.makedirs(cache.folder(), mode=0o700, exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"{versions}\n{arguments!r}\n\n{trace}")
    except OSError:
        sys.stderr.write(trace)
        return "-"
    return path
