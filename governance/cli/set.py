"""``jalon set``: change fields of a record, and nothing else of its file."""

from __future__ import annotations

import re
from datetime import date

import click

from governance.cli import complete, shared, writing
from governance.errors import JalonError
from governance.i18n import N_, _
from governance.services.edit import Edit, edit_record
from governance.services.find import find
from governance.services.place import place
from governance.services.values import value_of

_ASSIGNMENT = re.compile(r"([^=+]+)(\+?=)(.*)", re.DOTALL)


@click.command(
    "set",
    help=_(
        "Change fields of a record. Only the bytes of their values change in the file: comments, "
        "order and layout stay. What the schema refuses is refused; the findings that come and go "
        "are told.\n\n"
        "RECORD is kind/id, an id alone when only one record has it, the path of its file, or its "
        "title. A field is named as in the file, with points between levels; an item of a list by "
        "its id, by a field it must have (a role, a date) or by its rank from 1. FIELD+=VALUE adds "
        "an item. Words of a list are separated by commas; what has fields of its own is written "
        "as YAML on one line.\n\n"
        "Exit codes: 0 done, 1 done and a pull request would be refused for what it makes, 2 "
        "refused, 4 disk or permission."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon set programme/franceconnect purpose='Généraliser FranceConnect.' --dry-run\n"
        "  jalon set programme/franceconnect roles.lead.organisation=dinum --dry-run\n"
        "  jalon set programme/franceconnect milestones.1.forecast=2027-03-31 --dry-run\n"
        "  jalon set programme/franceconnect "
        "roles+='{role: deputy, organisation: anssi}' --dry-run\n"
        "  jalon set programme/franceconnect --unset purpose --dry-run"
    ),
)
@click.argument("record", shell_complete=complete.records)
@click.argument("assignments", nargs=-1, metavar="FIELD=VALUE...", shell_complete=complete.fields)
@click.option(
    "--unset", multiple=True, metavar="FIELD", help=_("Remove a field, or an item of a list.")
)
@writing.options
def command(
    record: str,
    assignments: tuple[str, ...],
    unset: tuple[str, ...],
    dry: bool,
    as_of: date | None,
    form: str,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Change the record; returns the exit code."""
    if not assignments and not unset:
        raise JalonError(
            N_("Nothing is to be changed."), hint=N_("For instance: jalon set {record} title='…'"),
            record=record,
        )  # fmt: skip
    report = shared.judged(directory, as_of)
    root = report.root
    roadmap = report.judgement.roadmap
    kind, id = find(roadmap, root, record)
    editing = edit_record(root, kind, id, roadmap.paths[kind][id][0])
    for text in assignments:
        match = _ASSIGNMENT.fullmatch(text)
        if match is None:
            raise JalonError(
                N_("“{text}” is no FIELD=VALUE."),
                hint=N_("For instance: purpose='A sentence.', or --unset purpose."), text=text,
            )  # fmt: skip
        field, sign, value = match.groups()
        adds = sign == "+="
        found = place(kind, editing.value, field.strip())
        node, where = found.item() if adds else (found.node, found.root)
        typed = value_of(field, node, where, value)
        editing.make(Edit("add" if adds else "set", found.pointer, typed))
    for field in unset:
        editing.make(Edit("remove", place(kind, editing.value, field).pointer))
    return writing.finish(
        editing, report, report.judgement.ctx.as_of, dry=dry, form=form, color=color
    )
