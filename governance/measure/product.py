"""A product at a day: whether it is in service, and the two terms of its cost per active user."""

from __future__ import annotations

from governance.measure.cost import Term, run_term
from governance.measure.indicator import number
from governance.model.duration import day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from typing import Any

    from governance.model.record import Record


def opened(product: Record, clock: date) -> bool:
    """Whether the first day of ``product`` is known and has come on ``clock``."""
    return _has_come(product, "first_day", clock)


def closed(product: Record, clock: date) -> bool:
    """Whether ``product`` has served its last day on ``clock``."""
    return _has_come(product, "last_day", clock)


def terms(
    products: Iterable[Record],
    rows: Mapping[str, Mapping[str, Any]],
    naming: Callable[[str], Iterable[Record]],
    as_of: date,
) -> Iterator[tuple[Record, Term, Term]]:
    """The products still in service whose running cost and active users are both known and dated.

    ``rows`` by dossier; ``naming`` reads the records of one.  A product outlives its strategy, and
    the row of an ended strategy stops on its last day: there the measures are read again.
    """
    costs: list[tuple[Record, Term, str]] = []
    for product in products:
        active = product.part("indicators").get("active")
        run = run_term(product.items("costs"), as_of) if active else None
        if run is not None and not closed(product, as_of):
            costs.append((product, run, str(active)))
    counted = {indicator: key for key, row in rows.items() for indicator in row["active"]}
    for product, run, indicator in costs:
        key = counted.get(indicator)
        if key is None:
            continue
        users = _users(indicator, rows[key]["active"][indicator])
        if rows[key]["clock"] < as_of.isoformat():
            users = latest(naming(key), indicator) or users
        if users is not None:
            yield product, run, users


def latest(records: Iterable[Record], indicator: str) -> Term | None:
    """The latest measure of ``indicator`` among ``records`` that has a value and stands
    uncorrected."""
    measures = [m for m in records if m.kind == "measurement" and m.text("indicator") == indicator]
    corrected = {f"{indicator}/{m.text('supersedes')}" for m in measures}
    standing = [
        m for m in measures if m.id not in corrected and number(m.data.get("value")) is not None
    ]
    # Of several measures of one day the last number counts: "-10" is longer than "-9".
    last = max(standing, key=lambda m: (m.text("date"), len(m.id), m.id), default=None)
    return None if last is None else _users(indicator, last.data)


def _users(indicator: str, measure: Mapping[str, Any]) -> Term | None:
    value, taken = number(measure.get("value")), day(measure.get("date"))
    if value is None or taken is None:
        return None
    bound = str(measure.get("bound", "exact"))
    return Term(value, bound, taken, ("indicators", "active"), indicator)


def _has_come(product: Record, field: str, clock: date) -> bool:
    when = day(product.part(field).get("date"))
    return when is not None and when <= clock
