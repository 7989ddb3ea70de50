"""Work that may ask something in the terminal: a passphrase, a signature.  The screen is set aside."""

from __future__ import annotations

import signal

from textual.app import SuspendNotSupported

from governance.reporters.cells import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from tui.app import JalonApp

    Result = TypeVar("Result")


def outside(app: JalonApp, saying: str, what: Callable[[], Result]) -> Result:
    """Do ``what`` with the terminal given back to the programs that it runs; what it returns.

    ``saying``  stands on the terminal meanwhile; the key of interruption reaches those programs alone
    """
    done: list[Result] = []
    fault: list[BaseException] = []

    def run() -> None:
        # Textual takes the screen back only after what ends well.
        try:
            done.append(what())
        except BaseException as error:  # noqa: BLE001 - raised again below
            fault.append(error)

    try:
        with app.suspend():
            print(clean(saying), flush=True)  # noqa: T201 - the screen is set aside
            # A handler rather than "ignore", which the programs would inherit.
            before = signal.signal(signal.SIGINT, lambda *_: None)
            run()
            signal.signal(signal.SIGINT, before)
    except SuspendNotSupported:
        run()
    if fault:
        raise fault[0]
    return done[0]
