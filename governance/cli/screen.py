"""The terminal UI as the command line opens it."""

from __future__ import annotations

import os
from importlib import import_module

from governance.cli import terminal
from governance.errors import USAGE, JalonError
from governance.i18n import N_
from governance.services.repository import find_root
from governance.services.today import today_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def answer(chosen: dict[str, Any]) -> int:
    """Open the UI and return its exit code.

    ``chosen``  the options of :data:`governance.cli.options.OPEN`, by field

    Raises :class:`JalonError` (exit 2) without a terminal, naming what prints the same.
    """
    if not terminal.interactive():
        raise JalonError(
            N_("The terminal UI needs a terminal to draw on."),
            hint=N_(
                "Commands print the same content: `jalon todo`, `status`, `show RECORD`, `check`, "
                "`plan`, `review`; docs/keys.md names the one for each view."
            ),
            exit_code=USAGE,
        )
    if chosen["color"] == "never":
        os.environ["NO_COLOR"] = "1"
    root = find_root(chosen["directory"])
    # By name: what judges works without what people see, which is a front end of it.
    code: int = import_module("tui.start").start(
        root, chosen["as_of"], lambda: today_at(root, terminal.today())
    )
    return code
