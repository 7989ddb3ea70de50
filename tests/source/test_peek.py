"""Peeking never tells another id than reading the whole would."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.source.guards import MAX_BYTES
from governance.source.peek import peek
from governance.source.reader import read

INDICATORS = sorted((Path(__file__).parents[2] / "roadmap" / "indicators").rglob("*.yaml"))
PIECES = st.sampled_from(
    ["programme: tchap\n", "programme: true\n", "programme: 12\n", 'programme: "a-b"\n', "programme:\n", "id: x\n",
     "programme: &a a-b\n", "programme: !!str a-b\n", "programme: [a-b]\n", "  programme: c-d\n", 'a: "x\n', 'y"\n',
     "a: |\n", "a: {programme: e-f}\n", "a:\n  - programme: g-h\n", "'programme': i-j\n", "? programme\n: k-l\n",
     "programme: a-b # c\n", "---\n", "...\n", "# programme: z\n", "\t", "- programme: m-n\n", "programme: null\n"]
)  # fmt: skip


def test_the_shipped_records() -> None:
    told = 0
    for path in INDICATORS:
        data = path.read_bytes()
        value = (read(data)[0] or {}).get("programme")
        assert peek(data, "programme", MAX_BYTES) in (None, value)
        told += peek(data, "programme", MAX_BYTES) is not None
    assert told > 30


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=6))
def test_whatever_the_file_holds(pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    found = peek(data, "programme", MAX_BYTES)
    value, problems = read(data)
    if found is not None and value is not None and not problems:
        assert value["programme"] == found


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"[a]", b"programme", b"programme: [", b"a: 1\n", b"\0"]
)
def test_what_tells_nothing(data: bytes) -> None:
    assert peek(data, "programme", MAX_BYTES) is None
