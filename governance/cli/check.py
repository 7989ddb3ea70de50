"""``jalon check``: judge the roadmap; the exit code is the verdict."""

from __future__ import annotations

from typing import Any

import click

from governance.cli import shared
from governance.cli.options import CHECK
from governance.cli.verdict import answer
from governance.i18n import _


@click.command(
    "check",
    help=_(
        "Judge the roadmap: what is stale, unmeasured, undecided, vacant or malformed.\n\n"
        "Exit codes: 0 nothing that counts, 1 findings, 2 wrong usage, 3 nothing could be judged, "
        "4 disk or permission, 70 a fault of Jalon."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon check                                 today\n"
        "  jalon check --no-baseline                   inherited debts too\n"
        "  jalon check --as-of 2021-06-30              as it was that day\n"
        "  jalon check --format json > findings.json   for another program"
    ),
)
@click.argument("paths", nargs=-1, type=click.Path())
@shared.declared(*CHECK)
def command(paths: tuple[str, ...], **chosen: Any) -> int:
    """Judge and print; returns the exit code."""
    root = shared.root_of(chosen["directory"])
    chosen |= {"directory": root, "color": chosen["color"] or shared.before("color")}
    return answer(chosen, [shared.inside(root, path) for path in paths])
