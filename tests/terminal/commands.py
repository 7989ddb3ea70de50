"""``python -m tests.terminal.commands ROOT TEXTS``: every command of Jalon with every text of the file
``TEXTS`` (JSON) as its argument and as the value of an option, one process for all of them.

Meant for a pseudo-terminal, where whoever started it looks at each byte.  The last line says how many
were run; what ended as a fault of Jalon is listed before.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from governance.cli.app import jalon, run
from governance.cli.commands import MODULES

_ENDS = {0, 1, 2, 3, 4}
"""Every exit code but that of a fault."""
_NOT_ALONE = {"demo", "init"}
"""An argument of theirs is a folder to make: only their options are tried."""


def main() -> int:
    """Run them all; 1 when one failed in a way it should not."""
    root, texts = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text("utf-8"))
    os.chdir(root)
    faults, count = [], 0
    for rank, text in enumerate(texts):
        for arguments in _lines(rank, text):
            count += 1
            sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - never a terminal to draw on
            try:
                code = run(arguments)
            except SystemExit as leaving:
                code = leaving.code if isinstance(leaving.code, int) else 70
            sys.stdin.close()
            if code not in _ENDS:
                faults.append(f"{arguments!a}: {code}")
    print("\n".join(faults))
    print(f"commands run: {count}, faults: {len(faults)}")
    return int(bool(faults))


def _lines(rank: int, text: str) -> Iterator[list[str]]:
    """Each command with ``text`` alone, and with ``text`` as the value of one option, another one
    for every text."""
    context = click.Context(jalon)
    for name in MODULES:
        command = jalon.get_command(context, name)
        assert command is not None
        takes = [one for one in command.params if not getattr(one, "is_flag", False)]
        options = [one for one in takes if isinstance(one, click.Option)]
        if name not in _NOT_ALONE:
            yield [name, "--", text] if rank % 2 else [name, text]
        if options:
            option = options[rank % len(options)]
            yield [name, option.opts[-1], text]


if __name__ == "__main__":
    sys.exit(main())
