"""``jalon show``: one record, what is derived from it, its sources and its findings."""

from __future__ import annotations

import sys
from datetime import date

import click

from governance import i18n
from governance.cli import complete, shared
from governance.i18n import _
from governance.reporters import show as reporter
from governance.reporters.cells import number
from governance.reporters.document import dump, finding_document
from governance.services.neighbours import title_of
from governance.services.show import show
from governance.services.wording import Wording


@click.command(
    "show",
    help=_(
        "One record: its state, indicators, milestones, dependencies, reviews, every field as "
        "written, its sources and its findings.\n\n"
        "RECORD is kind/id (product/tchap), an id alone when only one record has it, the path "
        "of its file, or its title."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon show programme/franceconnect\n"
        "  jalon show tchap-utilisateurs --as-of 2021-06-30\n"
        "  jalon show roadmap/strategies/tech-gouv.yaml\n"
        "  jalon show product/tchap --format json"
    ),
)
@click.argument("record", shell_complete=complete.records)
@shared.when
@shared.at
@shared.form("text", "json")
@shared.where
def command(
    record: str,
    as_of: date | None,
    at: str | None,
    form: str,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Print the record."""
    report, language = shared.judged(directory, as_of, at), i18n.current()
    found = show(report, report.root, record)
    if form == "json":
        findings = [finding_document(finding, language) for finding in found.findings]
        sys.stdout.write(dump({**found.shown, "findings": findings}))
        return 0
    roadmap = report.judgement.roadmap
    wording = Wording(
        language, lambda kinds, id: title_of(roadmap, kinds, id), number, _("yes"), _("no")
    )
    fields = wording.fields(found.shown["kind"], found.shown["data"])
    said = reporter.render(
        found.shown, fields, found.findings, language,
        width=shared.width(), colours=shared.colours(color),
    )  # fmt: skip
    sys.stdout.write(said)
    return 0
