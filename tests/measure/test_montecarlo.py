"""Draws over a network: each draw is a critical path calculation, and shares are what they say."""

from __future__ import annotations

import math
import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.measure.montecarlo import FF, FS, SS, Network, draw
from governance.planning.network import Link, Node
from governance.planning.network import Network as Plan
from governance.planning.schedule import Schedule


def chain(*durations: float) -> Network:
    network = Network(len(durations))
    network.durations = list(durations)
    network.parts = [0] * len(durations)
    network.predecessors = [[] if n == 0 else [(n - 1, FS, 0.0)] for n in range(len(durations))]
    network.not_before[0] = 0.0
    return network


def test_without_any_slip_the_dates_are_those_of_the_plan() -> None:
    network = chain(10, 20, 5)
    network.due = [10, 29, 35]
    found = draw(network, [[0.0]], count=100, seed=1)
    assert found.finish[50] == found.finish[80] == [10, 30, 35]
    assert found.in_time == [100, 0, 100]
    assert found.critical == [100, 100, 100]


def test_links_lags_and_bounds_hold() -> None:
    network = Network(5)
    network.parts = [0] * 5
    network.durations = [10, 4, 6, 0, 3]
    network.planned[0] = 10
    network.predecessors[1] = [(0, SS, 2)]
    network.predecessors[2] = [(0, FF, 5)]
    network.predecessors[3] = [(1, FS, -1), (2, FS, 3)]
    network.predecessors[4] = [(3, FS, 0)]
    network.not_before[4] = 30
    found = draw(network, [[0.0]], count=100, seed=1)
    assert found.finish[80] == [10, 6, 15, 18, 33]
    assert found.critical == [0, 0, 0, 0, 100]


def test_what_happened_stays_and_what_is_late_happens_today_at_the_earliest() -> None:
    network = Network(3)
    network.parts = [0, 0, 0]
    network.finished[0], network.planned[1], network.floors[1] = -40.0, -10.0, 0.0
    network.predecessors[1] = [(0, FS, 0)]
    network.durations[2] = 7
    network.predecessors[2] = [(1, FS, 0)]
    network.due[1] = -10
    found = draw(network, [[0.5]], count=100, seed=1)
    assert found.finish[50][0] == -40
    assert found.finish[50][1:] == pytest.approx([0, 10.5])
    assert found.in_time[1] == 0
    assert found.critical == [0, 100, 100]


def test_a_share_is_that_of_the_slips_and_an_earlier_finish_never_goes_below_today() -> None:
    network = chain(10)
    network.due = [10]
    network.floors = [0]
    found = draw(network, [[-3.0, 0.0, 0.0, 1.0]], count=20_000, seed=3)
    assert found.in_time[0] == pytest.approx(75, abs=1.5)
    assert found.finish[50] == [10] and found.finish[80] == [20]


def test_a_programme_slips_as_one_and_programmes_apart() -> None:
    def both(owners: list[int]) -> float:
        network = chain(10, 10)
        network.owners, network.due = owners, [None, 20]
        share = draw(network, [[0.0, 1.0], [0.0, 1.0]], count=20_000, seed=5).in_time[1]
        assert share is not None
        return share

    assert both([0, 0]) == pytest.approx(50, abs=1.5)
    assert both([0, 1]) == pytest.approx(25, abs=1.5)


def test_the_criticality_index_counts_how_often_a_branch_is_the_longest() -> None:
    network = Network(3)
    network.parts = [0, 0, 0]
    network.durations, network.owners = [10, 11, 0], [0, 1, 0]
    network.not_before[:2] = [0, 0]
    network.predecessors[2] = [(0, FS, 0), (1, FS, 0)]
    found = draw(network, [[0.0, 0.0, 0.0, 1.0], [0.0]], count=20_000, seed=7)
    assert found.critical[0] == pytest.approx(25, abs=1.5)
    assert found.critical[1] == pytest.approx(75, abs=1.5)
    assert found.critical[2] == 100


def test_the_same_seed_gives_the_same_draws_whatever_their_number_at_once() -> None:
    network = chain(10, 20)
    network.due = [12, 33]
    slips = [[0.0, 0.1, 0.3, 0.7]]
    first, again = (draw(network, slips, count=4_500, seed=11) for _ in range(2))
    other = draw(network, slips, count=4_500, seed=12)
    assert first.in_time == again.in_time and first.finish == again.finish
    assert first.in_time != other.in_time


MOMENT = 0.01


def brute(network: Network, factor: list[float]) -> tuple[list[float], list[bool]]:
    """One draw, the long way: finishes, and what moves the end of its part when it loses a moment."""

    def finishes(lost: int) -> list[float]:
        start, finish = [0.0] * len(network.order), [0.0] * len(network.order)
        for place in network.order:
            stretch = factor[network.owners[place]]
            work = network.durations[place] * stretch
            found = [-math.inf]
            for source, kind, lag in network.predecessors[place]:
                if kind == FF:
                    found.append(finish[source] + lag)
                else:
                    found.append((finish if kind == FS else start)[source] + lag + work)
            if (planned := network.planned[place]) is not None:
                found.append(planned * stretch)
            finish[place] = max(found) + (place == lost) * MOMENT
            start[place] = finish[place] - work
        return finish

    ends = finishes(-1)
    parts = network.parts
    critical = []
    for place in network.order:
        moved = finishes(place)
        last = [max(f[p] for p in network.order if parts[p] == parts[place]) for f in (ends, moved)]
        critical.append(parts[place] >= 0 and last[1] > last[0] + MOMENT / 2)
    return ends, critical


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(1, 12))
def test_one_draw_is_the_schedule_computed_the_long_way(seed: int, size: int) -> None:
    chance = random.Random(seed)
    network = Network(size)
    network.parts = [chance.randint(0, 1) for _ in range(size)]
    network.owners = [chance.randint(0, 1) for _ in range(size)]
    network.durations = [float(chance.randint(0, 20)) for _ in range(size)]
    for place in range(size):
        same = [p for p in range(place) if network.parts[p] == network.parts[place]]
        for source in chance.sample(same, min(len(same), 2)):
            link = (source, chance.choice((FS, FS, SS, FF)), float(chance.randint(-3, 5)))
            network.predecessors[place].append(link)
        if not network.predecessors[place] or chance.random() < 0.3:
            network.planned[place] = float(chance.randint(1, 60))
    factor = [1.0 + chance.choice((0.0, 0.25, 1.0)) for _ in range(2)]
    found = draw(network, [[factor[0] - 1], [factor[1] - 1]], count=1, seed=1)
    ends, critical = brute(network, factor)
    assert found.finish[80] == pytest.approx(ends, abs=1e-3)
    assert [share == 100 for share in found.critical] == critical


@settings(max_examples=40)
@given(st.integers(0, 10**6))
def test_without_slips_the_draws_are_the_schedule_of_jalon_plan(seed: int) -> None:
    chance = random.Random(seed)
    nodes, links = [], []
    for place in range(chance.randint(1, 10)):
        node = Node("milestone", f"milestone/p/{place}", "programme/p", "p.yaml", "", 1, place)
        node.duration = chance.choice((None, 0, 5, 12))
        node.forecast = chance.choice((None, 100 + chance.randint(0, 50)))
        node.not_before = chance.choice((None, None, 100 + chance.randint(0, 50)))
        if not place:
            node.forecast = 100
        nodes.append(node)
        for source in chance.sample(range(place), min(place, 2)):
            links.append(Link(source, place, chance.choice((FS, SS, FF)), chance.randint(-2, 4)))
    schedule = Schedule(Plan(nodes, links))
    kept = [place for place in schedule.order if schedule.finish[place] is not None]
    network = Network(len(kept))
    for number, place in enumerate(kept):
        node, start, finish = nodes[place], schedule.start[place], schedule.finish[place]
        assert start is not None and finish is not None
        network.durations[number] = finish - start
        network.parts[number] = schedule.group[place]
        network.planned[number], network.not_before[number] = node.forecast, node.not_before
        for index in schedule.into[place]:
            link = links[index]
            if link.source in kept and isinstance(link.lag, int):
                network.predecessors[number].append((kept.index(link.source), link.type, link.lag))
    found = draw(network, [[0.0]], count=1, seed=1)
    for number, place in enumerate(kept):
        assert found.finish[80][number] == schedule.finish[place]
        assert (found.critical[number] == 100) == schedule.is_critical(place)


def test_numpy_is_imported_only_to_draw() -> None:
    code = (
        "import sys, governance.measure.montecarlo, governance.services.forecast\n"
        "assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
