"""``jalon codeowners``: the file by which a forge asks the right people to review."""

from __future__ import annotations

from datetime import date

import click

from governance.cli import shared
from governance.errors import FINDINGS, OK
from governance.hygiene import show
from governance.i18n import _
from governance.services import codeowners
from governance.services.check import check as judge


@click.command(
    "codeowners",
    help=_(
        "Write CODEOWNERS from the roles in the roadmap: whoever leads a programme is asked to "
        "review its records, its indicators, its measures and its checkpoints.\n\n"
        "Accounts of the forge are the `handles` of contributors. Who has none is named in a "
        "comment. A file that Jalon did not write is left alone."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon codeowners                  write .github/CODEOWNERS\n"
        "  jalon codeowners --forge gitlab   write .gitlab/CODEOWNERS\n"
        "  jalon codeowners --check          tell whether it is current"
    ),
)
@click.option(
    "--check", is_flag=True, help=_("Write nothing; show what would change and exit with 1.")
)
@click.option(
    "--forge", type=click.Choice(codeowners.FORGES), default=None,
    help=_("For which forge. That of the repository when absent."),
)  # fmt: skip
@shared.when
@shared.where
def command(
    check: bool,
    forge: str | None,
    as_of: date | None,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Write the file, or tell whether it is current; returns the exit code."""
    root, today = shared.root_of(directory), shared.today()
    chosen = forge or codeowners.forge_of(root)
    report = judge(root, as_of or today, today, progress=shared.progress())
    text = codeowners.generate(root, report, chosen)
    before = codeowners.current(root, chosen)
    path = codeowners.PATHS[chosen]
    if before == text:
        click.echo(_("{path} is current.", path=path))
        return OK
    if check:
        for line in codeowners.differences(before, text):
            click.echo(show(line, 500))
        click.echo(_("{path} is not current; `jalon codeowners` writes it.", path=path))
        return FINDINGS
    codeowners.write(root, chosen, text, before)
    click.echo(_("{path} written.", path=path))
    return OK
