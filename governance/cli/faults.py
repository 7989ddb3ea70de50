"""How what prevents an answer is told: a sentence, what to do, an exit code; never a traceback."""

from __future__ import annotations

import sys

from governance import i18n
from governance.errors import ENVIRONMENT, INTERNAL, JalonError
from governance.hygiene import quotation, show
from governance.i18n import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


_SHOWN = 600
"""Enough for every field of a record to be named; what a person typed is as long as they made it."""


def guarded(arguments: list[str], answer: Callable[[], int]) -> int:
    """The exit code of ``answer``, or of what prevented it."""
    try:
        return answer()
    except JalonError as error:
        tell(error)
        return error.exit_code
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        tell(JalonError(N_("{where}{reason}."), where=where, reason=error.strerror or str(error)))
        return ENVIRONMENT
    except Exception as error:  # noqa: BLE001 - the last one: every fault becomes a sentence
        import traceback

        from governance.services.memory import keep_trace

        tell(
            JalonError(
                N_("Jalon failed in a way it should not: {error}."),
                hint=N_("Please report it with {log}, which tells what was running."),
                error=f"{type(error).__name__}: {error}",
                log=keep_trace(arguments, traceback.format_exc()),
            )
        )
        return INTERNAL


def tell(error: JalonError) -> None:
    """Write an error and its hint to stderr, in words."""
    shown = {
        name: value if type(value) is int else show(value, _SHOWN)
        for name, value in error.params.items()
    }
    lines = [f"jalon: {i18n.tell(error.message, shown, i18n.current())}"]
    lines += [f"  | {line}" for line in quotation(error.quoted)]
    if error.hint:
        lines.append(f"  {i18n.tell(error.hint, shown, i18n.current())}")
    sys.stderr.write("\n".join(lines) + "\n")
