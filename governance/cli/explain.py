"""``jalon explain``: a rule with its reasons, or a record with its findings."""

from __future__ import annotations

import sys
from datetime import date

import click

from governance import i18n
from governance.cli import complete, shared
from governance.errors import JalonError
from governance.i18n import N_, _
from governance.reporters import explain as told
from governance.reporters import rules as told_rules
from governance.services.explain import records
from governance.services.find import suggested
from governance.services.rules import documented, is_like_a_code, meant, named, no_rule


@click.command(
    "explain",
    help=_(
        "What a rule checks, why it matters and how to comply; or why a record has findings: each "
        "one with its position, its reason and what to do, those that are waived or inherited "
        "included.\n\n"
        "WHAT is a rule (M201, never-measured) or a record (product/tchap, its path, or its id "
        "alone)."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon explain M201\n"
        "  jalon explain never-measured\n"
        "  jalon explain product/tchap\n"
        "  jalon explain tchap --as-of 2021-06-30"
    ),
)
@click.argument("what", shell_complete=complete.explainable)
@shared.form("text", "json")
@shared.when
@shared.where
def command(
    what: str,
    form: str,
    as_of: date | None,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """Print the page of a rule, or the findings of a record; returns the exit code."""
    language, colours, width = i18n.current(), shared.colours(color), shared.width()
    code = named(what)
    if code is not None:
        rule = documented(shared.root_if_any(directory), code, language)
        if form == "json":
            sys.stdout.write(told_rules.page_json(rule, language))
        else:
            sys.stdout.write(told_rules.page(rule, width=width, colours=colours))
        return 0
    if is_like_a_code(what) and shared.root_if_any(directory) is None:
        raise no_rule(what)
    report = shared.judged(directory, as_of)
    try:
        views = records(report, what, report.root)
    except JalonError:
        rules = [] if "/" in what else meant(what)
        if not rules and not is_like_a_code(what):
            raise
        likely = [*rules, *suggested(report.judgement.roadmap, what)]
        if not likely:
            raise no_rule(what) from None
        raise shared.unknown(N_("rule or record"), what, (), meant=likely) from None
    day = report.judgement.ctx.as_of.isoformat()
    if form == "json":
        sys.stdout.write(told.render_json(views, language, day))
    else:
        sys.stdout.write(told.render(views, language, day, width=width, colours=colours))
    return 0
