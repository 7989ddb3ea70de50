"""Unfinished edits: kept outside of the records until they are saved, offered again at the next start.

They lie in ``.git/jalon/drafts/`` of the work tree, or where there is no git in the folder that the
system gives programs for such things, so that none is ever committed.
"""

from __future__ import annotations

import json
import os

from governance.errors import ENVIRONMENT, JalonError
from governance.hygiene import show
from governance.i18n import N_
from governance.source import cache
from governance.source.files import read_at_most

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LIMIT = 4 << 20
_POINTER_LIMIT = 4096


class Draft:
    """An unfinished edit.

    ``key``    what it is about, for whoever kept it: a path, a form
    ``data``   what was typed: plain values
    ``saved``  when it was kept, in seconds since 1970
    """

    __slots__ = ("data", "key", "saved")

    def __init__(self, key: str, data: Any, saved: float) -> None:
        self.key = key
        self.data = data
        self.saved = saved


def save_draft(root: str, key: str, data: Any) -> None:
    """Keep ``data`` (plain values) under ``key``, instead of what was kept there; it lasts once this
    returns, and is never found in part.

    Raises :class:`JalonError` (exit 4) when it cannot be kept.
    """
    from governance.source.replace import keep_private

    folder = home(root)
    text = json.dumps({"key": key, "data": data}, ensure_ascii=True)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        keep_private(os.path.join(folder, _name(key)), text.encode("ascii"))
    except OSError as error:
        raise JalonError(
            N_("What is being typed cannot be kept in {path}: {reason}."),
            hint=N_("Save it now, or copy it elsewhere: it would be lost with this program."),
            exit_code=ENVIRONMENT, path=folder, reason=error.strerror or str(error),
        ) from None  # fmt: skip


def any_kept(root: str) -> bool:
    """Whether anything is kept, told without opening a file: the first page waits for this."""
    try:
        return any(_is_kept(name) for name in os.listdir(home(root)))
    except OSError:
        return False


def drafts(root: str) -> list[Draft]:
    """What is kept, latest first; what cannot be read is left where it is."""
    found: list[Draft] = []
    folder = home(root)
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    for name in names:
        if not _is_kept(name):
            continue
        path = os.path.join(folder, name)
        try:
            kept = json.loads(read_at_most(path, _LIMIT))
            found.append(Draft(kept["key"], kept["data"], os.lstat(path).st_mtime))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue
    return sorted(found, key=lambda draft: (-draft.saved, draft.key))


def drop_draft(root: str, key: str) -> None:
    """Forget what is kept under ``key``: it has been saved, or is no longer wanted."""
    try:
        os.unlink(os.path.join(home(root), _name(key)))
    except FileNotFoundError:
        return
    except OSError as error:
        raise JalonError(
            N_("The draft of {key} cannot be removed: {reason}."),
            hint=N_("It will be offered again."),
            exit_code=ENVIRONMENT, key=show(key, 80), reason=error.strerror or str(error),
        ) from None  # fmt: skip


def home(root: str) -> str:
    """The folder where the drafts about the roadmap at ``root`` lie."""
    folder = os.path.realpath(root)
    name = cache.digest(folder)
    while True:
        found = _git_folder(os.path.join(folder, ".git"))
        if found:
            return os.path.join(found, "jalon", "drafts", name)
        above = os.path.dirname(folder)
        if above == folder:
            break
        folder = above
    from platformdirs import user_state_dir

    return os.path.join(user_state_dir("jalon", appauthor=False), "drafts", name)


def _git_folder(path: str) -> str:
    """Where git keeps what belongs to the work tree of ``path``; empty when there is none, or when
    nothing can be kept there.  Read without git, so that typing never waits for it."""
    found = path
    if os.path.isfile(path):  # a linked work tree: `gitdir: PATH`
        try:
            told = os.fsdecode(read_at_most(path, _POINTER_LIMIT))
        except OSError:
            return ""
        word, _, rest = told.partition(":")
        found = os.path.join(os.path.dirname(path), rest.strip()) if word == "gitdir" else ""
    if not os.path.isfile(os.path.join(found, "HEAD")) or not os.access(found, os.W_OK):
        return ""
    return os.path.realpath(found)


def _is_kept(name: str) -> bool:
    return name.endswith(".json") and not name.startswith(".")  # a file being written has a dot


def _name(key: str) -> str:
    return f"{cache.digest(key)}.json"
