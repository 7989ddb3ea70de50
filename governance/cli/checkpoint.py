"""``jalon checkpoint``: a review held, entered as a new record without a question asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from governance.cli import complete, shared, writing
from governance.i18n import _
from governance.services import enter
from governance.services.values import typed

_DECISIONS = (
    "launch", "continue", "correct", "pivot", "pause", "merge", "transfer", "stop", "complete", "open",
)  # fmt: skip
_WEATHER = ("sunny", "overcast", "cloudy", "stormy")
_STAGES = ("framing", "validation", "delivery", "operation", "ended")
_DATES = ("due", "until")

if TYPE_CHECKING:
    from collections.abc import Callable

    Decorate = Callable[[Callable[..., Any]], Callable[..., Any]]


def _text(name: str, about: str, metavar: str = "TEXT") -> Decorate:
    return click.option(name, default=None, metavar=metavar, help=about)


def _day(name: str, about: str) -> Decorate:
    return click.option(name, type=shared.Day(), default=None, metavar="DATE", help=about)


def _word(name: str, words: tuple[str, ...], about: str) -> Decorate:
    return click.option(name, type=click.Choice(words), default=None, help=about)


def _several(name: str, field: str, metavar: str, about: str) -> Decorate:
    return click.option(name, field, multiple=True, metavar=metavar, help=about)


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
@_day("--on", _("The day of the review. Today when absent."))
@click.option(
    "--from", "file", type=click.File("rb"), default=None, metavar="FILE",
    help=_("A file of YAML with the fields of a checkpoint; - for stdin."),
)  # fmt: skip
@_text("--title", _("The name of the meeting."))
@_text("--author", _("Who writes this down."), "NAME")
@_word("--stage", _STAGES, _("The stage after the review."))
@_word(
    "--weather", _WEATHER,
    _("Declared health: objectives secured, attainable, in need of support, compromised."),
)  # fmt: skip
@_text("--weather-note", _("Why that weather."))
@_several(
    "--attendee", "participants", "ORGANISATION:PERSON:ROLE",
    _("Who took part; any part may be missing. Several times if needed."),
)  # fmt: skip
@_several(
    "--answer", "answers", "QUESTION=TEXT",
    _("The answer to a fixed question of the policy. Several times if needed."),
)  # fmt: skip
@_several(
    "--measure", "measures", "INDICATOR/DATE",
    _("A measure that was looked at; enter it before with `jalon measure`."),
)  # fmt: skip
@_text("--no-measures-reason", _("Why no measure was looked at."))
@_several(
    "--forecast", "forecasts", "MILESTONE=DATE:REASON",
    _("A milestone whose date is revised. Several times if needed."),
)  # fmt: skip
@_word("--decision", _DECISIONS, _("What was decided."))
@_text("--reason", _("Why that decision."))
@_text("--decider", _("Who decided."), "NAME")
@_text("--conditions", _("On which conditions."))
@_text("--owner", _("Who prepares an open decision."), "NAME")
@_day("--due", _("By when an open decision is to be taken."))
@_day("--until", _("When a pause ends."))
@_text("--wind-down", _("How what is stopped ends."))
@_several(
    "--action", "actions", "OWNER:DATE:TITLE",
    _("What somebody is to do by a day. Several times if needed."),
)  # fmt: skip
@_several(
    "--signoff", "signoffs", "ORGANISATION:PERSON",
    _("Who signs off, somebody else than the author; what is approved is fingerprinted."),
)  # fmt: skip
@_text("--minutes", _("What was said."))
@click.option(
    "--source", default="", metavar="ID,ID", shell_complete=complete.sources,
    help=_("The documents that establish it."),
)  # fmt: skip
@_text("--note", _("What one must know to read it rightly."))
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
    report = shared.judged(directory, as_of)
    judged = report.judgement
    held = on or judged.ctx.as_of
    for name in _DATES:
        given[name] = given[name] and given[name].isoformat()
    fields = enter.fields_in(file.read()) if file else {}
    fields |= enter.fields_of(given, held) | typed(
        "checkpoint", {"source": source} if source else {}
    )
    editing = enter.checkpoint(report.root, judged.roadmap, programme, held, fields)
    return writing.finish(editing, report, judged.ctx.as_of, dry=dry, form=form, color=color)
