"""The editor of the person: which one, how it is told the line, what it is given."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess

from governance.errors import ENVIRONMENT, JalonError
from governance.i18n import N_, _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tui.app import JalonApp

_USUAL = ("nano", "vim", "vi")
"""Looked for where neither ``$VISUAL`` nor ``$EDITOR`` says which."""
_AFTER_COLON = {
    "hx": (), "helix": (), "kak": (), "zed": ("--wait",), "subl": ("--wait",),
    "code": ("--wait", "--goto"), "codium": ("--wait", "--goto"), "cursor": ("--wait", "--goto"),
}  # fmt: skip
"""Editors that take ``FILE:LINE``, after these options."""
_PLUS = frozenset(
    ("vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "mg", "micro", "joe",
     "jed", "ne", "mcedit", "gedit", "kate", "gvim")
)  # fmt: skip
"""Editors that take ``+LINE FILE``."""


def command(path: str, line: int) -> list[str]:
    """The words that open ``path`` at ``line`` (from 1) in the editor of the person; an editor that
    is not known is given the path alone.

    Raises :class:`JalonError` (exit 4) when there is none.
    """
    said = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    try:
        words = shlex.split(said)
    except ValueError:
        words = []
    words = words or [name for name in _USUAL if shutil.which(name)][:1]
    if not words or shutil.which(words[0]) is None:
        raise JalonError(
            N_("There is no editor “{name}” here."),
            hint=N_("Name one in VISUAL or EDITOR, for instance: export VISUAL=nano."),
            exit_code=ENVIRONMENT, name=words[0] if words else said,
        )  # fmt: skip
    name = os.path.basename(words[0])
    if name in _PLUS:
        return [*words, f"+{line}", path]
    if name in _AFTER_COLON:
        options = [one for one in _AFTER_COLON[name] if one not in words]
        return [*words, *options, f"{path}:{line}"]
    return [*words, path]


def open_editor(app: JalonApp, target: str) -> str:
    """Open the file of the record ``target`` (``kind/id``, after a ``#`` the JSON Pointer of a
    field) in the editor, and wait for it; the path of the file.

    Raises :class:`JalonError`.
    """
    from governance.services.edit import edit_record
    from governance.services.place import pointer_of
    from governance.services.text import line_of
    from tui.outside import outside

    key, _sign, at = target.partition("#")
    kind, _slash, id = key.partition("/")
    root, loaded = app.session.root, app.session.loaded
    path = loaded.report.judgement.roadmap.paths[kind][id][0] if loaded else ""
    edit_record(root, kind, id, path, tolerant=True)  # refuses what lies behind a link
    words = command(os.path.join(root, path), line_of(root, path, pointer_of(kind, at)))
    code = outside(app, _("Opening {path}…", path=path), lambda: subprocess.call(words))
    if code:
        raise JalonError(
            N_("The editor ended with the code {code}."),
            hint=N_("What it left in {path} has been read again."), code=code, path=path,
        )  # fmt: skip
    return path
