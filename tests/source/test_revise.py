"""Edits of a record's text: the bytes of the value change, no other, and what is read is what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from governance.model.edit import ADD, REMOVE, SET, Edit, Misplaced, applied, look
from governance.source.nodes import compose
from governance.source.problem import Problem
from governance.source.reader import read
from governance.source.revise import Unfaithful, revised, same
from governance.source.scan import File, scan
from tests.hostile import FORBIDDEN, STORABLE, composed

if TYPE_CHECKING:
    from governance.model.finding import Pointer

ROOT = Path(__file__).parents[2]
FILES = scan(str(ROOT))[0]
SETTINGS = settings(max_examples=60)


@cache
def content(file: File) -> tuple[bytes, dict[str, Any]]:
    data = (ROOT / file.path).read_bytes()
    value = read(data)[0]
    assert value is not None
    return data, value


def places(value: Any, at: Pointer = ()) -> Iterator[tuple[Pointer, Any]]:
    if at:
        yield at, value
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for step, item in items:
            yield from places(item, (*at, step))


def span(text: str, pointer: Pointer) -> tuple[int, int]:
    """Where a scalar stands, found by the marks of the parser alone."""
    node: Any = compose(text)
    for step in pointer:
        fields = {} if isinstance(step, int) else {key.value: held for key, held in node.value}
        node = fields[step] if fields else node.value[step]
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):
        end = start + len(text[start:end].rstrip())
    return start, end


NEW = st.one_of(
    st.sampled_from([composed(text) for text in STORABLE]),
    st.integers(-(10**15), 10**15), st.booleans(),
    st.decimals(-1000, 1000, places=2).map(float),
)  # fmt: skip


@SETTINGS
@given(st.data(), st.sampled_from(FILES), NEW, st.booleans())
def test_a_scalar_of_any_shipped_record_changes_its_own_bytes_only(
    data: st.DataObject, file: File, new: Any, windows: bool
) -> None:
    before, value = content(file)
    if windows:
        before = before.replace(b"\n", b"\r\n")
    scalars = [at for at, item in places(value) if not isinstance(item, dict | list)]
    at = data.draw(st.sampled_from(scalars))
    made = revised(before, file.kind, [Edit(SET, at, new)])
    text, after = before.decode(), made.data.decode()
    start, end = span(text, at)
    assert after[:start] == text[:start] and after.endswith(text[end:])
    found, problems = read(made.data)
    assert same(found, applied(value, [Edit(SET, at, new)])) and not problems
    assert same(look(found, at), new)
    assert made.data.count(b"\r\n") == (made.data.count(b"\n") if windows else 0)


@SETTINGS
@given(st.data(), st.sampled_from(FILES))
def test_what_is_removed_and_put_back_leaves_no_trace(data: st.DataObject, file: File) -> None:
    before, value = content(file)
    at, item = data.draw(st.sampled_from(list(places(value))))
    gone = revised(before, file.kind, [Edit(REMOVE, at)])
    in_list = isinstance(at[-1], int) and isinstance(look(gone.value, at[:-1]), list)
    back = revised(gone.data, file.kind, [Edit(ADD if in_list else SET, at, item)])
    assert back.data == before and not gone.comments


@pytest.mark.parametrize("number", range(4))
def test_a_hostile_text_is_the_same_for_every_reader(number: int) -> None:
    """Ours, YAML 1.2 (ruamel.yaml) and YAML 1.1 (PyYAML); a day is one of 1.1 too."""
    spots: list[Pointer] = [
        ("purpose",), ("roles", 0, "note"), ("roles", 1, "person"), ("roles", 1, "source", 0),
    ]  # fmt: skip
    at = spots[number]
    for rank, text in enumerate(map(composed, STORABLE[number::4])):
        made = revised(ODD, "programme", [Edit(SET, at, text)])
        assert same(look(made.value, at), text)
        written = made.data.decode()
        assert look(yaml.load(written, yaml.CSafeLoader), at) == text or text[:2] == "20"
        if rank % 5 == 0:
            assert look(YAML(typ="safe", pure=True).load(written), at) == text or text[:2] == "20"


@pytest.mark.parametrize("number", [1e-5, -2.5e-7, 1e15, 0.1, 72.8, 12, -0.0, 10**15])
def test_a_number_is_never_written_with_an_exponent(number: float) -> None:
    made = revised(ODD, "programme", [Edit(SET, ("purpose",), number)])
    written = yaml.load(made.data, yaml.CSafeLoader)["purpose"]
    assert same(written, number) and b"e-" not in made.data and b"e+" not in made.data


def test_a_forbidden_text_is_never_written() -> None:
    for text in FORBIDDEN:
        with pytest.raises(Problem):
            revised(ODD, "programme", [Edit(SET, ("purpose",), text)])


ODD = b"""\
# head, which is no name of a schema

id:   x     # the id
purpose: abc  # why
roles:
    # the first
    -   role: lead   # who leads
        person: 'q'
        note: >-   # folded
          long
          text

    - {role: deputy, person: "z", source: [a, b]} # the second
    # below the roles
milestones:
- id: m1
  title: One
- id: m2   # second
  # inside the second
  title: Two
# before the title
title: |
  l1
  l2


# before the source
source: [s1, 's2']
empty:
# end
"""


@pytest.mark.parametrize(
    ("edit", "before", "after"),
    [
        (Edit(SET, ("id",), "z"), "id:   x     # the id", "id:   z     # the id"),
        (Edit(SET, ("purpose",), "a: b"), "purpose: abc  # why", 'purpose: "a: b"  # why'),
        (Edit(SET, ("roles", 0, "person"), "no"), "person: 'q'", 'person: "no"'),
        (
            Edit(SET, ("roles", 0, "note"), "short"),
            "note: >-   # folded\n          long\n          text",
            "note: short  # folded",
        ),
        (Edit(SET, ("title",), "l1\nl3\n"), "  l1\n  l2\n", "  l1\n  l3\n"),
        (Edit(SET, ("title",), "t"), "title: |\n  l1\n  l2\n", "title: t\n"),
        (Edit(SET, ("empty",), "full"), "empty:\n", "empty: full\n"),
        (Edit(SET, ("source", 1), "no"), "[s1, 's2']", '[s1, "no"]'),
        (Edit(SET, ("source",), ["a", "b"]), "[s1, 's2']", "[a, b]"),
        (Edit(ADD, ("source",), "s3"), "[s1, 's2']", "[s1, 's2', s3]"),
        (Edit(ADD, ("source", 0), "s3"), "[s1, 's2']", "[s3, s1, 's2']"),
        (Edit(REMOVE, ("source", 0)), "[s1, 's2']", "['s2']"),
        (Edit(REMOVE, ("source", 1)), "[s1, 's2']", "[s1]"),
        (Edit(REMOVE, ("roles", 1, "person")), 'deputy, person: "z", source', "deputy, source"),
        (
            Edit(SET, ("roles", 1, "organisation"), "dinum"),
            "{role: deputy, person",
            "{role: deputy, organisation: dinum, person",
        ),
        (
            Edit(ADD, ("milestones",), {"id": "m3", "title": "Three"}),
            "  title: Two\n",
            "  title: Two\n- id: m3\n  title: Three\n",
        ),
        (
            Edit(ADD, ("milestones", 1), {"id": "m3", "title": "Three"}),
            "  title: One\n",
            "  title: One\n- id: m3\n  title: Three\n",
        ),
        (
            Edit(SET, ("milestones", 0, "baseline"), "2021-06-30"),
            "  title: One\n",
            "  title: One\n  baseline: 2021-06-30\n",
        ),
        (Edit(REMOVE, ("milestones", 0)), "- id: m1\n  title: One\n", ""),
        (
            Edit(REMOVE, ("roles", 0, "person")),
            "        person: 'q'\n",
            "",
        ),
    ],
)  # fmt: skip
def test_only_the_line_edited_differs(edit: Edit, before: str, after: str) -> None:
    text = ODD.decode()
    assert text.count(before) == 1
    made = revised(ODD, "programme", [edit])
    assert made.comments == []
    assert made.data.decode() == text.replace(before, after)


def test_a_field_is_made_with_those_above_it_where_the_schema_puts_it() -> None:
    made = revised(ODD, "programme", [Edit(SET, ("provenance", "grade"), "official")])
    text, new = made.data.decode(), "provenance:\n  grade: official\n"
    assert text.replace(new, "") == ODD.decode()
    assert text.index("milestones:") < text.index(new) < text.index("# end")


def test_the_comments_of_what_is_removed_go_with_it_and_are_named() -> None:
    made = revised(ODD, "programme", [Edit(REMOVE, ("milestones", 1))])
    assert made.comments == ["# inside the second", "# second"]
    text = made.data.decode()
    assert "- id: m1\n  title: One\n# before the title\n" in text
    made = revised(ODD, "programme", [Edit(REMOVE, ("title",))])
    assert made.comments == ["# before the title"]
    assert "# before the source\nsource:" in made.data.decode()


def test_a_list_that_loses_its_last_item_goes_too() -> None:
    edits = [Edit(REMOVE, ("source", 0)), Edit(REMOVE, ("source", 0))]
    made = revised(ODD, "programme", edits)
    assert "source" not in made.value and b"\nsource:" not in made.data


def test_comments_that_a_new_value_would_bury_are_not_lost() -> None:
    with pytest.raises(Unfaithful):
        revised(ODD, "programme", [Edit(SET, ("roles",), [{"role": "lead"}])])


@pytest.mark.parametrize(
    "edit",
    [
        Edit(REMOVE, ("nothing",)), Edit(REMOVE, ("roles", 7)), Edit(SET, ("roles", 7), "x"),
        Edit(SET, ("id", "x"), "y"), Edit(ADD, ("id",), "y"), Edit(SET, (), "y"),
        Edit(SET, ("roles", -1), "x"), Edit(ADD, ("source", 9), "x"), Edit(SET, ("roles", "x"), "x"),
    ],
)  # fmt: skip
def test_a_place_that_is_not_there_is_refused(edit: Edit) -> None:
    with pytest.raises(Misplaced):
        revised(ODD, "programme", [edit])
    with pytest.raises(Misplaced):
        applied(read(ODD)[0] or {}, [edit])


def test_a_debt_in_the_file_does_not_prevent_an_edit_elsewhere() -> None:
    owed = b"id: x\ntitle: yes\npurpose: a\n"
    made = revised(owed, "programme", [Edit(SET, ("purpose",), "b")])
    assert made.data == b"id: x\ntitle: yes\npurpose: b\n"
    with pytest.raises(Problem):
        revised(b"id: [\n", "programme", [Edit(SET, ("purpose",), "b")])
