"""``jalon new``: a valid, commented skeleton of a record."""

from __future__ import annotations

import os
import sys
from datetime import date

import click

from governance.cli import complete, shared
from governance.errors import JalonError
from governance.hygiene import show
from governance.i18n import N_, _, current, plural
from governance.services import editors, new
from governance.services.kinds import kind_named
from governance.services.repository import language_of

_SHORTCUTS = ("title", "strategy", "programme", "mission", "source")


@click.command(
    "new",
    help=_(
        "Write a valid, commented skeleton of a record: required fields filled, the others as "
        "comments with an explanation and an example, in the language of the roadmap.\n\n"
        "KIND is programme, indicator, measurement, checkpoint, source and so on. ID is the id of "
        "the record: lower-case letters, digits and hyphens; for a measurement, the indicator "
        "measured; for a checkpoint, the programme or strategy reviewed. Nothing is ever "
        "overwritten."
    ),
    epilog=_(
        "Examples:\n"
        '  jalon new programme messagerie --strategy dinum-2023 --title "Messagerie"\n'
        "  jalon new measurement tchap-messages --on 2026-09-30 --set value=12\n"
        "  jalon new checkpoint franceconnect     a review held today\n"
        "  jalon new source rapport-2026 --set kind=report\n"
        "  jalon new event loi-2026 --in lois     in a folder of your own"
    ),
)
@click.argument("kind", shell_complete=complete.kinds)
@click.argument("id", default="", shell_complete=complete.subjects)
@click.option(
    "--in",
    "folder",
    default="",
    metavar="FOLDER",
    help=_("Folder below that of the kind; a programme goes to its mission otherwise."),
)
@click.option(
    "--on",
    type=shared.Day(),
    default=None,
    metavar="DATE",
    help=_(
        "The day of a measurement, a checkpoint or an event, or on which a programme enters the "
        "roadmap. Today when absent."
    ),
)
@click.option("--title", default=None, metavar="TEXT", help=_("Its title."))
@click.option(
    "--strategy",
    default=None,
    metavar="ID",
    shell_complete=complete.strategies,
    help=_("The strategy it belongs to. That of its programme, else the one in force."),
)
@click.option(
    "--programme", default=None, metavar="ID", shell_complete=complete.programme_ids,
    help=_("The programme it belongs to."),
)  # fmt: skip
@click.option(
    "--mission", default=None, metavar="ID", shell_complete=complete.missions,
    help=_("The mission it belongs to."),
)  # fmt: skip
@click.option(
    "--source", default=None, metavar="ID,ID", shell_complete=complete.sources,
    help=_("The documents that establish it."),
)  # fmt: skip
@click.option(
    "--set",
    "others",
    multiple=True,
    metavar="FIELD=VALUE",
    help=_("Any other field; several times if needed, values of a list separated by commas."),
)
@click.option(
    "--as-of",
    type=shared.Day(),
    default=None,
    metavar="DATE",
    help=_("The day on which it is written: which strategy is in force then. Today when absent."),
)
@shared.where
def command(
    kind: str,
    id: str,
    folder: str,
    on: date | None,
    others: tuple[str, ...],
    as_of: date | None,
    directory: str | None,
    lang: str | None,
    color: str | None,
    **given: str | None,
) -> int:
    """Write the record, print its path and what to do next; returns the exit code."""
    kind = kind_named(kind)
    root = _root(kind, directory)
    if not id and kind != "roadmap":
        raise JalonError(
            N_("A new record of kind {kind} needs an id."),
            hint=N_("For instance: jalon new {kind} {example}"),
            kind=kind, example="franceconnect-usage" if kind == "measurement" else "franceconnect",
        )  # fmt: skip
    values = {name: value for name in _SHORTCUTS if (value := given[name]) is not None}
    values |= _assignments(others)
    language = language_of(root) or current()
    made = new.draft(
        root, kind, id, values, folder=folder, on=on, today=as_of or shared.today(),
        language=language if language in ("fr", "en") else "en",
    )  # fmt: skip
    provided = new.write(root, made)
    sys.stdout.write("\n".join(_said(root, made, provided)) + "\n")
    return 0


def _root(kind: str, directory: str | None) -> str:
    """The repository; for its very first file, the folder named or the current one."""
    found = None if kind == "roadmap" and directory else shared.root_if_any(directory)
    if found is None and kind == "roadmap":
        ctx = click.get_current_context()
        return os.path.abspath(directory or (ctx.find_root().obj or {}).get("directory") or ".")
    return found or shared.root_of(directory)


def _assignments(others: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for text in others:
        name, sign, value = text.partition("=")
        if not sign or not name:
            raise JalonError(
                N_("“{text}” is no FIELD=VALUE."), hint=N_("For instance: --set unit=%"), text=text
            )
        values[name] = value
    return values


def _said(root: str, made: new.Draft, provided: list[str]) -> list[str]:
    lines = [made.path]
    if made.same_day:
        lines.append(
            _("Measured that day already: {paths}. If this one corrects it, say so in supersedes.",
              paths=show(", ".join(made.same_day)))
        )  # fmt: skip
    if made.unfinished:
        lines.append(_("To complete: {fields}.", fields=", ".join(made.unfinished)))
    if made.chosen:
        lines.append(_("To confirm: {fields}.", fields=", ".join(made.chosen)))
    if made.ended:
        strategy, day = made.ended
        lines.append(
            _("Strategy {strategy} ended on {day}: no review and no measure is owed there.",
              strategy=strategy, day=day.isoformat())
        )  # fmt: skip
    lines.append(_("Then: jalon check {path}", path=made.path))
    if provided:
        lines.append(
            plural(
                N_("{count} schema copied to {folder}, for editors to complete and check offline."),
                N_("{count} schemas copied to {folder}, for editors to complete and check offline."),
                len(provided), folder=editors.FOLDER,
            )
        )  # fmt: skip
    elif old := editors.outdated(root):
        lines.append(
            plural(
                N_("{count} schema of {folder} is not that of this Jalon: editors may say otherwise."),
                N_("{count} schemas of {folder} are not those of this Jalon: editors may say otherwise."),
                len(old), folder=editors.FOLDER,
            )
        )  # fmt: skip
    return lines
