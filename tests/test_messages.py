"""Every message a person may read exists in French, once, with the same placeholders."""

from __future__ import annotations

import ast
import re
from functools import cache, partial
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import click
import pytest
from babel.messages.pofile import read_po

from governance.gate.manual import parts
from governance.gate.policy import PACKAGED, Policy
from governance.gate.registry import HEADINGS, rules

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "governance" / "locale" / "fr"
FILES = sorted(LOCALE.glob("*.po"))
CODE = sorted(
    path for name in ("governance", "tools", "tui") for path in (ROOT / name).rglob("*.py")
)
LITERAL = re.compile(r"``([^`]+)``")
NAME = re.compile(r"[a-z]+(?:[._][a-z_]+)+")
QUOTED = re.compile(r"``.*?``|`[^`]*`", re.DOTALL)
LOOSE = re.compile(
    r"[^\S\u00a0](?:[;:»%€](?:\W|$)|[!?](?:[)»\n]|\s[A-ZÀ-Ý]|$))|«[^\S\u00a0]", re.MULTILINE
)
"""What French sets apart by a no-break space (U+00A0) and something else sets apart."""
POLICY = Policy.load(Path(PACKAGED).read_bytes(), PACKAGED)
PARAMETERS = {code: rule.get("parameters", {}) for code, rule in POLICY.data["rules"].items()}


def _texts(node: ast.expr) -> list[str]:
    """The constant texts of an argument: a literal, or the branches of a conditional one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return _texts(node.body) + _texts(node.orelse)
    return []


def _called(path: Path, names: dict[str, int]) -> dict[str, str]:
    """Message ids given to the functions ``names`` (how many leading arguments are ids) in a file."""
    found = {}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            for argument in node.args[: names.get(called, 0)]:
                for text in _texts(argument):
                    found[text] = f"{path}:{node.lineno}"
    return found


@cache
def ours() -> dict[str, str]:
    """Every id of ``_()``, ``N_()`` and ``plural()`` in the code, and where it stands."""
    found: dict[str, str] = {}
    for path in CODE:
        found |= _called(path, {"_": 1, "N_": 1, "plural": 2})
    for code, entry in rules().items():
        page = parts(entry.doc)
        for text in (page.summary, *page.sections.values()):
            found[text] = f"documentation of {code}"
    found.pop("", None)
    return found


@cache
def clicks() -> dict[str, str]:
    """The ids of click itself, which asks the same catalogue."""
    found: dict[str, str] = {}
    for path in Path(click.__file__).parent.glob("*.py"):
        found |= _called(path, {"_": 1, "ngettext": 2})
        # What stands in brackets behind an option is asked for through a variable.
        said = re.findall(r'extra\["\w+"\] = "(\w+)"', path.read_text(encoding="utf-8"))
        found |= dict.fromkeys(said, path.name)
    return found


@cache
def catalogue(path: Path) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream, locale="fr", abort_invalid=True)


def entries() -> list[tuple[Path, Message]]:
    return [(path, entry) for path in FILES for entry in catalogue(path) if entry.id]


def _ids(entry: Message) -> list[str]:
    return [entry.id] if isinstance(entry.id, str) else list(entry.id or ())


def _said(entry: Message) -> list[str]:
    return [entry.string] if isinstance(entry.string, str) else list(entry.string or ())


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_message_has_a_french_one() -> None:
    known = {id for _path, entry in entries() for id in _ids(entry)}
    missing = {id: where for id, where in ours().items() if id not in known}
    assert not missing, "\n".join(f"{where}: {id!r}" for id, where in sorted(missing.items()))


def test_no_entry_is_unused() -> None:
    used = ours().keys() | clicks().keys()
    unused = [
        f"{path.name}: {id!r}" for path, entry in entries() for id in _ids(entry) if id not in used
    ]
    assert not unused, "\n".join(unused)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_entries_are_finished_and_say_the_same_things(path: Path) -> None:
    read = catalogue(path)
    assert not read.obsolete
    for entry in read:
        if not entry.id:
            continue
        assert not entry.fuzzy, entry.id
        for text in _said(entry):
            assert text.strip(), entry.id
            if "{" in str(entry.id) and _is_template(_ids(entry)[-1]):
                given = set().union(*map(_placeholders, _ids(entry)))
                assert _placeholders(text) <= given, entry.id
                if isinstance(entry.id, str):
                    assert _placeholders(text) == given, entry.id


def test_french_punctuation_stays_with_its_word() -> None:
    """Else a line may begin with a colon; what is between backquotes is no French."""
    loose = [
        f"{path.name}: {text[max(0, found.start() - 30) : found.end() + 10]!r}"
        for path, entry in entries()
        for text in map(partial(QUOTED.sub, "`"), _said(entry))
        for found in LOOSE.finditer(text)
    ]
    assert not loose, "\n".join(loose)


@cache
def _documentation() -> set[str]:
    return {text for e in rules().values() for text in parts(e.doc).sections.values()}


def _is_template(text: str) -> bool:
    """Documentation may quote braces; only what is filled is a template."""
    return text not in _documentation()


@cache
def _french() -> dict[str, str]:
    return {entry.id: str(entry.string) for _path, entry in entries() if isinstance(entry.id, str)}


@pytest.mark.parametrize("code", sorted(rules()))
def test_documentation_keeps_its_literals_in_french(code: str) -> None:
    """Parameters, settings and fields keep their names; a placeholder between quotes may be said."""
    french = _french()
    for heading, text in parts(rules()[code].doc).sections.items():
        names = {name for name in LITERAL.findall(text) if NAME.fullmatch(name)}
        names |= {name for name in LITERAL.findall(text) if name in PARAMETERS.get(code, ())}
        said = set(LITERAL.findall(french.get(text, text)))
        assert names <= said, f"{code}, {heading}: {names - said}"


def test_two_files_never_disagree() -> None:
    seen: dict[tuple[str, ...], tuple[str, str]] = {}
    for path, entry in entries():
        key, said = tuple(_ids(entry)), str(entry.string)
        other, before = seen.setdefault(key, (path.name, said))
        assert said == before, f"{key[0]!r}: {other} and {path.name}"


def test_every_rule_has_the_parts_of_its_documentation() -> None:
    for code, entry in rules().items():
        page = parts(entry.doc)
        assert list(page.sections) == list(HEADINGS) and page.summary.endswith("."), code
        assert all(page.sections.values()), code
