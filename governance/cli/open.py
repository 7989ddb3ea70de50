"""``jalon open`` (``jalon tui``, or ``jalon`` alone in a terminal): the terminal UI."""

from __future__ import annotations

from typing import Any

import click

from governance.cli import shared
from governance.cli.options import OPEN
from governance.cli.screen import answer
from governance.i18n import _


@click.command(
    "open",
    help=_(
        "The terminal UI: what must be done, the portfolio, every record, what the rules find, the "
        "plan, the proposals.\n\n"
        "Every key is listed by ? inside and in docs/keys.md. Everything it shows is also printed by "
        "a command: `todo`, `status`, `show`, `check`, `explain`, `plan`, `impact`, `review`."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon                            in a terminal, the same\n"
        "  jalon open --as-of 2021-06-30    as it was known that day\n"
        "  jalon -C ../roadmap open         another roadmap\n"
        "  NO_COLOR=1 jalon open            without colours"
    ),
)
@shared.declared(*OPEN)
def command(**chosen: Any) -> int:
    """Open the UI; returns the exit code."""
    chosen["directory"] = shared.root_of(chosen["directory"])
    chosen["color"] = chosen["color"] or shared.before("color")
    return answer(chosen)
