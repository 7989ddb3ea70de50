"""The click application: lazy commands, shared options, and how an error is told."""

from __future__ import annotations

import io
from importlib import import_module

import click

from governance import __version__, i18n
from governance.cli import terminal
from governance.cli.commands import HELP, MODULES
from governance.cli.faults import guarded
from governance.cli.options import WHERE
from governance.cli.overview import language, overview, usage
from governance.cli.shared import declared
from governance.cli.words import speak
from governance.errors import INTERRUPTED
from governance.hygiene import show
from governance.i18n import _
from governance.services.near import near

TYPE_CHECKING = False
if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


_LONG = 2000


class LazyGroup(click.Group):
    """A group that imports a command when it is called for, and suggests the near one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the overview."""
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command ``cmd_name``."""
        if cmd_name not in MODULES:
            return None
        module = import_module(f"governance.cli.{MODULES[cmd_name]}")
        command: click.Command = module.command
        command.short_help = _(HELP[cmd_name])
        return speak(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click, with a suggestion for a name that does not exist."""
        name = args[0]
        if name not in MODULES and not name.startswith("-"):
            meant = near(name, MODULES, 1)
            hint = (
                _("Did you mean `jalon {near}`?", near=meant[0])
                if meant
                else _("See `jalon --help`.")
            )
            ctx.fail(f"{_('There is no command “{name}”.', name=show(name, 40))} {hint}")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands and options that start so; no command is imported to be named."""
        from click.shell_completion import CompletionItem

        found = [CompletionItem(n, help=_(HELP[n])) for n in MODULES if n.startswith(incomplete)]
        return found + click.Command.shell_complete(self, ctx, incomplete)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line of the overview."""
        formatter.write(usage() + "\n")

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The overview, which needs no click."""
        formatter.write(overview())


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, "-V", "--version", message="jalon %(version)s")
@declared(*WHERE)
@click.pass_context
def jalon(ctx: click.Context, directory: str | None, lang: str | None, color: str | None) -> None:
    """Govern a public digital roadmap from git."""
    ctx.obj = {"directory": directory, "color": color}
    if ctx.invoked_subcommand is None:
        command = "open" if terminal.interactive() else "status"
        ctx.invoke(jalon.get_command(ctx, command))  # type: ignore[arg-type]


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit code."""
    i18n.use(language(arguments))
    i18n.tell_libraries()
    return guarded(arguments, lambda: _run(arguments))


def _run(arguments: list[str]) -> int:
    try:
        code = jalon.main(arguments, prog_name="jalon", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        told = io.StringIO()
        error.show(told)  # with what was typed, as it was typed
        lines = told.getvalue().splitlines()
        click.echo("\n".join(show(line, _LONG) for line in lines), err=True)
        return error.exit_code
    except click.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else 0
