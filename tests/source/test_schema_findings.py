"""The yes-or-no check and the one that says why agree, and every refusal is told once, in words."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.model.finding import Finding
from governance.reporters.message import fix
from governance.source.precheck import is_valid
from governance.source.reader import read
from governance.source.scan import scan
from governance.source.schema_findings import PATTERNS, explain, prune
from governance.source.schemas import DIRECTORY
from tests.thorough import examples

ROOT = Path(__file__).parent.parent.parent
FILES = scan(str(ROOT))[0]
KINDS = sorted(path.name.partition(".")[0] for path in Path(DIRECTORY).glob("*.schema.json"))

# fmt: off
_wrong = st.sampled_from([
    None, True, False, 0, -1, 1.0, 1.5, 10**17, "", "x", "a b", "é", "a-", "A", "s1\n", "P", "P0D",
    "2021-13-45", "2021-02-29", "PT1H", "X" * 5000, "stormi", [], {}, [1], [["a"]], {"a": 1},
])
# fmt: on


def places(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if at:
        yield at
    if isinstance(value, dict):
        for key, item in value.items():
            yield from places(item, (*at, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, (*at, index))


def damage(record: dict[str, Any], data: st.DataObject) -> None:
    *above, last = data.draw(st.sampled_from(list(places(record))))
    holder: Any = record
    for step in above:
        holder = holder[step]
    how = data.draw(st.sampled_from(["replace", "remove", "rename"]))
    if how == "replace":
        holder[last] = copy.deepcopy(data.draw(_wrong))
    elif how == "remove":
        del holder[last]
    elif isinstance(holder, dict):
        holder[f"{last}x"] = holder.pop(last)


@settings(max_examples=examples(300, 1500), deadline=None)
@given(st.data())
def test_both_checks_agree_on_damaged_records(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES))
    record, problems = read((ROOT / file.path).read_bytes())
    assert record is not None
    assert not problems
    for _ in range(data.draw(st.integers(0, 2))):
        if record:
            damage(record, data)
    told = list(explain(file.kind, record))
    assert is_valid(file.kind, record) == (not told)
    assert len({problem.pointer for problem in told}) == len(told)
    kept = list(explain(file.kind, prune(record, told)))
    # What is left may only be missing, or a list that lost its items.
    assert {problem.code for problem in kept} <= {"S001", "S009"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_pattern_is_said_in_words(kind: str) -> None:
    schema = json.loads(Path(DIRECTORY, f"{kind}.schema.json").read_text(encoding="utf-8"))
    for node in nodes(schema):
        if "pattern" in node and node.get("format") not in ("date", "duration"):
            assert node["pattern"] in PATTERNS


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if isinstance(value.get("pattern"), str):
            yield value
        for item in value.values():
            yield from nodes(item)
    elif isinstance(value, list):
        for item in value:
            yield from nodes(item)


def test_a_day_written_otherwise_is_told_as_it_has_to_be_written() -> None:
    def remedy(value: str) -> str:
        record = {"id": "a", "title": "A", "kind": "official", "date": value}
        (problem,) = explain("source", record)
        finding = Finding(problem.code, "source/a", "a.yaml", problem.pointer, problem.params)
        return fix(finding, "fr")

    assert remedy("30/06/2021").endswith("2021-06-30.")
    assert remedy("03/04/2021").endswith("par exemple 2021-06-30.")
