"""``jalon waive``: an exception to a rule for one record, with its reason, its author and its end."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from governance.cli import complete, shared
from governance.errors import JalonError
from governance.i18n import N_, _
from governance.model.duration import Duration
from governance.reporters import waive as reporter
from governance.services import waive
from governance.services.check import check
from governance.services.identity import name_of


class _Until(shared.Day):
    """A day, or a duration (ISO 8601) from today."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        span = None if isinstance(value, date) else Duration.parse(value)
        return span or super().convert(value, param, ctx)


@click.command(
    "waive",
    help=_(
        "Set one finding aside for a time: write a waiver to governance/policy/waivers.yaml, with "
        "its reason, who grants it and its last day.\n\n"
        "RULE is the code or the name of a rule (M201, never-measured), RECORD is kind/id, an id, a "
        "path or a title. The finding must be there today. Whoever answers for the record cannot "
        "grant it. A waiver lasts ninety days at most and is renewed once, by the same command, "
        "unless the policy says otherwise. A file that cannot be read admits no waiver."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon waive M201 agentconnect-usages-par-service --until P60D \\\n"
        '      --author sgg --reason "The first figures come with the next contract."'
    ),
)
@click.argument("rule", shell_complete=complete.codes)
@click.argument("record", shell_complete=complete.records)
@click.option(
    "--reason", required=True, metavar="TEXT",
    help=_("Why the exception is right, in a sentence: somebody else will have to judge it."),
)  # fmt: skip
@click.option(
    "--until", required=True, type=_Until(), metavar="DATE",
    help=_("The last day it holds, or a duration from today, such as P60D."),
)  # fmt: skip
@click.option(
    "--author", default=None, metavar="WHO",
    help=_("Who grants it: an organisation or a person. The user.name of git when absent."),
)  # fmt: skip
@click.option(
    "--at", "field", default=None, metavar="POINTER",
    help=_(
        "Only the finding at that field, by its JSON Pointer: the `pointer` of `jalon check --format "
        "json`."
    ),
)  # fmt: skip
@shared.where
def command(
    rule: str,
    record: str,
    reason: str,
    until: date | Duration,
    author: str | None,
    field: str | None,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Write the waiver and say what it does and when it ends; returns the exit code."""
    root, today = shared.root_of(directory), shared.today()
    last = until if isinstance(until, date) else until.after(today)
    granter = author or name_of(root)
    if not granter:
        raise JalonError(
            N_("Nobody is named as the author of the waiver."),
            hint=N_("Say who grants it with --author, or set user.name in git."),
        )
    report = check(root, today, today, progress=shared.progress())
    waiver = waive.prepare(
        root, report, rule, record, field=field, reason=reason, author=granter, until=last,
        today=today,
    )  # fmt: skip
    waive.write(root, waiver)
    click.echo("\n".join(reporter.lines(waiver, last, today)))
    return 0
