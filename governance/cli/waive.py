"""``jalon waive``: an exception to a rule for one record, with its reason, its author and its end."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from governance.cli import complete, shared
from governance.errors import JalonError
from governance.hygiene import show
from governance.i18n import N_, _, plural
from governance.model.duration import Duration
from governance.services import waive
from governance.services.check import check
from governance.services.identity import name_of


class _Until(shared.Day):
    """A day, or a duration (ISO 8601) from today."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        span = None if isinstance(value, date) else Duration.parse(value)
        return span.after(shared.today()) if span else super().convert(value, param, ctx)


@click.command(
    "waive",
    help=_(
        "Set one finding aside for a time: write a waiver to governance/policy/waivers.yaml, with "
        "its reason, who grants it and its last day.\n\n"
        "RULE is a code or a name, RECORD is kind/id, an id, a path or a title. The finding must be "
        "there today. Whoever answers for the record cannot grant it. A waiver lasts ninety days at "
        "most and is renewed once, by the same command, unless the policy says otherwise. Files "
        "that cannot be read are never waived."
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
    help=_("Only the finding at that field, a JSON Pointer as `jalon check --format json` tells."),
)  # fmt: skip
@shared.where
def command(
    rule: str,
    record: str,
    reason: str,
    until: date,
    author: str | None,
    field: str | None,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Write the waiver and say what it does and when it ends; returns the exit code."""
    root, today = shared.root_of(directory), shared.today()
    granter = author or name_of(root)
    if not granter:
        raise JalonError(
            N_("Nobody is named as the author of the waiver."),
            hint=N_("Say who grants it with --author, or set user.name in git."),
        )
    report = check(root, today, today, progress=shared.progress())
    waiver = waive.prepare(
        root, report, rule, record, field=field, reason=reason, author=granter, until=until,
        today=today,
    )  # fmt: skip
    waive.write(root, waiver)
    click.echo("\n".join(_said(waiver, until, today)))
    return 0


def _said(waiver: waive.Waiver, until: date, today: date) -> list[str]:
    entry = {name: show(value) for name, value in waiver.entry.items()}
    days = plural(N_("{count} day"), N_("{count} days"), (until - today).days)
    lines = [
        _("{path}: {rule} is waived for {record} until {until} ({days}), granted by {author}.",
          path=waiver.path, rule=entry["rule"], record=entry["record"], until=entry["until"],
          days=days, author=entry["author"]),
        plural(N_("It covers {count} finding of today."), N_("It covers {count} findings of today."),
               len(waiver.covered)),
        _("From the day after, `jalon check` counts it again and reports the waiver as expired (G902); "
          "settled before that, it reports the waiver as unused (G903): remove it then."),
    ]  # fmt: skip
    left = waiver.allowed - waiver.renewed
    lines.append(
        plural(N_("It may be renewed {count} more time."), N_("It may be renewed {count} more times."),
               left)
        if left > 0
        else _("It cannot be renewed again.")
    )  # fmt: skip
    lines.append(
        _("Propose this file alone: whoever answers for the policy accepts it, not the programme.")
    )
    return lines
