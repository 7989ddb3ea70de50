"""The command line: what can be answered at once is, before anything heavy is imported."""

from __future__ import annotations

import io
import os
import sys

from governance import __version__
from governance.errors import INTERRUPTED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

_COLLECT_AFTER = 1_000_000


def main() -> None:
    """Entry point of the ``jalon`` command; never returns."""
    arguments = sys.argv[1:]
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that is not UTF-8 shows an escape rather than ending the program.
            stream.reconfigure(errors="backslashreplace")
    try:
        if arguments in (["--version"], ["-V"]):
            sys.stdout.write(f"jalon {__version__}\n")
            code = 0
        elif arguments in (["--help"], ["-h"], ["help"]):
            from governance.cli.overview import overview

            sys.stdout.write(overview())
            code = 0
        else:
            code = _answer(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # The reader of the pipe has what it wanted; nothing may be written at exit either.
        sys.stdout = None
        code = 0
    sys.exit(code)


def _answer(arguments: list[str]) -> int:
    from governance.cli import plain

    chosen = plain.parse(arguments)
    if chosen is not None:
        _check(arguments, chosen)
    from governance.cli.terminal import interactive

    if interactive():
        from governance.cli.options import OPEN

        chosen = plain.parse(arguments, ("open", "tui"), OPEN, bare=True)
        if chosen is not None:
            return _open(arguments, chosen)
    from governance.cli.app import run

    return run(arguments)


def _open(arguments: list[str], chosen: dict[str, Any]) -> int:
    """The terminal UI, of which the first lines are waited for."""
    import gc

    gc.disable()  # until they are shown: what is loaded by then stays to the end
    from governance import i18n
    from governance.cli.faults import guarded
    from governance.cli.overview import language
    from governance.cli.screen import answer

    i18n.use(language(arguments))
    return guarded(arguments, lambda: answer(chosen))


def _check(arguments: list[str], chosen: dict[str, Any]) -> NoReturn:
    """One answer and out: what a judgement builds is kept until the end, then not even freed."""
    import gc

    from governance import i18n
    from governance.cli.faults import guarded
    from governance.cli.overview import language
    from governance.cli.verdict import answer

    gc.set_threshold(_COLLECT_AFTER, 50, 1000)
    i18n.use(language(arguments))
    code = guarded(arguments, lambda: answer(chosen, []))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
