"""What the process is given: the day, the terminal it writes to."""

from __future__ import annotations

import os
import sys
import time
from datetime import date

from governance.i18n import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_PROGRESS_AFTER = 1.0


def today() -> date:
    """The civil day of this run, in the zone of the machine."""
    return date.today()  # noqa: DTZ011 - a civil day is wanted, and read here only


def today_in(root: str) -> date:
    """The present day of the roadmap at ``root``; that it is the day of a demonstration is told on
    stderr."""
    from governance.services.today import today_at

    now = today()
    day = today_at(root, now)
    if day != now:
        said = _("this is a demonstration, in which it is always {day}.", day=day.isoformat())
        sys.stderr.write(f"jalon: {said}\n")
    return day


def tell_ahead(as_of: date | None) -> None:
    """Say on stderr that ``as_of``, the day to be judged, is still to come."""
    day = today()
    if as_of is not None and as_of > day:
        said = _(
            "{day} is still to come: judged by what is known on {today}; what is due until then "
            "counts as missing.",
            day=as_of.isoformat(), today=day.isoformat(),
        )  # fmt: skip
        sys.stderr.write(f"jalon: {said}\n")


def colours(chosen: str | None) -> bool:
    """Whether stdout may carry colours, where ``chosen`` is what ``--color`` asks."""
    if chosen in ("always", "never"):
        return chosen == "always"
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def interactive() -> bool:
    """Whether keys can be read and a screen be drawn."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """The columns of the terminal; 80 where there is none, or as ``COLUMNS`` says."""
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def progress() -> Callable[[int, int], None]:
    """A progress line on stderr, shown once a run takes more than a second, on a terminal only."""
    started = time.monotonic()
    shown = [0.0]

    def report(done: int, total: int) -> None:
        now = time.monotonic()
        if now - started < _PROGRESS_AFTER or now - shown[0] < 0.1 or not sys.stderr.isatty():
            return
        shown[0] = now
        sys.stderr.write(f"\r{_('Judged {done} of {total}', done=done + 1, total=total)}\033[K")
        if done + 1 == total:
            sys.stderr.write("\r\033[K")
        sys.stderr.flush()

    return report
