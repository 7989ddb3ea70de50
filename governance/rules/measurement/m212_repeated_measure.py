"""An old measure entered again under new dates.

What it checks
    The latest measures of an indicator, ``times`` or more on different days, have nothing new but
    their date: same value and bound, same breakdown, same sources, same note. Dropped indicators
    are left alone.

Why it matters
    Copying the last file under a new date silences the reminder of a stale measure and makes the
    figure look alive. A freshness that costs a copy is worth a copy.

Example
    Three files of 31 March, 30 June and 30 September say 7,500 from the same press release of
    February.

How to fix
    Measure again and name the source of the new value. If the value truly has not moved, say in the
    note of the new measure how that was established.

Parameters
    ``times``: how many equal measures in a row are too many.

Source
    A public documentation site where 57 % of the commits that renewed a “last reviewed” date
    changed nothing else.
"""

from __future__ import annotations

from governance.gate.registry import DOSSIER, Rule
from governance.i18n import N_
from governance.measure.indicator import DROPPED, number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from governance.gate.context import Context
    from governance.model.dossier import Dossier
    from governance.model.finding import Finding
    from governance.model.record import Record

RULE = Rule(
    "M212",
    "repeated-measure",
    DOSSIER,
    N_(
        "The last {count} measures of “{indicator}” say {value} from the same sources, and "
        "only their dates differ (the latest is {date})."
    ),
    N_(
        "Measure again from a newer source, or say in “note” how it was established that nothing "
        "moved."
    ),
)


def check(dossier: Dossier, ctx: Context) -> Iterator[Finding]:
    """At most one finding per indicator, on the latest of its equal measures."""
    for indicator in dossier.indicators:
        measures = [
            measure
            for measure in dossier.measures.get(indicator.id, [])
            if number(measure.data.get("value")) is not None
        ]
        dates: set[str] = set()
        for measure in reversed(measures):
            if _content(measure) != _content(measures[-1]):
                break
            dates.add(measure.text("date"))
        if len(dates) < ctx.policy.parameter("M212", "times"):
            continue
        if ctx.indicator(indicator, dossier).status != DROPPED:
            last = measures[-1]
            yield RULE.at(
                last,
                "date",
                indicator=indicator.title,
                count=len(dates),
                value=f"{last.data['value']:.15g}",
                date=last.text("date"),
            )


def _content(measure: Record) -> tuple[object, ...]:
    """All that a measure says, its date left aside."""
    data = measure.data
    return (
        data["value"],
        data.get("bound", "exact"),
        data.get("breakdown"),
        sorted(map(str, data.get("source") or [])),
        data.get("note"),
    )
