"""A waiver in sentences: what it sets aside, until when, what happens then."""

from __future__ import annotations

from governance.hygiene import show
from governance.i18n import N_, _, plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from governance.services.waive import Waiver


def lines(waiver: Waiver, until: date, today: date) -> list[str]:
    """Sentences: what ``waiver`` sets aside up to the day ``until``, and what comes then."""
    entry = {name: show(value) for name, value in waiver.entry.items()}
    days = plural(N_("{count} day"), N_("{count} days"), (until - today).days)
    found = [
        _("{path}: {rule} is waived for {record} until {until} ({days}), granted by {author}.",
          path=waiver.path, rule=entry["rule"], record=entry["record"], until=entry["until"],
          days=days, author=entry["author"]),
        plural(N_("It covers {count} finding of today."), N_("It covers {count} findings of today."),
               len(waiver.covered)),
        _("From the day after, `jalon check` counts it again and reports the waiver as expired (G902). If "
          "the finding is settled before, it reports the waiver as unused (G903): remove it then."),
    ]  # fmt: skip
    left = waiver.allowed - waiver.renewed
    found.append(
        plural(N_("It may be renewed {count} more time."), N_("It may be renewed {count} more times."),
               left)
        if left > 0
        else _("It cannot be renewed again.")
    )  # fmt: skip
    found.append(
        _("Propose this file alone: whoever answers for the policy accepts it, not the programme.")
    )
    return found
