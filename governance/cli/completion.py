"""``jalon completion``: the script by which a shell completes commands, records and rules."""

from __future__ import annotations

import os
import sys

import click
from click.shell_completion import get_completion_class

from governance.errors import JalonError
from governance.i18n import N_, _

SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_JALON_COMPLETE"
_HOW = {
    "bash": (
        N_("Put this line in ~/.bashrc, then open a terminal:"),
        'eval "$(jalon completion bash)"',
    ),
    "zsh": (
        N_("Put this line in ~/.zshrc, after compinit, then open a terminal:"),
        'eval "$(jalon completion zsh)"',
    ),
    "fish": (
        N_("Run this once, then open a terminal:"),
        "jalon completion fish > ~/.config/fish/completions/jalon.fish",
    ),
}


@click.command(
    "completion",
    help=_(
        "Print the script that makes the Tab key complete commands, options, kinds, record ids and "
        "rules. Its first lines say where to put it. Without a name, that of $SHELL."
    ),
    epilog=_(
        "Examples:\n"
        '  eval "$(jalon completion bash)"      try it in this terminal\n'
        "  jalon completion fish > ~/.config/fish/completions/jalon.fish"
    ),
)
@click.argument("shell", type=click.Choice(SHELLS), required=False)
@click.option("--lang", hidden=True)
@click.pass_context
def command(ctx: click.Context, shell: str | None, lang: str | None) -> int:
    """Print the script, and on a terminal what to do with it; returns the exit code."""
    shell = shell or os.path.basename(os.environ.get("SHELL", ""))
    maker = get_completion_class(shell) if shell in SHELLS else None
    if maker is None:
        raise JalonError(N_("Which shell? Name one of {shells}."), shells=", ".join(SHELLS))
    sentence, line = _HOW[shell]
    sys.stdout.write(f"# {_(sentence)}\n#   {line}\n")
    script = maker(ctx.find_root().command, {}, "jalon", _VARIABLE).source()
    sys.stdout.write(script.strip() + "\n")
    if sys.stdout.isatty():
        sys.stderr.write(f"\n{_(sentence)}\n  {line}\n")
    return 0
