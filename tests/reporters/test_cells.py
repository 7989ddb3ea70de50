"""Laying text out in terminal cells: nothing is ever wider than asked, nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from governance import i18n
from governance.hygiene import CONTROLS, HIDDEN
from governance.model.words import STATUS, WEATHER
from governance.reporters import cells
from tests import hostile

WORDS = st.lists(st.text("aé漢字«»: x…😀", min_size=1, max_size=30), max_size=12).map(" ".join)
SIZES = st.integers(20, 120)


def test_glyphs_take_one_cell_and_differ() -> None:
    glyphs = [glyph for glyph, _ in STATUS.values()]
    assert all(cell_len(glyph) == 1 == cells.width(glyph) for glyph in glyphs)
    named = {state: glyph for state, (glyph, _) in STATUS.items() if state != "no_indicator"}
    assert len(set(named.values())) == len(named)
    weather = [glyph for glyph, _ in WEATHER.values()]
    assert all(cell_len(glyph) == 1 for glyph in weather)
    assert len(set(weather)) == len(weather)


@given(WORDS)
def test_width_is_that_of_the_terminal(text: str) -> None:
    assert cells.width(text) == cell_len(text)
    assert cells.width(cells.paint(text, cells.RED, True)) == cell_len(text)


def test_nothing_that_is_hidden_or_obeyed_is_shown() -> None:
    # Some of it counts as letters, and is printable.
    for text in [*map(chr, range(0x10000)), "\U000e0041", *hostile.ALL]:
        shown = cells.clean(text)
        assert not CONTROLS.search(shown) and not HIDDEN.search(shown), ascii(text)


@given(WORDS, st.integers(0, 60))
def test_cut_and_pad_fit(text: str, size: int) -> None:
    assert cells.width(cells.cut(text, size)) <= size
    assert cells.width(cells.pad(text, size)) == size
    assert cells.width(cells.pad(text, size, right=True)) == size


@given(WORDS, SIZES)
def test_wrapped_lines_fit_and_hold_every_letter(text: str, size: int) -> None:
    lines = cells.wrap(text, size, "- ", "  ")
    assert all(cells.width(line) <= size for line in lines)
    assert "".join(line[2:] for line in lines).replace(" ", "") == text.replace(" ", "")


@given(st.lists(WORDS, max_size=6), SIZES)
def test_joined_parts_fit(parts: list[str], size: int) -> None:
    assert all(cells.width(line) <= size for line in cells.joined(parts, size, "  "))


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=6), st.integers(30, 120))
def test_columns_fit_and_align(rows: list[tuple[str, str, str]], size: int) -> None:
    laid = cells.columns(rows, size, flexible=1, keep=(0,))
    assert all(cells.width("  ".join(row)) <= size for row in laid)
    assert len({tuple(map(cells.width, row)) for row in laid}) == 1


def test_french_signs_stay_with_their_word() -> None:
    lines = cells.wrap("Dire « oui » à tout : rien", 12)
    assert lines == ["Dire « oui »", "à tout :", "rien"]


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (15000000, "15\u00a0000\u00a0000", "15,000,000"),
        (3.3, "3,3", "3.3"),
        (-1250.5, "-1\u00a0250,5", "-1,250.5"),
        (0, "0", "0"),
        (100, "100", "100"),
        (None, "—", "—"),
    ],
)
def test_numbers(value: float | None, french: str, english: str) -> None:
    i18n.use("fr")
    assert cells.number(value) == french
    i18n.use("en")
    assert cells.number(value) == english


def test_bounds_are_said() -> None:
    i18n.use("en")
    assert cells.bounded(15, "at_least") == "≥ 15"
    assert cells.bounded(15, "at_most") == "≤ 15"
    assert cells.bounded(15, "exact") == "15"
    assert cells.bounded(None, "at_least") == "—"


def test_sparklines() -> None:
    assert cells.sparkline([]) == ""
    assert cells.sparkline([3]) == ""
    assert cells.sparkline([1, 1, 1]) == "▄▄▄"
    assert cells.sparkline([0, 7, 3.5]) in ("▁█▄", "▁█▅")
    assert len(cells.sparkline(list(range(100)))) == 24


@given(
    st.lists(st.tuples(st.sampled_from("abcdefg"), st.integers(0, 5000)), min_size=1, max_size=7,
             unique_by=lambda item: item[0]),
    st.integers(10, 80),
)  # fmt: skip
def test_a_bar_adds_up_and_shows_every_state(counts: list[tuple[str, int]], size: int) -> None:
    shown = cells.bar(counts, size)
    assert [name for name, _ in shown] == [name for name, count in counts if count]
    assert sum(cell for _, cell in shown) == min(size, sum(count for _, count in counts))
    assert all(cell >= 1 for _, cell in shown)
