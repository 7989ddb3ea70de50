"""Fingerprints, moves of targets and rebaselines: the laws that the rules on a change rest on."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.measure.fingerprint import approved, canonical, fingerprint
from governance.measure.rebaseline import added, explained
from governance.measure.targets import eased, moves, place
from governance.model.record import Record

_words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Z", "C")), min_size=1, max_size=8
)
_json = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | _words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words, inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
_targets = st.lists(
    st.fixed_dictionaries(
        {"value": st.integers(0, 50)},
        optional={"date": st.sampled_from(["2021-12-31", "2022-06-30", "2022-12-31", "2023-12-31"])},
    ),
    max_size=4,
    unique_by=lambda target: target.get("date"),
)  # fmt: skip


def indicator(**data: Any) -> Record:
    return Record("indicator", "i", "roadmap/indicators/i.yaml", {"direction": "increase", **data})


def programme(**data: Any) -> Record:
    return Record("programme", "p", "roadmap/programmes/p.yaml", data)


# -- canonical text and fingerprints


@given(_json, _json)
def test_two_contents_have_one_text_only_when_they_are_equal(one: Any, other: Any) -> None:
    assert (canonical(one) == canonical(other)) == (_typed(one) == _typed(other))


def _typed(value: Any) -> Any:
    """``value`` so that ``True`` and ``1`` differ, which Python takes for equal."""
    if isinstance(value, list):
        return [_typed(item) for item in value]
    if isinstance(value, dict):
        return {name: _typed(item) for name, item in value.items()}
    return (type(value).__name__, value)


def test_values_never_run_together_and_layout_does_not_count() -> None:
    assert canonical(["ab", "c"]) != canonical(["a", "bc"])
    assert canonical({"a": "b c"}) == canonical({"a": "b\n  c "})
    assert canonical({"b": 1, "a": 30.0}) == canonical({"a": 30, "b": 1}) == '{"a":30,"b":1}'


SIGNED: dict[str, Any] = {
    "purpose": "Réunir les démarches",
    "scope": "ministerial",
    "milestones": [{"id": "a", "baseline": "2026-01-01"}, {"id": "b", "baseline": "2026-02-01"}],
    "stop_criteria": [{"indicator": "i", "operator": "lt", "threshold": 10}],
    "costs": [{"nature": "build", "baseline": 100}],
}
COUNTED: dict[str, Any] = {
    "unit": "usagers",
    "definition": "Comptes",
    "population": {"counts": "active", "period": "P1M"},
    "baseline": {"value": 1, "date": "2025-01-01"},
    "targets": [{"date": "2026-12-31", "value": 30}],
}


def signed() -> str:
    return fingerprint(programme(**SIGNED), [indicator(**COUNTED)])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("purpose", "Autre chose"),
        ("scope", "interministerial"),
        ("milestones", SIGNED["milestones"][:1]),
        ("milestones", [{"id": "a", "baseline": "2027-01-01"}, SIGNED["milestones"][1]]),
        ("stop_criteria", [{"indicator": "i", "operator": "lt", "threshold": 9}]),
        ("costs", [{"nature": "build", "baseline": 200}]),
    ],
)
def test_what_is_approved_of_a_programme_changes_the_fingerprint(name: str, value: Any) -> None:
    assert fingerprint(programme(**{**SIGNED, name: value}), [indicator(**COUNTED)]) != signed()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("unit", "comptes"),
        ("definition", "Autre"),
        ("direction", "decrease"),
        ("population", {"counts": "registered", "period": "P1M"}),
        ("baseline", {"value": 2, "date": "2025-01-01"}),
        ("targets", [{"date": "2026-12-31", "value": 25}]),
        ("targets", [{"date": "2027-12-31", "value": 30}]),
    ],
)
def test_what_is_approved_of_an_indicator_changes_the_fingerprint(name: str, value: Any) -> None:
    assert fingerprint(programme(**SIGNED), [indicator(**{**COUNTED, name: value})]) != signed()


def test_what_is_not_approved_leaves_the_fingerprint() -> None:
    free = copy.deepcopy(SIGNED) | {"title": "T", "note": "N", "source": ["s"], "roles": [{}]}
    free["milestones"] = [
        {**milestone, "forecast": "2027-01-01", "title": "x", "note": "y"}
        for milestone in reversed(SIGNED["milestones"])
    ]
    counted = copy.deepcopy(COUNTED) | {"title": "T", "frequency": "P3M", "source": ["s"]}
    counted["targets"] = [{**COUNTED["targets"][0], "value": 30.0, "source": ["s"], "note": "n"}]
    assert fingerprint(programme(**free), [indicator(**counted)]) == signed()


def test_an_indicator_more_or_less_changes_the_fingerprint() -> None:
    assert fingerprint(programme(**SIGNED), []) != signed()
    assert signed().startswith("sha256:") and len(signed()) == 71
    assert "title" not in approved(programme(title="T", purpose="P"))


# -- targets


@given(_targets, _targets)
def test_every_target_has_exactly_one_place_in_the_moves(old: list[Any], new: list[Any]) -> None:
    before, after = indicator(targets=old), indicator(targets=new)
    found = moves(before, after)
    assert sorted(id(a) for a, _ in found if a) == sorted(map(id, old))
    assert sorted(id(b) for _, b in found if b) == sorted(map(id, new))
    assert all(a.get("date") == b.get("date") for a, b in found if a and b and b in old)
    assert all(after.data["targets"][place(after, b)] is b for _, b in found if b)


@given(_targets, st.randoms())
def test_the_order_of_targets_does_not_count(targets: list[Any], chance: random.Random) -> None:
    shuffled = list(targets)
    chance.shuffle(shuffled)
    found = moves(indicator(targets=targets), indicator(targets=shuffled))
    assert all(a is b for a, b in found)


def test_a_target_whose_day_is_gone_became_the_first_new_later_one() -> None:
    old, near, far = ({"date": f"{year}-12-31", "value": 1} for year in (2021, 2022, 2023))
    assert moves(indicator(targets=[old]), indicator(targets=[far, near])) == [
        (old, near),
        (None, far),
    ]
    assert moves(indicator(targets=[far]), indicator(targets=[old])) == [(far, old)]
    assert moves(indicator(targets=[near]), indicator(targets=[])) == [(near, None)]


def test_the_target_stated_last_is_the_one_in_force() -> None:
    first = {"date": "2022-12-31", "value": 30}
    lower = {"date": "2022-12-31", "value": 25, "stated": "2021-09-14"}
    before, after = indicator(targets=[first]), indicator(targets=[first, lower])
    assert moves(before, after) == [(first, lower)]


@pytest.mark.parametrize(
    ("direction", "new", "expected"),
    [("increase", 9, True), ("increase", 11, False), ("decrease", 9, False), ("decrease", 11, True),
     ("hold", 9, True), ("hold", 11, True), ("hold", 10, False)],
)  # fmt: skip
def test_what_asks_for_less(direction: str, new: float, expected: bool) -> None:
    assert eased(10, new, direction) is expected


# -- rebaselines

ENTRY = {"what": "target", "old_value": 30, "new_value": 25, "date": "2021-09-14"}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (ENTRY, True),
        ({**ENTRY, "of": "2022-12-31"}, True),
        ({**ENTRY, "of": "2023-12-31"}, False),
        ({**ENTRY, "what": "deadline"}, False),
        ({**ENTRY, "new_value": 26}, False),
        ({**ENTRY, "old_value": 31}, False),
        ({name: value for name, value in ENTRY.items() if name != "new_value"}, False),
    ],
)
def test_an_entry_explains_exactly_its_own_change(entry: dict[str, Any], expected: bool) -> None:
    before, after = indicator(), indicator(rebaselines=[entry])
    assert explained(before, after, "target", 30, 25, "2022-12-31") is expected


def test_an_entry_serves_once() -> None:
    once, twice = indicator(rebaselines=[ENTRY]), indicator(rebaselines=[ENTRY, dict(ENTRY)])
    assert not explained(once, once, "target", 30, 25)
    assert explained(once, twice, "target", 30, 25)
    assert [index for index, _ in added(once, twice)] == [1]
    assert [index for index, _ in added(None, twice)] == [0, 1]


def test_days_and_words_are_compared_as_text_and_nothing_as_nothing() -> None:
    entry = {"what": "deadline", "old": "2022-12-31"}
    after = indicator(rebaselines=[entry])
    assert explained(indicator(), after, "deadline", "2022-12-31", None)
    assert not explained(indicator(), after, "deadline", "2022-12-31", "2023-12-31")
    words = indicator(rebaselines=[{"what": "unit", "old": "a\n b", "new": "c"}])
    assert explained(indicator(), words, "unit", "a b", "c")
