"""A target without a day to reach it by.

What it checks
    The target of an indicator in force has a ``date``. Where several targets have none, only the
    one stated last is reported: it has replaced the others.

Why it matters
    A target without a date cannot be late. An objective of two million users was written into a
    product sheet in 2021, in place of five and a half million, with no day for either: at one
    hundred thousand users it was still not missed.

Example
    ``targets: [{value: 80}]``: 80 % of services accessible, some day.

How to fix
    Add ``date`` to the target: the day the document gives, with its ``precision``, or the end of
    the strategy when the document sets no other. A new deadline is decided, never guessed.

Parameters
    None.

Source
    The objectives of TECH.GOUV, several of which were published with a value and no deadline.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.indicator import DROPPED, number
from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding

RULE = Rule(
    "M211",
    "undated-target",
    DOSSIER,
    N_(
        "The target {value} {unit} of the indicator “{title}” ({id}) has no date: it can "
        "never become late."
    ),
    N_(
        "Add under “date” the day to reach it by, and say in “note” who decided it when the "
        "source gives none."
    ),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """At most one finding per indicator: the latest of its targets without a day."""
    for indicator in dossier.indicators:
        targets = indicator.data.get("targets")
        undated = [
            (str(target.get("stated", "")), index, target["value"])
            for index, target in enumerate(targets if isinstance(targets, list) else [])
            if isinstance(target, dict)
            and number(target.get("value")) is not None
            and day(target.get("date")) is None
        ]
        if undated and ctx.indicator(indicator, dossier).status != DROPPED:
            _, index, value = max(undated)
            yield RULE.at(
                indicator, "targets", index, value=f"{value:.15g}", unit=indicator.text("unit")
            )
