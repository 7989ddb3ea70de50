"""What holds of every indicator, at random and on the real roadmap."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.gate.judge import Judge
from governance.gate.policy import PACKAGED, Policy
from governance.measure.indicator import (
    LATE,
    NEVER_MEASURED,
    ON_TRACK,
    REACHED,
    STALE,
    STATUSES,
    UNDETERMINED,
)
from governance.model.record import Record
from governance.source.tree import Folder
from tests.measure.indicators import BOUNDS, DIRECTIONS, at, measure, target

REPOSITORY = Path(__file__).parents[2]
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31)).map(date.isoformat)
NUMBERS = st.one_of(st.integers(-50, 150), st.sampled_from((0.1, 6.2, 72.8)))
PARTS = st.just([{"of": "A", "value": 1}])


def facts(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


INDICATORS = facts(
    {"id": st.just("usagers")},
    {
        "direction": st.sampled_from(DIRECTIONS),
        "tolerance": st.integers(0, 20),
        "baseline": facts({}, {"value": NUMBERS, "date": DAYS}),
        "targets": st.lists(
            facts({}, {"value": NUMBERS, "date": DAYS, "stated": DAYS}), max_size=4
        ),
        "frequency": st.sampled_from(("P1M", "P3M", "P1Y", "P4W")),
        "availability_delay": st.sampled_from(("P0D", "P1M", "P10D")),
        "dropped": facts({}, {"date": DAYS, "reason": st.just("Remplacé.")}),
    },
).map(lambda data: Record("indicator", "usagers", "usagers.yaml", data))
MEASURES = st.lists(
    st.tuples(
        DAYS, facts({}, {"value": NUMBERS, "bound": st.sampled_from(BOUNDS), "breakdown": PARTS})
    ),
    max_size=6,
).map(lambda found: [measure(day, **data) for day, data in sorted(found, key=lambda pair: pair[0])])


def known(measures: list[Record], clock: date) -> list[Record]:
    return [record for record in measures if record.text("date") <= clock.isoformat()]


@given(
    st.lists(st.tuples(INDICATORS, MEASURES), max_size=8),
    st.dates(date(2024, 6, 1), date(2029, 6, 1)),
)
def test_every_indicator_is_counted_once(
    records: list[tuple[Record, list[Record]]], clock: date
) -> None:
    states = [at(record, *known(measures, clock), clock=clock) for record, measures in records]
    counts = Counter(found.status for found in states)
    assert set(counts) <= set(STATUSES)
    assert sum(counts[status] for status in STATUSES) == len(records)


@given(INDICATORS, MEASURES, st.dates(date(2024, 6, 1), date(2029, 6, 1)))
def test_a_status_says_what_it_says(record: Record, measures: list[Record], clock: date) -> None:
    seen = known(measures, clock)
    found = at(record, *seen, clock=clock)
    told = [m for m in seen if "value" in m.data or "breakdown" in m.data]
    due = (found.target or {}).get("date")
    assert (found.last is None) == (not told)
    if found.status == NEVER_MEASURED:
        assert not told
    if found.status == STALE:
        assert found.next_due is not None
        assert found.next_due < clock
    if found.status in (ON_TRACK, UNDETERMINED):
        assert found.next_due is not None
        assert found.next_due >= clock
    if found.status in (ON_TRACK, LATE):
        assert due is not None
    if found.status == REACHED:
        assert found.target is not None
        assert found.last is not None
        assert found.progress is None or found.progress >= 100
    if found.bounded is not None:
        assert 0 <= found.bounded <= 100
    assert found.falling < max(1, len([m for m in told if "value" in m.data]))


@given(INDICATORS, MEASURES, st.dates(date(2024, 6, 1), date(2028, 6, 1)))
def test_what_is_stated_later_changes_nothing(
    record: Record, measures: list[Record], clock: date
) -> None:
    seen = known(measures, clock)
    before = at(record, *seen, clock=clock)
    later = (clock + timedelta(days=1)).isoformat()
    more = Record(
        "indicator",
        "usagers",
        "usagers.yaml",
        {**record.data, "targets": [*record.items("targets"), target(1, "2026-12-31", later)]},
    )
    after = at(more, *seen, clock=clock)
    assert (before.status, before.target, before.progress) == (
        after.status, after.target, after.progress,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2020-09-30", {"franceconnect-utilisateurs": LATE, "tchap-messages": NEVER_MEASURED}),
        ("2021-06-30", {"franceconnect-utilisateurs": ON_TRACK, "tchap-utilisateurs": LATE}),
        (
            "2022-10-31",
            {
                "franceconnect-utilisateurs": REACHED,
                "tchap-utilisateurs": LATE,
                "tchap-utilisateurs-actifs": UNDETERMINED,
                "demarches-phares-dematerialisees": STALE,
                "agentconnect-utilisateurs": NEVER_MEASURED,
            },
        ),
    ],
)
def test_the_indicators_of_tech_gouv(as_of: str, expected: dict[str, str]) -> None:
    """Six months before its day, 235,000 users for 500,000 were not on track; what was measured
    after the strategy had stopped does not improve the state in which it stopped."""
    policy = Policy.load(Path(PACKAGED).read_bytes(), "policy.yaml")
    day = date.fromisoformat(as_of)
    rows = Judge(Folder(str(REPOSITORY)), policy, day, day).run().roadmap.rows.values()
    for row in rows:
        assert sum(row["counts"].values()) == len(row["indicators"])
        assert row["counts"] == {
            status: sum(found["status"] == status for found in row["indicators"])
            for status in STATUSES
        }
    told = {found["id"]: found["status"] for row in rows for found in row["indicators"]}
    assert {id_: told[id_] for id_ in expected} == expected
