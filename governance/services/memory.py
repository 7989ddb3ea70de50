"""What the last runs left: the answer to an unchanged question, and the trace of a failure.

An unchanged question is the same arguments, environment, folder, day, tool and files; its answer
is printed again without importing what would compute it.
"""

from __future__ import annotations

import os
import sys
import time

from governance import __version__
from governance.source import cache
from governance.source.look import RACY_NS, ROADMAP

_POLICY = tuple(f"governance/policy/{name}.yaml" for name in ("policy", "waivers", "baseline"))
_ENVIRONMENT = (
    "JALON_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "TERM", "COLUMNS",
)  # fmt: skip


def recall(arguments: list[str]) -> int | None:
    """Print again what the same command printed if nothing has changed since; its exit code.

    ``None`` when the answer has to be computed.
    """
    if "check" not in arguments or "--no-cache" in arguments:
        return None
    kept = cache.load(_name(arguments))
    if not isinstance(kept, dict) or kept.get("question") != _question():
        return None
    root = kept.get("root")
    if not isinstance(root, str) or kept.get("files") != _files(root):
        return None
    sys.stdout.write(kept["said"])
    return int(kept["code"])


def remember(root: str, said: str, code: int) -> None:
    """Keep the answer of this process's command line."""
    files = _files(root)
    if files:
        value = {"question": _question(), "root": root, "files": files, "said": said, "code": code}
        cache.store(_name(sys.argv[1:]), value)


def _name(arguments: list[str]) -> str:
    return "answer-" + cache.digest(os.getcwd(), *arguments)


def _question() -> list[str]:
    environment = [os.environ.get(name, "") for name in _ENVIRONMENT]
    tty = str(sys.stdout.isatty())
    return [time.strftime("%Y-%m-%d"), cache.tool_signature(), tty, *environment]


def _files(root: str) -> str:
    """One digest of the names and signatures of everything judged; empty when a file is so fresh
    that it may change again unseen."""
    found: list[str] = []
    latest = 0
    pending = [os.path.join(root, ROADMAP)]
    try:
        while pending:
            folder = pending.pop()
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
                    else:
                        status = entry.stat(follow_symlinks=False)
                        latest = max(latest, status.st_mtime_ns, status.st_ctime_ns)
                        found.append(_signature(entry.path, status))
        for path in _POLICY:
            name = os.path.join(root, path)
            if os.path.lexists(name):
                status = os.lstat(name)
                latest = max(latest, status.st_mtime_ns, status.st_ctime_ns)
                found.append(_signature(name, status))
    except OSError:
        return ""
    if latest > time.time_ns() - RACY_NS:
        return ""
    return cache.digest(*sorted(found))


def _signature(path: str, status: os.stat_result) -> str:
    return f"{path} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


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
