"""The schedule: both passes, float, drag and paths against what enumeration says."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from governance.planning.network import Network
from governance.planning.paths import critical_records, drag, longest_chain, paths, pushers
from governance.planning.schedule import NOT_BEFORE, PLANNED, TODAY, Schedule
from tests.planning.networks import FLOOR, from_psplib, network

DAY = FLOOR + 1000
"""A day well ahead."""


def finishes(schedule: Schedule) -> dict[str, int | None]:
    return {n.title: schedule.finish[p] for p, n in enumerate(schedule.network.nodes)}


def totals(schedule: Schedule) -> dict[str, int | None]:
    return {n.title: schedule.total[p] for p, n in enumerate(schedule.network.nodes)}


# -- against the published length

SMALL = (Path(__file__).parent / "small.sm").read_text()


def test_the_length_of_a_psplib_file_is_the_one_it_gives() -> None:
    found = from_psplib(SMALL)
    information = SMALL.split("PROJECT INFORMATION:")[1]
    published = int(re.findall(r"\d+", information)[5])
    assert Schedule(found).ends == [FLOOR + published]
    critical = paths(Schedule(found), 0)
    assert [[found.nodes[p].id for p in path.places] for path in critical] == [
        ["j1", "j3", "j6", "j7", "j8"]
    ]


# -- against enumeration


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Random networks of a few milestones with every kind of bound."""
    size = draw(st.integers(1, 9))
    nodes = {}
    for number in range(size):
        stated: dict[str, object] = {"duration": draw(st.integers(0, 30))}
        if number == 0 or draw(st.booleans()):
            stated["forecast"] = DAY + draw(st.integers(0, 60))
        if draw(st.integers(0, 4)) == 0:
            stated["not_before"] = DAY + draw(st.integers(0, 60))
        if draw(st.integers(0, 4)) == 0:
            stated["deadline"] = DAY + draw(st.integers(0, 120))
        if draw(st.integers(0, 6)) == 0:
            stated["actual"] = DAY - draw(st.integers(0, 30))
        nodes[f"p{number % 3}/m{number}"] = stated
    ids = list(nodes)
    links = [
        (ids[a], ids[b], draw(st.sampled_from(["FS", "FS", "SS", "FF"])), draw(st.integers(-8, 8)))
        for a in range(size)
        for b in range(a + 1, size)
        if draw(st.integers(0, 2)) == 0
    ]
    return network(nodes, links)


def relaxed(found: Network, delay: dict[int, int] | None = None) -> list[int | None]:
    """Finishes by Bellman and Ford's way: raise every bound until none is broken.  It shares neither
    order nor arithmetic with the schedule; durations are plain days here."""
    nodes = found.nodes
    finish: list[int | None] = [None] * len(nodes)
    for place, node in enumerate(nodes):
        own = [day for day in (node.forecast, node.baseline) if day is not None][:1]
        if node.not_before is not None:
            own.append(node.not_before + int(node.duration or 0))  # type: ignore[arg-type]
        if delay and place in delay:
            own.append(delay[place])
        finish[place] = node.actual if node.actual is not None else max(own, default=None)
    for _ in range(len(nodes) + 1):
        for link in found.links:
            source, target = found.nodes[link.source], found.nodes[link.target]
            first, then = finish[link.source], finish[link.target]
            if first is None or target.actual is not None:
                continue
            length = int(target.duration or 0)  # type: ignore[arg-type]
            before = int(source.duration or 0)  # type: ignore[arg-type]
            lag = int(link.lag)  # type: ignore[arg-type]
            bound = {
                "FS": first + lag + length,
                "SS": first - before + lag + length,
                "FF": first + lag,
            }
            finish[link.target] = max(
                bound[link.type], then if then is not None else bound[link.type]
            )
    return finish


@given(networks())
@settings(max_examples=50)
def test_early_dates_are_the_least_that_break_no_bound(found: Network) -> None:
    assert Schedule(found).finish == relaxed(found)


@given(networks())
@settings(max_examples=50)
def test_total_float_is_how_far_a_node_can_slip(found: Network) -> None:
    """By trying: one day more than the float moves the end of the group or misses a deadline, the
    float itself does neither (or, when it is negative, that many days too late already)."""
    schedule = Schedule(found)

    def lateness(finish: list[int | None], group: int) -> int:
        worst = -10_000
        for place, node in enumerate(found.nodes):
            day = finish[place]
            if schedule.group[place] != group or node.actual is not None or day is None:
                continue
            worst = max(worst, day - schedule.ends[group])
            if node.deadline is not None:
                worst = max(worst, day - node.deadline)
        return worst

    for place, total in enumerate(schedule.total):
        group, finish = schedule.group[place], schedule.finish[place]
        if total is None or finish is None or group < 0 or total < 0:
            continue
        before = lateness(relaxed(found), group)
        least = min(
            t for p, t in enumerate(schedule.total) if t is not None and schedule.group[p] == group
        )
        assert before == -least
        if least == 0:
            assert lateness(relaxed(found, {place: finish + total}), group) == 0
            assert lateness(relaxed(found, {place: finish + total + 1}), group) == 1


@given(networks())
@settings(max_examples=50)
def test_free_float_moves_nothing_else(found: Network) -> None:
    schedule = Schedule(found)
    before = relaxed(found)
    for place, free in enumerate(schedule.free):
        finish = schedule.finish[place]
        if free is None or finish is None or free < 0 or not schedule.is_open(place):
            continue
        after = relaxed(found, {place: finish + free})
        assert [d for p, d in enumerate(after) if p != place] == [
            d for p, d in enumerate(before) if p != place
        ]


@given(networks())
@settings(max_examples=50)
def test_a_slip_moves_what_enumeration_moves(found: Network) -> None:
    schedule = Schedule(found)
    for place, finish in enumerate(schedule.finish):
        if finish is not None and found.nodes[place].actual is None:
            slip = {place: finish + 11}
            assert Schedule(found, slip).finish == relaxed(found, slip)


@given(st.integers(0, 10_000))
@settings(max_examples=50)
def test_drag_is_what_the_end_wins_without_the_milestone(seed: int) -> None:
    import random

    chance = random.Random(seed)
    nodes = {f"p/m{n}": {"duration": chance.randrange(1, 9)} for n in range(9)}
    nodes["p/m0"]["not_before"] = DAY
    links = {(f"p/m{chance.randrange(n)}", f"p/m{n}") for n in range(1, 9)}
    links |= {tuple(sorted(chance.sample(sorted(nodes), 2))) for _ in range(6)}  # type: ignore[misc]
    found = network(nodes, sorted(links))
    schedule = Schedule(found)
    for place, days in drag(schedule).items():
        if place == 0:
            continue
        kept, found.nodes[place].duration = found.nodes[place].duration, 0
        assert schedule.ends[0] - Schedule(found).ends[0] == days
        found.nodes[place].duration = kept


# -- by hand


def test_what_has_happened_stands_and_what_has_not_counts_as_today() -> None:
    found = network(
        {
            "p/done": {"forecast": FLOOR - 50, "actual": FLOOR - 10},
            "p/late": {"forecast": FLOOR - 20},
            "p/next": {"duration": 30, "forecast": FLOOR + 5},
        },
        [("p/done", "p/late"), ("p/late", "p/next")],
    )
    schedule = Schedule(found)
    assert finishes(schedule) == {"p/done": FLOOR - 10, "p/late": FLOOR, "p/next": FLOOR + 30}
    assert totals(schedule) == {"p/done": None, "p/late": 0, "p/next": 0}
    assert schedule.driver == [PLANNED, TODAY, 1]
    assert [found.nodes[p].title for p in pushers(schedule, 2, FLOOR + 5)] == ["p/late"]


def test_a_day_not_before_and_a_deadline() -> None:
    found = network(
        {"p/a": {"not_before": DAY, "duration": 10}, "p/b": {"duration": 5, "deadline": DAY + 12}},
        [("p/a", "p/b")],
    )
    schedule = Schedule(found)
    assert finishes(schedule) == {"p/a": DAY + 10, "p/b": DAY + 15}
    assert totals(schedule) == {"p/a": -3, "p/b": -3}
    assert schedule.driver[0] == NOT_BEFORE
    assert [p.total for p in paths(schedule, 0)] == [-3]


def test_what_rests_on_something_without_a_date_is_uncertain() -> None:
    found = network(
        {
            "p/known": {"forecast": DAY},
            "p/unknown": {},
            "p/both": {"duration": 10},
            "p/undated": {},
        },
        [("p/known", "p/both"), ("p/unknown", "p/both"), ("p/known", "p/undated")],
    )
    schedule = Schedule(found)
    assert finishes(schedule) == {
        "p/known": DAY,
        "p/unknown": None,
        "p/both": DAY + 10,
        "p/undated": DAY,
    }
    assert schedule.uncertain == [False, True, True, True]


def test_a_circle_and_what_lies_behind_it_have_no_date() -> None:
    found = network(
        {
            "p/a": {"forecast": DAY},
            "p/b": {"forecast": DAY},
            "p/behind": {"forecast": DAY},
            "p/free": {"forecast": DAY},
        },
        [("p/a", "p/b"), ("p/b", "p/a"), ("p/b", "p/behind")],
    )
    schedule = Schedule(found)
    assert schedule.circular == {0, 1, 2}
    assert schedule.finish == [None, None, None, DAY]


def test_near_critical_paths_are_told_after_the_critical_one() -> None:
    found = network(
        {
            "p/start": {"forecast": DAY},
            "p/long": {"duration": 30},
            "p/short": {"duration": 22},
            "p/end": {"duration": 0},
        },
        [("p/start", "p/long"), ("p/start", "p/short"), ("p/long", "p/end"), ("p/short", "p/end")],
    )
    schedule = Schedule(found)
    told = [(p.total, [found.nodes[n].id for n in p.places]) for p in paths(schedule, 14)]
    assert told == [(0, ["start", "long", "end"]), (8, ["start", "short", "end"])]
    assert [p.total for p in paths(schedule, 7)] == [0]
    assert schedule.free == [0, 0, 8, 0]


def test_only_programmes_that_hold_one_another_up_share_a_path() -> None:
    nodes = {
        "a/one": {"forecast": DAY},
        "b/two": {"duration": 30},
        "c/alone": {"forecast": DAY + 90},
    }
    found = network(nodes, [("a/one", "b/two")])
    assert critical_records(Schedule(found)) == {"programme/a", "programme/b"}
    assert critical_records(Schedule(network(nodes, []))) == frozenset()
    slack = {**nodes, "b/two": {"duration": 30, "forecast": DAY + 60}}
    assert critical_records(Schedule(network(slack, [("a/one", "b/two")]))) == frozenset()


def test_a_long_chain_needs_no_deep_stack() -> None:
    size = 5000
    nodes = {
        f"p/m{n}": {"duration": 1, **({"not_before": DAY} if n == 0 else {})} for n in range(size)
    }
    found = network(nodes, list(pairwise(nodes)))
    schedule = Schedule(found)
    assert schedule.ends == [DAY + size]
    assert len(paths(schedule, 0)[0].places) == size
    assert longest_chain(found) == []
