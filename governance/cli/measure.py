"""``jalon measure``: a measure of an indicator, entered as a new record."""

from __future__ import annotations

import sys
from datetime import date

import click

from governance.cli import complete, shared, writing
from governance.hygiene import show
from governance.i18n import _
from governance.services import enter
from governance.services.values import typed


@click.command(
    "measure",
    help=_(
        "Enter a measure: INDICATOR is worth VALUE, in its unit, on a day. A new record is written; "
        "a measure is never changed, it is corrected by another one that supersedes it. What this "
        "changes is told: status, next measure due, findings.\n\n"
        "Exit codes: 0 done, 1 done and a pull request would be refused for what it makes, 2 "
        "refused, 4 disk or permission."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon measure franceconnect-utilisateurs 43 --on 2026-09-30 --dry-run\n"
        "  jalon measure franceconnect-utilisateurs 43 --on 2026-09-30 --bound at_least "
        "--note 'Plus de 43 millions.' --dry-run"
    ),
)
@click.argument("indicator", shell_complete=complete.indicators)
@click.argument("value")
@click.option(
    "--on", type=shared.Day(), default=None, metavar="DATE",
    help=_("The day that the value is about. Today when absent."),
)  # fmt: skip
@click.option(
    "--precision", type=click.Choice(("day", "month", "quarter", "half", "year", "by")), default=None,
    help=_("How exactly that day is known; give the last day of the period."),
)  # fmt: skip
@click.option(
    "--bound", type=click.Choice(("exact", "at_least", "at_most", "about")), default=None,
    help=_("What the number says: “more than” is at_least, “less than” at_most."),
)  # fmt: skip
@click.option(
    "--source", default="", metavar="ID,ID", shell_complete=complete.sources,
    help=_("The documents that establish it."),
)  # fmt: skip
@click.option("--entered-by", default=None, metavar="NAME", help=_("Who enters it."))
@click.option(
    "--note", default=None, metavar="TEXT", help=_("What one must know to read it rightly.")
)
@click.option(
    "--supersedes", default=None, metavar="DATE",
    help=_("The measure that this one corrects, by the name of its file."),
)  # fmt: skip
@writing.options
def command(
    indicator: str,
    value: str,
    on: date | None,
    precision: str | None,
    bound: str | None,
    source: str,
    entered_by: str | None,
    note: str | None,
    supersedes: str | None,
    dry: bool,
    as_of: date | None,
    form: str,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Enter the measure; returns the exit code."""
    report = shared.judged(directory, as_of)
    judged = report.judgement
    fields = {
        "precision": precision, "bound": bound, "entered_by": entered_by, "note": note,
        "supersedes": supersedes, **typed("measurement", {"source": source}),
    }  # fmt: skip
    editing, same_day = enter.measure(
        report.root, judged.roadmap, indicator, value, on or judged.ctx.as_of, fields
    )
    code = writing.finish(editing, report, judged.ctx.as_of, dry=dry, form=form, color=color)
    if same_day and not supersedes:
        sys.stderr.write(
            _(
                "Measured that day already: {paths}. If this one corrects it, give --supersedes.",
                paths=show(", ".join(same_day)),
            )
            + "\n"
        )
    return code
