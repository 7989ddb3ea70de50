"""Names that may be those of one person, and names that only look like another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.model.names import mixes_alphabets, same_person


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Alex Robin", "ROBIN  Alex", True),
        ("Alex Robin", "A. Robin", True),
        ("Alex Robin", "Robin A", True),
        ("Zoé Faure", "zoe faure", True),
        ("Jean-Pierre Roux", "Jean Pierre ROUX", True),
        ("\uff21lex Robin", "Alex Robin", True),
        ("Alex Robin", "Anne Robin", False),
        ("Alex Robin", "Alex", False),
        ("Alex Robin", "A. R.", False),
        ("Bureau 2", "Bureau 23", False),
        ("A", "Alex", False),
        ("", "", False),
    ],
)
def test_same_person(first: str, second: str, same: bool) -> None:
    assert same_person(first, second) is same
    assert same_person(second, first) is same


@given(st.lists(st.text("abcdé", min_size=1), min_size=1), st.randoms())
def test_the_order_of_words_makes_no_other_person(names: list[str], random: object) -> None:
    shuffled = list(names)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert same_person(" ".join(names), " ".join(shuffled).upper())


def test_a_name_of_two_alphabets_is_told() -> None:
    assert mixes_alphabets("\u0410lex Robin")
    assert mixes_alphabets("Alex R\u03bfbin")
    for name in ("Zoé Œuvré", "Алексей Робин", "Ελένη", "Jean d’Ormesson", "2e bureau", ""):
        assert not mixes_alphabets(name)
