"""The present day where a roadmap lies: that of the machine, or the one day of a demonstration."""

from __future__ import annotations

import os

from governance.vcs.demonstration import shown_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date


def today_at(root: str, today: date) -> date:
    """The present day of the clone at ``root``: ``today``, or the day that a demonstration shows."""
    return shown_day(os.path.join(root, ".git")) or today
