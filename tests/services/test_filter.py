"""The filter language: what each term means, and that nothing typed can break it."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from governance.errors import JalonError
from governance.services.filter import Filter, fold, parse
from tests.thorough import examples

RECORD: dict[str, list[str | int | float | bool]] = {
    "id": ["dossier-numerique"],
    "title": ["Dossier numérique de l'agent"],
    "status": ["never_measured", "jamais mesuré"],
    "mission": ["data"],
    "lead": ["Anne-Sophie Bélier", "dinum"],
    "progress": [41.9],
    "overdue": [385],
    "paused": [False],
    "date": ["2021-06-30"],
    "weather": [],
}


def get(field: str) -> list[str | int | float | bool]:
    return RECORD.get(field, [])


@pytest.mark.parametrize(
    "text",
    [
        "", "dossier", "DOSSIER Numerique", '"numérique de"', "agent -tchap", "-weather:any",
        "status:never_measured", "status:never-measured", "status:never_measured -status:late",
        "status:jamais", "status!=late", "mission:data", "mission!=infra", "lead:belier", "lead:dinum",
        "lead:any", "weather:none", "weather!=stormy", "progress>41", "progress<42", "progress>=41.9",
        "progress:41,9", "overdue>365", "overdue:yes", "weather:no", "paused:no", "paused:non",
        "date:2021", "date:2021-06", "date<2022", "date>2020-12", "date>=2021-06-30", "date<=2021",
        "id:dossier*", "id:*numer*", "STATUS:never_measured", "status:", "progress>",
        '"dossier numérique', 'lead:"anne-sophie bélier"',
    ],
)  # fmt: skip
def test_holds(text: str) -> None:
    assert parse(text).holds(get)


@pytest.mark.parametrize(
    "text",
    [
        "tchap", "dossier tchap", '"agent numérique"', "-dossier", "status:never", "status:measured",
        "mission:dat", "mission!=data", "lead:none", "progress>42", "progress:41", "progress>abc",
        "overdue:no", "overdue>385", "paused:yes", "date:2020", "date>2021", "date<2021-06-30",
        "date>soon", "weather:any", "weather>3", "id:dossier", "id:*x*", "nowhere:1", "title>a",
    ],
)  # fmt: skip
def test_does_not_hold(text: str) -> None:
    assert not parse(text).holds(get)


def test_a_filter_names_its_fields_and_words() -> None:
    found = parse('-status:late "a b" progress>=3')
    assert [(t.field, t.operator, t.value, t.negated) for t in found.terms] == [
        ("status", ":", "late", True),
        ("", ":", "a b", False),
        ("progress", ">=", "3", False),
    ]
    assert found.fields == ["status", "progress"]


def test_an_unknown_field_gets_a_suggestion() -> None:
    with pytest.raises(JalonError) as raised:
        parse("statu:late").check({"status", "title"})
    assert raised.value.exit_code == 2
    assert raised.value.params["near"] == "status"
    with pytest.raises(JalonError) as raised:
        parse("zzz:late").check({"status", "title"})
    assert raised.value.params["known"] == "status, title"


def test_a_comparison_with_nothing_is_told_and_ignored_while_typing() -> None:
    with pytest.raises(JalonError, match="compares"):
        parse("status:").check({"status"})
    parse("status:late word").check({"status"})


TYPED = st.text(st.sampled_from("abé*-_.:<>!=\"'[]{}\\ 0129,\n\t\0\x1b\u202e😀"), max_size=40)


@settings(max_examples=examples(40, 100))
@given(st.one_of(st.text(max_size=60), TYPED))
def test_nothing_typed_crashes(text: str) -> None:
    found = parse(text)
    assert isinstance(found, Filter)
    assert found.holds(get) in (True, False)
    assert found.holds(lambda _field: [text, 1, 2.5, True]) in (True, False)
    with contextlib.suppress(JalonError):
        found.check({"status"})


@given(TYPED)
def test_negation_turns_a_term_round(text: str) -> None:
    plain = parse(text)
    if len(plain.terms) == 1 and plain.terms[0].complete and not text.lstrip().startswith("-"):
        turned = parse("-" + text.lstrip())
        assert turned.holds(get) != plain.holds(get)


@given(st.text(max_size=30))
@example("\N{MATHEMATICAL SANS-SERIF BOLD CAPITAL ALPHA}")
def test_folding_forgets_accents_and_case(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold("ÉTÉ") == fold("ete") == "ete"
