"""Suggestions: the likely ones, and none rather than an unlikely one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.services.near import near

KNOWN = ["franceconnect", "franceconnect-plus", "agentconnect", "tchap", "beta-gouv", "Hébergement"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("franceconect", ["franceconnect"]), ("tchapp", ["tchap"]),
        ("TCHAP", ["tchap"]), ("hebergment", ["Hébergement"]), ("gouv", ["beta-gouv"]),
        ("connect", ["agentconnect", "franceconnect", "franceconnect-plus"]), ("ta", []), ("zzz", []),
        ("", []),
    ],
)  # fmt: skip
def test_near(typed: str, expected: list[str]) -> None:
    assert near(typed, KNOWN) == expected


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=8), st.integers(1, 4))
def test_only_known_names_and_no_more_than_asked(typed: str, known: list[str], count: int) -> None:
    found = near(typed, known, count)
    assert len(found) <= count and len(set(found)) == len(found)
    assert set(found) <= set(known)
