"""``jalon checkpoint``: a review held, entered as a new record without a question asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from governance.cli import complete, shared, writing
from governance.i18n import _
from governance.services import enter
from governance.services.check import check
from governance.services.values import typed

_DECISIONS = (
    "launch", "continue", "correct", "pivot", "pause", "merge", "transfer", "stop", "complete", "open",
)  # fmt: skip
_WEATHER = ("sunny", "overcast", "cloudy", "stormy")
_STAGES = ("framing", "validation", "delivery", "operation", "ended")
_DATES = ("due", "until")


@click.command(
    "checkpoint",
    help=_(
        "Enter a review that was held: PROGRAMME is the id of a programme, or of a strategy. A new "
        "record is written, over nothing. What this changes is told: stage, weather, next review "
        "due, findings.\n\n"
        "Everything is said by options, or in a file of YAML that has the fields of a checkpoint "
        "(--from); options win over the file.\n\n"
        "Exit codes: 0 done, 1 done and a pull request would be refused for what it makes, 2 "
        "refused, 4 disk or permission."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon checkpoint franceconnect --weather sunny --decision continue "
        "--reason 'Cible tenue.' --attendee anssi --dry-run\n"
        "  jalon checkpoint franceconnect --decision open --owner dinum --due 2027-01-15 "
        "--reason 'Choisir.' --action 'dinum:2027-01-10:Chiffrer' --dry-run"
    ),
)
@click.argument("programme", shell_complete=complete.reviewed)
@click.option(
    "--on", type=shared.Day(), default=None, metavar="DATE",
    help=_("The day of the review. Today when absent."),
)  # fmt: skip
@click.option(
    "--from", "file", type=click.File("rb"), default=None, metavar="FILE",
    help=_("A file of YAML with the fields of a checkpoint; - for stdin."),
)  # fmt: skip
@click.option("--title", default=None, metavar="TEXT", help=_("The name of the meeting."))
@click.option("--author", default=None, metavar="NAME", help=_("Who writes this down."))
@click.option(
    "--stage", type=click.Choice(_STAGES), default=None, help=_("The stage after the review.")
)
@click.option(
    "--weather", type=click.Choice(_WEATHER), default=None,
    help=_("Declared health: objectives secured, attainable, in need of support, compromised."),
)  # fmt: skip
@click.option("--weather-note", default=None, metavar="TEXT", help=_("Why that weather."))
@click.option(
    "--attendee", "participants", multiple=True, metavar="ORGANISATION:PERSON:ROLE",
    help=_("Who took part; any part may be missing. Several times if needed."),
)  # fmt: skip
@click.option(
    "--answer", "answers", multiple=True, metavar="QUESTION=TEXT",
    help=_("The answer to a fixed question of the policy. Several times if needed."),
)  # fmt: skip
@click.option(
    "--measure", "measures", multiple=True, metavar="INDICATOR/DATE",
    help=_("A measure that was looked at; enter it before with `jalon measure`."),
)  # fmt: skip
@click.option(
    "--no-measures-reason", default=None, metavar="TEXT", help=_("Why no measure was looked at.")
)
@click.option(
    "--forecast", "forecasts", multiple=True, metavar="MILESTONE=DATE:REASON",
    help=_("A milestone whose date is revised. Several times if needed."),
)  # fmt: skip
@click.option(
    "--decision", type=click.Choice(_DECISIONS), default=None, help=_("What was decided.")
)
@click.option("--reason", default=None, metavar="TEXT", help=_("Why that decision."))
@click.option("--decider", default=None, metavar="NAME", help=_("Who decided."))
@click.option("--conditions", default=None, metavar="TEXT", help=_("On which conditions."))
@click.option("--owner", default=None, metavar="NAME", help=_("Who prepares an open decision."))
@click.option(
    "--due", type=shared.Day(), default=None, metavar="DATE",
    help=_("By when an open decision is to be taken."),
)  # fmt: skip
@click.option(
    "--until", type=shared.Day(), default=None, metavar="DATE", help=_("When a pause ends.")
)
@click.option("--wind-down", default=None, metavar="TEXT", help=_("How what is stopped ends."))
@click.option(
    "--action", "actions", multiple=True, metavar="OWNER:DATE:TITLE",
    help=_("What somebody is to do by a day. Several times if needed."),
)  # fmt: skip
@click.option(
    "--signoff", "signoffs", multiple=True, metavar="ORGANISATION:PERSON",
    help=_("Who signs off, somebody else than the author; what is approved is fingerprinted."),
)  # fmt: skip
@click.option("--minutes", default=None, metavar="TEXT", help=_("What was said."))
@click.option(
    "--source", default="", metavar="ID,ID", shell_complete=complete.sources,
    help=_("The documents that establish it."),
)  # fmt: skip
@click.option(
    "--note", default=None, metavar="TEXT", help=_("What one must know to read it rightly.")
)
@writing.options
def command(
    programme: str,
    on: date | None,
    file: Any,
    source: str,
    dry: bool,
    as_of: date | None,
    form: str,
    directory: str | None,
    lang: str | None,
    color: str | None,
    **given: Any,
) -> int:
    """Enter the checkpoint; returns the exit code."""
    root, today = shared.root_of(directory), shared.today()
    held = on or as_of or today
    for name in _DATES:
        given[name] = given[name] and given[name].isoformat()
    fields = enter.fields_in(file.read()) if file else {}
    fields |= enter.fields_of(given, held) | typed(
        "checkpoint", {"source": source} if source else {}
    )
    report = check(root, as_of or today, today, progress=shared.progress())
    editing = enter.checkpoint(root, report.judgement.roadmap, programme, held, fields)
    return writing.finish(editing, report, as_of or today, dry=dry, form=form, color=color)
