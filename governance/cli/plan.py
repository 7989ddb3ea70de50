"""``jalon plan``: milestones with dates and float, critical paths, as a table, a chart or a file."""

from __future__ import annotations

import sys
from datetime import date

import click

from governance.cli import complete, shared
from governance.errors import JalonError
from governance.i18n import N_, _
from governance.services.plan import plan

_COLUMNS = (
    "key", "record", "title", "of", "state", "planned", "baseline", "forecast", "actual", "start",
    "finish", "uncertain", "late", "total_float", "free_float", "critical", "near", "drag", "slip",
    "deadline", "not_before", "driver",
)  # fmt: skip


@click.command(
    "plan",
    help=_(
        "Milestones of all programmes together: the day each can be reached, its float, what is "
        "critical, and what nobody has dated.\n\n"
        "Dates follow from the links: actual dates stand, a forecast that went by without an actual "
        "date counts as today, and “≥” marks a day that rests on something without a date. Float is "
        "counted in days against the end of what hangs together. A programme depends on another as "
        "a whole: it ends no earlier than what it needs."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon plan                                  every milestone, critical paths first\n"
        "  jalon plan --gantt\n"
        "  jalon plan --critical --mission infra\n"
        "  jalon plan --as-of 2021-06-30 --format csv > plan.csv\n"
        "  jalon plan --format mermaid                 a chart for a page in Markdown"
    ),
)
@click.option("--gantt", is_flag=True, help=_("A chart, one line per milestone."))
@click.option("--critical", is_flag=True, help=_("Only critical and near-critical milestones."))
@click.option(
    "--mission", metavar="ID", default=None, shell_complete=complete.missions,
    help=_("Only that mission."),
)  # fmt: skip
@shared.when
@shared.form("text", "json", "csv", "mermaid", "dot")
@shared.where
def command(
    gantt: bool,
    critical: bool,
    mission: str | None,
    as_of: date | None,
    form: str,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Print the plan."""
    if form != "text" and (gantt or critical):
        raise JalonError(
            N_("--gantt and --critical are for text; the format {form} holds the whole plan."),
            hint=N_("Leave out --format, or the other option."),
            form=form,
        )
    report = shared.judged(directory, as_of)
    roadmap = report.judgement.roadmap
    if mission is not None and mission not in roadmap.paths["mission"]:
        raise shared.unknown(N_("mission"), mission, roadmap.paths["mission"])
    found = plan(report, mission=mission)
    if form == "json":
        from governance.reporters.document import dump

        said = dump(found)
    elif form == "csv":
        from governance.reporters.sheet import sheet

        said = sheet(_COLUMNS, [[dict(e)[c] for c in _COLUMNS] for e in found["entries"]])
    elif form == "mermaid":
        from governance.reporters.diagram import mermaid_gantt

        said = mermaid_gantt(found)
    elif form == "dot":
        from governance.reporters.diagram import plan_dot

        said = plan_dot(found)
    else:
        from governance.reporters import gantt as chart
        from governance.reporters import plan as table

        layout = chart.render if gantt else table.render
        width, colours = shared.width(), shared.colours(color)
        said = layout(found, width=width, colours=colours, critical=critical)
    sys.stdout.write(said)
    return 0
