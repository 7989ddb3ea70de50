"""Our reader and ruamel.yaml, the one that writes, see the same values in every file ours accepts.

ruamel reads here as YAML 1.2 with days kept as text, and whatever bytes come in, reading ends with
a mapping or with problems, never with an exception.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)

from governance.source.guards import MAX_BYTES
from governance.source.problem import Problem
from governance.source.reader import Locator, read
from tests.thorough import examples

ROOT = Path(__file__).parent.parent.parent
FILES = sorted((ROOT / "roadmap").rglob("*.yaml"))
SAMPLE = FILES[:: max(1, len(FILES) // 40)]


class _DaysAreText(VersionedResolver):
    @property
    def versioned_resolver(self) -> Any:
        found = super().versioned_resolver
        return {
            first: [(tag, pattern) for tag, pattern in rules if not tag.endswith(":timestamp")]
            for first, rules in found.items()
        }


def read_by_ruamel(text: str) -> Any:
    yaml = YAML(typ="safe", pure=True)
    yaml.Resolver = _DaysAreText
    return yaml.load(text)


def same(ours: Any, theirs: Any) -> bool:
    """Equality that tells 1 from 1.0 and true, and keeps the order of fields."""
    if type(ours) is not type(theirs):
        return False
    if isinstance(ours, dict):
        return list(ours) == list(theirs) and all(same(ours[k], theirs[k]) for k in ours)
    if isinstance(ours, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    return bool(ours == theirs)


def assert_agrees(data: bytes) -> bool:
    """Whether our reader accepts ``data``, after checking that ruamel reads it alike."""
    value, problems = read(data)
    if value is None or problems:
        assert problems
        return False
    theirs = read_by_ruamel(data.decode())
    assert same(value, theirs), (value, theirs)
    return True


@pytest.mark.parametrize("folder", sorted({path.relative_to(ROOT).parts[1] for path in FILES}))
def test_shipped_records(folder: str) -> None:
    for path in FILES:
        if path.relative_to(ROOT).parts[1] == folder:
            assert assert_agrees(path.read_bytes()), path


# -- records written by ruamel, in various styles

# fmt: off
_LOOKALIKES = st.sampled_from([
    "", "no", "NO", "y", "off", "True", "null", "~", "=", "<<", "-", "?", ":", "1:30", "012", "0o17",
    "0x1F", "1_000", "-_1", "+_", "1e3", ".5", "5.", ".inf", "-0b1", "2026-02-29", "2026-1-5", "...",
    "2026-02-28T10:00:00Z", "1.2.3", "12,5", "---", "--- a", "|", ">", "| a", "[a", "{a}", "*a", "&a",
    "!a", "%a", "@a", "`a`", "'a", '"a', "a'b", "a\\b", "é", "€", "l'État", "« à »", "\u00a0a", "#a",
    "a: b", "a #b", "- a", " a", "a ", "a\n", "\na", "a\n\nb", "a\n b\n", "\ta",
])
# fmt: on
# Control and format characters are refused anyway, and ruamel marks its own folds with a bell.
_characters = st.characters(exclude_categories=["Cs", "Cc", "Cf"])
_texts = (
    _LOOKALIKES
    | st.text(_characters, max_size=30)
    | st.text("abé .:-#'\"\n,[]{}&*!|>%@`0123", max_size=30)
)
_days = st.dates().map(lambda day: day.isoformat())
_styled = st.builds(
    lambda style, text: style(text),
    st.sampled_from(
        [
            DoubleQuotedScalarString,
            SingleQuotedScalarString,
            LiteralScalarString,
            FoldedScalarString,
            str,
        ]
    ),
    _texts | _days,
)
_numbers = st.integers(-(10**20), 10**20) | st.decimals(
    -(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3
).map(float)
_scalars = _styled | _numbers | st.booleans() | st.none()
_names = st.from_regex(r"[a-z][a-z_]{1,8}", fullmatch=True)
_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_names, inner, max_size=4),
    max_leaves=12,
)
_records = st.dictionaries(_names | _texts.filter(bool), _values, min_size=1, max_size=6)


@settings(max_examples=examples(60, 400), deadline=None)
@given(
    record=_records,
    flow=st.sampled_from([False, True, None]),
    indents=st.sampled_from([(2, 2, 0), (2, 4, 2), (4, 6, 3)]),
    width=st.sampled_from([20, 80, 4096]),
    start=st.booleans(),
    ends=st.sampled_from(["\n", "\r\n"]),
)
def test_what_ruamel_writes(
    record: dict[str, Any],
    flow: bool | None,
    indents: tuple[int, int, int],
    width: int,
    start: bool,
    ends: str,
) -> None:
    yaml = YAML()
    yaml.default_flow_style = flow
    yaml.indent(*indents)
    yaml.width = width
    yaml.explicit_start = start
    stream = io.StringIO()
    yaml.dump(record, stream)
    assert_agrees(stream.getvalue().replace("\n", ends).encode("utf-8", "surrogatepass"))


# -- texts made of the signs of YAML, most of them malformed

_PIECES = st.sampled_from(
    [
        *"ab:-?[]{},&*!|>%#'\".01<=~_+ \n\té@`\\",
        *(": ", "- ", "\n  ", "\n- ", "a: ", "b: 1\n", "...", "---", "\n \n", '"x"', "'x'"),
        *("\u00a0", "|2", ">-", "\\u00e9", "\\x1b", "<<", "2026-01-01"),
    ]
)
_openings = st.sampled_from(
    ["", "a: ", "a:\n", "a: [", "a: {", "- ", "a:\n  - ", "a: |\n  ", "a: >\n", 'a: "', "a: '"]
)


@settings(max_examples=examples(400, 4000), deadline=None)
@given(_openings, st.lists(_PIECES, max_size=14), st.sampled_from(["", "\n", "]\n", "}\n", '"\n']))
def test_signs_of_yaml(opening: str, pieces: list[str], closing: str) -> None:
    assert_agrees((opening + "".join(pieces) + closing).encode())


# -- no exception, whatever comes in


def assert_never_raises(data: bytes) -> None:
    value, problems = read(data)
    if value is None:
        assert len(problems) == 1
    else:
        assert type(value) is dict
    for problem in problems:
        assert isinstance(problem, Problem)
        assert problem.line >= 1
        assert problem.column >= 1
    locator = Locator(data)
    for pointer in ((), ("a",), ("roles", 0, "to"), ("source", 7)):
        for on in ("key", "value"):
            line, column = locator.locate(pointer, on)
            assert line >= 1
            assert column >= 1


@settings(max_examples=examples(200, 600), deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    assert_never_raises(data)


@settings(max_examples=examples(200, 600), deadline=None)
@given(st.data())
def test_damaged_records(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(SAMPLE)).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        gone = data.draw(st.integers(0, 6))
        content[at : at + gone] = data.draw(
            st.binary(max_size=3)
            | st.sampled_from([b": ", b"\t", b"[" * 30, b"\xff", b"\x1b", b"&a "])
        )
    assert_never_raises(bytes(content))
    assert_agrees(bytes(content))


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 200_000,
        b"{a: " * 60_000,
        b"- " * 130_000,
        b"? " * 130_000,
        b"".join(b" " * depth + b"a:\n" for depth in range(700)),
        b"a: &a " * 40_000,
        b'"' * 250_000,
        b"a:" + b"\t" * 250_000,
        b"a" * (MAX_BYTES + 1),
        b"k: 1\n" * 50_000,
        b"\x00" * 1000,
    ],
    ids=lambda data: f"{data[:12]!r}",
)
def test_attacks(data: bytes) -> None:
    assert_never_raises(data)
