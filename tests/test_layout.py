"""The canonical layout: same values, same comments, and laid out once for all."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from governance.source.layout import canonical, remarks
from governance.source.reader import read
from governance.source.scalars import WIDTH, block, inline
from tests.thorough import examples

ROOT = Path(__file__).parents[1]
RECORDS = sorted((ROOT / "roadmap").rglob("*.yaml"))

TEXTS = st.one_of(
    st.sampled_from(
        ["", "yes", "NO", "012", "0o14", "1e3", "1_000", "12:30", "2021-06-30", "~", "null", "=", "<<",
         "- a", "-a", "a: b", "a #b", "#a", "a:", ":a", "a,b", "[a", "{a}", "'a'", '"a"', "%", "@a",
         "a\nb", "a\n", "\na", "a\n\n b", "a\n\n\n\nb", " a", "a ", "a\tb", "*a", "&a", "!a", "|", ">", "x " * 80,
         "? a", "...", "---", "é" * 150, "« oui » : " * 20, "par-delà  deux blancs " * 9, "a: b " * 40,
         "ligne " * 30 + "\n" + "suite " * 30, "\\", 'a "b" \\c']
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), max_size=30),
    st.lists(st.sampled_from(["mot", "«", "»", ":", "12", "000", "#", "-", "l'État", "a:b"]), max_size=60).map(" ".join),
)  # fmt: skip
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(TEXTS, st.integers(-(10**17), 10**17), st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=12,
)
FIELDS = ["id", "title", "roles", "source", "note", "on", "statements", "zz", "entered"]
RECORD = st.dictionaries(st.sampled_from(FIELDS), VALUES, min_size=1, max_size=6)


def commented(text: str, chance: random.Random) -> str:
    """``text`` with comments and empty lines put in at random; some places make it no YAML."""
    lines: list[str] = []
    for number, line in enumerate(text.splitlines()):
        for _ in range(chance.choice((0, 0, 0, 1, 2))):
            pad = " " * chance.choice((0, 0, 2, 4, len(line) - len(line.lstrip())))
            lines.append(chance.choice(("", f"{pad}# own {number}", f"{pad}#own: - [{number}")))
        lines.append(line + chance.choice(("", "", "", f"  # beside {number}", f" # b: {number}")))
    for number in range(chance.choice((0, 0, 2))):
        lines.append(chance.choice(("", "# last", f"    # deep last {number}")))
    return "\n".join(lines) + "\n"


def check(text: str, kind: str = "programme") -> str:
    """The canonical layout of ``text``, with everything that must hold of it."""
    before = read(text.encode())
    laid = canonical(text, kind)
    assert read(laid.encode()) == before
    assert remarks(laid) == remarks(text)
    assert canonical(laid, kind) == laid
    assert laid.endswith("\n") and "\r" not in laid
    assert not any(line != line.rstrip() for line in laid.split("\n"))
    return laid


@settings(
    max_examples=examples(120, 400), suppress_health_check=[HealthCheck.too_slow], deadline=None
)
@given(
    RECORD, st.randoms(use_true_random=False), st.sampled_from([1, 2, 3, 5]),
    st.sampled_from([None, True, False]), st.booleans(),
)  # fmt: skip
def test_values_and_comments_are_kept_and_twice_is_once(
    data: dict[str, Any], chance: random.Random, indent: int, flow: bool | None, windows: bool
) -> None:
    text = yaml.safe_dump(
        data, allow_unicode=True, indent=indent, default_flow_style=flow, sort_keys=False, width=60
    )
    for candidate in (text, commented(text, chance)):
        value, problems = read(candidate.encode())
        if value is None or problems:
            continue
        check(candidate.replace("\n", "\r\n") if windows else candidate)


@settings(max_examples=examples(200, 600), deadline=None)
@given(TEXTS)
def test_a_text_is_the_same_for_every_reader(text: str) -> None:
    """Ours, YAML 1.2 (ruamel.yaml) and YAML 1.1 (PyYAML) agree; a day alone is one of 1.1 too."""
    lines = block(text, 6, 2)
    for written in [inline(text)] + ([] if lines is None else ["\n  ".join(lines)]):
        document = f"text: {written}\n".replace("\n  \n", "\n\n")
        value, problems = read(document.encode())
        if any(p.code in ("P014", "P016", "P017") for p in problems) or value is None:
            return  # text that no record may hold
        assert value == {"text": text} and not problems
        assert YAML(typ="safe", pure=True).load(document) == value or text[:4].isdigit()
        assert str(yaml.safe_load(document)["text"]) == text
    inside = f"list: [{inline(text, flow=True)}]\n"
    assert read(inside.encode())[0] == {"list": [text]}
    assert [str(item) for item in yaml.safe_load(inside)["list"]] == [text]


@pytest.mark.parametrize("folder", sorted({path.relative_to(ROOT).parts[1] for path in RECORDS}))
def test_the_shipped_records_are_laid_out(folder: str) -> None:
    from governance.services.fmt import laid_out

    for path in RECORDS:
        name = path.relative_to(ROOT)
        if name.parts[1] == folder:
            assert laid_out(str(ROOT), name.as_posix()) == path.read_text("utf-8"), name


def lay(text: str, kind: str = "programme") -> str:
    return check(text.lstrip("\n"), kind)


def test_fields_take_the_order_of_the_schema_and_unknown_ones_come_last() -> None:
    laid = lay("zz: 1\ntitle: T\nid: t\nroles: [{to: 2022-01-31, role: lead}]\n")
    assert laid == "id: t\ntitle: T\nroles:\n  - role: lead\n    to: 2022-01-31\nzz: 1\n"


def test_a_comment_moves_with_the_field_it_stands_above() -> None:
    laid = lay(
        """
# About the title
title: T  # beside the title
# About the id

id: t
roles:
# The lead
- role: lead
  # person: A. Name
  # from: 2020-01-01
# The deputy
- to: 2022-01-31  # the end
  role: deputy
  # inside the last
# at the end
"""
    )
    assert (
        laid
        == """\
# About the id

id: t
# About the title
title: T  # beside the title
roles:
  # The lead
  - role: lead
    # person: A. Name
    # from: 2020-01-01
  # The deputy
  - role: deputy
    to: 2022-01-31  # the end
    # inside the last
# at the end
"""
    )


def test_comments_inside_brackets_are_kept_as_lines() -> None:
    laid = lay("id: t\nsource: [ # why\n  a, # first\n  # between\n  b\n  # last\n]  # end\n")
    assert (
        laid
        == """\
id: t
# end
source:  # why
  - a  # first
  # between
  - b
  # last
"""
    )


def test_lists_of_short_words_fit_a_line_or_take_one_line_each() -> None:
    assert lay("source:\n- a\n- b\n") == "source: [a, b]\n"
    many = [f"source-{number:02}" for number in range(20)]
    assert lay(f"source: [{', '.join(many)}]\n") == "source:\n" + "".join(
        f"  - {x}\n" for x in many
    )
    assert lay("titles: [un mot, deux]\n") == "titles:\n  - un mot\n  - deux\n"


def test_long_text_is_folded_and_typography_is_respected() -> None:
    sentence = "Réunir « les démarches » : " * 9
    laid = lay(f'note: "{sentence.strip()}"\n')
    lines = laid.splitlines()
    assert lines[0] == "note: >-" and all(len(line) <= WIDTH for line in lines)
    assert not any(line.strip()[0] in ":»" or line.endswith("«") for line in lines[1:])
    assert lay("note: " + "a" * 150 + "\n") == "note: " + "a" * 150 + "\n"


def test_numbers_stay_as_they_were_typed() -> None:
    assert (
        lay("a: 1.50\nb: +3\nc: ~\nd:\ne: '1.50'\n")
        == 'a: 1.50\nb: +3\nc: null\nd: null\ne: "1.50"\n'
    )


def test_the_schema_line_is_the_first() -> None:
    text = "# Title\nid: t\n# yaml-language-server: $schema=x.json\ntitle: T\n"
    assert canonical(text, "programme").startswith(
        "# yaml-language-server: $schema=x.json\n# Title\n"
    )
    assert canonical(text, "programme", "y.json").startswith(
        "# yaml-language-server: $schema=y.json\n"
    )
    assert canonical("id: t\n", "programme") == "id: t\n"
