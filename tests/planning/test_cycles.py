"""Circles of needs, against an independent brute-force search on random graphs."""

from __future__ import annotations

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from governance.planning.cycles import cycles

GRAPHS = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefg"), unique=True), max_size=6
)


def brute(needs: dict[str, list[str]]) -> dict[str, int]:
    """For every node in a circle: the length of the shortest one through it."""
    found: dict[str, int] = {}
    for size in range(1, len(needs) + 1):
        for order in permutations(needs, size):
            steps = zip(order, (*order[1:], order[0]), strict=True)
            if all(target in needs[node] for node, target in steps):
                for node in order:
                    found.setdefault(node, size)
    return found


@given(GRAPHS)
def test_a_circle_is_found_where_there_is_one_and_is_the_shortest(
    needs: dict[str, list[str]],
) -> None:
    shortest = brute(needs)
    told = cycles(needs)
    assert bool(told) == bool(shortest)
    for cycle in told:
        assert cycle[0] == cycle[-1]
        assert all(b in needs[a] for a, b in pairwise(cycle))
        assert len(cycle) - 1 == shortest[cycle[0]]
    starts = [cycle[0] for cycle in told]
    assert starts == sorted(set(starts))


def test_a_long_chain_behind_a_circle_is_not_part_of_it() -> None:
    chain = {f"n{i:04}": [f"n{i + 1:04}"] for i in range(3000)}
    assert cycles(chain | {"n3000": ["n2999"]}) == [["n2999", "n3000", "n2999"]]
