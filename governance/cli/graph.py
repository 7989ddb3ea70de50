"""``jalon graph``: what waits for what, around one record or in the whole roadmap."""

from __future__ import annotations

import sys
from datetime import date

import click

from governance.cli import complete, shared
from governance.i18n import _
from governance.services.plan_graph import graph


@click.command(
    "graph",
    help=_(
        "What a milestone, a programme or a product needs, and what needs it, as far as the links "
        "go; without a record, the whole roadmap.\n\n"
        "Inferred links are marked (dotted in a diagram). Soft dependencies do not block and are "
        "left out; `jalon show` lists them."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon graph                                 everything that waits\n"
        "  jalon graph agentconnect\n"
        "  jalon graph product/la-suite --format mermaid\n"
        "  jalon graph --format dot | dot -Tsvg > roadmap.svg"
    ),
)
@click.argument("given", metavar="[RECORD]", required=False, shell_complete=complete.scheduled)
@shared.when
@shared.form("text", "mermaid", "dot", "json")
@shared.where
def command(
    given: str | None,
    as_of: date | None,
    form: str,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Print the graph."""
    report = shared.judged(directory, as_of)
    found = graph(report, report.root, given)
    if form == "json":
        from governance.reporters.document import dump

        said = dump(found)
    elif form == "text":
        from governance.reporters.graph import render

        said = render(found, width=shared.width(), colours=shared.colours(color))
    else:
        from governance.reporters.diagram import graph_dot, graph_mermaid

        said = (graph_dot if form == "dot" else graph_mermaid)(found)
    sys.stdout.write(said)
    return 0
