"""A measure or a checkpoint dated in the future.

What it checks
    No measurement and no checkpoint is dated after the day of the run. A value known only by its
    month, quarter or year bears the last day of that period, so it can be entered once the period
    is over.

Why it matters
    A date ahead silences every reminder until it comes: the review looks held and the value fresh.
    Until that day the record is no fact, and the gate reads it as absent.

Example
    On 1 June 2026, ``checkpoints/portail/2026-06-30.yaml`` is committed so that the review does not
    show as overdue during the holidays.

How to fix
    Write the day on which it was measured or held, in the field and in the file name; wait for the
    end of a period before entering its value.

Parameters
    None.

Source
    US IT Dashboard, which refuses an actual value dated in the future.
"""

from __future__ import annotations

from governance.gate.registry import RECORD, Rule
from governance.i18n import N_
from governance.model.duration import day
from governance.model.kinds import DATED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "M210",
    "future-dated",
    RECORD,
    N_(
        "{id} is dated {date}, {days} {days:day/days} after today ({today}): it cannot "
        "have been measured or held yet."
    ),
    N_("Write the day on which it was measured or held, in “date” and in the file name."),
)


def check(record: Record, ctx: Context) -> Iterator[Finding]:
    """One finding per dated record that lies after the day of the run."""
    if record.kind not in DATED:
        return
    when = day(record.data.get("date"))
    if when is not None and when > ctx.today:
        yield RULE.at(
            record,
            "date",
            date=when.isoformat(),
            days=(when - ctx.today).days,
            today=ctx.today.isoformat(),
        )
