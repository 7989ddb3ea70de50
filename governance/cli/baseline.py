"""``jalon baseline``: what is inherited; writing it sets debts aside once, then only removes."""

from __future__ import annotations

import click

from governance.cli import shared
from governance.errors import FINDINGS, OK
from governance.i18n import _
from governance.services import baseline
from governance.services.check import check


@click.command(
    "baseline",
    help=_(
        "The inherited findings that do not count, rule by rule.\n\n"
        "The first `--write` sets aside every finding of today. After that the list may only "
        "shrink: `--write` removes what has been settled and never adds anything."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon baseline           what a writing would remove (exit code 1 if anything)\n"
        "  jalon baseline --write   remove settled debts"
    ),
)
@click.option("--write", is_flag=True, help=_("Write governance/policy/baseline.yaml."))
@shared.where
def command(write: bool, directory: str | None, lang: str | None, color: str | None) -> int:
    """Print what changes, write it when asked; the exit code tells whether anything would."""
    root = shared.root_of(directory)
    today = shared.today()
    report = check(root, today, today, with_baseline=False, progress=shared.progress())
    change = baseline.plan(root, report)
    for sign, names in (("+", change.added), ("-", change.removed)):
        for code, records in names.items():
            for record in records:
                click.echo(f"{sign} {code} {record}")
    count = sum(map(len, [*change.added.values(), *change.removed.values()]))
    if not count:
        click.echo(_("The baseline is current: it lists nothing that has been settled."))
        return OK
    if not write:
        click.echo(
            _(
                "{count} {count:entry/entries} would change; `jalon baseline --write` does it.",
                count=count,
            )
        )
        return FINDINGS
    click.echo(
        _(
            "{path} written, {count} {count:entry/entries} changed.",
            path=baseline.write(root, change),
            count=count,
        )
    )
    return OK
