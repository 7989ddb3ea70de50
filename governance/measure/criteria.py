"""Stop criteria: which of them the measures known on a day meet, and since when.

A criterion names an indicator, a comparison, a threshold, the day ``from`` which it applies and how
many measures in a row must meet it (``periods``).  It opens a question, it never stops anything.

Source: the first director of TECH.GOUV to the Senate in June 2019 on "la difficulté de savoir
arrêter un projet", and the French Court of Auditors in 2024.  Elsewhere the way out is tied to time
alone (Kubernetes KEP-1635: a beta that has not moved within three releases is deprecated) or to a
vote (archiving at the CNCF); here it is tied to a measure, and written down before it hurts.
"""

from __future__ import annotations

import operator

from governance.measure.indicator import number
from governance.model.duration import Duration, day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from typing import Any

    from governance.model.dossier import Dossier
    from governance.model.record import Record

_COMPARISONS = {"lt": operator.lt, "le": operator.le, "gt": operator.gt, "ge": operator.ge}
SIGNS = {"lt": "<", "le": "≤", "gt": ">", "ge": "≥"}


class Met:
    """A criterion that is met.

    ``index``      its place in ``stop_criteria``
    ``criterion``  its fields
    ``since``      day of the measure that completed the row of measures required
    ``known``      day on which that measure was available
    ``last``       the latest measure of the row
    """

    __slots__ = ("criterion", "index", "known", "last", "since")

    def __init__(
        self, index: int, criterion: dict[str, Any], since: date, known: date, last: Record
    ) -> None:
        self.index = index
        self.criterion = criterion
        self.since = since
        self.known = known
        self.last = last


def met(dossier: Dossier, on: date, delay: Duration) -> Iterator[Met]:
    """The stop criteria of the programme that are met on the day ``on``.

    ``delay`` stands in for the availability delay of an indicator that states none: a value counts
    from the day it is available, not from the day it is about.  A criterion on an indicator of
    another dossier is never met, for its measures are not here.
    """
    delays = {
        indicator.id: Duration.parse(indicator.data.get("availability_delay")) or delay
        for indicator in dossier.indicators
    }
    for index, criterion in enumerate(dossier.subject.items("stop_criteria")):
        indicator = criterion.get("indicator")
        if not isinstance(indicator, str) or indicator not in delays:
            continue
        row = _row(criterion, dossier.measures.get(indicator, []), on, delays[indicator])
        periods = number(criterion.get("periods")) or 1
        if len(row) >= periods:
            since, known, _ = row[int(periods) - 1]
            yield Met(index, criterion, since, known, row[-1][2])


def meets(criterion: dict[str, Any], measure: Record) -> bool:
    """Whether the value of ``measure`` proves the comparison of ``criterion``.

    A bound proves one side only: "at most 900" is less than 1,000, "at least 900" may be more.
    """
    compare = _COMPARISONS.get(str(criterion.get("operator")))
    threshold, value = number(criterion.get("threshold")), number(measure.data.get("value"))
    if compare is None or threshold is None or value is None:
        return False
    blind = "at_least" if compare in (operator.lt, operator.le) else "at_most"
    return bool(compare(value, threshold)) and measure.data.get("bound") != blind


def _row(
    criterion: dict[str, Any], measures: list[Record], on: date, delay: Duration
) -> list[tuple[date, date, Record]]:
    """The latest measures in a row that meet ``criterion``, with their day and when they were
    available; the ones before ``from``, not available on ``on`` or without a value do not count."""
    first = day(criterion.get("from"))
    row: list[tuple[date, date, Record]] = []
    for measure in measures:
        taken = day(measure.data.get("date"))
        if taken is None or (first is not None and taken < first):
            continue
        if number(measure.data.get("value")) is None or (known := delay.after(taken)) > on:
            continue
        if meets(criterion, measure):
            row.append((taken, known, measure))
        else:
            row.clear()
    return row
