"""``jalon review``: the proposals that await a signature, one of them, its signature."""

from __future__ import annotations

import sys
from datetime import date

import click

from governance import i18n
from governance.cli import complete, shared
from governance.errors import CANNOT_JUDGE, OK, USAGE, JalonError
from governance.i18n import N_, _
from governance.reporters import propose as reporter
from governance.reporters import proposed
from governance.services.proposals import Proposal, Proposals


@click.command(
    "review",
    help=_(
        "The proposals that await a signature: branches, here and on the server as last fetched, that "
        "have what the roadmap has not. With BRANCH, one of them: who made it, what it says, what the "
        "gate says.\n\n"
        "--approve signs off the reviews (checkpoints) that it brings: a sign-off with the day and "
        "the fingerprint of what is approved, in a commit of your own on that branch. Nobody signs "
        "what they wrote.\n\n"
        "Exit codes: 0, 1 the gate refuses BRANCH, 2 usage, 3 BRANCH cannot be judged, 4 git or "
        "network."
    ),
    epilog=_(
        "Examples:\n"
        "  jalon review                                     all of them, the newest first\n"
        "  jalon review … --diff                            one of them, with the raw diff\n"
        "  jalon review … --approve --by 'Claude Durand'    sign its reviews off\n"
        "  jalon review … --ask 'Quelle est la source ?'    ask for changes"
    ),
)
@click.argument("branch", required=False, shell_complete=complete.proposals)
@click.option("--diff", "raw", is_flag=True, help=_("Show what git shows as well."))
@click.option("--approve", is_flag=True, help=_("Sign its reviews off."))
@click.option(
    "--by", "who", default=None, metavar="NAME",
    help=_("Who signs: a published name, or the id of an organisation."),
)  # fmt: skip
@click.option("--ask", default=None, metavar="TEXT", help=_("Ask its authors for changes."))
@click.option(
    "--fetch/--no-fetch",
    default=False,
    help=_("Whether the server is asked first what it has now."),
)
@click.option(
    "--remote", default=None, metavar="REMOTE",
    help=_("The remote that the proposals are on; origin when absent."),
)  # fmt: skip
@shared.form("text", "json")
@shared.when
@shared.where
def command(
    branch: str | None,
    raw: bool,
    approve: bool,
    who: str | None,
    ask: str | None,
    fetch: bool,
    remote: str | None,
    form: str,
    as_of: date | None,
    directory: str | None,
    lang: str | None,
    color: str | None,
) -> int:
    """List, show, sign or ask; returns the exit code."""
    if branch is None and (raw or approve or ask):
        raise JalonError(
            N_("Which proposal is not said."),
            hint=N_("`jalon review` lists them."),
            exit_code=USAGE,
        )
    if approve != (who is not None):
        raise JalonError(
            N_("--approve and --by NAME go together: a signature has a name."),
            hint=N_("For instance: --approve --by 'Claude Durand'"), exit_code=USAGE,
        )  # fmt: skip
    root = shared.root_of(directory)
    today = shared.today()
    found = Proposals(root, as_of or today, today, remote=remote, fetch=fetch)
    language, width, colours = i18n.current(), shared.width(), shared.colours(color)
    code = OK
    if branch is None:
        told, more = found.listed(shared.progress())
        if form == "json":
            said = proposed.listed(told, more, language)
        else:
            said = reporter.listed(told, more, width=width, colours=colours)
    else:
        one = found.tell(found.named(branch))
        if approve and who is not None:
            said = _approve(found, one, who, form)
        elif ask:
            said = _ask(found, one, ask, form)
        else:
            code = one.report.exit_code("error") if one.report else CANNOT_JUDGE
            diff = found.diff(one.branch) if raw else None
            if form == "json":
                said = proposed.shown(one, diff, language)
            else:
                said = reporter.shown(one, language, width=width, colours=colours)
                said += "\n" + reporter.raw(diff, colours=colours) if diff is not None else ""
    sys.stdout.write(said)
    return code


def _approve(found: Proposals, one: Proposal, who: str, form: str) -> str:
    message = _("Signed off by {who}", who=" ".join(who.split())) + "\n"
    paths = found.approve(one, who, message)
    if form == "json":
        return proposed.signed(one, who, paths)
    return "".join(f"{line}\n" for line in reporter.signed(one, who, paths))


def _ask(found: Proposals, one: Proposal, text: str, form: str) -> str:
    address = found.ask(one, text)
    request = [] if address else reporter.request(one, text)
    if form == "json":
        return proposed.asked(one, address, request)
    return "\n".join(request or [_("Asked there: {address}", address=address)]) + "\n"
