"""``jalon init``: a governed repository for a roadmap of one's own."""

from __future__ import annotations

import os

import click

from governance import i18n
from governance.cli import shared
from governance.cli.options import WHERE
from governance.hygiene import show
from governance.i18n import N_, _
from governance.services import init

_GIT = {
    "committed": N_("A git repository with a first commit."),
    "created": N_("A git repository; set user.name and user.email, then make the first commit."),
    "inside": N_("It lies in a git repository already: commit it there."),
    "refused": N_("Git would not make the first commit: see what `git commit` says there."),
    "missing": N_("Git is not there: install it before you share this folder."),
}


@click.command(
    "init",
    help=_(
        "Scaffold a governed repository in the new folder DIR: an empty roadmap with a page that "
        "shows each kind of record, the policy, the schemas for editors, the gate of the forge, "
        "hooks, CODEOWNERS and a README.\n\n"
        "It is written in the language of the answer (`--lang`). A folder that holds anything but "
        "a fresh clone is refused; nothing is ever overwritten."
    ),
    epilog=_(
        "Examples:\n"
        '  jalon init ma-feuille-de-route --lang fr --title "Notre feuille de route"\n'
        "  jalon init roadmap --lang en --country IE --forge gitlab\n"
        "  jalon init .                  in a fresh, empty clone"
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path())
@click.option(
    "--forge", type=click.Choice(init.FORGES), default="github", show_default=True,
    help=_("Whose gate to write."),
)  # fmt: skip
@click.option(
    "--country", default="FR", show_default=True, metavar="CODE",
    help=_("The country whose public holidays count: two letters."),
)  # fmt: skip
@click.option(
    "--timezone", default="", metavar="ZONE",
    help=_("Where a day starts and ends. The first zone of the country when absent."),
)  # fmt: skip
@click.option("--title", default="", metavar="TEXT", help=_("The title of the roadmap."))
@shared.declared(*(option for option in WHERE if option.field != "directory"))
def command(
    folder: str,
    forge: str,
    country: str,
    timezone: str,
    title: str,
    lang: str | None,
    color: str | None,
) -> int:
    """Write everything and say what to do next; returns the exit code."""
    language = i18n.current()
    made = init.scaffold(
        folder, title=title or _("Digital roadmap"), language=language, country=country,
        timezone=timezone, forge=forge, today=shared.today(),
    )  # fmt: skip
    click.echo("\n".join(_said(made, folder)))
    return 0


def _said(made: init.Made, folder: str) -> list[str]:
    lines = [
        _("{folder}: {count} files.", folder=show(folder), count=made.files)
        + " "
        + _(_GIT[made.git])
    ]
    if not made.is_sure:
        lines.append(
            _("The gate does not know where this Jalon comes from: write it in "
              "governance/requirements.txt.")
        )  # fmt: skip
    lines += ["", _("Next:")]
    if os.path.abspath(folder) != os.getcwd():
        quoted = show(folder) if show(folder).replace("/", "").isalnum() else f'"{show(folder)}"'
        lines.append(f"  cd {quoted}")
    lines += [
        f"  {command:<34}  {_(text)}"
        for command, text in (
            ("jalon new source ID", N_("the document that founds the roadmap")),
            ("jalon new strategy ID", N_("its horizon, who directs it, who steers it")),
            ("jalon check", N_("what is missing, and what to do")),
        )
    ]
    return lines
