"""What is read line by line is what the parser of YAML reads, or is left to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.source.guards import MAX_DEPTH, decode
from governance.source.nodes import values
from governance.source.plain import plain
from governance.source.problem import Problem
from tests.thorough import examples

ROOT = Path(__file__).parents[2]
RECORDS = sorted((ROOT / "roadmap").rglob("*.yaml"))
SAMPLE = [path.read_text("utf-8") for path in RECORDS[:: max(1, len(RECORDS) // 40)]]

# fmt: off
_VALUES = st.sampled_from([
    "texte", "l'État « sûr »", "a b", "x: y", "x :y", "x #y", "x#y", "x:", ":x", "", " ", "no", "Oui", "yes",
    "NULL", "~", "null", "true", "TRUE", "=", "<<", ".", "...", "---", "-", "- x", "-5", "-x", "-.5", "+1", "12",
    "012", "1_0", "1.5", "1e3", "0x1F", "1:30", "2026-02-30", "2026-1-1", "2026-02-01", "12345678901234567890",
    '"a: b"', '"a #b"', '"a\\"b"', '"a"b"', '"a" # b', "'a: b'", "'a''b'", "'a'b", '"', "'", '""', "''", "[]",
    "[a]", "[a, b-c]", "[1, 2.5]", "[no]", "[a,b]", "[a, ]", "[a: b]", "[a/b, c.d]", "[a] # b", "[a", "[[a]]",
    "{}", "{a: b}", "&a b", "*a", "!a b", "%a", "@a", "`a`", "?", "? a", "a\tb", "é\u00a0€", "|", ">", "|-", ">-",
    ">+", "|2", "> # a", ">a", "œ", "_", "falſe", "a\\b",
])
_LINES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "  ", "    ", "   ", " "]),
    st.sampled_from(["", "", "- ", "-", "-  ", "- - "]),
    st.sampled_from(["a: ", "b: ", "c: ", "a:", "b:", "", "# ", "y: ", "no: ", "A: ", "a b: ", '"a": ', "<<: "]),
    _VALUES,
)
_PLAIN_LINES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "  ", "    ", "      "]),
    st.sampled_from(["a: ", "b: ", "- a: ", "- b: ", "- ", "a: >-\n", "b: |\n", "a:", "b:", "- a:", "# a: ", "\n"]),
    st.sampled_from(["x", "12", "2026-02-01", "[a, b]", '"x"', "", "x y", "#x", "    x", "  x\n\n    y", "    x\n     y"]),
)
# fmt: on


def by_the_parser(text: str) -> object:
    """What the parser of YAML makes of ``text``: its mapping, or ``None`` when anything is wrong."""
    try:
        found, problems = values(text)
    except Problem:
        return None
    return None if problems else found


def assert_same(text: str) -> bool:
    """Whether ``text`` is of the plain form, after checking that the parser reads it alike."""
    try:
        decode(text.encode("utf-8", "surrogatepass"))
    except Problem:
        return False
    found = plain(text)
    # The texts of both tell 1 from 1.0 and true, and the order of fields.
    assert found is None or repr(found) == repr(by_the_parser(text)), text
    return found is not None


def test_every_shipped_record_is_of_the_plain_form() -> None:
    for path in RECORDS:
        assert assert_same(path.read_text("utf-8")), path


@settings(max_examples=examples(500, 6000), deadline=None)
@given(st.lists(_LINES, min_size=1, max_size=6), st.sampled_from(["\n", ""]))
def test_lines_of_every_kind(lines: list[str], end: str) -> None:
    assert_same("\n".join(lines) + end)


@settings(max_examples=examples(500, 6000), deadline=None)
@given(st.lists(_PLAIN_LINES, min_size=1, max_size=9))
def test_lines_that_may_be_of_the_plain_form(lines: list[str]) -> None:
    assert_same("\n".join(lines) + "\n")


@settings(max_examples=examples(200, 3000), deadline=None)
@given(st.data())
def test_damaged_records(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from(SAMPLE)).split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        if data.draw(st.booleans()):
            lines[at] = data.draw(_LINES | _PLAIN_LINES)
        else:
            cut = data.draw(st.integers(0, len(lines[at])))
            put = data.draw(_VALUES | st.sampled_from(["  ", "\n", ": ", " #", "- "]))
            lines[at] = lines[at][:cut] + put + lines[at][cut + data.draw(st.integers(0, 3)) :]
    assert_same("\n".join(lines))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: x\n", {"a": "x"}),
        ("# r\n\na:\n  - b: 1\n    c: [x, 2]\n  - b: 2.0\n", {"a": [{"b": 1, "c": ["x", 2]}, {"b": 2.0}]}),
        ("a:\n  b:\n    c: true\nd: ~\n", {"a": {"b": {"c": True}}, "d": None}),
        ("a:\n  - x\n  # r\n  - 'y #z'\n", {"a": ["x", "y #z"]}),
        ("a: >-\n  x\n  #y\n\n  z\n\nb: |\n  x\n   z\n", {"a": "x #y\nz", "b": "x\n z\n"}),
        ('a: "x: #y"\nb: []\n', {"a": "x: #y", "b": []}),
    ],
)  # fmt: skip
def test_the_plain_form(text: str, value: object) -> None:
    assert repr(plain(text)) == repr(value)
    assert assert_same(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "# r\n", "a: x", "a:\n", "a:\nb: x\n", "a: x\n  z\n", "a: x\na: z\n", "a: x \n", "a: x\tz\n",
        "- a\n", " a: x\n", "a:\n- x\n", "a:\n  - x\n  b: z\n", "a:\n  b: x\n  - z\n", "a: no\n", "no: x\n", "A: x\n",
        "a: |\n\n  x\n", "a: >-\n  x\n   z\n", "a: |\n  x\n z\n", "a: \"x\"z\"\n", "a: \"x\\nz\"\n", "a: [x, no]\n",
        "a: >-\nb: x\n", "a:\n  - >-\n    x\n", "a: x\r\n",
        "a:\n" + "".join("  " * n + "a:\n" for n in range(1, MAX_DEPTH)) + "  " * MAX_DEPTH + "a: x\n",
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_left_to_the_parser(text: str) -> None:
    assert plain(text) is None
