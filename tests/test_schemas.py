"""The schemas: well formed, documented, closed to the network, fast, and read alike by both validators."""

from __future__ import annotations

import copy
import json
import random
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from jsonschema import Draft202012Validator

from governance.model.kinds import KINDS
from governance.services.skeleton import skeleton
from governance.source.precheck import compile_schema, is_valid, matcher
from governance.source.reader import read
from governance.source.scan import scan
from governance.source.schema_findings import explain
from governance.source.schemas import DIRECTORY, resolve, schema
from tests.thorough import examples
from tools import records_doc

ROOT = Path(__file__).parents[1]
FILES = sorted(Path(DIRECTORY).glob("*.schema.json"))
NAMES = [path.name.removesuffix(".schema.json") for path in FILES]
RECORD_KINDS = [name for name in NAMES if name != "common"]

KEYWORDS = {
    "$schema", "$id", "$ref", "$defs", "title", "description", "examples", "default", "type", "enum",
    "const", "properties", "required", "additionalProperties", "items", "minItems", "maxItems",
    "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum",
}  # fmt: skip
OURS = {"x-en", "x-enum", "x-ref", "x-fact", "x-known-from"}
"""What the schemas say beyond shape: English, vocabulary in words, references, facts that need a
source, the day from which a fact is known (governance.source.annotations)."""

Node = dict[str, Any]


def nodes(name: str) -> Iterator[tuple[str, Node]]:
    """Every schema node of a file with its place."""
    pending: list[tuple[str, Node]] = [("", schema(name))]
    while pending:
        at, node = pending.pop()
        yield f"{name}{at}", node
        for group in ("properties", "$defs"):
            pending += [(f"{at}/{group}/{k}", sub) for k, sub in node.get(group, {}).items()]
        if "items" in node:
            pending.append((f"{at}/items", node["items"]))


def properties(name: str) -> Iterator[tuple[str, Node]]:
    for at, node in nodes(name):
        for field, sub in node.get("properties", {}).items():
            yield f"{at}/{field}", sub


def test_there_is_a_schema_for_every_kind_and_no_other_file() -> None:
    assert set(NAMES) == {*KINDS, "common", "policy", "waivers", "baseline"}
    assert {path.name for path in Path(DIRECTORY).iterdir()} == {path.name for path in FILES}


@pytest.mark.parametrize("name", NAMES)
def test_it_is_valid_and_uses_only_known_keywords(name: str) -> None:
    document = schema(name)
    Draft202012Validator.check_schema(document)
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert document["$id"] == f"{name}.schema.json"
    for at, node in nodes(name):
        assert set(node) <= KEYWORDS | OURS, at
        if node.get("type") == "object":
            assert node["additionalProperties"] is False, at
            assert set(node.get("required", ())) <= set(node["properties"]), at


@pytest.mark.parametrize("name", NAMES)
def test_every_property_is_documented_in_both_languages(name: str) -> None:
    for at, raw in properties(name):
        node, _ = resolve(raw, name)
        for words in (node, node["x-en"]):
            assert words["title"].strip() and words["description"].strip(), at
            assert words["description"].rstrip().endswith((".", "?", ")")), at
        if node["type"] != "object" or "examples" in node:
            assert node["examples"], at
        if "enum" in node and all(isinstance(word, str) for word in node["enum"]):
            words_said = node.get("x-enum", {})
            plain = at.startswith("policy") and not words_said  # severities of the rules
            assert plain or list(words_said) == node["enum"], at
            assert all(said["fr"] and said["en"] for said in words_said.values()), at


@pytest.mark.parametrize("name", NAMES)
def test_examples_and_defaults_are_valid(name: str) -> None:
    for at, raw in nodes(name):
        if "type" not in raw and "$ref" not in raw:
            continue
        node, root = resolve(raw, name)
        check = compile_schema(node, root)
        for example in [
            *node.get("examples", ()),
            *([node["default"]] if "default" in node else ()),
        ]:
            assert check(example), f"{at}: {example!r}"


@pytest.mark.parametrize("name", NAMES)
def test_references_resolve_here_with_the_network_cut(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a schema asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    for at, node in nodes(name):
        if "$ref" in node:
            assert re.match(r"(?:common\.schema\.json)?#/\$defs/[a-z_]+\Z", node["$ref"]), at
            assert resolve(node, name)[0]["type"], at
        if "x-ref" in node:
            named = [node["x-ref"]] if isinstance(node["x-ref"], str) else node["x-ref"]
            assert set(named) <= {*KINDS, "milestone"}, at
    if name != "common":
        list(explain(name, {"nothing": 1}))


def test_patterns_are_linear() -> None:
    patterns = {
        (node["pattern"], node.get("maxLength"))
        for n in NAMES
        for _, node in nodes(n)
        if "pattern" in node
    }
    assert patterns
    for pattern, longest in patterns:
        assert longest is not None, f"{pattern}: no maxLength"
        match = matcher(pattern)
        for unit in ("a", "a-", "-", "0", "A/", "a/", "P1Y", "2021-", "0a", "_", "é", "/0", "#/a"):
            text = (unit * 60_000)[:60_000] + "\n"
            started = time.process_time()
            match(text)
            assert time.process_time() - started < 0.25, f"{pattern} on {unit!r}"


# -- both validators agree


def samples(kind: str) -> list[Any]:
    found: list[Any] = []
    if kind in KINDS:
        files = [file for file in scan(str(ROOT))[0] if file.kind == kind]
        found = [read((ROOT / file.path).read_bytes())[0] for file in files[:40]]
        found.append(read(skeleton(kind, {}, "en", "x", lambda _: []).text.encode())[0])
    else:
        path = ROOT / "governance" / "policy" / f"{kind}.yaml"
        found = [read(path.read_bytes(), 1 << 24)[0]] if path.is_file() else []
    shown = {
        n: p["examples"][0] for n, p in schema(kind)["properties"].items() if p.get("examples")
    }
    return [*found, shown]


VALUES: list[Any] = [
    None, True, False, 0, 1, -1, 1.5, 10**16, "", "a", "A b", "2021-06-30", "2021-02-30", "P1Y", "P",
    "a\n", "é" * 4001, "x" * 65, [], [1], ["a"], {}, {"a": 1}, "tech-gouv", "-P5D", "FR\n", "n1",
]  # fmt: skip


def mutated(value: Any, chance: random.Random) -> Any:
    """A copy of ``value`` with one to three small things changed somewhere."""
    result = copy.deepcopy(value)
    for _ in range(chance.randint(1, 3)):
        node: Any = None
        key: Any = None
        inside = result
        while (
            isinstance(inside, dict | list) and inside and (node is None or chance.random() < 0.75)
        ):
            node = inside
            key = chance.choice(list(inside) if isinstance(inside, dict) else range(len(inside)))
            inside = inside[key]
        if node is None:
            continue
        action = chance.randrange(5)
        if action == 0:
            del node[key]
        elif action == 1 and isinstance(node, dict):
            node[chance.choice(["zz", "note", "source", "title", "date"])] = chance.choice(VALUES)
        elif action == 2 and isinstance(node, list):
            node += node * chance.choice((1, 2, 60))
        else:
            node[key] = copy.deepcopy(chance.choice(VALUES))
    return result


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_the_quick_check_and_jsonschema_agree(kind: str) -> None:
    chance = random.Random(f"seed {kind}")
    pool = samples(kind)
    verdicts = {True: 0, False: 0}
    for number in range(examples(120, 400)):
        value = pool[number] if number < len(pool) else mutated(chance.choice(pool), chance)
        quick = is_valid(kind, value)
        slow = next(iter(explain(kind, value)), None) is None
        assert quick == slow, f"{kind}: {json.dumps(value, ensure_ascii=False)[:600]}"
        verdicts[quick] += 1
    assert min(verdicts.values()) > 3, verdicts


def test_what_is_refused_is_explained() -> None:
    """No schema failure is without a finding, and every one of them points into the record."""
    chance = random.Random("explained")
    for kind in KINDS:
        pool = samples(kind)[:3]
        for _ in range(60):
            value = mutated(chance.choice(pool), chance)
            for problem in explain(kind, value):
                assert problem.code[0] == "S"
                node: Any = value
                # A missing field is pointed at by the name it should have.
                pointer = problem.pointer[:-1] if problem.code == "S001" else problem.pointer
                for step in pointer:
                    node = node[step]  # KeyError or IndexError when it points beside


def test_the_document_of_records_is_current() -> None:
    for path, text in records_doc.documents().items():
        assert (ROOT / path).read_text("utf-8") == text, "run: make docs"
